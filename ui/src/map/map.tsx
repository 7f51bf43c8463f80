/** The map: land and borders of our own, the network faint, routes by mode, names as text.
 *  Whatever can be clicked on it has a twin in a list, for the keyboard and the screen reader. */
import type { GeoJSONSource, Map as GlMap, StyleSpecification } from "maplibre-gl";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { lang, t } from "../lib/words";
import * as basemap from "virtual:basemap";
import { saveMap } from "../parts/save";
import type { Mark, RouteLine } from "./lines";
import { keepPace } from "./pace";
import { DARK, LIGHT, type Palette } from "./palette";

export interface MapProps {
  lines: RouteLine[];
  marks: Mark[];
  bounds?: [number, number, number, number] | undefined;
  dark: boolean;
  hovered?: number | undefined;
  label: string;
  onOption?: (option: number) => void;
  onSpot?: (spot: { lon: number; lat: number }, at: { x: number; y: number }) => void;
  onMark?: (mark: Mark) => void;
  onReady?: (map: GlMap) => void;
  lanes?: boolean;
  band?: RouteLine[];
}

interface CountryName { code: string; at: [number, number]; names: Record<string, string> }
const EMPTY = { type: "FeatureCollection" as const, features: [] };
const FIRST_BOX: [number, number, number, number] = [22, 22, 143, 58];

function graticule() {
  const lines: number[][][] = [];
  for (let lon = -180; lon <= 180; lon += 10) lines.push([[lon, -70], [lon, 0], [lon, 80]]);
  for (let lat = -60; lat <= 80; lat += 10) lines.push([[-180, lat], [0, lat], [180, lat]]);
  return { type: "Feature" as const, properties: {}, geometry: { type: "MultiLineString" as const, coordinates: lines } };
}

function styleOf(colours: Palette, lanes: boolean): StyleSpecification {
  // round joins of thin lines cannot be seen, and take most of the time of a frame where no graphics card draws
  const round = { "line-cap": "round", "line-join": "round" }, plain = { "line-cap": "butt", "line-join": "miter" };
  const line = (id: string, source: string, colour: string, width: number, more: object = {}, filter?: unknown, ends: object = source === "routes" ? round : plain) =>
    ({ id, source, type: "line", paint: { "line-color": colour, "line-width": width, ...more }, layout: ends, ...(filter ? { filter } : {}) }) as never;
  const mode = (name: string) => ["all", ["==", ["get", "mode"], name], ["==", ["get", "chosen"], true]];
  const second = (name: string) => ["all", ["==", ["get", "mode"], name], ["==", ["get", "second"], true]];
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: basemap.land, tolerance: 0.6 },
      borders: { type: "geojson", data: basemap.borders, tolerance: 0.6 },
      grid: { type: "geojson", data: graticule() },
      network: { type: "geojson", tolerance: 0.8, data: lanes ? new URL("./api/v1/network/geojson?kind=rail&kind=sea&kind=ferry&joined=true", document.baseURI).href : EMPTY },
      band: { type: "geojson", data: EMPTY },
      routes: { type: "geojson", data: EMPTY, tolerance: 0.5 },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colours.water } },
      line("grid", "grid", colours.grid, 0.6),
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land, "fill-outline-color": colours.border } },
      line("borders", "borders", colours.border, 0.7, { "line-dasharray": [4, 2] }),
      line("net-sea", "network", colours.lane, 0.7, { "line-dasharray": [1, 3] }, ["in", ["get", "kind"], ["literal", ["sea", "ferry"]]]),
      line("net-rail", "network", colours.rail, ["interpolate", ["linear"], ["zoom"], 2, 0.6, 6, 1.6] as never, {}, ["==", ["get", "kind"], "rail"]),
      line("band", "band", colours.modes.rail, ["interpolate", ["linear"], ["zoom"], 2, 7, 5, 14] as never, { "line-opacity": 0.2 }),
      line("others", "routes", colours.faint, 1.4, { "line-opacity": 0.55 }, ["==", ["get", "chosen"], false], plain),
      line("lifted", "routes", colours.ink, 3, { "line-opacity": 0.9 }, ["==", ["get", "option"], -1]),
      line("second", "routes", colours.ink, 2, { "line-dasharray": [3, 2] }, ["any", ...["rail", "road", "sea", "ferry"].map(second)]),
      line("halo", "routes", colours.paper, 8, { "line-opacity": 0.75 }, ["all", ["==", ["get", "chosen"], true], ["!=", ["get", "mode"], "sea"]]),
      line("sea", "routes", colours.modes.sea, 3.4, { "line-dasharray": [0.1, 2.1] }, mode("sea")),
      line("road", "routes", colours.modes.road, 2.6, {}, mode("road")),
      line("rail", "routes", colours.modes.rail, 5, {}, mode("rail")),
      line("rail-in", "routes", colours.paper, 1.8, {}, mode("rail")),
      line("ferry", "routes", colours.modes.ferry, 3, { "line-dasharray": [3, 1.6, 0.1, 1.6] }, mode("ferry")),
      { id: "touch", type: "line", source: "routes", paint: { "line-width": 14, "line-opacity": 0 } },
    ],
  };
}

const PAPER = { width: 726, height: 236 }; // what a map may take of an A4 page, in pixels

/** Another style with the lines that are drawn on this one. */
function keepLines(before: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification {
  const { routes, band } = before?.sources ?? {};
  return routes && band ? { ...next, sources: { ...next.sources, routes, band } } : next;
}

function still(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Moves names along with the map; nothing is measured, so that a pan stays smooth. */
function carry(map: GlMap, holder: HTMLElement): void {
  for (const node of holder.querySelectorAll<HTMLElement>("[data-lon]:not([hidden])")) {
    const point = map.project([Number(node.dataset["lon"]), Number(node.dataset["lat"])]);
    node.style.transform = `translate(${Math.round(point.x)}px, ${Math.round(point.y)}px)`;
  }
}

/** Places names so that none covers another: the more important first, four sides tried. */
function settle(map: GlMap, holder: HTMLElement): void {
  const taken: DOMRect[] = [];
  const frame = holder.getBoundingClientRect();
  const nodes = [...holder.querySelectorAll<HTMLElement>("[data-lon]")];
  for (const sign of holder.querySelectorAll<HTMLElement>(".map-mark:not([hidden]) > .map-sign")) {
    if (sign.offsetWidth > 0) taken.push(sign.getBoundingClientRect());
  }
  // what lies over the map: its key may stand beside it, in the box that both share
  for (const over of holder.closest(".map")?.parentElement?.querySelectorAll(".map-legend, .map-zoom, .map-note") ?? []) taken.push(over.getBoundingClientRect());
  for (const node of nodes) {
    const point = map.project([Number(node.dataset["lon"]), Number(node.dataset["lat"])]);
    const inside = point.x > -20 && point.y > -20 && point.x < frame.width + 20 && point.y < frame.height + 20;
    node.hidden = !inside;
    if (!inside) continue;
    node.style.transform = `translate(${Math.round(point.x)}px, ${Math.round(point.y)}px)`;
    const text = node.querySelector<HTMLElement>(".map-name");
    if (!text) continue;
    const sides = node.dataset["sign"] === "country" ? ["mid"] : ["right", "left", "up", "down"];
    let done = false;
    for (const side of sides) {
      text.dataset["side"] = side;
      const box = text.getBoundingClientRect();
      const off = box.left < frame.left + 2 || box.right > frame.right - 2 || box.top < frame.top + 2 || box.bottom > frame.bottom - 2;
      if (!off && !taken.some((other) => box.left < other.right + 3 && box.right + 3 > other.left && box.top < other.bottom && box.bottom > other.top)) {
        taken.push(box);
        done = true;
        break;
      }
    }
    text.dataset["shown"] = done ? "yes" : "no";
  }
}

export function MapView(props: MapProps) {
  const holder = useRef<HTMLDivElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const map = useRef<GlMap | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [state, setState] = useState<"loading" | "ready" | "broken">("loading");
  const [countries, setCountries] = useState<CountryName[]>([]);
  const box = props.bounds?.join(",");

  useEffect(() => {
    let live = true;
    fetch(basemap.countries).then((r) => r.json()).then((found: CountryName[]) => { if (live) setCountries(found); }, () => undefined);
    void (async () => {
      try {
        const gl = await import("./gl");
        if (!live || !holder.current) return;
        const one = new gl.Map({
          container: holder.current, style: styleOf(latest.current.dark ? DARK : LIGHT, latest.current.lanes !== false), bounds: latest.current.bounds ?? FIRST_BOX,
          fitBoundsOptions: { padding: paddingOf(holder.current) }, attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: true,
          maxZoom: 9, minZoom: 0.6, locale: { "Map.Title": latest.current.label }, canvasContextAttributes: { preserveDrawingBuffer: true }, fadeDuration: 0,
        });
        one.touchZoomRotate.disableRotation();
        one.keyboard.disableRotation();
        one.on("load", () => { if (live) { setState("ready"); latest.current.onReady?.(one); } });
        one.on("move", () => { if (names.current) carry(one, names.current); });
        for (const still of ["load", "moveend", "resize", "idle"] as const) one.on(still, () => { if (names.current && !one.isMoving()) settle(one, names.current); });
        keepPace(one);
        one.on("click", (event) => {
          const near: [[number, number], [number, number]] = [[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]];
          const hit = one.queryRenderedFeatures(near, { layers: ["touch"] }).find((f) => f.properties["chosen"] !== true);
          if (hit && latest.current.onOption) latest.current.onOption(Number(hit.properties["option"]));
          else latest.current.onSpot?.({ lon: event.lngLat.lng, lat: event.lngLat.lat }, { x: event.point.x, y: event.point.y });
        });
        one.on("mousemove", "touch", () => { one.getCanvas().style.cursor = "pointer"; });
        one.on("mouseleave", "touch", () => { one.getCanvas().style.cursor = ""; });
        map.current = one;
      } catch {
        if (live) setState("broken");
      }
    })();
    return () => { live = false; map.current?.remove(); map.current = null; };
  }, []);

  useEffect(() => {
    if (state !== "ready" || !map.current) return;
    const source = map.current.getSource("routes") as GeoJSONSource | undefined;
    void source?.setData({ type: "FeatureCollection", features: props.lines });
  }, [props.lines, state]);

  useEffect(() => {
    if (state !== "ready" || !map.current) return;
    void (map.current.getSource("band") as GeoJSONSource | undefined)?.setData({ type: "FeatureCollection", features: props.band ?? [] });
  }, [props.band, state]);

  useEffect(() => {
    if (state !== "ready" || !map.current || !holder.current || !props.bounds) return;
    map.current.fitBounds(props.bounds, { padding: paddingOf(holder.current), animate: !still(), duration: 500, maxZoom: 6 });
  }, [box, state]);

  useEffect(() => {
    // A map cannot be drawn anew between the wish to print and the print: the picture on the screen is made to fit the paper.
    const before = () => {
      const frame = holder.current?.parentElement;
      if (!frame?.parentElement) return;
      const { clientWidth: width, clientHeight: height } = frame;
      const scale = Math.min(PAPER.width / width, PAPER.height / height);
      Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})`, transformOrigin: "0 0" });
      frame.parentElement.style.setProperty("--printed-height", `${Math.ceil(height * scale)}px`);
    };
    const after = () => {
      const frame = holder.current?.parentElement;
      if (frame) Object.assign(frame.style, { width: "", height: "", transform: "", transformOrigin: "" });
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => { window.removeEventListener("beforeprint", before); window.removeEventListener("afterprint", after); };
  }, []);

  useEffect(() => {
    const one = map.current;
    if (state !== "ready" || !one) return;
    one.setStyle(styleOf(props.dark ? DARK : LIGHT, props.lanes !== false), { diff: true, transformStyle: keepLines });
  }, [props.dark]);

  useEffect(() => {
    if (state === "ready") map.current?.setFilter("lifted", ["==", ["get", "option"], props.hovered ?? -1]);
  }, [props.hovered, state]);

  useEffect(() => { if (map.current && names.current) settle(map.current, names.current); }, [props.marks, state, countries, lang()]);

  const marks = useMemo(() => [...props.marks].sort((a, b) => a.rank - b.rank), [props.marks]);
  const zoom = (by: number) => map.current?.zoomTo(map.current.getZoom() + by, { animate: !still() });
  return (
    <div class="map" data-state={state}>
      <div class="map-canvas" ref={holder} />
      <div class="map-names" ref={names}>
        {marks.map((mark) => (
          <div key={mark.id} class="map-mark" data-sign={mark.sign} data-lon={mark.at[0]} data-lat={mark.at[1]}>
            {props.onMark && (mark.sign === "promise" || mark.sign === "late" || mark.sign === "place")
              ? <span class="map-sign hit" onClick={() => props.onMark?.(mark)} title={[mark.label, mark.note].filter(Boolean).join(", ")} />
              : <span class="map-sign" title={[mark.label, mark.note].filter(Boolean).join(", ")} />}
            {mark.label && <span class="map-name">{mark.label}</span>}
          </div>
        ))}
        {countries.map((one) => (
          <div key={one.code} class="map-mark" data-sign="country" data-lon={one.at[0]} data-lat={one.at[1]} aria-hidden="true">
            <span class="map-name">{one.names[lang()]}</span>
          </div>
        ))}
      </div>
      {state === "broken" && <p class="map-broken">{t("page.map.broken")}</p>}
      <div class="map-zoom">
        <button type="button" onClick={() => zoom(1)} aria-label={t("page.map.closer")}>+</button>
        <button type="button" onClick={() => zoom(-1)} aria-label={t("page.map.farther")}>−</button>
        <button type="button" onClick={(event) => { const one = event.currentTarget.closest(".map"); if (one) saveMap(one, "daliz-map.png"); }} aria-label={t("page.save.map")} title={t("page.save.map")}><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M7 1V9M3.5 6L7 9.5L10.5 6M1.5 13H12.5" /></svg></button>
      </div>
      <p class="map-note">{t("page.map.credit")}</p>
    </div>
  );
}

function paddingOf(node: HTMLElement) {
  const small = node.clientWidth < 560;
  return small ? { top: 30, bottom: 64, left: 52, right: 52 } : { top: 44, bottom: 52, left: 60, right: 84 };
}

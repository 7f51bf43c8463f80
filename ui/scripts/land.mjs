// Land, borders and country names for the map, made at build time: world-atlas (Natural Earth) and facts/countries.csv.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const FINE = 100; // hundredths of a degree are a kilometre: finer than the map is ever shown

const rounded = (value) => (typeof value === "number" ? Math.round(value * FINE) / FINE : value.map(rounded));

function thinned(line) {
  const kept = [];
  for (const point of rounded(line)) {
    const last = kept.at(-1);
    if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) kept.push(point);
  }
  return kept;
}

// A ring that crosses the antimeridian goes on beyond 180 degrees instead of jumping to the other side of the map.
function unwrapped(ring) {
  let turn = 0;
  const whole = ring.map(([lon, lat], i) => {
    const step = i === 0 ? 0 : lon - ring[i - 1][0];
    if (step > 180) turn -= 360;
    else if (step < -180) turn += 360;
    return [lon + turn, lat];
  });
  const middle = whole.reduce((sum, point) => sum + point[0], 0) / whole.length;
  const shift = middle > 180 ? -360 : middle < -180 ? 360 : 0;
  return whole.map(([lon, lat]) => [lon + shift, lat]);
}

export function landLayers() {
  const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
  const land = feature(atlas, atlas.objects.land);
  const polygons = land.features
    .flatMap((one) => (one.geometry.type === "Polygon" ? [one.geometry.coordinates] : one.geometry.coordinates))
    .map((rings) => rings.map((ring) => thinned(unwrapped(ring))).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0 && rings[0].some((point) => point[1] > -60));
  const borders = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
  return {
    land: { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: polygons } },
    borders: {
      type: "Feature",
      properties: {},
      geometry: { type: "MultiLineString", coordinates: borders.coordinates.map(thinned).filter((line) => line.length > 1) },
    },
  };
}

// Where the name of a country stands on the map: the author's choice of an empty spot, not a fact about the country.
const SPOTS = {
  KZ: [56.2, 49.6], CN: [103, 32.2], RU: [62, 58.5], MN: [104, 46.4], JP: [138.6, 37.6], KR: [128.1, 36.2], UZ: [62.6, 42.4],
  TM: [58.4, 39.2], KG: [75.2, 41.6], TJ: [71.3, 38.4], AZ: [48.2, 40.5], GE: [43.4, 42.2], TR: [33.4, 38.4], IR: [54.5, 32.4],
  AF: [66, 33.8], PK: [68.5, 29], IN: [78.5, 22.5], UA: [31.5, 49], PL: [19.3, 52.2], DE: [10.2, 51], RO: [24.9, 45.9],
};

export function countryNames() {
  const [head, ...lines] = readFileSync(new URL("../../src/daliz/facts/countries.csv", import.meta.url), "utf8").trim().split("\n");
  const columns = head.split(",");
  const at = Object.fromEntries(columns.map((name, i) => [name, i]));
  const found = [];
  for (const line of lines) {
    const cells = line.split(",");
    const spot = SPOTS[cells[at.country]];
    if (spot === undefined) continue;
    const names = Object.fromEntries(["en", "ru", "kk", "ja"].map((lang) => [lang, cells[at[`name_${lang}`]]]));
    found.push({ code: cells[at.country], at: spot, names });
  }
  return found;
}

/** What is drawn of plans: lines by mode, marks of hubs and borders. */
import type { Feature, LineString } from "geojson";
import type { Leg, Option, Plan } from "../lib/api";
import { placeName } from "../lib/plan";
import { t } from "../lib/words";

export type Mode = "rail" | "road" | "sea" | "ferry";
export interface Mark { id: string; at: [number, number]; label: string; sign: "end" | "hub" | "gauge" | "border" | "promise" | "late" | "place" | "corridor"; note?: string; rank: number }
export type RouteLine = Feature<LineString, { option: number; mode: Mode; chosen: boolean; second: boolean }>;

function at(plan: Plan, end: string): [number, number] | undefined {
  const hub = plan.places[end.split(".")[0] ?? end];
  return hub ? [hub.lon_deg, hub.lat_deg] : undefined;
}

function lineOf(plan: Plan, leg: Leg): [number, number][] {
  if (leg.line && leg.line.length > 1) return leg.line;
  const ends = [at(plan, leg.from), ...leg.via.map((place) => at(plan, place)), at(plan, leg.to)];
  return ends.filter((point): point is [number, number] => point !== undefined);
}

export function linesOf(plan: Plan, options: readonly Option[], chosen?: number, second?: number): RouteLine[] {
  return options.flatMap((option) =>
    option.legs.filter((leg) => leg.kind === "transport").flatMap((leg): RouteLine[] => {
      const coordinates = lineOf(plan, leg);
      if (coordinates.length < 2) return [];
      const mode = (["rail", "road", "sea", "ferry"] as const).find((one) => one === leg.mode) ?? "rail";
      return [{ type: "Feature", geometry: { type: "LineString", coordinates },
        properties: { option: option.number, mode, chosen: option.number === chosen, second: option.number === second } }];
    }),
  );
}

/** Ends, hubs, gauge changes and borders of an option, each with what happens there. */
export function marksOf(plan: Plan, option: Option): Mark[] {
  const marks = new Map<string, Mark>();
  const { from, to } = plan.query;
  for (const leg of option.legs) {
    const hub = leg.from.split(".")[0] ?? leg.from;
    const where = at(plan, leg.from);
    if (leg.kind === "hub" && where) {
      const gauge = leg.mode === "gauge change";
      marks.set(hub, { id: hub, at: where, label: placeName(plan, hub), sign: gauge ? "gauge" : "hub", rank: 2,
        note: gauge ? t("plan.gauge_mark") : t("plan.hub_mark") });
    }
    for (const border of leg.borders) {
      const [a = "", b = ""] = border.split("/");
      const [one, two] = [at(plan, a), at(plan, b)];
      if (!one || !two) continue;
      const id = `border ${border}`;
      const near = [...marks.values()].some((mark) => Math.hypot(mark.at[0] - one[0], mark.at[1] - one[1]) < 0.3 && mark.sign === "gauge");
      marks.set(id, { id, at: [(one[0] + two[0]) / 2, (one[1] + two[1]) / 2], label: near ? "" : `${placeName(plan, a)} – ${placeName(plan, b)}`,
        sign: "border", rank: 4, note: t("plan.border_mark") });
    }
  }
  marks.set("from", { id: "from", at: [from.lon_deg, from.lat_deg], label: placeName(plan, from.hub ?? from.name), sign: "end", rank: 0 });
  marks.set("to", { id: "to", at: [to.lon_deg, to.lat_deg], label: placeName(plan, to.hub ?? to.name), sign: "end", rank: 0 });
  for (const end of [from.hub, to.hub]) if (end) marks.delete(end);
  return [...marks.values()];
}

export function boundsOf(lines: readonly RouteLine[], marks: readonly Mark[] = []): [number, number, number, number] | undefined {
  let box: [number, number, number, number] | undefined;
  for (const [x, y] of [...lines.flatMap((line) => line.geometry.coordinates as [number, number][]), ...marks.map((mark) => mark.at)]) {
    box = box ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)] : [x, y, x, y];
  }
  return box;
}

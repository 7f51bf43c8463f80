/** The plan question in the address of a view, and small readings of a plan document. */
import type { Leg, Option, Plan } from "./api";
import { inLanguage, known, t } from "./words";

export interface Question {
  from: string; to: string; containers: string; tonnes: string; ready: string; deadline: string; scope: string; scenario: string;
  avoid: string; require: string; slot: string; dangerous: string;
}

export function inDays(count: number): string {
  const moment = new Date(Date.now() + count * 86_400_000);
  return moment.toISOString().slice(0, 10);
}

export function questionOf(query: URLSearchParams): Question {
  const get = (name: string, usual = "") => query.get(name) ?? usual;
  return {
    from: get("from", "kobe"), to: get("to", "almaty"), containers: get("containers", query.get("tonnes") ? "" : "2x40HC"), tonnes: get("tonnes"),
    ready: get("ready", inDays(7)), deadline: get("deadline"), scope: get("scope", "door"), scenario: get("scenario", "base"),
    avoid: get("avoid"), require: get("require"), slot: get("slot"), dangerous: get("dangerous"),
  };
}

export function pairsOf(question: Question): URLSearchParams {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    if (value && !(name === "scope" && value === "door") && !(name === "scenario" && value === "base")) pairs.set(name, value);
  }
  return pairs;
}

/** The address of the answer. */
export function planAddress(question: Question): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of pairsOf(question)) {
    if (name === "avoid" || name === "require") for (const one of value.split(",")) pairs.append(name, one.trim());
    else pairs.set(name, value);
  }
  return `plans?${pairs}`;
}

/** From place to place as the language writes it; one name stands alone. */
export function between(names: string[]): string {
  return names.length === 0 ? "" : names.reduce((from, to) => t("page.from_to", { from, to }));
}

/** The name of a terminal (`kobe.port`), hub (`kobe`) or end of the question. */
export function placeName(plan: Plan, end: string): string {
  const hub = end.split(".")[0] ?? end;
  const found = plan.places[hub];
  if (found) return inLanguage(found.names).replace(/\s*[（(].*[)）]$/, "");
  const side = [plan.query.from, plan.query.to].find((one) => one.name === end && one.hub);
  return side?.hub ? placeName(plan, side.hub) : end;
}

export function corridorName(plan: Plan, option: Option): string {
  return inLanguage(plan.corridors[option.corridor]) || option.corridor;
}

/** An element of the spread, `wait kobe`, in words. */
export function spreadName(plan: Plan, element: string): string {
  const [kind = "", ...rest] = element.split(" ");
  const where = rest.join(" ");
  const what = known("plan.kind", kind);
  if (!where) return what;
  const names = between(where.split("-").map((one) => placeName(plan, one)));
  return t("page.what_where", { what, where: names });
}

export type Part = "moving" | "waiting" | "handling" | "border";
export function partOf(kind: string): Part {
  if (kind === "border" || kind === "gauge") return "border";
  if (kind === "wait" || kind === "unbooked" || kind === "yard" || kind === "storm") return "waiting";
  if (kind === "port" || kind === "terminal" || kind === "door") return "handling";
  return "moving";
}

/** Mean hours of an option by what happens in them. */
export function hoursByPart(option: Option): Record<Part, number> {
  const sums: Record<Part, number> = { moving: 0, waiting: 0, handling: 0, border: 0 };
  for (const leg of option.legs) for (const element of leg.elements) sums[partOf(element.kind)] += element.mean_h ?? 0;
  return sums;
}

export function legTitle(plan: Plan, leg: Leg): string {
  const [from, to] = [placeName(plan, leg.from), placeName(plan, leg.to)];
  return from === to ? from : t("page.from_to", { from, to });
}

/** The share of draws that arrive by a day, read from the histogram of the answer. */
export function shareBy(option: Option, days: number): number {
  const { from_days: from, to_days: to, counts, draws } = option.distribution;
  if (days <= from) return 0;
  if (days >= to) return 1;
  const width = (to - from) / counts.length;
  const full = Math.floor((days - from) / width);
  const before = counts.slice(0, full).reduce((a, b) => a + b, 0);
  const part = (counts[full] ?? 0) * ((days - from) / width - full);
  return Math.min(1, (before + part) / draws);
}

/** The server's answers, typed as far as the page reads them; see docs/reference/api.md. */
import { useEffect, useState } from "preact/hooks";
import { asked, Fault, faultOf } from "./server";
import type { Note } from "./words";

export type Names = Partial<Record<"en" | "ru" | "kk" | "ja", string | null>>;
export interface Quantiles { p10: number; p50: number; p90: number }
/** An instant is null where it lies after the last known departure. */
export interface Instants { p10: string | null; p50: string | null; p90: string | null }
export interface Value { quantity: string; value: number | null; low: number | null; high: number | null; unit: string }
export interface Element {
  kind: string; subject: string; place: string; mean_h: number | null; log_sd: number; grade: string; source_id: string; fact?: string | null;
  locator: string | null; fact_note?: string | null; note?: Note | null; value?: Value; gap_h?: number;
}
export interface CostItem {
  item: string; where: string; usd: number; low_usd: number; high_usd: number; price_year: number; grade: string;
  source_id: string; fact: string; note: Note | null;
}
export interface Leg {
  number: number; kind: "transport" | "hub"; mode: string; from: string; to: string; distance_km: number;
  service: string | null; service_name: string | null; via: string[]; days: Quantiles; ends_days: Quantiles; arrival: Instants;
  cost_usd: Quantiles; cost: CostItem[]; wtw_kg_co2e: number; ttw_kg_co2e: number; wtw_kg_co2e_band: [number, number];
  factors: string[]; country_km: Record<string, number>; borders: string[]; gauge_mm: number | null; timetable: string | null; timetable_grade: string | null;
  elements: Element[]; line: [number, number][] | null; line_is: string; notes: Note[];
}
export interface Option {
  number: number; id: string; corridor: string; corridor_group: string; why: string[]; days: Quantiles; mean_days: number;
  distribution: { from_days: number; to_days: number; counts: number[]; draws: number };
  arrival: Instants; arrival_local: Instants; on_time_share: number | null; days_with_slot: Quantiles | null; cost_usd: Quantiles; sourced_cost_share: number | null;
  wtw_kg_co2e: number; ttw_kg_co2e: number; wtw_kg_co2e_band: [number, number]; transfers: number; gauge_changes: number;
  hubs: string[]; countries: string[]; borders: string[]; spread: { element: string; share_of_variance: number }[];
  legs: Leg[]; notes: Note[]; limits: Record<string, string>;
  papers: { name: string; mode: string; legs: [number, number]; countries: string[]; tir: boolean; grade: string }[];
}
export interface End { name: string; country: string; lat_deg: number; lon_deg: number; hub: string | null; note: string | null }
export interface Source { publisher: string | null; title: string | null; title_ru?: string | null; lang?: string | null; url: string | null; published: string | null }
export interface Plan {
  query: { from: End; to: End; cargo: { containers: string | null; wagons: number | null; mass_t: number; mass_given: boolean; teu: number };
    ready: string; deadline: string | null; scenario: string; seed: number; draws: number };
  price_year: number; scenario: { id: string; titles: Names }; options: Option[]; shown: number; left_out: number; closed: Note[]; warnings: Note[];
  places: Record<string, { names: Names; country: string; lat_deg: number; lon_deg: number }>;
  countries: Record<string, Names>; corridors: Record<string, Names>; sources: Record<string, Source>;
  provenance: { version: string; facts_sha256: string; scenario: string; seed: number; draws: number; as_of: string };
  licences: string; links?: { self: string };
}
export interface Suggestion { name: string; names: Names; country: string; lat_deg: number; lon_deg: number; kind: string; ref: string; place_id: string | null }
export interface Scenario { id: string; titles: Names; why: string }
export interface Register_ { id: string; kind: string; title: Names; summary: Names; themes: string[]; places: string[]; parties: string[];
  on: string | null; due: string | null; made_by: Names | null; made_to: Names | null; sources: string[]; grade: string; details: [string, string][];
  amount: number | null; currency: string | null }
export interface Evidence { id: string; on: string; status: string; kind: string; summary: Names; source_id: string; grade: string }
export interface Standing { status: string; last: string; since: string | null; due: string | null; due_state: string; silent_months: number | null; searched: string | null; events: Evidence[] }
export interface Listed { record: Register_; standing: Standing }
export interface Statement { id: string; question: string; themes: string[]; kind: string; modality: string; verdict: string; summary: Names; evidence: Names;
  evidence_on: string | null; sources: string[]; act: string; grade: string }
export interface Theme { theme: string; row: Record<string, string | null>; counts: { records: number; overdue: number }; statements: Statement[] }
export { Fault, faultOf };
export interface Items<T> { items: T[]; total: number; next?: string | null }

const kept = new Map<string, Promise<unknown>>();
const KEPT_MOST = 24;

/** Ask once; the answer is kept for as long as the page is open. */
export function get<T>(address: string): Promise<T> {
  let found = kept.get(address);
  if (found === undefined) {
    found = asked(address);
    kept.set(address, found);
    found.catch(() => kept.delete(address));
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT_MOST && oldest !== undefined) kept.delete(oldest);
  }
  return found as Promise<T>;
}

/** Forget the answers whose address begins so: what was asked there has changed. */
export function forget(beginning: string): void {
  for (const address of [...kept.keys()]) if (address.startsWith(beginning)) kept.delete(address);
}

export function post<T>(address: string, body: unknown, method: "POST" | "PATCH" = "POST"): Promise<T> {
  return asked(address, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** Every item of a list that comes in pieces. */
export async function getAll<T>(address: string): Promise<T[]> {
  const joined = address.includes("?") ? "&" : "?";
  const piece = await get<Items<T>>(`${address}${joined}limit=1000`);
  return piece.items;
}

export type Answer<T> = { state: "waiting"; last?: T } | { state: "failed"; fault: Fault; retry: () => void } | { state: "done"; value: T };

/** The answer to an address as it comes; null asks nothing. */
export function useAnswer<T>(address: string | null): Answer<T> {
  const [answer, setAnswer] = useState<{ address: string | null; now: Answer<T> }>({ address: null, now: { state: "waiting" } });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (address === null) return undefined;
    let live = true;
    setAnswer((before) => {
      const last = before.now.state === "done" ? before.now.value : before.now.state === "waiting" ? before.now.last : undefined;
      return { address, now: last === undefined ? { state: "waiting" } : { state: "waiting", last } };
    });
    get<T>(address).then(
      (value) => { if (live) setAnswer({ address, now: { state: "done", value } }); },
      (error: unknown) => {
        if (live) setAnswer({ address, now: { state: "failed", fault: faultOf(error), retry: () => setTurn((n) => n + 1) } });
      },
    );
    return () => { live = false; };
  }, [address, turn]);
  return answer.now;
}

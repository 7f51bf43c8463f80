/** What a count of the network opens: what is counted, in which table, how it is graded, and the list itself. */
import type { ComponentChildren } from "preact";
import { href } from "../lib/route";
import { counted, day, note, noteValue, number, percent, t, type Key, type Note, type NoteValue } from "../lib/words";
import { Grade } from "./grade";
import { Inputs, WhySheet } from "./num";

interface Grades { table: string; rows_count: number; grades: Record<string, number> }
export interface Stats { on: string; scenario: string; hubs_count: number; links_count: number; links_km: number; links_published_km: number; services_open_count: number; terminals_count: number; joined_pairs_share: number;
  grades: Grades[]; scenarios: string[]; unreached: { place: string; country: string; apart_count: number; reason: Note }[] }
export interface Gap { id: string; title: Note; total_count: number; missing_count: number; items: [string, NoteValue][] }

export const COUNTS = ["hubs", "terminals", "links", "km", "services", "joined"] as const;
export type Count = (typeof COUNTS)[number];
const TABLES: Record<Exclude<Count, "joined">, string[]> = { hubs: ["places"], terminals: ["terminals"], links: ["rail_links", "added_links"], km: ["rail_links", "added_links"], services: ["services"] };

export function countText(stats: Stats, of: Count): string {
  return of === "joined" ? percent(stats.joined_pairs_share) : number({ hubs: stats.hubs_count, terminals: stats.terminals_count, links: stats.links_count, km: stats.links_km, services: stats.services_open_count }[of]);
}

export function NetworkWhy({ stats, gaps }: { stats: Stats | undefined; gaps: Gap[] }) {
  return (
    <WhySheet body={(why) => {
      const gap = gaps.find((one) => `gap:${one.id}` === why);
      if (gap) return <GapWhy gap={gap} />;
      const of = COUNTS.find((one) => `count:${one}` === why);
      return of && stats ? <CountWhy stats={stats} of={of} /> : null;
    }} />
  );
}

function CountWhy({ stats, of }: { stats: Stats; of: Count }) {
  const lead = <p class="lead">{t(`page.network.${of}` as Key)}{t("page.colon")}{countText(stats, of)}</p>;
  if (of === "joined") return (
    <>
      {lead}
      <p>{t("network.joined", { hubs: number(stats.hubs_count), share: countText(stats, of), scenarios: number(stats.scenarios.length), apart: number(stats.unreached.length) })}</p>
      <Inputs rows={stats.unreached.map((one) => ({ id: one.place, name: <a href={href("network", { subject: one.place })}>{one.place}</a>, value: counted("page.why.apart", one.apart_count), note: note(one.reason) }))} />
    </>
  );
  const how = t(`page.why.count.${of}`, { date: day(stats.on), scenario: stats.scenario, published: number(stats.links_published_km) });
  return <>{lead}<p>{how}</p>{TABLES[of].map((table) => <div key={table}><ByGrade grades={stats.grades.find((one) => one.table === table)} /><TableLink table={table} /></div>)}</>;
}

function ByGrade({ grades }: { grades: Grades | undefined }) {
  if (!grades) return null;
  return <><h3>{t("page.why.rows", { table: grades.table })}</h3><Inputs rows={Object.entries(grades.grades).map(([grade, count]) => ({ id: grade, name: <Grade grade={grade} />, value: number(count) }))} /></>;
}

/** The way to the rows themselves, each with its source, date and grade. */
function TableLink({ table }: { table: string }): ComponentChildren {
  return <p><a href={href("network", { table })}>{t("page.why.list", { table })}</a></p>;
}

/** The name that is told of a thing beside its id, and what else is told of it; of a name alone its id. */
export function namedIn(id: string, what: NoteValue): [string | undefined, string] {
  const [first, ...rest] = Array.isArray(what) ? what : [what];
  if (typeof first !== "object" || Array.isArray(first) || !("names" in first) || first.id !== id) return [undefined, noteValue(what)];
  return [noteValue(first), rest.length > 0 ? noteValue(rest) : id];
}

function GapWhy({ gap }: { gap: Gap }) {
  return (
    <>
      <p class="lead">{note(gap.title)}{t("page.colon")}{t("page.network.missing", { missing: number(gap.missing_count), total: number(gap.total_count) })}</p>
      <p>{t("page.why.gap")}</p>
      <Inputs rows={gap.items.slice(0, 400).map(([id, what], i) => {
        const [name, rest] = namedIn(id, what);
        return { id: `${id} ${i}`, name: <a href={href("network", { subject: id })}>{name ?? id}</a>, value: rest };
      })} />
    </>
  );
}

/** Network and facts: the map of it all, counts, what is missing, and every fact about one thing. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Feature, FeatureCollection, Point } from "geojson";
import { useAnswer, type Items, type Source } from "../lib/api";
import { hubName, useKnownHubs } from "../lib/hubs";
import { change, usePlace } from "../lib/route";
import { known, lang, note, number, range, t } from "../lib/words";
import type { Mark } from "../map/lines";
import { MapView } from "../map/map";
import { Grade } from "../parts/grade";
import { Num } from "../parts/num";
import { Remark } from "../parts/remark";
import { saveAddress } from "../parts/save";
import { SaveTable } from "../parts/save-table";
import { Empty, Shown } from "../parts/states";
import { SourceLine } from "../parts/source";
import { COUNTS, countText, namedIn, NetworkWhy, type Gap, type Stats } from "../parts/why-network";

interface Candidate { fact: { quantity: string; value: unknown; unit: string | null; grade: string; source_id: string; low: number | null; high: number | null; locator: string | null; note: string | null; valid_from: string | null }; source: Source | null; used: boolean; reason: string }

export function NetworkView({ dark = false }: { dark?: boolean }) {
  const { query } = usePlace();
  const stats = useAnswer<Stats>("network/stats");
  const hubs = useAnswer<FeatureCollection>("network/geojson?kind=hub");
  const hub = useKnownHubs();
  const gaps = useAnswer<{ gaps: Gap[] }>("network/gaps");
  const subject = query.get("subject") ?? "";
  const table = subject ? "" : query.get("table") ?? "";
  const marks = useMemo<Mark[]>(() => (hubs.state === "done" ? hubs.value.features as Feature<Point, Record<string, string>>[] : []).map((one) => ({
    id: String(one.id), at: one.geometry.coordinates as [number, number], label: hubName(one.properties), sign: "place" as const,
    rank: ["KZ", "AZ", "GE", "JP"].includes(one.properties["country"] ?? "") ? 1 : 2 })), [hubs, lang()]);
  return (
    <div class="page">
      <h1>{t("page.nav.network")}</h1>
      <p>{t("page.network.lead")}</p>
      <div class="view-map"><MapView lines={[]} marks={marks} dark={dark} label={t("page.network.map")} onMark={(mark) => change({ subject: mark.id })} /></div>
      <Shown answer={stats}>
        {(value) => (
          <dl class="fine">
            {COUNTS.map((of) => <div key={of}><dt>{t(`page.network.${of}`)}</dt><dd><Num why={`count:${of}`}>{countText(value, of)}</Num></dd></div>)}
          </dl>
        )}
      </Shown>
      <p><button type="button" class="quiet" onClick={() => void saveAddress("network/geojson", "daliz-network.geojson")}>{t("page.save.geojson")}</button></p>
      <h2>{t("page.network.facts")}</h2>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <div class="field grow"><label for="subject">{t("page.network.subject")}</label><input id="subject" data-search="yes" value={subject} placeholder={t("page.network.subject.hint")} onChange={(event) => change({ subject: event.currentTarget.value.trim() || undefined })} /></div>
      </form>
      {subject || table ? <Facts subject={subject} table={table} /> : <Empty>{t("page.facts.pick")}</Empty>}
      <h2>{t("page.network.gaps")}</h2>
      <Shown answer={gaps}>
        {(value) => (
          <div class="scroll"><table class="data stack"><tbody>{value.gaps.map((gap) => (
            <tr key={gap.id}><th scope="row">{note(gap.title)}</th><td class="num"><Num why={`gap:${gap.id}`}>{t("page.network.missing", { missing: number(gap.missing_count), total: number(gap.total_count) })}</Num></td><td class="small">{gap.items.slice(0, 6).map((item, i) => <span key={i}>{i > 0 ? t("note.join.items") : ""}<Thing id={item[0]} name={namedIn(item[0], item[1])[0]} hub={hub} /></span>)}{gap.items.length > 6 ? " …" : ""}</td></tr>
          ))}</tbody></table></div>
        )}
      </Shown>
      <NetworkWhy stats={stats.state === "done" ? stats.value : undefined} gaps={gaps.state === "done" ? gaps.value.gaps : []} />
    </div>
  );
}

/** A thing that is missing something: a hub or a country by its name, anything else by its id. */
function Thing({ id, name: told, hub }: { id: string; name: string | undefined; hub: (id: string) => string | undefined }) {
  const name = hub(id) ?? told;
  return name === undefined ? <code>{id}</code> : <>{name}</>;
}

interface Row { table: string; key: string; where: string; values: Record<string, unknown>; source: (Source & { id: string }) | null }

function Facts({ subject, table }: { subject: string; table: string }) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => { if (table) top.current?.scrollIntoView(); }, [table]); // a table is asked for from afar
  const why = useAnswer<Items<{ quantity: string; candidates: Candidate[] }>>(/[:]/.test(subject) ? `facts/why/${encodeURIComponent(subject)}` : null);
  const rows = useAnswer<Items<Row>>(subject ? `facts?subject=${encodeURIComponent(`*${subject}*`)}&limit=200` : `facts?table=${encodeURIComponent(table)}&limit=1000`);
  return (
    <div ref={top}>
      {/[:]/.test(subject) && (
        <Shown answer={why}>
          {(value) => (
            <div class="scroll"><table class="data stack">
              <thead><tr><th scope="col">{t("page.facts.quantity")}</th><th scope="col">{t("page.facts.value")}</th><th scope="col">{t("register.head.source")}</th><th scope="col">{t("page.register.grade")}</th></tr></thead>
              <tbody>{value.items.flatMap((one) => one.candidates.map((c, i) => (
                <tr key={one.quantity + i} data-chosen={c.used ? "yes" : undefined}>
                  <th scope="row"><code>{one.quantity}</code></th>
                  <td>{typeof c.fact.value === "number" ? number(c.fact.value, c.fact.value % 1 ? 1 : 0) : String(c.fact.value ?? t("unknown"))} {known("page.unit", c.fact.unit ?? "1")}{c.fact.low !== null && c.fact.high !== null ? ` (${range(c.fact.low, c.fact.high, c.fact.high % 1 ? 1 : 0)})` : ""}{c.used ? "" : ` · ${t("page.facts.beside")}`}<div class="small"><Remark text={c.fact.note} /></div></td>
                  <td class="small"><SourceLine id={c.fact.source_id} source={c.source ?? undefined} locator={c.fact.locator} /></td>
                  <td><Grade grade={c.fact.grade} /></td>
                </tr>
              )))}</tbody>
            </table></div>
          )}
        </Shown>
      )}
      <Shown answer={rows}>
        {(value) => value.items.length === 0 ? <Empty>{t("page.facts.none")}</Empty> : (
          <div class="scroll">
            <p class="small" role="status">{t("page.network.shown", { shown: number(subject ? Math.min(60, value.items.length) : value.items.length), total: number(value.total) })} <SaveTable name="daliz-facts" /></p>
            <table class="data stack facts">
              <thead><tr><th scope="col">{t("page.facts.table")}</th><th scope="col">{t("page.network.subject")}</th><th scope="col">{t("page.facts.value")}</th><th scope="col">{t("register.head.source")}</th><th scope="col">{t("page.register.grade")}</th></tr></thead>
              <tbody>{value.items.slice(0, subject ? 60 : 1000).map((row) => (
                <tr key={row.where}>
                  <td class="small"><code>{row.table}</code></td><td><code>{row.key}</code></td>
                  <td class="small"><code>{row.values["value"] !== undefined && row.values["value"] !== null ? `${row.values["value"]} ${row.values["unit"] ?? ""}` : Object.entries(row.values).filter(([name, value]) => value !== null && !["source_id", "locator", "grade", "note"].includes(name)).slice(0, 5).map(([name, value]) => `${name} ${value}`).join(", ")}</code></td>
                  <td class="small">{row.source ? <SourceLine id={row.source.id} source={row.source} /> : t("unknown")}</td>
                  <td>{typeof row.values["grade"] === "string" ? <Grade grade={row.values["grade"]} /> : null}</td>
                </tr>
              ))}</tbody>
            </table>
          </div>
        )}
      </Shown>
    </div>
  );
}

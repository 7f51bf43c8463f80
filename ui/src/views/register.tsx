/** Promises: records with what came of them, claims beside evidence, what is due, a briefing, conflicts, the places touched. */
import { useMemo, useState } from "preact/hooks";
import { Years } from "../charts/years";
import { useAnswer, type Items, type Listed, type Names, type Plan, type Source, type Statement } from "../lib/api";
import { useHubNames } from "../lib/hubs";
import { planAddress, questionOf } from "../lib/plan";
import { change, href, usePlace } from "../lib/route";
import { counted, dates, day, elsewhere, inLanguage, known, lang, number, range, t, type Key } from "../lib/words";
import type { Mark } from "../map/lines";
import { MapView } from "../map/map";
import { ConflictList, type Conflict } from "../parts/conflicts";
import { Grade } from "../parts/grade";
import { StatusMark, type Touched } from "../parts/promises";
import { Num } from "../parts/num";
import { moneyRange } from "../parts/option-card";
import { saveAddress } from "../parts/save";
import { SaveTable } from "../parts/save-table";
import { Sheet } from "../parts/sheet";
import { Empty, Shown } from "../parts/states";
import { Told } from "../parts/told";
import { SourceLine } from "../parts/source";
import { RecordEdit, RegisterEdit } from "./register-edit";

const TABS = ["records", "claims", "timeline", "due", "briefing", "conflicts", "map", "edit"] as const;
type Tab = (typeof TABS)[number];
const KINDS = ["meeting", "document", "commitment", "project", "grant", "resolution", "institution"] as const;
const STATES = ["overdue", "no evidence found", "no date published", "announced", "signed", "in progress", "delivered", "in force", "lapsed"] as const;
const PARTIES = ["JP", "KZ", "UZ", "KG", "TJ", "TM"] as const;

export function RegisterView({ dark = false }: { dark?: boolean }) {
  const { query } = usePlace();
  const tab: Tab = TABS.find((one) => one === query.get("tab")) ?? "records";
  const record = query.get("record");
  const tabHref = (one: Tab) => href("register", { tab: one === "records" ? undefined : one });
  return (
    <div class="page">
      <h1>{t("page.nav.register")}</h1>
      <p>{t("page.register.lead")}</p>
      <nav class="tabs" aria-label={t("page.nav.register")}>{TABS.map((one) => <a key={one} href={tabHref(one)} aria-current={one === tab ? "page" : undefined}>{t(`page.register.tab.${one}` as Key)}</a>)}</nav>
      {tab === "records" && <Records query={query} address="register/records" />}
      {tab === "timeline" && <Records query={query} address="register/timeline" />}
      {tab === "due" && <Due />}
      {tab === "claims" && <Claims />}
      {tab === "briefing" && <Briefing query={query} />}
      {tab === "conflicts" && <ConflictList />}
      {tab === "map" && <PlacesMap dark={dark} />}
      {tab === "edit" && <RegisterEdit />}
      {record && <RecordSheet key={record} id={record} />}
    </div>
  );
}

function Select({ id, label, value, options, show, onChange }: { id: string; label: string; value: string; options: readonly string[]; show: (one: string) => string; onChange: (next: string) => void }) {
  return (
    <div class="field"><label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}><option value="">{t("page.filter.all")}</option>{options.map((one) => <option key={one} value={one}>{show(one)}</option>)}</select>
    </div>
  );
}

function useThemes(): { id: string; names: Names }[] {
  const answer = useAnswer<Items<{ theme: string; row: Record<string, string | null> }>>("register/themes?records=false");
  return answer.state === "done" ? answer.value.items.map((one) => ({ id: one.theme, names: { en: one.row["name_en"], ru: one.row["name_ru"], kk: one.row["name_kk"], ja: one.row["name_ja"] } as Names })) : [];
}

function Records({ query, address }: { query: URLSearchParams; address: string }) {
  const themes = useThemes();
  const words = query.get("q") ?? "";
  const filters = ["kind", "theme", "status", "party", "place"].filter((name) => query.get(name));
  const pairs = new URLSearchParams(filters.map((name) => [name, query.get(name) ?? ""]));
  const answer = useAnswer<Items<Listed>>(`${address}?${pairs}${filters.length ? "&" : ""}limit=1000`);
  const found = useAnswer<Items<{ id: string; kind: string }>>(words ? `register/search?${new URLSearchParams({ q: words, limit: "200" })}` : null);
  const hits = words && found.state === "done" ? new Map(found.value.items.map((one, i) => [one.id, i])) : undefined;
  const set = (name: string) => (value: string) => change({ [name]: value || undefined }, true);
  return (
    <>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <div class="field grow"><label for="q">{t("page.search")}</label><input id="q" type="search" data-search="yes" placeholder={t("page.search.hint")} value={words} onInput={(event) => change({ q: event.currentTarget.value || undefined }, true)} /></div>
        <Select id="kind" label={t("page.filter.kind")} value={query.get("kind") ?? ""} options={KINDS} show={(one) => known("register.kind", one)} onChange={set("kind")} />
        <Select id="theme" label={t("page.filter.theme")} value={query.get("theme") ?? ""} options={themes.map((one) => one.id)} show={(one) => inLanguage(themes.find((theme) => theme.id === one)?.names)} onChange={set("theme")} />
        <Select id="status" label={t("page.filter.status")} value={query.get("status") ?? ""} options={STATES} show={(one) => known("register.status", one)} onChange={set("status")} />
        <Select id="party" label={t("page.filter.party")} value={query.get("party") ?? ""} options={PARTIES} show={(one) => t(`page.party.${one as (typeof PARTIES)[number]}`)} onChange={set("party")} />
        {(filters.length > 0 || words) && <button type="button" class="quiet" onClick={() => change({ kind: undefined, theme: undefined, status: undefined, party: undefined, place: undefined, q: undefined })}>{t("page.filter.clear")}</button>}
        <span class="filters-take">
          <a href="./api/v1/register/calendar.ics">{t("page.register.calendar")}</a>
          <button type="button" class="quiet" onClick={() => void saveAddress(`register/export?form=jsonld&${pairs}`, "daliz-register.jsonld")}>JSON-LD</button>
          <button type="button" class="quiet" onClick={() => void saveAddress(`register/export?form=iati&${pairs}`, "daliz-register.xml")}>IATI</button>
        </span>
      </form>
      <Shown answer={answer}>
        {(value) => {
          const rows = hits
            ? value.items.filter((one) => hits.has(one.record.id)).sort((a, b) => (hits.get(a.record.id) ?? 0) - (hits.get(b.record.id) ?? 0))
            : address === "register/records" ? newestFirst(value.items) : [...value.items];
          const year = query.get("year");
          if (address === "register/timeline") return (
            <>
              <Years rows={rows} chosen={year} onYear={(next) => change({ year: next }, true)} />
              <RecordTable rows={year ? rows.filter((one) => (one.record.on ?? one.record.due ?? "").startsWith(year)) : rows} />
            </>
          );
          return rows.length === 0 ? <Empty>{t("page.register.empty")}</Empty> : <RecordTable rows={rows} />;
        }}
      </Shown>
    </>
  );
}

/** Records come oldest first, those without a date last; here the newest stand first and the undated stay last. */
function newestFirst(items: Listed[]): Listed[] {
  return [...items.filter((one) => one.record.on).reverse(), ...items.filter((one) => !one.record.on)];
}

function RecordTable({ rows, due = false }: { rows: Listed[]; due?: boolean }) {
  const { query } = usePlace();
  const link = (id: string) => { const next = new URLSearchParams(query); next.set("record", id); return href("register", next); };
  return (
    <div class="scroll">
      <p class="small"><span role="status">{counted("count.record", rows.length)}</span> <SaveTable name="daliz-register" /></p>
      <table class="data stack records">
        <thead><tr><th scope="col">{t(due ? "register.head.due" : "register.head.date")}</th><th scope="col">{t("register.head.title")}</th><th scope="col">{t("register.head.kind")}</th><th scope="col">{t("register.head.status")}</th></tr></thead>
        <tbody>{rows.map(({ record, standing }) => (
          <tr key={record.id} data-chosen={query.get("record") === record.id ? "yes" : undefined}>
            <td class="small nowrap">{due ? (record.due ? dates(record.due) : t("register.status.no date published")) : record.on ? dates(record.on) : record.due ? dates(record.due) : t("page.register.undated")}</td>
            <td><a href={link(record.id)}><Told text={record.title} /></a></td>
            <td class="small">{known("register.kind", record.kind)}</td>
            <td><StatusMark status={standing.status} due={due ? null : standing.due_state} /></td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

function Due() {
  const answer = useAnswer<Items<Listed>>("register/due?limit=1000");
  return <><p class="small">{t("register.due.note")}</p><Shown answer={answer}>{(value) => <RecordTable rows={value.items} due />}</Shown></>;
}

interface Interview { interview: { title: Names; questions: { id: string; number: number; summary: Names }[]; statements: Statement[] }; sources: Record<string, Source> }

function Claims() {
  const answer = useAnswer<Interview>("register/interview");
  return (
    <Shown answer={answer}>
      {({ interview, sources }) => (
        <>
          <p class="small"><Told text={interview.title} /></p>
          {interview.questions.map((question) => (
            <section key={question.id}>
              <h2>{number(question.number)}. <Told text={question.summary} /></h2>
              {interview.statements.filter((one) => one.question === question.id).map((one) => (
                <div class="statement" key={one.id}>
                  <div><p class="small">{t("page.register.claim")}</p><p><Told text={one.summary} /></p></div>
                  <div>
                    <p class="small">{t("page.register.found")}{t("page.colon")}<strong>{known("register.verdict", one.verdict)}</strong>{one.evidence_on ? `${t("note.join.items")}${dates(one.evidence_on)}` : ""} <Grade grade={one.grade} /></p>
                    <p><Told text={one.evidence} /></p>
                    <p class="small">{one.sources.map((id, i) => <span key={id}>{i > 0 ? " · " : ""}<SourceLine id={id} source={sources[id]} /></span>)}</p>
                  </div>
                </div>
              ))}
            </section>
          ))}
        </>
      )}
    </Shown>
  );
}

interface Brief { party: string; as_of: string; last_meetings: Listed[]; promised: Listed[]; since: Listed[]; overdue: Listed[]; due_soon: Listed[]; silent: Listed[] }
const PARTS = ["last_meetings", "promised", "since", "overdue", "due_soon", "silent"] as const;

function Briefing({ query }: { query: URLSearchParams }) {
  const party = PARTIES.find((one) => one === query.get("party")) ?? "KZ";
  const answer = useAnswer<Brief>(`register/briefing?party=${party}`);
  return (
    <>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <div class="field"><label for="brief">{t("page.filter.party")}</label><select id="brief" value={party} onChange={(event) => change({ party: event.currentTarget.value }, true)}>{PARTIES.map((one) => <option key={one} value={one}>{t(`page.party.${one}`)}</option>)}</select></div>
        <button type="button" onClick={() => window.print()}>{t("page.save.print")}</button>
      </form>
      <Shown answer={answer}>
        {(value) => PARTS.map((part) => (
          <section key={part}>
            <h2>{t(`register.briefing.${part}`, { months: counted("count.month", 6) })}</h2>
            {value[part].length === 0 ? <p>{t("page.briefing.none")}</p> : <RecordTable rows={value[part].map((one) => ("record" in one ? one : { record: one, standing: one } as unknown as Listed))} />}
          </section>
        ))}
      </Shown>
    </>
  );
}

function PlacesMap({ dark }: { dark: boolean }) {
  const answer = useAnswer<Items<Touched>>("register/places");
  const items = answer.state === "done" ? answer.value.items : [];
  const [open, setOpen] = useState<string | null>(null);
  const hub = useHubNames();
  const marks = useMemo<Mark[]>(() => items.filter((one) => one.lat_deg !== null).map((one) => ({ id: one.place, at: [one.lon_deg ?? 0, one.lat_deg ?? 0], label: inLanguage(one.names),
    sign: one.records.some((record) => record.status === "overdue") ? "late" : "promise", note: counted("count.record", one.records.length), rank: 1 })), [items, lang()]);
  return (
    <>
      <div class="view-map"><MapView lines={[]} marks={marks} dark={dark} label={t("page.register.places")} onMark={(mark) => setOpen(mark.id)} /></div>
      <Shown answer={answer}>
        {(value) => value.items.map((one) => (
          <details key={one.place} open={open === one.place}>
            <summary><strong>{one.lat_deg === null ? hub(one.place) : <Told text={one.names} />}</strong> <span class="small">{counted("count.record", one.records.length)}</span></summary>
            <ul class="record-list">{one.records.map((record) => <li key={record.record}><a href={href("register", { tab: "map", record: record.record })}><Told text={record.title} /></a><StatusMark status={record.status} due={record.due_state} /></li>)}</ul>
            {one.lat_deg === null ? <p class="small">{t("page.register.unplaced")}</p> : <p><a href={href("plan", { from: "kobe", to: "almaty", require: one.place })}>{t("page.register.plans")}</a></p>}
          </details>
        ))}
      </Shown>
    </>
  );
}

/** The plans that a record touches: the surest way between Japan and Almaty by each of its places, and the way to the whole plan. */
function PlansBy({ places }: { places: string[] }) {
  const hub = useHubNames();
  return (
    <>
      <h3>{t("page.register.plans")}</h3>
      <ul class="record-list">{places.slice(0, 4).map((place) => (
        <li key={place}><a href={href("plan", { from: "kobe", to: "almaty", require: place })}>{t("page.register.plan_by", { from: hub("kobe"), to: hub("almaty"), place: hub(place) })}</a><PlanBy place={place} /></li>
      ))}</ul>
    </>
  );
}

function PlanBy({ place }: { place: string }) {
  const answer = useAnswer<Plan>(`${planAddress({ ...questionOf(new URLSearchParams()), require: place })}&options=shown&lines=false`);
  const best = answer.state === "done" ? answer.value.options[0] : undefined;
  if (answer.state === "failed") return <span class="small">{t("page.register.plan_none")}</span>;
  const to = (part: string) => href("plan", { from: "kobe", to: "almaty", require: place, why: `all:${part}` });
  return <span class="small">{best ? <><Num at={to("time")}>{t("page.days", { value: range(best.days.p10, best.days.p90) })}</Num> · <Num at={to("cost")}>{moneyRange(best.cost_usd.p10, best.cost_usd.p90)}</Num></> : t("page.state.loading")}</span>;
}

/** The forms are asked for: who only reads needs no token and loads nothing more. */
function Editing({ id, kind }: { id: string; kind: string }) {
  const [open, setOpen] = useState(false);
  return open ? <RecordEdit id={id} kind={kind} /> : <p><button type="button" onClick={() => setOpen(true)}>{t("page.edit.open")}</button></p>;
}

interface RecordView extends Listed { children: Listed[]; conflicts: Conflict[]; sources: (Source & { id: string })[] }

function RecordSheet({ id }: { id: string }) {
  const answer = useAnswer<RecordView>(`register/records/${encodeURIComponent(id)}`);
  return (
    <Sheet title={t("page.register.record")} onClose={() => change({ record: undefined })}>
      <Shown answer={answer}>
        {({ record, standing, children, sources }) => {
          const source = (name: string) => sources.find((one) => one.id === name);
          return (
            <article>
              <p class="lead"><strong><Told text={record.title} /></strong></p>
              <p><Told text={record.summary} /></p>
              <p><StatusMark status={standing.status} due={standing.due_state} /></p>
              <p class="small">{known("register.kind", record.kind)} · {record.on ? dates(record.on) : t("page.register.undated")} · <Grade grade={record.grade} /></p>
              {record.made_by && record.made_to && <p>{t("page.register.who", { by: inLanguage(record.made_by), to: inLanguage(record.made_to) })}</p>}
              {record.amount !== null && <p class="num-left">{`${record.currency}\u00a0${number(record.amount)}`}</p>}
              <h3>{t("page.register.evidence")}</h3>
              <ul class="why-list">{standing.events.map((event) => (
                <li key={event.id}><p class="why-head"><strong>{known("register.status", event.status)}</strong><span class="num">{dates(event.on)}</span></p><p lang={elsewhere(event.summary)}>{inLanguage(event.summary)}</p><p class="small"><Grade grade={event.grade} /> <SourceLine id={event.source_id} source={source(event.source_id)} /></p></li>
              ))}</ul>
              {standing.searched && <p class="small">{t("page.searched", { date: day(standing.searched) })}</p>}
              {record.places.length > 0 && <PlansBy places={record.places} />}
              {children.length > 0 && <><h3>{t("page.register.parts")}</h3><ul class="record-list">{children.map((one) => <li key={one.record.id}><a href={href("register", { record: one.record.id })}><Told text={one.record.title} /></a></li>)}</ul></>}
              <h3>{t("page.register.sources")}</h3>
              <ul>{sources.map((one) => <li key={one.id} class="small"><SourceLine id={one.id} source={one} /></li>)}</ul>
              <Editing id={record.id} kind={record.kind} />
            </article>
          );
        }}
      </Shown>
    </Sheet>
  );
}

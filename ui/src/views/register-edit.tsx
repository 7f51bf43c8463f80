/** Drafting and editing: a document read for promises, each accepted, edited or rejected by a person; rows added, changed, taken back. */
import { useState } from "preact/hooks";
import { faultOf, forget, post, useAnswer, type Fault, type Items, type Source } from "../lib/api";
import { CHARACTERS_MOST, readDocument } from "../lib/document";
import { useKept } from "../lib/kept";
import { change, href } from "../lib/route";
import { counted, dates, day, known, langOf, number, t } from "../lib/words";
import { asText, RowForm, type Row } from "../parts/row-form";
import { Empty, Failed, Shown, Waiting } from "../parts/states";

interface Span { kind: string; start: number; end: number; value: string }
interface Draft { words: string; found: { id: string; start: number; end: number; status: string; cue: string; spans: Span[] }; table: string; row: Row }
interface Drafts { language: string; drafts: Draft[] }
interface Change { number: number; at: string; who: string; why: string; table: string; key: string[]; undoes: number | null }

const DRAFT_COLUMNS = ["title_en", "title_ru", "title_kk", "title_ja", "summary_en", "summary_ru", "summary_kk", "summary_ja", "kind", "made_on", "due", "parties", "themes", "places", "amount", "currency", "source_id", "grade", "certainty"] as const;
const EVENT_COLUMNS = ["status", "date", "known", "kind", "summary_en", "summary_ru", "summary_kk", "summary_ja", "source_id", "grade"] as const;
const SOURCE_COLUMNS = ["source_id", "publisher", "title", "url", "published", "tier"] as const;
const TABLES: Record<string, string> = { commitment: "commitments", document: "documents", meeting: "meetings", grant: "grants", institution: "institutions", project: "projects", resolution: "resolutions" };

export function RegisterEdit() {
  const [round, setRound] = useState(0);
  const again = () => { forget("register/changes"); setRound((n) => n + 1); };
  const history = useAnswer<Items<Change>>(`register/changes?limit=1000&round=${round}`);
  return (
    <>
      <p>{t("page.edit.lead")}</p>
      <KnownSources />
      <Drafting onKept={again} />
      <details class="by-hand"><summary>{t("page.edit.by_hand")}</summary><AddRow table="commitments" columns={["commitment", ...DRAFT_COLUMNS]} onKept={again} /></details>
      <details class="by-hand"><summary>{t("page.edit.source")}</summary><AddRow table="sources" columns={SOURCE_COLUMNS} onKept={again} /></details>
      <section><h2>{t("page.edit.history")}</h2><Shown answer={history}>{(value) => <History items={value.items} onUndone={again} />}</Shown></section>
    </>
  );
}

/** Ids of sources, offered where a source is asked for. */
export function KnownSources() {
  const answer = useAnswer<Items<Source & { source_id: string }>>("facts/sources?limit=1000");
  return <datalist id="known-sources">{answer.state === "done" && answer.value.items.map((one) => <option key={one.source_id} value={one.source_id} lang={langOf(one.publisher ?? "")}>{one.publisher}</option>)}</datalist>;
}

function Drafting({ onKept }: { onKept: () => void }) {
  const [text, setText] = useKept("draft.text", "");
  const [published, setPublished] = useKept("draft.published", "");
  const [source, setSource] = useKept("draft.source", "");
  const [found, setFound] = useKept<{ text: string; language: string; drafts: Draft[] } | null>("draft.found", null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [settled, setSettled] = useKept<Record<string, "kept" | "rejected">>("draft.settled", {});
  const ask = () => {
    setFault(null);
    post<Drafts>("register/changes/drafts", { text, ...(published ? { published } : {}), ...(source ? { source } : {}) }).then(
      (answer) => { setFound({ text, language: answer.language, drafts: answer.drafts }); setSettled({}); },
      (error: unknown) => setFault(faultOf(error)),
    );
  };
  const settle = (id: string, how: "kept" | "rejected") => setSettled({ ...settled, [id]: how });
  return (
    <section class="drafting">
      <h2>{t("page.edit.draft")}</h2>
      <form class="row-form" onSubmit={(event) => { event.preventDefault(); ask(); }}>
        <div class="field wide"><label for="draft-text">{t("page.edit.text")}</label><textarea id="draft-text" rows={6} required maxLength={200_000} value={text} onInput={(event) => setText(event.currentTarget.value)} /></div>
        <FileField onText={setText} />
        <div class="field"><label for="draft-published">{t("page.edit.published")}</label><input id="draft-published" placeholder={t("page.edit.date")} value={published} onInput={(event) => setPublished(event.currentTarget.value.trim())} /></div>
        <div class="field"><label for="draft-source">{t("page.column.source_id")}</label><input id="draft-source" list="known-sources" value={source} onInput={(event) => setSource(event.currentTarget.value.trim())} /></div>
        <p class="wide"><button type="submit">{t("page.edit.propose")}</button></p>
      </form>
      {fault && <Failed answer={{ state: "failed", fault, retry: ask }} />}
      {found && (found.drafts.length === 0 ? <Empty>{t("page.edit.nothing")}</Empty> : (
        <>
          <p role="status">{counted("page.edit.drafts", found.drafts.length)} <span class="small">{t("page.edit.marks")}</span></p>
          <Marked text={found.text} language={found.language} drafts={found.drafts} />
          <ol class="drafts">{found.drafts.map((one) => (
            <li key={one.found.id} id={one.found.id} data-settled={settled[one.found.id]}>
              <p class="words" lang={found.language}><Piece text={found.text} start={one.found.start} end={one.found.end} spans={one.found.spans} /></p>
              <p class="small"><Cue draft={one} language={found.language} />{one.found.spans.length > 0 ? ` · ${one.found.spans.map((span) => `${known("page.edit.span", span.kind)} ${span.kind === "date" ? dates(span.value) : span.kind === "money" ? span.value.replace(/\d{4,}/g, (sum) => number(Number(sum))) : span.value}`).join(" · ")}` : ""}</p>
              {settled[one.found.id] ? <p role="status"><strong>{t(`page.edit.${settled[one.found.id] ?? "kept"}`)}</strong> {settled[one.found.id] === "kept" && <a href={href("register", { tab: "edit", record: one.row["commitment"] })}>{t("page.register.record")}</a>}</p> : (
                <>
                  <details><summary>{t("page.edit.accept")}</summary><AddRow table={one.table} columns={DRAFT_COLUMNS} row={one.row} keptAs={`draft.${one.row["commitment"] ?? one.found.id}`} onKept={() => { settle(one.found.id, "kept"); onKept(); }} /></details>
                  <button type="button" class="quiet" onClick={() => settle(one.found.id, "rejected")}>{t("page.edit.reject")}</button>
                </>
              )}
            </li>
          ))}</ol>
        </>
      ))}
    </section>
  );
}

function FileField({ onText }: { onText: (text: string) => void }) {
  const [told, setTold] = useState<{ text: string; wrong: boolean } | null>(null);
  const load = async (file: File) => {
    const found = await readDocument(file);
    if ("text" in found) onText(found.text);
    const said = { name: file.name, count: number("text" in found ? [...found.text].length : 0), most: number(CHARACTERS_MOST) };
    setTold("text" in found ? { text: t("page.edit.file.read", said), wrong: false } : { text: t(`page.edit.file.${found.trouble}`, said), wrong: true });
  };
  return (
    <div class="field">
      <label for="draft-file">{t("page.edit.file")}</label>
      <input id="draft-file" type="file" accept=".txt,.html,.htm,.md" aria-describedby="draft-file-note" onClick={(event) => { event.currentTarget.value = ""; }} onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) void load(file); }} />
      <span id="draft-file-note" role="status" class={told?.wrong ? "small fault" : "small"}>{told?.text}</span>
    </div>
  );
}

/** What a draft rests on: the status that it speaks of, and the document's own word for it. */
function Cue({ draft, language }: { draft: Draft; language: string }) {
  const [before, after] = t("page.edit.found", { status: known("register.status", draft.found.status), cue: "\n" }).split("\n");
  return <>{before}<span lang={language}>{draft.found.cue}</span>{after}</>;
}

/** The document with every passage marked that a draft rests on. */
function Marked({ text, language, drafts }: { text: string; language: string; drafts: Draft[] }) {
  const inOrder = [...drafts].sort((a, b) => a.found.start - b.found.start);
  let at = 0;
  return (
    <div class="marked" lang={language} tabIndex={0} role="region" aria-label={t("page.edit.text")}>
      {inOrder.map((one, i) => {
        const before = text.slice(at, one.found.start);
        at = Math.max(at, one.found.end);
        return <span key={one.found.id}>{before}<mark><sup>{number(i + 1)}</sup><Piece text={text} start={one.found.start} end={one.found.end} spans={one.found.spans} /></mark></span>;
      })}
      {text.slice(at)}
    </div>
  );
}

function Piece({ text, start, end, spans }: { text: string; start: number; end: number; spans: Span[] }) {
  let at = start;
  const parts = [...spans].sort((a, b) => a.start - b.start).filter((one) => one.start >= start && one.end <= end).map((one) => {
    const before = text.slice(at, Math.max(at, one.start));
    const inside = text.slice(Math.max(at, one.start), one.end);
    at = Math.max(at, one.end);
    return <span key={one.start}>{before}<span class="span" data-kind={one.kind} title={known("page.edit.span", one.kind)}>{inside}</span></span>;
  });
  return <>{parts}{text.slice(at, end)}</>;
}

function AddRow({ table, columns, row = {}, keptAs = table, onKept }: { table: string; columns: readonly string[]; row?: Row; keptAs?: string; onKept: () => void }) {
  const [kept, setKept] = useState<number[]>([]);
  return (
    <>
      <RowForm table={table} row={row} only={columns} keptAs={keptAs} action={t("page.edit.keep")} onSend={async (values, signed) => {
        const whole = table === "commitments" && values["source_id"] && !values["sources"] ? { ...values, sources: values["source_id"] } : values;
        const answer = await post<{ changes: number[] }>("register/changes", { ...signed, rows: { [table]: [whole] } });
        setKept(answer.changes);
        onKept();
      }} />
      {kept.length > 0 && <p role="status">{t("page.edit.kept_as", { number: kept.join(", ") })}</p>}
    </>
  );
}

function History({ items, onUndone }: { items: Change[]; onUndone: () => void }) {
  const [why, setWhy] = useState<{ number: number; who: string; text: string } | null>(null);
  const undone = new Set(items.map((one) => one.undoes));
  const [fault, setFault] = useState<Fault | null>(null);
  const undo = (one: { number: number; who: string; text: string }) => {
    setFault(null);
    post(`register/changes/${one.number}/undo`, { who: one.who, why: one.text }).then(() => { forget("register/"); setWhy(null); onUndone(); }, (error: unknown) => setFault(faultOf(error)));
  };
  if (items.length === 0) return <Empty>{t("page.edit.history.none")}</Empty>;
  return (
    <ul class="record-list">{[...items].reverse().map((one) => (
      <li key={one.number}>
        <span>{number(one.number)}. <strong>{one.key.join(", ")}</strong> <span class="small">{one.table} · {day(one.at)} · {one.who}</span></span>
        <span class="small">{one.undoes === null ? one.why : `${t("page.edit.undoes", { number: number(one.undoes) })} ${one.why}`}</span>
        {one.undoes === null && !undone.has(one.number) && (why?.number === one.number ? (
          <form class="filters" onSubmit={(event) => { event.preventDefault(); undo(why); }}>
            <div class="field"><label for="undo-who">{t("page.edit.who")}</label><input id="undo-who" required value={why.who} onInput={(event) => setWhy({ ...why, who: event.currentTarget.value })} /></div>
            <div class="field grow"><label for="undo-why">{t("page.edit.why")}</label><input id="undo-why" required value={why.text} onInput={(event) => setWhy({ ...why, text: event.currentTarget.value })} /></div>
            <button type="submit">{t("page.edit.undo")}</button>
            {fault && <div class="wide"><Failed answer={{ state: "failed", fault, retry: () => undo(why) }} /></div>}
          </form>
        ) : <span><button type="button" class="quiet" onClick={() => setWhy({ number: one.number, who: one.who, text: "" })}>{t("page.edit.undo")}</button></span>)}
      </li>
    ))}</ul>
  );
}

/** Under an open record: what came of it, added; its own columns, changed. */
export function RecordEdit({ id, kind }: { id: string; kind: string }) {
  const [round, setRound] = useState(0);
  const history = useAnswer<Items<Change & { row: Row | null }>>(`register/changes?key=${encodeURIComponent(id)}&limit=1000&round=${round}`);
  const table = TABLES[kind];
  const rows = useAnswer<Items<{ key: string; values: Record<string, unknown> }>>(table ? `facts?table=${table}&subject=${encodeURIComponent(id)}&limit=50` : null);
  if (history.state === "failed") return <Failed answer={history} />;
  if (rows.state === "failed") return <Failed answer={rows} />;
  const changes = history.state === "done" ? history.value.items : history.last?.items;
  if (changes === undefined || (table && rows.state !== "done")) return <Waiting />;
  const last = changes.filter((one) => one.table === table).at(-1);
  const built = rows.state === "done" ? rows.value.items.find((one) => one.key === id)?.values : undefined;
  const row: Row | undefined = last?.row ?? (built && Object.fromEntries(Object.entries(built).map(([name, value]) => [name, asText(value)])));
  const done = () => { change({ record: undefined }); requestAnimationFrame(() => change({ record: id })); };
  return (
    <>
      {document.getElementById("known-sources") === null && <KnownSources />}
      <details class="by-hand"><summary>{t("page.edit.event")}</summary>
        <AddRow table="status_events" columns={EVENT_COLUMNS} row={{ event: `${id}.own-${changes.length + 1}-${Date.now().toString(36)}`, record: id, grade: "other", kind: "report" }} keptAs={`event.${id}`} onKept={done} />
      </details>
      {table && row && (
        <details class="by-hand"><summary>{t("page.edit.columns")}</summary>
          <RowForm table={table} row={row} keyed keptAs={`row.${id}`} action={t("page.edit.keep")} onSend={async (values, signed, base) => {
            const columns = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== (base[name] ?? "")));
            try {
              await post("register/changes", { ...signed, table, key: id, columns, after: last?.number ?? 0 }, "PATCH");
            } catch (error) {
              if (faultOf(error).code === "changed-meanwhile") { forget("register/"); setRound(round + 1); } // what stands now is shown beside what was typed
              throw error;
            }
            forget("register/");
            done();
          }} />
        </details>
      )}
    </>
  );
}

/** A form for a row of the register: its columns with what they mean, who writes it and why. */
import { useId, useState } from "preact/hooks";
import { faultOf, forget, useAnswer, type Fault } from "../lib/api";
import { useKept } from "../lib/kept";
import { keep } from "../lib/settings";
import { known, lang, t } from "../lib/words";
import { Shown, toldFault } from "./states";

export interface Column { column: string; type: string; required: boolean; key: boolean; vocabulary: string[]; description: string }
export type Row = Record<string, string>;
interface Tables { items: { table: string; columns: Column[] }[] }

/** A value of the API as the tables write it. */
export function asText(value: unknown): string {
  return value === null || value === undefined ? "" : Array.isArray(value) ? value.join("|") : typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

function who(): string {
  try { return window.localStorage.getItem("daliz.who") ?? ""; } catch { return ""; }
}

/** `table.csv:2:column: what is wrong. …` by column, so that each fault stands at its field. */
export function faultsOf(detail: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const match of detail.matchAll(/\.csv:\d+:(\w+): (.*?)(?=\s\S+\.csv:\d+:|$)/g)) found[match[1] ?? ""] = match[2] ?? "";
  return found;
}

/** What was typed over a row as it stood then. */
interface Typed { base: Row; values: Row; why: string }

/** `keptAs` names what is typed until it is sent; `row` is what stands now, which may be newer than what was typed over. */
export function RowForm({ table, row, only, keyed = false, action, keptAs, onSend }: {
  table: string; row: Row; only?: readonly string[]; keyed?: boolean; action: string; keptAs: string;
  onSend: (row: Row, signed: { who: string; why: string }, base: Row) => Promise<void>;
}) {
  const answer = useAnswer<Tables>("facts/tables");
  const form = useId();
  const [typed, setTyped] = useKept<Typed | null>(`row.${keptAs}`, null);
  const { base, values, why } = typed ?? { base: row, values: row, why: "" };
  const [name, setName] = useState(who);
  const [state, setState] = useState<"open" | "sending">("open");
  const [fault, setFault] = useState<Fault | null>(null);
  const faults = fault ? faultsOf(fault.detail) : {};
  const told = fault && Object.keys(faults).length === 0 ? toldFault(fault) : null;
  const send = async () => {
    setState("sending");
    setFault(null);
    keep("daliz.who", name);
    try {
      await onSend(values, { who: name, why }, base);
      setTyped(undefined);
      forget("register/");
      forget("facts");
    } catch (error) {
      setFault(faultOf(error));
    }
    setState("open");
  };
  const now = (column: string) => ((row[column] ?? "") !== (base[column] ?? "") && row[column] !== values[column] ? (row[column] ?? "") : undefined);
  return (
    <Shown answer={answer}>
      {(tables) => {
        const columns = (tables.items.find((one) => one.table === table)?.columns ?? []).filter((one) => !(keyed && one.key) && (only === undefined || only.includes(one.column)));
        const ordered = only === undefined ? columns : [...columns].sort((a, b) => only.indexOf(a.column) - only.indexOf(b.column));
        return (
          <form class="row-form" onSubmit={(event) => { event.preventDefault(); void send(); }}>
            {ordered.map((one) => <Field key={one.column} id={`${form}-${one.column}`} one={one} value={values[one.column] ?? ""} now={now(one.column)} fault={faults[one.column]} onValue={(value) => setTyped({ base, values: { ...values, [one.column]: value }, why })} />)}
            <div class="field"><label for={`${form}-who`}>{t("page.edit.who")}</label><input id={`${form}-who`} name="who" required autocomplete="name" value={name} onInput={(event) => setName(event.currentTarget.value)} /></div>
            <div class="field wide"><label for={`${form}-why`}>{t("page.edit.why")}</label><input id={`${form}-why`} name="why" required value={why} onInput={(event) => setTyped({ base, values, why: event.currentTarget.value })} /></div>
            {told && <div class="state failed wide" role="alert"><p><strong>{told.detail}</strong> {told.hint}</p>{told.quote && <p class="small" lang="en">{told.quote}</p>}</div>}
            {Object.keys(faults).length > 0 && <p class="state failed wide" role="alert">{t("page.edit.faults")}</p>}
            <p class="wide"><button type="submit" disabled={state === "sending"}>{action}</button></p>
          </form>
        );
      }}
    </Shown>
  );
}

/** A column as the reader calls it; one that holds a text in a language says which. */
function labelOf(column: string): string {
  const [, base = column, ending] = /^(.+)_(en|ru|kk|ja)$/.exec(column) ?? [];
  const plain = known("page.column", base);
  const what = plain === base ? known("register.field", base) : plain;
  return ending === undefined ? what : t("page.column.told_in", { what, language: known("register.head", ending) });
}

/** A word of a vocabulary: grades and states have their own lists; ids such as currencies stand as they are. */
function wordOf(column: string, word: string): string {
  if (column === "grade") return known("grade", word);
  const status = column === "status" ? known("register.status", word) : word;
  return status === word ? known("register.word", word) : status;
}

function Field({ id, one, value, now, fault, onValue }: { id: string; one: Column; value: string; now: string | undefined; fault: string | undefined; onValue: (value: string) => void }) {
  const label = labelOf(one.column);
  const long = /^(summary|state|note|target|planner)/.test(one.column);
  const shared = { id, name: one.column, required: one.required, "aria-describedby": `${id}-note`, "aria-invalid": fault ? ("true" as const) : undefined };
  return (
    <div class={long ? "field wide" : "field"}>
      <label for={id}>{label}{one.required ? ` ${t("page.edit.required")}` : ""}</label>
      {one.vocabulary.length > 0
        ? <select {...shared} value={value} onChange={(event) => onValue(event.currentTarget.value)}><option value="" />{one.vocabulary.map((word) => <option key={word} value={word}>{wordOf(one.column, word)}</option>)}</select>
        : long ? <textarea {...shared} rows={2} value={value} onInput={(event) => onValue(event.currentTarget.value)} />
          : <input {...shared} value={value} placeholder={one.type === "date" ? t("page.edit.date") : undefined} list={one.column === "source_id" ? "known-sources" : undefined} onInput={(event) => onValue(event.currentTarget.value)} />}
      <span id={`${id}-note`} class={fault ? "small fault" : "unseen"}>{fault && lang() !== "en" ? t("page.edit.fault") : ""} <span lang="en">{fault ?? (lang() === "en" ? one.description : "")}</span></span>
      {now !== undefined && <span class="small fault" role="status">{now === "" ? t("page.edit.now_empty") : t("page.edit.now", { value: now })}</span>}
    </div>
  );
}

/** A remark of a fact: written in English in its table, told in the reader's language where the table of remarks knows it. */
import { useAnswer, type Items, type Names } from "../lib/api";
import { lang, note, number, t, type Note } from "../lib/words";
import { Told } from "./told";

interface Row { key: string; values: Record<"remark" | "text_ru" | "text_kk" | "text_ja", string | null> }

const FIT = /^Joint fit of (\d+) rows \(daliz\.app\.fit_times\), parameter (\w+): ([\d.]+) before the rows were read; they took away (\d+)% of its variance\.(?: ([\d.]+) of the fitted ([\d.]+) h, a split that is assumed\.)? Low and high are p10 and p90 of the mean\.$/;

/** What the fit wrote of a number, which changes with each fit: told from its parts. */
function fitted(text: string): string | undefined {
  const [, rows = "", parameter = "", before = "", share = "", part, hours = ""] = FIT.exec(text) ?? [];
  const figure = (plain: string) => number(Number(plain), (plain.split(".")[1] ?? "").length);
  return rows === "" ? undefined : t("page.remark.fit", { rows, parameter, before: figure(before), share, split: part === undefined ? "" : t("page.remark.split", { part: figure(part), hours: figure(hours) }) });
}

export function Remark({ text }: { text: string | null | undefined }) {
  const answer = useAnswer<Items<Row>>(text && lang() !== "en" ? "facts?table=remarks&limit=1000" : null);
  if (!text) return null;
  const fit = lang() === "en" ? undefined : fitted(text);
  if (fit !== undefined) return <>{fit}</>;
  if (lang() !== "en" && answer.state === "waiting" && answer.last === undefined) return null; // no flash of English
  const row = (answer.state === "done" ? answer.value.items : []).find((one) => one.values.remark === text)?.values;
  const names: Names = { en: text, ru: row?.text_ru ?? null, kk: row?.text_kk ?? null, ja: row?.text_ja ?? null };
  return <Told text={names} />;
}

/** A note in the reader's language; where it only carries words of a table, these as a remark. */
export function NoteOrRemark({ one }: { one: Note }) {
  const words = one.key === "note.quoted" ? one.values["words"] : undefined;
  return typeof words === "string" ? <Remark text={words} /> : <>{note(one)}</>;
}

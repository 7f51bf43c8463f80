/** Where sources disagree: each reading side by side, in the reader's words, none merged and none chosen. */
import { useAnswer, type Items, type Listed, type Source } from "../lib/api";
import { href } from "../lib/route";
import { dates, elsewhere, inLanguage, known, number, percent, t } from "../lib/words";
import { Grade } from "./grade";
import { HOLE, Sentence } from "./num";
import { Shown } from "./states";
import { SourceLine } from "./source";

type Translated = Record<`${"property" | "value" | "scope" | "said_by"}_${"ru" | "kk" | "ja"}`, string | null>;
interface Said extends Translated { id: string; property: string; kind: string; value: string; unit: string | null; bound: string; scope: string | null; as_of: string | null; said_by: string; source_id: string; grade: string }
export interface Conflict { subject: string; property: string; reading: string; statements: Said[] }

type Column = "property" | "value" | "scope" | "said_by";

/** A text of a statement by language, as the names of records have it. */
function names(said: Said, column: Column) {
  return { en: said[column], ru: said[`${column}_ru`], kk: said[`${column}_kk`], ja: said[`${column}_ja`] };
}

function Words({ said, column }: { said: Said; column: Column }) {
  const text = names(said, column);
  const other = elsewhere(text);
  const shown = inLanguage(text);
  const period = column === "property" && said.as_of !== null && shown.endsWith(`, ${said.as_of}`) ? said.as_of : null; // a series names its period as it is written
  return <span lang={other}>{period === null ? shown : `${shown.slice(0, -period.length)}${dates(period)}`}</span>;
}

/** What was said, as a person of the language writes it; how firmly it was said stands with it. */
function stated(said: Said): string {
  const amount = Number(said.value);
  const plain = said.kind === "date" ? dates(said.value) : said.kind !== "number" ? inLanguage(names(said, "value"))
    : said.unit === "share" ? percent(amount, amount === 1 ? 0 : 1) : `${said.unit === null || said.unit === "count" ? "" : `${said.unit}\u00a0`}${number(amount)}`;
  return known("register.bound", said.bound) === said.bound ? plain : t(`register.bound.${said.bound as "about"}`, { value: plain });
}

export function ConflictList() {
  const answer = useAnswer<Items<Conflict>>("register/conflicts?limit=500");
  const records = useAnswer<Items<Listed>>("register/records?limit=1000");
  const sources = useAnswer<Items<Source & { source_id: string }>>("facts/sources?limit=1000");
  const source = new Map((sources.state === "done" ? sources.value.items : []).map((one) => [one.source_id, one]));
  const titles = new Map((records.state === "done" ? records.value.items : []).map((one) => [one.record.id, one.record.title]));
  return (
    <Shown answer={answer}>
      {(value) => (
        <>
          <p class="small">{t("register.conflicts.note", { count: number(value.total) })}</p>
          {value.items.map((one) => {
            const [first] = one.statements;
            const title = titles.get(one.subject);
            return (
              <section key={one.subject + one.property}>
                <h2>{title ? <a href={href("register", { tab: "conflicts", record: one.subject })}>{inLanguage(title)}</a> : known("register.subject", one.subject)}{t("page.colon")}{first && <Words said={first} column="property" />}</h2>
                <p class="small">{known("register.reading", one.reading)}</p>
                <ul class="record-list">{one.statements.map((said) => (
                  <li key={said.id}>
                    <span><Words said={said} column="said_by" />{t("page.colon")}<strong>{stated(said)}</strong>{said.scope && <Sentence text={t("page.in_brackets", { what: HOLE })}><Words said={said} column="scope" /></Sentence>}</span>
                    <span class="small">{said.as_of ? dates(said.as_of) : t("page.register.undated")} · <Grade grade={said.grade} /> · <SourceLine id={said.source_id} source={source.get(said.source_id)} /></span>
                  </li>
                ))}</ul>
              </section>
            );
          })}
        </>
      )}
    </Shown>
  );
}

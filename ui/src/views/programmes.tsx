/** Programmes: a short form, answers rule by rule, learners as counted. */
import { useEffect, useState } from "preact/hooks";
import { post, useAnswer, Fault, type Answer, type Items, type Names } from "../lib/api";
import { change, usePlace } from "../lib/route";
import { elsewhere, inLanguage, known, number, t, dates, day } from "../lib/words";
import { Grade } from "../parts/grade";
import { Num, WhySheet } from "../parts/num";
import { SourceLine, useSources } from "../parts/source";
import { Remark } from "../parts/remark";
import { Shown } from "../parts/states";
import { Told } from "../parts/told";
import { FactLink } from "../parts/why";

interface Programme { id: string; name: Names; open_to_kz: string; open_why: Names; who: Names; seats: Names | null; allowance_jpy: Names | null; duration: Names; deadline: string | null; deadline_why: Names; sources: string[]; grade: string }
interface Result { rule: { id: string; text: Names; hard: boolean; intake: string; published: boolean }; verdict: string; given: string | null }
interface Found { programme: Programme; intake: string; verdict: string; published: boolean; results: Result[]; reasons: string[]; needed: Result[] }
interface Learners { row: string; year: string; value_count: number | null; text_en: string; text_ru: string; text_kk: string | null; text_ja: string | null; country: string; note: string | null; source_id: string; grade: string }

const CHOICES = { education: ["university", "teacher training school", "school"], employer: ["university", "school", "teacher training school", "public administration", "company", "other"] } as const;
const ORDER = ["eligible", "unknown", "not eligible"];

export function ProgrammesView() {
  const { query } = usePlace();
  const given = (name: string) => query.get(name) ?? "";
  const person = { birth_date: given("birth_date") || undefined, nationality: given("nationality") || "KZ", education: given("education") || undefined, employer: given("employer") || undefined,
    years_work: given("years_work") ? Number(given("years_work")) : undefined, years_teaching: given("years_teaching") ? Number(given("years_teaching")) : undefined, learns_japanese: given("learns") ? true : undefined };
  const asked = JSON.stringify(person);
  const [answer, setAnswer] = useState<Answer<Items<Found>>>({ state: "waiting" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let live = true;
    setAnswer((before) => (before.state === "done" ? { state: "waiting", last: before.value } : before));
    post<Items<Found>>("programmes/find", JSON.parse(asked)).then(
      (value) => { if (live) setAnswer({ state: "done", value }); },
      (error: unknown) => { if (live) setAnswer({ state: "failed", fault: error instanceof Fault ? error : new Fault(String(error), ""), retry: () => setTurn((n) => n + 1) }); },
    );
    return () => { live = false; };
  }, [asked, turn]);
  const set = (name: string) => (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value || undefined }, true);
  const choice = (name: keyof typeof CHOICES) => (
    <div class="field"><label for={name}>{t(`page.programmes.${name}`)}</label>
      <select id={name} value={given(name)} onChange={set(name)}><option value="">{t("page.programmes.not_said")}</option>{CHOICES[name].map((one) => <option key={one} value={one}>{t(`page.programmes.option.${one}`)}</option>)}</select></div>
  );
  return (
    <div class="page">
      <h1>{t("page.nav.programmes")}</h1>
      <p>{t("page.programmes.lead")}</p>
      <form class="form-grid" onSubmit={(event) => event.preventDefault()}>
        <div class="field"><label for="birth">{t("page.programmes.birth")}</label><input id="birth" type="date" min="1992-01-01" max="2020-12-31" value={given("birth_date")} onChange={set("birth_date")} /></div>
        <div class="field"><label for="nationality">{t("page.programmes.nationality")}</label><select id="nationality" value={given("nationality") || "KZ"} onChange={set("nationality")}>{(["KZ", "UZ", "KG", "TJ", "TM", "JP"] as const).map((one) => <option key={one} value={one}>{t(`page.party.${one}`)}</option>)}</select></div>
        {choice("education")}
        {choice("employer")}
        <div class="field"><label for="years_work">{t("page.programmes.years_work")}</label><input id="years_work" type="number" min="0" max="80" value={given("years_work")} onChange={set("years_work")} /></div>
        <div class="field"><label for="years_teaching">{t("page.programmes.years_teaching")}</label><input id="years_teaching" type="number" min="0" max="80" value={given("years_teaching")} onChange={set("years_teaching")} /></div>
        <label class="check"><input type="checkbox" checked={given("learns") !== ""} onChange={(event) => change({ learns: event.currentTarget.checked ? "1" : undefined }, true)} /> {t("page.programmes.learns")}</label>
      </form>
      <Shown answer={answer}>
        {(value) => (
          <>{[...value.items].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)).map((one) => (
            <section class="verdict" key={one.programme.id}>
              <h2><Told text={one.programme.name} /> — {known("programmes.verdict", one.verdict)}</h2>
              <p class="small"><Told text={one.programme.who} /> <Grade grade={one.programme.grade} /></p>
              {one.reasons.includes("country") && <p>{t("programmes.country", { state: known("programmes.open", one.programme.open_to_kz), why: inLanguage(one.programme.open_why) })}</p>}
              {one.reasons.includes("no rules read") && <p>{t("programmes.no_rules")}</p>}
              {unmet(one).length > 0 && <p>{t("programmes.unmet", { what: ruleTexts(unmet(one)) })}</p>}
              {unsaid(one).length > 0 && <p>{t("programmes.open_points", { what: ruleTexts(unsaid(one)) })}</p>}
              <details><summary>{t("programmes.intake", { year: one.intake })}{t("page.colon")}{t("programmes.field.rules")}</summary>
                <ul>{one.results.map((result) => <li key={result.rule.id}><strong>{known("page.rule", result.verdict)}</strong>{t("page.colon")}<span lang={elsewhere(result.rule.text)}>{ruleText(result)}</span>{result.rule.hard ? "" : t("page.in_brackets", { what: t("programmes.wish") })}</li>)}</ul>
              </details>
              <p class="small">{one.programme.deadline ? <>{t("programmes.field.deadline")}{t("page.colon")}<Num why={`programme:${one.programme.id}`}>{day(one.programme.deadline)}</Num></> : <Told text={one.programme.deadline_why} />}</p>
            </section>
          ))}
          <WhySheet body={(why) => { const found = value.items.find((one) => `programme:${one.programme.id}` === why); return found ? <ProgrammeWhy one={found.programme} /> : null; }} /></>
        )}
      </Shown>
      <LearnerTable />
    </div>
  );
}

/** A rule in words; the days in it as the reader writes them. */
function ruleText(one: Result): string {
  return inLanguage(one.rule.text).replace(/\d{4}-\d\d-\d\d/g, (on) => day(on));
}

function ruleTexts(all: Result[]): string {
  return all.map(ruleText).join(t("note.join.clauses"));
}

/** What only an answer can settle; what was answered and is not met stands by itself. */
function unsaid(found: Found): Result[] {
  return found.needed.filter((one) => one.verdict === "unknown");
}

function unmet(found: Found): Result[] {
  return found.results.filter((one) => one.verdict === "not eligible" && one.rule.hard);
}

function countedWhat(one: Learners): Names {
  return { en: one.text_en, ru: one.text_ru, kk: one.text_kk, ja: one.text_ja };
}

function LearnerTable() {
  const answer = useAnswer<Items<Learners>>("programmes/learners?limit=200");
  return (
    <>
      <h2>{t("page.programmes.learners")}</h2>
      <p class="small">{t("programmes.learners.note")}</p>
      <Shown answer={answer}>
        {(value) => {
          const rows = [...value.items].sort((a, b) => Number(a.country === "world") - Number(b.country === "world") || a.year.localeCompare(b.year));
          const most = (country: string) => Math.max(1, ...rows.map((one) => (one.country === country ? one.value_count ?? 0 : 0))); // a country beside the world would be a hair
          return (
            <div class="scroll"><table class="data">
              <thead><tr><th scope="col">{t("page.programmes.year")}</th><th scope="col">{t("page.programmes.what")}</th><th scope="col" class="num">{t("page.programmes.count")}</th><th scope="col">{t("page.register.grade")}</th></tr></thead>
              <tbody>{rows.map((one) => (
                <tr key={one.row}><td class="nowrap">{dates(one.year)}</td><td><span lang={elsewhere(countedWhat(one))}>{one.country === "world" ? inLanguage(countedWhat(one)) : t("page.what_where", { what: inLanguage(countedWhat(one)), where: known("page.party", one.country) })}</span>
                  {one.value_count !== null && <svg class="learner-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bar in" width={(one.value_count / most(one.country)) * 100} height="4" /></svg>}</td>
                  <td class="num"><Num why={`learners:${one.row}`}>{one.value_count === null ? t("unknown") : number(one.value_count)}</Num></td><td><Grade grade={one.grade} /></td></tr>
              ))}</tbody>
            </table>
            <WhySheet body={(why) => { const row = value.items.find((one) => `learners:${one.row}` === why); return row ? <LearnersWhy row={row} /> : null; }} />
            </div>
          );
        }}
      </Shown>
    </>
  );
}

/** Who counted learners, when, and what is said of the count. */
function LearnersWhy({ row }: { row: Learners }) {
  const sources = useSources([row.source_id]);
  return (
    <>
      <p class="lead"><Told text={countedWhat(row)} />{t("page.colon")}{row.value_count === null ? t("unknown") : number(row.value_count)}</p>
      <p>{dates(row.year)}. {t("page.why.counted")}</p>
      <p class="small"><Grade grade={row.grade} /> <SourceLine id={row.source_id} source={sources[row.source_id]} /><FactLink fact={row.row} /></p>
      {row.note && <p class="small note"><Remark text={row.note} /></p>}
    </>
  );
}

function ProgrammeWhy({ one }: { one: Programme }) {
  const sources = useSources(one.sources);
  return (
    <>
      <p class="lead"><Told text={one.name} />{t("page.colon")}{one.deadline ? day(one.deadline) : t("unknown")}</p>
      <p class="small"><Grade grade={one.grade} /><FactLink fact={one.id} /></p>
      <ul class="why-list">{one.sources.map((id) => <li key={id} class="small"><SourceLine id={id} source={sources[id]} /></li>)}</ul>
    </>
  );
}

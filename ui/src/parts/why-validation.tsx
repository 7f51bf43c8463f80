/** What a number of the validation opens: the published row with its source and date, how it was read, a plan that answers it. */
import { Fragment } from "preact";
import { useAnswer, type Quantiles, type Source } from "../lib/api";
import { href } from "../lib/route";
import { counted, known, note, noteValue, number, percent, range, roughly, t, type Note, type NoteValue } from "../lib/words";
import { HOLE, Inputs, Num, Sentence, WhySheet } from "./num";
import { Remark } from "./remark";
import { SourceLine } from "./source";
import { Shown } from "./states";
import { FactLink } from "./why";

export interface Score { n: number; coverage_share: number | null; median_abs_rel_error: number | null; median_p90_over_p10: number | null }
export type Measure = "days" | "usd";
export interface Told { value: number | null; low: number | null; high: number | null }
export interface End { text: string; names: Record<string, string> }
export interface Case { val_id: string; kind: string; status: string; from: End[]; to: End[]; reading: string | null; told: Note | null; remarks: Note[]; reason: string | null; reason_told: Note[]; days: Quantiles | null; usd: Quantiles | null; days_left_out: Quantiles | null;
  published: Partial<Record<Measure, Told>>; inside: Partial<Record<Measure, boolean>>; used_in_fit: boolean }
export interface Validation { summary: Record<Measure, Score> & { lower_bounds: { n: number; at_or_below_p50_share: number | null } }; cases: Case[]; computed: string | null }

interface Behind { val_id: string; table: string; where: string; row: Record<string, string | null>; source: (Source & { id: string }) | null; reading: string | null; told: Note | null; remarks: Note[]; reason: string | null; reason_told: Note[];
  pairs_count: number; regimes_count: number; is_moving: boolean; plan: Record<string, string | string[]> | null }

const unitOf = (measure: Measure, text: string) => (measure === "days" ? t("page.days", { value: text }) : t("page.usd", { value: text }));

export function publishedText(one: Told, measure: Measure): string {
  return unitOf(measure, one.low !== null && one.high !== null ? range(one.low, one.high) : number(one.value ?? 0, one.value !== null && one.value % 1 ? 1 : 0));
}

/** Three quantiles, without their unit. */
export function quantilesText(q: Quantiles, measure: Measure): string {
  return [q.p10, q.p50, q.p90].map((v) => number(measure === "days" ? v : roughly(v, 2), measure === "days" && v < 10 ? 1 : 0)).join(" · ");
}

export function modelText(q: Quantiles, measure: Measure): string {
  return unitOf(measure, quantilesText(q, measure));
}

export function shareText(share: number | null): string {
  return share === null ? t("unknown") : percent(share);
}

const COMMAND = "daliz validate"; // the same in every language
type Name = (one: Case) => string;

export function ValidationWhy({ value, name }: { value: Validation; name: Name }) {
  return (
    <WhySheet body={(why) => {
      const [what, id = "", part = ""] = why.split(":");
      const one = value.cases.find((each) => each.val_id === id);
      const measure = part === "usd" ? "usd" : "days";
      if (what === "case" && one) return <CaseWhy one={one} measure={measure} name={name(one)} />;
      if (what === "score" && (id === "days" || id === "usd")) return <ScoreWhy value={value} measure={id} part={part} name={name} />;
      return what === "score" && id === "bounds" ? <BoundsWhy value={value} name={name} /> : null;
    }} />
  );
}

function Cases({ cases, measure, name }: { cases: Case[]; measure: Measure; name: Name }) {
  return <Inputs rows={cases.flatMap((one) => {
    const [model, told] = [one[measure], one.published[measure]];
    return model && told ? [{ id: one.val_id, name: name(one), value: <Num why={`case:${one.val_id}:${measure}`}>{publishedText(told, measure)}</Num>, note: modelText(model, measure) }] : [];
  })} />;
}

function ScoreWhy({ value, measure, part, name }: { value: Validation; measure: Measure; part: string; name: Name }) {
  const score = value.summary[measure];
  return (
    <>
      <p class="lead">{t(`page.validation.of.${measure}`)}{t("page.colon")}{shareText(part === "error" ? score.median_abs_rel_error : score.coverage_share)}</p>
      <p>{t(part === "error" ? "page.why.score.error" : "page.why.score.coverage")} {counted("page.validation.cases", score.n)}.</p>
      <Cases cases={value.cases.filter((one) => one.status === "counted")} measure={measure} name={name} />
    </>
  );
}

function BoundsWhy({ value, name }: { value: Validation; name: Name }) {
  const { n, at_or_below_p50_share: share } = value.summary.lower_bounds;
  return (
    <>
      <p class="lead">{shareText(share)}</p>
      <p>{t("page.why.score.bounds")} {counted("page.validation.cases", n)}.</p>
      <Cases cases={value.cases.filter((one) => one.status === "lower bound")} measure="days" name={name} />
    </>
  );
}

function CaseWhy({ one, measure, name }: { one: Case; measure: Measure; name: string }) {
  const answer = useAnswer<Behind>(`validation/cases/${encodeURIComponent(one.val_id)}`);
  const [model, told] = [one[measure], one.published[measure]];
  return (
    <>
      <p class="lead">{name}</p>
      <Inputs rows={[
        ...(told ? [{ id: "published", name: t("page.why.case.published"), value: publishedText(told, measure) }] : []),
        ...(model ? [{ id: "model", name: t("page.why.case.model"), value: modelText(model, measure) }] : []),
        ...(measure === "days" && one.days_left_out ? [{ id: "left", name: t("page.validation.left_out", { value: "" }).replace(/[:：]\s*$/, ""), value: modelText(one.days_left_out, measure) }] : []),
      ]} />
      <Shown answer={answer}>{(found) => <><PublishedRow found={found} /><Answered found={found} /></>}</Shown>
    </>
  );
}

/** Who published it, when, in which row; the address alone where the facts know no source of it. */
function PublishedRow({ found }: { found: Behind }) {
  const { source_url: url, source_date: date, notes, confidence } = found.row;
  return (
    <>
      <h3>{t("page.why.case.published")}</h3>
      <p class="small">{found.source ? <SourceLine id={found.source.id} source={found.source} />
        : <span class="source">{url ? <a href={url} rel="noreferrer noopener" target="_blank">{url.replace(/^https?:\/\/(www\.)?/, "").split("/")[0]}</a> : t("unknown")}{date ? `, ${date}` : `, ${t("page.no_date")}`}</span>}</p>
      <p class="small">{t("page.why.case.row", { where: found.where, grade: confidence ? known("register.word", confidence) : t("unknown") })}<FactLink fact={found.val_id} /></p>
      {notes && <p class="small note"><Remark text={notes} /></p>}
    </>
  );
}

/** How a case was read, then what was remarked; words of the table stand in it as a quotation. */
export function Reading({ read, remarks }: { read: NoteValue; remarks: Note[] }) {
  return <>{noteValue(read)}{remarks.map((one, i) => <Fragment key={i}>{t("note.join.clauses")}<Remarked one={one} /></Fragment>)}</>;
}

function Remarked({ one }: { one: Note }) {
  const name = ["time", "kind", "name"].find((each) => typeof one.values[each] === "string");
  if (name === undefined) return <>{note(one)}</>;
  return <Sentence text={note({ ...one, values: { ...one.values, [name]: HOLE } })}><span class="quoted" lang="en">{noteValue(one.values[name] ?? "")}</span></Sentence>;
}

/** Why a case has no answer; what the server can say in English only is quoted. */
export function Reason({ told, text }: { told: Note[]; text: string | null }) {
  return told.length > 0 ? <>{told.map((one) => note(one)).join(" ")}</> : <span lang="en">{text}</span>;
}

/** How the row was read and what answers it: a plan that opens, and the command that computes all. */
function Answered({ found: { told, remarks, reason, reason_told, plan, pairs_count, regimes_count, is_moving } }: { found: Behind }) {
  const pairs = new URLSearchParams(Object.entries(plan ?? {}).map(([key, value]) => [key, Array.isArray(value) ? value.join(",") : value]));
  const api = new URLSearchParams(Object.entries(plan ?? {}).flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((each) => [key, each] as [string, string])));
  return (
    <>
      <h3>{t("page.validation.model")}</h3>
      {told && <p class="small">{t("page.why.case.read")}{t("page.colon")}<Reading read={told} remarks={remarks} /></p>}
      {reason && <p class="small"><Reason told={reason_told} text={reason} /></p>}
      {plan && <p>{t("page.why.case.pooled", { ends: number(pairs_count), dates: number(regimes_count) })} {plan["containers"] ? <a href={href("plan", pairs)}>{t("page.why.case.plan")}</a> : <a href={`./api/v1/plans?${api}`}>{t("page.why.case.plan")}</a>}</p>}
      {is_moving && <p class="small">{t("page.why.case.moving")}</p>}
      <p class="small">{t("page.why.case.again")} <code>{COMMAND}</code></p>
    </>
  );
}

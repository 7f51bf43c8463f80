/** Validation: the model beside published outcomes, misses included; at once for the built-in facts, else as a job. */
import { useEffect, useState } from "preact/hooks";
import { Beside, type Pair } from "../charts/beside";
import { useAnswer, type Quantiles } from "../lib/api";
import { useJob } from "../lib/job";
import { counted, dates, day, known, lang, number, percent, range, roughly, t } from "../lib/words";
import { JobBox } from "../parts/job";
import { SaveChart } from "../parts/save-chart";
import { SaveTable } from "../parts/save-table";
import { Shown } from "../parts/states";

interface Score { n: number; coverage_share: number | null; median_abs_rel_error: number | null; median_p90_over_p10: number | null }
type Measure = "days" | "usd";
interface Told { value: number | null; low: number | null; high: number | null }
interface End { text: string; names: Record<string, string> }
interface Case { val_id: string; kind: string; status: string; from: End[]; to: End[]; reading: string | null; reason: string | null; days: Quantiles | null; usd: Quantiles | null; days_left_out: Quantiles | null;
  published: Partial<Record<Measure, Told>>; inside: Partial<Record<Measure, boolean>>; used_in_fit: boolean }
interface Validation { summary: Record<Measure, Score> & { lower_bounds: { n: number; at_or_below_p50_share: number | null } }; cases: Case[]; computed: string | null }

const GROUPS = ["counted", "lower bound", "reported"] as const;

export function ValidationView() {
  const [round, setRound] = useState(0);
  const answer = useAnswer<Validation>(`validation?round=${round}`);
  const missing = answer.state === "failed" && answer.fault.status === 404;
  return (
    <div class="page">
      <h1>{t("page.nav.validation")}</h1>
      <p>{t("page.validation.lead")}</p>
      {missing ? <Run onDone={() => setRound((n) => n + 1)} /> : <Shown answer={answer}>{(value) => <Result value={value} />}</Shown>}
    </div>
  );
}

function Run({ onDone }: { onDone: () => void }) {
  const { work, start } = useJob<Validation>("validation", { kind: "validation" });
  useEffect(() => { if (work.state === "done") onDone(); }, [work.state]);
  return <JobBox work={work} start={start} label={t("page.validation.start")} note={t("page.validation.run")}>{() => null}</JobBox>;
}

/** An end as it was published: in the reader's language where the name is known in it, else in the source's words. */
function endName(end: End): string {
  const slug = end.text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const word = known("page.validation.end", slug);
  return end.names[lang()] ?? (word === slug ? end.text : word);
}

/** `Xi'an – Budapest: December 2025`, the ends as published and the time as it was read. */
function caseName(one: Case): string {
  if (one.from.length === 0 || one.to.length === 0) return one.val_id;
  const way = t("page.from_to", { from: one.from.map(endName).join(" / "), to: one.to.map(endName).join(" / ") });
  const when = / (\d{4}(?:-\d\d)?(?:\/\d{4}(?:-\d\d)?)?), [^,]+$/.exec(one.reading ?? "")?.[1];
  return when ? t("page.what_where", { what: way, where: when.includes("/") ? when.split("/").map((part) => dates(part)).join(" – ") : dates(when) }) : way;
}

function pairsOf(cases: Case[], measure: Measure): Pair[] {
  return cases.flatMap((one) => {
    const [model, told] = [one[measure], one.published[measure]];
    return model && told ? [{ id: one.val_id, label: caseName(one), ...model, value: told.value, low: told.low, high: told.high, inside: one.inside[measure] }] : [];
  });
}

function Result({ value }: { value: Validation }) {
  const { days, usd, lower_bounds } = value.summary;
  const share = (score: Score) => (score.coverage_share === null ? t("unknown") : percent(score.coverage_share));
  const error = (score: Score) => (score.median_abs_rel_error === null ? t("unknown") : percent(score.median_abs_rel_error));
  const silent = value.cases.filter((one) => one.status === "not expressible");
  const reasons = [...new Set(silent.map((one) => one.reason ?? ""))];
  return (
    <>
      <dl class="fine">
        <div><dt>{t("page.validation.coverage")}</dt><dd>{share(days)} <small>{counted("page.validation.cases", days.n)}</small></dd></div>
        <div><dt>{t("page.validation.error")}</dt><dd>{error(days)}</dd></div>
        <div><dt>{t("page.validation.cost_coverage")}</dt><dd>{share(usd)} <small>{counted("page.validation.cases", usd.n)}</small></dd></div>
        <div><dt>{t("page.validation.cost_error")}</dt><dd>{error(usd)}</dd></div>
      </dl>
      <p class="small">{t("page.validation.scores")}{lower_bounds.at_or_below_p50_share === null ? "" : ` ${t("page.validation.bounds", { share: percent(lower_bounds.at_or_below_p50_share), count: number(lower_bounds.n) })}`}</p>
      <ul class="legend">
        <li><svg width="42" height="16" aria-hidden="true"><path class="whisker" d="M2 8H40M2 4V12M40 4V12" /><path class="median" d="M18 3V13" /></svg> {t("page.validation.mark.model")}</li>
        <li><svg width="26" height="16" aria-hidden="true"><rect class="published-band" x="1" y="1" width="24" height="14" /><circle class="published" cx="13" cy="8" r="4.5" /></svg> {t("page.validation.mark.inside")}</li>
        <li><svg width="16" height="16" aria-hidden="true"><path class="published-out" d="M8 1L15 14H1Z" /></svg> {t("page.validation.mark.outside")}</li>
      </ul>
      {(["days", "usd"] as const).map((measure) => (
        <section key={measure}>
          <h2>{t(`page.validation.of.${measure}`)}</h2>
          <SaveChart name={`daliz-validation-${measure}`} />
          {GROUPS.map((group) => {
            const rows = pairsOf(value.cases.filter((one) => one.status === group), measure);
            return rows.length === 0 ? null : <div key={group}><h3>{t(`page.validation.group.${group}`)}</h3><Beside rows={rows} unit={measure === "days" ? t("plan.days") : t("plan.usd")} label={t("page.validation.label", { count: number(rows.length) })} /></div>;
          })}
        </section>
      ))}
      <h2>{t("page.validation.table")}</h2>
      <Cases value={value} />
      <h2>{t("page.validation.silent")}</h2>
      <p class="small">{counted("page.validation.cases", silent.length)}. {t("page.validation.silent.note")}</p>
      <ul class="plain-list">{reasons.map((reason) => <li key={reason} class="small"><span lang="en">{reason}</span> {silent.filter((one) => one.reason === reason).map((one) => one.val_id).join(", ")}</li>)}</ul>
      <p class="small">{value.computed ? t("page.validation.computed", { date: day(value.computed) }) : t("page.validation.at_hand")}</p>
    </>
  );
}

function Cases({ value }: { value: Validation }) {
  const told = (one: Told, digits: number) => (one.low !== null && one.high !== null ? range(one.low, one.high) : number(one.value ?? 0, one.value !== null && one.value % 1 ? digits : 0));
  return (
    <div class="scroll"><SaveTable name="daliz-validation" /><table class="data stack">
      <thead><tr><th scope="col">{t("page.validation.case")}</th><th scope="col">{t("page.validation.kind")}</th><th scope="col" class="num">{t("page.validation.published")}</th><th scope="col" class="num">{t("page.validation.model")}</th><th scope="col">{t("page.validation.inside")}</th></tr></thead>
      <tbody>{value.cases.flatMap((one) => (["days", "usd"] as const).map((measure) => {
        const [model, published] = [one[measure], one.published[measure]];
        if (!model || !published) return null;
        const unit = (text: string) => (measure === "days" ? t("page.days", { value: text }) : t("page.usd", { value: text }));
        const numbers = (q: Quantiles) => [q.p10, q.p50, q.p90].map((v) => number(measure === "days" ? v : roughly(v, 2), measure === "days" && v < 10 ? 1 : 0)).join(" · ");
        return (
          <tr key={one.val_id + measure}>
            <td>{caseName(one)} <div class="small" lang="en">{one.val_id}: {one.reading}</div></td>
            <td class="small">{known("page.validation.kinds", one.kind)}{one.used_in_fit ? <div>{t("page.validation.fit")}</div> : null}</td>
            <td class="num">{unit(told(published, 1))}</td>
            <td class="num">{unit(numbers(model))}{measure === "days" && one.days_left_out ? <div class="small">{t("page.validation.left_out", { value: numbers(one.days_left_out) })}</div> : null}</td>
            <td>{one.inside[measure] === undefined ? t("unknown") : one.inside[measure] ? t("yes") : <strong>{t("no")}</strong>}</td>
          </tr>
        );
      }))}</tbody>
    </table></div>
  );
}

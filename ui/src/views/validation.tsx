/** Validation: the model beside published outcomes, misses included; at once for the built-in facts, else as a job. */
import { useEffect, useState } from "preact/hooks";
import { Beside, type Pair } from "../charts/beside";
import { useAnswer } from "../lib/api";
import { useJob } from "../lib/job";
import { counted, dates, day, known, lang, number, t } from "../lib/words";
import { JobBox } from "../parts/job";
import { HOLE, Num, Sentence } from "../parts/num";
import { SaveChart } from "../parts/save-chart";
import { SaveTable } from "../parts/save-table";
import { Shown } from "../parts/states";
import { modelText, publishedText, quantilesText, Reading, Reason, shareText, ValidationWhy, type Case, type End, type Measure, type Validation } from "../parts/why-validation";

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

/** The months or years that a case was read to mean; none where it names none. */
function timeOf(one: Case): string {
  const asked = one.told?.values["asked"];
  const when = typeof asked === "object" && "key" in asked ? asked.values["when"] : undefined;
  return Array.isArray(when) ? dates(when.map((each) => (typeof each === "object" && "date" in each ? each.date : "")).join("/")) : "";
}

/** `Xi'an – Budapest: December 2025`, the ends as published and the time as it was read. */
function caseName(one: Case): string {
  if (one.from.length === 0 || one.to.length === 0) return one.val_id;
  const way = t("page.from_to", { from: one.from.map(endName).join(" / "), to: one.to.map(endName).join(" / ") });
  const when = timeOf(one);
  return when ? t("page.what_where", { what: way, where: when }) : way;
}

/** How a published case was read as a question; the sheet names its ends too. */
function Read({ one }: { one: Case }) {
  const asked = one.told?.values["asked"];
  return <>{asked === undefined ? one.val_id : <>{one.val_id}{t("page.colon")}<Reading read={asked} remarks={one.remarks} /></>}</>;
}

function pairsOf(cases: Case[], measure: Measure): Pair[] {
  return cases.flatMap((one) => {
    const [model, told] = [one[measure], one.published[measure]];
    return model && told ? [{ id: one.val_id, why: `case:${one.val_id}:${measure}`, label: caseName(one), ...model, value: told.value, low: told.low, high: told.high, inside: one.inside[measure] }] : [];
  });
}

function Result({ value }: { value: Validation }) {
  const { days, usd, lower_bounds } = value.summary;
  const silent = value.cases.filter((one) => one.status === "not expressible");
  const reasons = [...new Map(silent.map((one) => [one.reason, one])).values()];
  return (
    <>
      <dl class="fine">
        <div><dt>{t("page.validation.coverage")}</dt><dd><Num why="score:days:coverage">{shareText(days.coverage_share)}</Num> <small><Num why="score:days:coverage">{counted("page.validation.cases", days.n)}</Num></small></dd></div>
        <div><dt>{t("page.validation.error")}</dt><dd><Num why="score:days:error">{shareText(days.median_abs_rel_error)}</Num></dd></div>
        <div><dt>{t("page.validation.cost_coverage")}</dt><dd><Num why="score:usd:coverage">{shareText(usd.coverage_share)}</Num> <small><Num why="score:usd:coverage">{counted("page.validation.cases", usd.n)}</Num></small></dd></div>
        <div><dt>{t("page.validation.cost_error")}</dt><dd><Num why="score:usd:error">{shareText(usd.median_abs_rel_error)}</Num></dd></div>
      </dl>
      <p class="small">{t("page.validation.scores")}{lower_bounds.at_or_below_p50_share === null ? "" : <> <Sentence text={t("page.validation.bounds", { share: HOLE, count: number(lower_bounds.n) })}><Num class="told" why="score:bounds">{shareText(lower_bounds.at_or_below_p50_share)}</Num></Sentence></>}</p>
      <ValidationWhy value={value} name={caseName} />
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
      <ul class="plain-list">{reasons.map((why) => <li key={why.reason} class="small"><Reason told={why.reason_told} text={why.reason} /> {silent.filter((one) => one.reason === why.reason).map((one) => one.val_id).join(", ")}</li>)}</ul>
      <p class="small">{value.computed ? t("page.validation.computed", { date: day(value.computed) }) : t("page.validation.at_hand")}</p>
    </>
  );
}

function Cases({ value }: { value: Validation }) {
  return (
    <div class="scroll"><SaveTable name="daliz-validation" /><table class="data stack">
      <thead><tr><th scope="col">{t("page.validation.case")}</th><th scope="col">{t("page.validation.kind")}</th><th scope="col" class="num">{t("page.validation.published")}</th><th scope="col" class="num">{t("page.validation.model")}</th><th scope="col">{t("page.validation.inside")}</th></tr></thead>
      <tbody>{value.cases.flatMap((one) => (["days", "usd"] as const).map((measure) => {
        const [model, published] = [one[measure], one.published[measure]];
        if (!model || !published) return null;
        const why = `case:${one.val_id}:${measure}`;
        return (
          <tr key={one.val_id + measure}>
            <td>{caseName(one)} <div class="small"><Read one={one} /></div></td>
            <td class="small">{known("note.case.kind", one.kind)}{one.used_in_fit ? <div>{t("page.validation.fit")}</div> : null}</td>
            <td class="num" data-label={t("page.validation.published")}><Num why={why}>{publishedText(published, measure)}</Num></td>
            <td class="num" data-label={t("page.validation.model")}><Num why={why}>{modelText(model, measure)}</Num>{measure === "days" && one.days_left_out ? <div class="small"><Num why={why}>{t("page.validation.left_out", { value: quantilesText(one.days_left_out, measure) })}</Num></div> : null}</td>
            <td class="nowrap" data-label={t("page.validation.inside")}>{one.inside[measure] === undefined ? t("unknown") : one.inside[measure] ? t("yes") : <strong>{t("no")}</strong>}</td>
          </tr>
        );
      }))}</tbody>
    </table></div>
  );
}

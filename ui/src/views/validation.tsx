/** Validation: the model beside published outcomes; computed as a job that can be watched, left and cancelled. */
import { useEffect, useState } from "preact/hooks";
import { useAnswer, type Quantiles } from "../lib/api";
import { useJob } from "../lib/job";
import { known, number, percent, range, t } from "../lib/words";
import { JobBox } from "../parts/job";
import { SaveTable } from "../parts/save-table";
import { Shown } from "../parts/states";

interface Score { n: number; coverage_share: number | null; median_abs_rel_error: number | null }
interface Case { val_id: string; kind: string; status: string; reading: string | null; reason: string | null; days: Quantiles | null; published: { days?: { value: number | null; low: number | null; high: number | null } } | null; inside: { days?: boolean } | null; used_in_fit: boolean }
interface Validation { summary: { days: Score; usd: Score }; cases: Case[]; computed?: string }

export function ValidationView() {
  const [round, setRound] = useState(0);
  const answer = useAnswer<Validation>(`validation?round=${round}`);
  const missing = answer.state === "failed" && answer.fault.status !== 0;
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

function Result({ value }: { value: Validation }) {
  const { days, usd } = value.summary;
  const shown = value.cases.filter((one) => one.days && one.published?.days);
  const most = Math.max(...shown.map((one) => Math.max(one.days?.p90 ?? 0, one.published?.days?.high ?? one.published?.days?.value ?? 0)));
  const share = (score: Score) => (score.coverage_share === null ? t("unknown") : `${percent(score.coverage_share)} (${number(score.n)})`);
  const error = (score: Score) => (score.median_abs_rel_error === null ? t("unknown") : percent(score.median_abs_rel_error));
  return (
    <>
      <dl class="fine">
        <div><dt>{t("page.validation.coverage")}</dt><dd>{share(days)}</dd></div><div><dt>{t("page.validation.error")}</dt><dd>{error(days)}</dd></div>
        <div><dt>{t("page.validation.cost_coverage")}</dt><dd>{share(usd)}</dd></div><div><dt>{t("page.validation.cost_error")}</dt><dd>{error(usd)}</dd></div>
      </dl>
      <div class="scroll"><SaveTable name="daliz-validation" /><table class="data">
        <thead><tr><th scope="col">{t("page.validation.case")}</th><th scope="col">{t("page.validation.kind")}</th><th scope="col" class="num">{t("page.validation.published")}</th><th scope="col" class="num">{t("page.validation.model")}</th><th scope="col"><span class="unseen">{t("plan.days")}</span></th><th scope="col">{t("page.validation.inside")}</th></tr></thead>
        <tbody>{shown.map((one) => {
          const d = one.days, p = one.published?.days;
          if (!d || !p) return null;
          const x = (v: number) => (v / most) * 200;
          const told = p.value !== null ? number(p.value, p.value % 1 ? 1 : 0) : range(p.low ?? 0, p.high ?? 0);
          return (
            <tr key={one.val_id}>
              <td lang="en">{one.reading}</td><td class="small" lang="en">{one.kind}{one.used_in_fit ? ` · ${t("page.validation.fit")}` : ""}</td><td class="num">{told}</td><td class="num">{range(d.p10, d.p90)}</td>
              <td><svg width="200" height="14" aria-hidden="true"><path class="whisker" d={`M${x(d.p10)} 7H${x(d.p90)}`} /><line class="median" x1={x(d.p50)} x2={x(d.p50)} y1="2" y2="12" />{p.value !== null ? <circle class="published" cx={x(p.value)} cy="7" r="4" /> : <path class="published-range" d={`M${x(p.low ?? 0)} 11H${x(p.high ?? p.low ?? 0)}`} />}</svg></td>
              <td>{one.inside?.days === undefined ? known("grade", "unknown") : one.inside.days ? t("yes") : t("no")}</td>
            </tr>
          );
        })}</tbody>
      </table></div>
      <p class="small">{t("page.validation.ready")}</p>
    </>
  );
}

/** Footprint: the account of an option by leg, mode and country, and what would change it. */
import { useEffect, useState } from "preact/hooks";
import { Bars } from "../charts/bars";
import { Patterns } from "../charts/timeline";
import { faultOf, post, useAnswer, type Answer, type Leg, type Plan } from "../lib/api";
import { corridorName, pairsOf, planAddress, questionOf, type Question } from "../lib/plan";
import { change, go, href, usePlace } from "../lib/route";
import { inLanguage, known, note, number, percent, range, roughly, t } from "../lib/words";
import { Num } from "../parts/num";
import { PlanForm } from "../parts/plan-form";
import { saveText } from "../parts/save";
import { Shown } from "../parts/states";
import { Told } from "../parts/told";
import { changeText, elementName, FootprintWhy, totalText, type Lever, type Report, type Sum } from "../parts/why-footprint";

export function FootprintView() {
  const { query } = usePlace();
  const question = questionOf(query);
  const plans = useAnswer<Plan>(`${planAddress(question)}&options=shown&lines=false`);
  const plan = plans.state === "done" ? plans.value : undefined;
  const ask = (next: Partial<Question>) => go(href("footprint", pairsOf({ ...question, ...next })));
  const option = plan?.options.find((one) => one.id === query.get("option")) ?? plan?.options[0];
  return (
    <div class="page">
      <Patterns />
      <h1>{t("page.nav.footprint")}</h1>
      <p>{t("page.footprint.lead")}</p>
      <div class="footprint-form"><PlanForm question={question} plan={plan} onChange={ask} wide={false} /></div>
      <Shown answer={plans} what={t("page.plan.waiting")}>
        {(value) => (
          <div class="filters"><div class="field grow"><label for="option">{t("page.footprint.option")}</label>
            <select id="option" value={option?.id} onChange={(event) => change({ option: event.currentTarget.value })}>{value.options.map((one) => <option key={one.id} value={one.id}>{corridorName(value, one)} · {t("page.co2e", { value: number(one.wtw_kg_co2e / 1000, 1) })}</option>)}</select></div></div>
        )}
      </Shown>
      {plan && option && <Account plan={plan} legs={option.legs} chain={(option as unknown as { chain: unknown }).chain} key={option.id + plan.query.ready} />}
    </div>
  );
}

function Account({ plan, legs, chain }: { plan: Plan; legs: Leg[]; chain: unknown }) {
  const [answer, setAnswer] = useState<Answer<Report>>({ state: "waiting" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let live = true;
    post<Report>("footprint", { chain, levers: true }).then(
      (value) => { if (live) setAnswer({ state: "done", value }); },
      (error: unknown) => { if (live) setAnswer({ state: "failed", fault: faultOf(error), retry: () => setTurn((n) => n + 1) }); },
    );
    return () => { live = false; };
  }, [chain, turn]);
  const sums = (of: "mode" | "country", rows: Sum[], name: (one: Sum) => string) => rows.map((one) => ({ id: one.name, label: name(one), value: one.wtw_kg_co2e, text: number(roughly(one.wtw_kg_co2e, 3)), why: `${of}:${one.name}` }));
  return (
    <Shown answer={answer}>
      {(report) => (
        <>
          <dl class="fine">
            {(["wtw", "ttw", "wtt", "intensity"] as const).map((of) => <div key={of}><dt>{t(`footprint.${of}`)}</dt><dd><Num why={`total:${of}`}>{totalText(report, of)}</Num></dd></div>)}
          </dl>
          <div class="two">
            <section><h2>{t("footprint.by_element")}</h2><Bars label={t("footprint.by_element")} rows={report.elements.map((one) => ({ id: one.id, label: elementName(plan, one), value: one.wtw_kg_co2e, low: one.low_kg_co2e, high: one.high_kg_co2e, text: range(roughly(one.low_kg_co2e), roughly(one.high_kg_co2e)), why: `element:${one.id}` }))} /></section>
            <section>
              <h2>{t("footprint.by_mode")}</h2><Bars label={t("footprint.by_mode")} rows={sums("mode", report.by_mode, (one) => known("footprint.mode", one.name))} />
              <h2>{t("footprint.by_country")}</h2><Bars label={t("footprint.by_country")} rows={sums("country", report.by_country, (one) => inLanguage(plan.countries[one.name]) || known("page.area", one.name))} />
              <h2>{t("footprint.data")}</h2><p>{Object.entries(report.data_shares.by_emissions).map(([kind, share], i) => <span key={kind}>{i > 0 ? " · " : ""}{known("footprint.data", kind)} <Num why={`data:${kind}`}>{percent(share)}</Num></span>)}</p>
            </section>
          </div>
          {report.levers && report.levers.length > 0 && <Levers levers={report.levers} />}
          <FootprintWhy plan={plan} legs={legs} report={report} />
          <div class="notes"><p class="small">{t("footprint.method_text")}</p>{report.deviations.map((one) => <p key={one.text} class="small">{note(one)}</p>)}</div>
          <p><button type="button" onClick={() => saveText(JSON.stringify(report, null, 1), "daliz-footprint.json", "application/json")}>JSON</button> <button type="button" onClick={() => window.print()}>{t("page.save.print")}</button></p>
        </>
      )}
    </Shown>
  );
}

function Levers({ levers }: { levers: Lever[] }) {
  return (
    <section><h2>{t("footprint.levers")}</h2>
      <div class="scroll"><table class="data stack"><thead><tr><th scope="col">{t("footprint.lever")}</th><th scope="col" class="num">{t("footprint.change")} <span class="small">{t("page.kg_co2e")}</span></th><th scope="col">{t("register.head.status")}</th></tr></thead>
        <tbody>{levers.filter((one) => one.status !== "not here").map((one) => (
          <tr key={one.lever}><th scope="row"><Told text={one.names} />{one.basis && <div class="small note">{note(one.basis)}</div>}</th>
            <td class="num" data-label={`${t("footprint.change")} ${t("page.kg_co2e")}`}><Num why={`lever:${one.lever}`}>{changeText(one)}</Num></td>
            <td class="small">{known("footprint.status", one.status)}</td></tr>
        ))}</tbody></table></div>
    </section>
  );
}

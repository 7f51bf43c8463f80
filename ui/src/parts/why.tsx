/** Where a number comes from: the facts behind it, each with value, range, source, date, grade. */
import type { CostItem, Element, Leg, Option, Plan } from "../lib/api";
import { href } from "../lib/route";
import { known, number, range, roughly, t } from "../lib/words";
import { between, legTitle, placeName } from "../lib/plan";
import { Factors } from "./factors";
import { Grade } from "./grade";
import { Inputs, Num } from "./num";
import { moneyRange, tonnes } from "./option-card";
import { NoteOrRemark, Remark } from "./remark";
import { SourceLine } from "./source";

/** The way to every fact about what a number was taken from, with what it was chosen over. */
export function FactLink({ fact }: { fact: string | null | undefined }) {
  if (!fact) return null;
  return <> · <a href={href("network", { subject: fact.includes(" ") ? fact.slice(0, fact.lastIndexOf(" ")) : fact })}>{t("page.why.fact")}</a></>;
}

function ElementWhy({ plan, element }: { plan: Plan; element: Element }) {
  const { value } = element;
  return (
    <li>
      <p class="why-head">
        <strong>{known("plan.kind", element.kind)}{element.place ? `${t("note.join.items")}${between(element.place.split("-").map((one) => placeName(plan, one)))}` : ""}</strong>
        <span class="num">{element.mean_h === null ? "–" : t("page.hours_mean", { value: number(element.mean_h, element.mean_h < 2 ? 1 : 0) })}</span>
      </p>
      {value?.value !== undefined && value?.value !== null && (
        <p>{t("page.fact", { quantity: known("page.quantity", value.quantity), value: `${number(roughly(value.value, 3), value.value % 1 && value.value < 100 ? 1 : 0)} ${known("page.unit", value.unit)}` })}
          {value.low !== null && value.high !== null ? ` (${range(roughly(value.low, 3), roughly(value.high, 3))})` : ""}</p>
      )}
      {element.gap_h !== undefined && <p>{t("page.gap", { days: number(element.gap_h / 24, 1) })}</p>}
      <p class="small"><Grade grade={element.grade} /> <SourceLine id={element.source_id} source={plan.sources[element.source_id]} locator={element.locator} /><FactLink fact={element.fact} /></p>
      {element.note && <p class="small note"><NoteOrRemark one={element.note} /></p>}
      {element.fact_note && <p class="small note"><Remark text={element.fact_note} /></p>}
    </li>
  );
}

function CostWhy({ plan, item }: { plan: Plan; item: CostItem }) {
  return (
    <li>
      <p class="why-head"><strong>{known("plan.item", item.item)}{t("note.join.items")}{between(item.where.split("–").map((one) => placeName(plan, one)))}</strong><span class="num">{moneyRange(item.low_usd, item.high_usd)}</span></p>
      <p class="small"><Grade grade={item.grade} /> <SourceLine id={item.source_id} source={plan.sources[item.source_id]} /> · {t("plan.prices_of", { year: item.price_year })}<FactLink fact={item.fact} /></p>
      {item.note && <p class="small note"><NoteOrRemark one={item.note} /></p>}
    </li>
  );
}

export type Part3 = "time" | "cost" | "co2e";

/** A total of a way in words. */
export function totalOf(option: Option, part: Part3): string {
  return part === "time" ? t("page.days", { value: range(option.days.p10, option.days.p90) }) : part === "cost" ? moneyRange(option.cost_usd.p10, option.cost_usd.p90)
    : t("page.co2e", { value: range(option.wtw_kg_co2e_band[0] / 1000, option.wtw_kg_co2e_band[1] / 1000, 1) });
}

/** How a total of a way is made: its legs, each a link to its own facts, and how well they are founded. */
export function OptionWhy({ plan, option, part, side = "" }: { plan: Plan; option: Option; part: Part3; side?: string }) {
  const text = (leg: Leg) => part === "time" ? t("page.days", { value: range(leg.days.p10, leg.days.p90, 1) })
    : part === "co2e" ? t("page.co2e", { value: range(leg.wtw_kg_co2e_band[0] / 1000, leg.wtw_kg_co2e_band[1] / 1000, 2) })
    : leg.cost.length === 0 ? t("page.why.within") : moneyRange(leg.cost_usd.p10, leg.cost_usd.p90);
  const grades = new Map<string, number>();
  for (const leg of option.legs) for (const one of part === "cost" ? leg.cost : part === "time" ? leg.elements : []) grades.set(one.grade, (grades.get(one.grade) ?? 0) + 1);
  return (
    <>
      <p class="lead">{t(`page.why.${part}`)}{t("page.colon")}{totalOf(option, part)}</p>
      <p>{t(`page.why.made.${part}`, { draws: number(option.distribution.draws) })}</p>
      {grades.size > 0 && <p class="small">{[...grades].sort((a, b) => b[1] - a[1]).map(([grade, count]) => <span key={grade} class="nowrap"><Grade grade={grade} /> {number(count)} </span>)}</p>}
      <Legs plan={plan} legs={option.legs} part={part} side={side} text={text} />
    </>
  );
}

/** Legs by name, each with a number that opens its facts. */
export function Legs({ plan, legs, part, side, text }: { plan: Plan; legs: Leg[]; part: Part3; side: string; text: (leg: Leg) => string }) {
  return <Inputs rows={legs.map((leg) => ({ id: String(leg.number), name: <>{known("plan.mode", leg.mode)} <span class="small">{legTitle(plan, leg)}</span></>, value: <Num why={`${side}${leg.number}:${part}`}>{text(leg)}</Num> }))} />;
}

/** Everything behind one leg: its hours, its prices, its emission factors. */
export function LegWhy({ plan, leg, only }: { plan: Plan; leg: Leg; only?: "cost" | "co2e" | "time" | undefined }) {
  return (
    <>
      <p class="lead">{known("plan.mode", leg.mode)}{t("page.colon")}{legTitle(plan, leg)}{leg.distance_km > 0 ? `, ${number(leg.distance_km)} ${t("plan.km")}` : ""}{leg.service_name ? ` · ${leg.service_name}` : ""}</p>
      {only !== "cost" && only !== "co2e" && (
        <section><h3>{t("page.why.time")}</h3><p class="sum">{t("page.days", { value: range(leg.days.p10, leg.days.p90, 1) })}</p><ul class="why-list">{leg.elements.map((element, i) => <ElementWhy key={i} plan={plan} element={element} />)}</ul></section>
      )}
      {only !== "time" && only !== "co2e" && (
        <section><h3>{t("page.why.cost")}</h3>{leg.cost.length === 0 ? <p>{t("page.why.no_cost")}</p> : <ul class="why-list">{leg.cost.map((item, i) => <CostWhy key={i} plan={plan} item={item} />)}</ul>}</section>
      )}
      {only !== "time" && only !== "cost" && (
        <section>
          <h3>{t("page.why.co2e")}</h3>
          <p class="sum">{t("page.co2e", { value: range(leg.wtw_kg_co2e_band[0] / 1000, leg.wtw_kg_co2e_band[1] / 1000, 2) })}</p>
          <p>{t("page.wheel", { wtw: tonnes(leg.wtw_kg_co2e), ttw: tonnes(leg.ttw_kg_co2e) })}</p>
          <Factors ids={leg.factors} />
        </section>
      )}
    </>
  );
}

/** Where a number comes from: the facts behind it, each with value, range, source, date, grade. */
import type { CostItem, Element, Leg, Plan, Source } from "../lib/api";
import { known, note, number, range, roughly, t } from "../lib/words";
import { legTitle, placeName } from "../lib/plan";
import { Grade } from "./grade";
import { moneyRange, tonnes } from "./option-card";

export function SourceLine({ id, source, locator }: { id: string; source: Source | undefined; locator?: string | null | undefined }) {
  if (!source) return <span class="source">{id}</span>;
  const name = id === "daliz" ? t("plan.source.daliz") : source.title ?? source.publisher ?? id; // what is ours is told in the reader's language
  return (
    <span class="source">
      {source.url ? <a href={source.url} rel="noreferrer noopener" target="_blank">{name}</a> : name}
      {source.title && source.publisher && source.publisher !== source.title ? `, ${source.publisher}` : ""}
      {source.published ? `, ${source.published}` : `, ${t("page.no_date")}`}
      {locator ? ` · ${locator}` : ""}
    </span>
  );
}

function ElementWhy({ plan, element }: { plan: Plan; element: Element }) {
  const { value } = element;
  return (
    <li>
      <p class="why-head">
        <strong>{known("plan.kind", element.kind)}{element.place ? `, ${element.place.split("-").map((one) => placeName(plan, one)).join(" – ")}` : ""}</strong>
        <span class="num">{element.mean_h === null ? "–" : t("page.hours_mean", { value: number(element.mean_h, element.mean_h < 2 ? 1 : 0) })}</span>
      </p>
      {value?.value !== undefined && value?.value !== null && (
        <p>{t("page.fact", { quantity: known("page.quantity", value.quantity), value: `${number(roughly(value.value, 3), value.value % 1 && value.value < 100 ? 1 : 0)} ${value.unit}` })}
          {value.low !== null && value.high !== null ? ` (${range(roughly(value.low, 3), roughly(value.high, 3))})` : ""}</p>
      )}
      {element.gap_h !== undefined && <p>{t("page.gap", { days: number(element.gap_h / 24, 1) })}</p>}
      <p class="small"><Grade grade={element.grade} /> <SourceLine id={element.source_id} source={plan.sources[element.source_id]} locator={element.locator} /></p>
      {element.note && <p class="small note">{note(element.note)}</p>}
      {element.fact_note && <p class="small note" lang="en">{element.fact_note}</p>}
    </li>
  );
}

function CostWhy({ plan, item }: { plan: Plan; item: CostItem }) {
  return (
    <li>
      <p class="why-head"><strong>{known("plan.item", item.item)}, {item.where.split("–").map((one) => placeName(plan, one)).join(" – ")}</strong><span class="num">{moneyRange(item.low_usd, item.high_usd)}</span></p>
      <p class="small"><Grade grade={item.grade} /> <SourceLine id={item.source_id} source={plan.sources[item.source_id]} /> · {t("plan.prices_of", { year: item.price_year })}</p>
      {item.note && <p class="small note" lang={item.note.key === "note.quoted" ? "en" : undefined}>{note(item.note)}</p>}
    </li>
  );
}

/** Everything behind one leg: its hours, its prices, its emission factors. */
export function LegWhy({ plan, leg, only }: { plan: Plan; leg: Leg; only?: "cost" | "co2e" | "time" | undefined }) {
  return (
    <>
      <p class="lead">{known("plan.mode", leg.mode)}: {legTitle(plan, leg)}{leg.distance_km > 0 ? `, ${number(leg.distance_km)} ${t("plan.km")}` : ""}{leg.service_name ? ` · ${leg.service_name}` : ""}</p>
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
          <p class="small">{t("footprint.factors")}: <code>{leg.factors.join(", ") || t("unknown")}</code></p>
        </section>
      )}
    </>
  );
}

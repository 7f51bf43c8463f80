/** What a number of a plan opens: `PART`, `LEG:PART`, `all:PART`, `part:KIND`, `gap:MEASURE`, after `second:` or `against:` where it is of another way. */
import type { ComponentChildren } from "preact";
import type { Leg, Option, Plan } from "../lib/api";
import { between, corridorName, legTitle, partOf, placeName, type Part } from "../lib/plan";
import { inLanguage, known, number, percent, range, roughly, t } from "../lib/words";
import { Grade } from "./grade";
import { Inputs, Num, WhySheet } from "./num";
import { moneyRange } from "./option-card";
import { Legs, LegWhy, OptionWhy, totalOf, type Part3 } from "./why";

export type Side = "" | "second:" | "against:";
type Way = { plan: Plan; option: Option };
export type Ways = Partial<Record<Side, Way | undefined>>;
export type Gap = "time" | "cost" | "co2e" | "transfers" | "gauge";

const PARTS: readonly Part3[] = ["time", "cost", "co2e"];
const PUBLISHED = new Set(["official", "press", "other"]); // the grades that count as published prices

/** The sheet of a plan view; `of` are the sides that this one answers for. */
export function PlanWhy({ ways, of }: { ways: Ways; of: readonly Side[] }) {
  return (
    <WhySheet body={(why) => {
      const side = (["second:", "against:"] as const).find((one) => why.startsWith(one)) ?? "";
      const [way, first] = [ways[side], ways[""]];
      if (!of.includes(side) || !way || !first) return null;
      const [what = "", part = ""] = why.slice(side.length).split(":");
      const leg = way.option.legs.find((one) => String(one.number) === what);
      if (leg) return <LegWhy plan={way.plan} leg={leg} only={PARTS.find((one) => one === part)} />;
      if (what === "gap") return <GapWhy one={first} two={way} side={side} of={part as Gap} />;
      if (what === "part") return <PartWhy way={way} side={side} part={part as Part} />;
      return what === "all" ? <WayWhy way={way} side={side} part={part} /> : null;
    }} />
  );
}

function WayWhy({ way: { plan, option }, side, part }: { way: Way; side: Side; part: string }) {
  const total = PARTS.find((one) => one === part);
  if (total) return <OptionWhy plan={plan} option={option} part={total} side={side} />;
  const draws = number(option.distribution.draws);
  if (part === "slot") return option.days_with_slot && <Made lead={t("page.with_slot", { days: range(option.days_with_slot.p10, option.days_with_slot.p90) })} how={t("page.why.made.slot")}><Totals option={option} side={side} parts={["time"]} /></Made>;
  if (part === "ontime") return option.on_time_share !== null && <Made lead={t("page.on_time", { share: percent(option.on_time_share) })} how={t("page.why.made.ontime", { draws })}><Totals option={option} side={side} parts={["time"]} /></Made>;
  if (part === "sourced") return <SourcedWhy plan={plan} option={option} side={side} />;
  if (part === "transfers" || part === "gauge") return <CountWhy plan={plan} option={option} side={side} of={part} />;
  return <Made lead={corridorName(plan, option)} how={t("page.four_fifths")}><Totals option={option} side={side} parts={PARTS} /></Made>;
}

function Made({ lead, how, children }: { lead: string; how: string; children: ComponentChildren }) {
  return <><p class="lead">{lead}</p><p>{how}</p>{children}</>;
}

/** The totals of a way, each of which opens how it is made. */
function Totals({ option, side, parts }: { option: Option; side: Side; parts: readonly Part3[] }) {
  return <Inputs rows={parts.map((part) => ({ id: part, name: t(`page.why.${part}`), value: <Num why={`${side}all:${part}`}>{totalOf(option, part)}</Num> }))} />;
}

function SourcedWhy({ plan, option, side }: { plan: Plan; option: Option; side: Side }) {
  const items = option.legs.flatMap((leg) => leg.cost.map((item) => ({ leg, item })));
  const told = items.filter(({ item }) => PUBLISHED.has(item.grade)).concat(items.filter(({ item }) => !PUBLISHED.has(item.grade)));
  return (
    <Made lead={option.sourced_cost_share === null ? t("unknown") : t("plan.sourced", { share: percent(option.sourced_cost_share) })} how={t("page.why.made.sourced")}>
      <Inputs rows={told.map(({ leg, item }, i) => ({ id: String(i), name: <>{known("plan.item", item.item)} <span class="small">{between(item.where.split("–").map((one) => placeName(plan, one)))}</span></>,
        value: <Num why={`${side}${leg.number}:cost`}>{t("page.usd", { value: number(roughly(item.usd)) })}</Num>, note: <Grade grade={item.grade} /> }))} />
    </Made>
  );
}

/** Where cargo passes from one leg to the next between collection and delivery; none where the count is not told by the legs. */
function changesOf(option: Option): Leg[] {
  const moving = option.legs.filter((leg) => leg.kind === "transport");
  const main = moving.length - 1 === option.transfers + 2 ? moving.slice(1, -1) : moving;
  return main.length - 1 === option.transfers ? main.slice(1) : [];
}

function CountWhy({ plan, option, side, of }: { plan: Plan; option: Option; side: Side; of: "transfers" | "gauge" }) {
  const changes = changesOf(option);
  const gauges = option.legs.filter((leg) => leg.mode === "gauge change");
  return of === "transfers" ? (
    <Made lead={`${t("plan.transfers")}${t("page.colon")}${number(option.transfers)}`} how={t("page.why.made.transfers")}>
      <Legs plan={plan} legs={changes} part="time" side={side} text={(leg) => t("page.days", { value: range(leg.days.p10, leg.days.p90, 1) })} />
    </Made>
  ) : (
    <Made lead={t("page.gauge_count", { count: number(option.gauge_changes) })} how={t("page.why.made.gauge")}>
      <Legs plan={plan} legs={gauges} part="time" side={side} text={(leg) => t("page.days", { value: range(leg.days.p10, leg.days.p90, 1) })} />
    </Made>
  );
}

/** The hours of one kind on the way, leg by leg. */
function PartWhy({ way: { plan, option }, side, part }: { way: Way; side: Side; part: Part }) {
  const rows = option.legs.flatMap((leg) => leg.elements.filter((one) => partOf(one.kind) === part && one.mean_h !== null).map((element) => ({ leg, element })));
  return (
    <Made lead={known("plan.group", part)} how={t("page.why.made.part")}>
      <Inputs rows={rows.map(({ leg, element }, i) => ({ id: String(i), name: <>{known("plan.kind", element.kind)} <span class="small">{legTitle(plan, leg)}</span></>,
        value: <Num why={`${side}${leg.number}:time`}>{t("page.hours_mean", { value: number(element.mean_h ?? 0, (element.mean_h ?? 0) < 2 ? 1 : 0) })}</Num>, note: <Grade grade={element.grade} /> }))} />
    </Made>
  );
}

/** A number of a way that is set beside another's: the medians, and the counts. */
export function middleOf(option: Option, of: Gap): number {
  return of === "time" ? option.days.p50 : of === "cost" ? option.cost_usd.p50 : of === "co2e" ? option.wtw_kg_co2e / 1000 : of === "gauge" ? option.gauge_changes : option.transfers;
}

function middleText(option: Option, of: Gap): string {
  const value = middleOf(option, of);
  return of === "time" ? t("page.days", { value: number(value) }) : of === "cost" ? t("page.usd", { value: number(roughly(value)) }) : of === "co2e" ? t("page.co2e", { value: number(value, 1) }) : number(value);
}

/** How far the second lies from the first, with its sign and without a unit. */
export function gapText(one: Option, two: Option, of: Gap): string {
  const found = of === "cost" ? roughly(middleOf(two, of) - middleOf(one, of)) : middleOf(two, of) - middleOf(one, of);
  return `${found > 0 ? "+" : found < 0 ? "−" : ""}${number(Math.abs(found), Math.abs(found) < 10 && found % 1 !== 0 ? 1 : 0)}`;
}

function GapWhy({ one, two, side, of }: { one: Way; two: Way; side: Side; of: Gap }) {
  const name = ({ plan, option }: Way) => <>{corridorName(plan, option)}{side === "against:" && <span class="small"> {inLanguage(plan.scenario.titles)}</span>}</>;
  const row = (way: Way, at: Side) => ({ id: at, name: name(way), value: <Num why={`${at}all:${of}`}>{middleText(way.option, of)}</Num> });
  return <Made lead={`${t("page.compare.medians")}${t("page.colon")}${gapText(one.option, two.option, of)}`} how={t("page.why.made.gap")}><Inputs rows={[row(two, side), row(one, "")]} /></Made>;
}

/** What is set beside its like in a table, as text and as a link of either side. */
export function sideText(option: Option, of: Gap): string {
  return of === "time" || of === "co2e" ? totalOf(option, of) : of === "cost" ? moneyRange(option.cost_usd.p10, option.cost_usd.p90) : middleText(option, of);
}

/** What a number of a footprint opens: the legs and hubs it is made of, and of each the mass, the way and the factors. */
import type { Leg, Names, Plan } from "../lib/api";
import { between, placeName } from "../lib/plan";
import { inLanguage, known, note, number, percent, range, roughly, t, type Note } from "../lib/words";
import { Factors } from "./factors";
import { Inputs, Num, WhySheet } from "./num";
import { Remark } from "./remark";
import { SourceLine, useSources } from "./source";
import { Told } from "./told";
import { FactLink } from "./why";

export interface Sum { name: string; wtw_kg_co2e: number; ttw_kg_co2e: number; tkm: number; kg_per_tkm: number | null }
interface Part { id: string; kind: string; mode: string; from: string; to: string; mass_t: number; distance_km: number; wtw_kg_co2e: number; ttw_kg_co2e: number; wtt_kg_co2e: number; low_kg_co2e: number; high_kg_co2e: number; data_kind: string; factors: string[]; fallbacks: Note[] }
export interface Lever { lever: string; names: Names; change_kg_co2e: number | null; change_low_kg_co2e: number | null; change_high_kg_co2e: number | null; acts_on_kg_co2e: number | null; status: string; source_id: string; note: string | null; basis: Note | null }
export interface Report { title: string; method: string; totals: { wtw_kg_co2e: number; ttw_kg_co2e: number; wtt_kg_co2e: number; low_kg_co2e: number; high_kg_co2e: number; tkm: number; kg_per_tkm: number };
  by_mode: Sum[]; by_country: Sum[]; by_carrier: Sum[]; elements: Part[]; data_shares: { by_emissions: Record<string, number> }; deviations: Note[]; levers?: Lever[] }
export type Total = "wtw" | "ttw" | "wtt" | "intensity";

export function totalText({ totals }: Report, of: Total): string {
  if (of === "intensity") return `${number(totals.kg_per_tkm * 1000, 1)} ${t("page.footprint.g_per_tkm")}`;
  return t("page.co2e", { value: of === "wtw" ? range(totals.low_kg_co2e / 1000, totals.high_kg_co2e / 1000, 1) : number(totals[`${of}_kg_co2e`] / 1000, 1) });
}

export function elementName(plan: Plan, one: Part) {
  return <>{known("footprint.mode", one.mode)} <span class="small">{between([...new Set([placeName(plan, one.from), placeName(plan, one.to)])])}</span></>;
}

export function changeText(one: Lever): string {
  if (one.change_kg_co2e === null) return t("unknown");
  return one.change_low_kg_co2e !== null && one.change_high_kg_co2e !== null ? range(roughly(one.change_low_kg_co2e), roughly(one.change_high_kg_co2e)) : number(roughly(one.change_kg_co2e));
}

export function FootprintWhy({ plan, legs, report }: { plan: Plan; legs: Leg[]; report: Report }) {
  return (
    <WhySheet body={(why) => {
      const [what = "", ...rest] = why.split(":");
      const id = rest.join(":");
      const made = (lead: string, how: string, parts: Part[], value?: (one: Part) => string) => <><p class="lead">{lead}</p><p>{how}</p><Elements plan={plan} parts={parts} value={value} /></>;
      if (what === "total") {
        const of = (["wtw", "ttw", "wtt", "intensity"] as const).find((one) => one === id);
        if (!of) return null;
        const lead = `${t(`footprint.${of}`)}${t("page.colon")}${totalText(report, of)}`;
        return of === "intensity" ? made(lead, t("page.why.fp.intensity", { tkm: number(report.totals.tkm) }), report.elements)
          : made(lead, t("page.why.fp.total"), report.elements, of === "wtw" ? undefined : (one) => kilograms(one[`${of}_kg_co2e`]));
      }
      const element = report.elements.find((one) => one.id === id);
      if (what === "element" && element) return <ElementWhy plan={plan} one={element} />;
      const sum = (what === "mode" ? report.by_mode : report.by_country).find((one) => one.name === id);
      if (what === "mode" && sum) return made(`${known("footprint.mode", id)}${t("page.colon")}${kilograms(sum.wtw_kg_co2e)}`, t("page.why.fp.mode"), report.elements.filter((one) => one.mode === id));
      if (what === "country" && sum) return made(`${inLanguage(plan.countries[id]) || known("page.area", id)}${t("page.colon")}${kilograms(sum.wtw_kg_co2e)}`, t("page.why.fp.country"), report.elements.filter((one) => touches(plan, legs, one, id)));
      const share = report.data_shares.by_emissions[id];
      if (what === "data" && share !== undefined) return made(`${known("footprint.data", id)}${t("page.colon")}${percent(share)}`, t("page.why.fp.data"), report.elements.filter((one) => one.data_kind === id));
      const lever = report.levers?.find((one) => one.lever === id);
      return what === "lever" && lever ? <LeverWhy one={lever} /> : null;
    }} />
  );
}

function kilograms(value: number): string {
  return `${number(roughly(value, 3))} ${t("page.kg_co2e")}`;
}

/** Whether an element of the account lies in a country, or at sea where no country is told. */
function touches(plan: Plan, legs: Leg[], one: Part, country: string): boolean {
  if (one.kind === "hub") return plan.places[one.from.split(".")[0] ?? ""]?.country === country;
  const lengths = legs.find((leg) => String(leg.number) === one.id)?.country_km ?? {};
  return country === "international" ? Object.keys(lengths).length === 0 : country in lengths;
}

function Elements({ plan, parts, value }: { plan: Plan; parts: Part[]; value?: ((one: Part) => string) | undefined }) {
  return <Inputs rows={parts.map((one) => ({ id: one.id, name: elementName(plan, one), value: <Num why={`element:${one.id}`}>{value?.(one) ?? `${range(roughly(one.low_kg_co2e), roughly(one.high_kg_co2e))} ${t("page.kg_co2e")}`}</Num> }))} />;
}

function ElementWhy({ plan, one }: { plan: Plan; one: Part }) {
  return (
    <>
      <p class="lead">{elementName(plan, one)}{t("page.colon")}{range(roughly(one.low_kg_co2e), roughly(one.high_kg_co2e))} {t("page.kg_co2e")}</p>
      <p>{one.kind === "hub" ? t("page.why.fp.hub", { mass: number(one.mass_t, one.mass_t % 1 ? 1 : 0) }) : t("page.why.fp.element", { mass: number(one.mass_t, one.mass_t % 1 ? 1 : 0), km: number(one.distance_km) })} {t("footprint.data")}{t("page.colon")}{known("footprint.data", one.data_kind)}.</p>
      {one.fallbacks.map((each) => <p key={each.text} class="small">{note(each)}</p>)}
      <Factors ids={one.factors} />
    </>
  );
}

function LeverWhy({ one }: { one: Lever }) {
  const sources = useSources([one.source_id]);
  return (
    <>
      <p class="lead"><Told text={one.names} />{t("page.colon")}{changeText(one)}{one.change_kg_co2e === null ? "" : ` ${t("page.kg_co2e")}`}</p>
      <p>{t("page.why.fp.lever", { kg: one.acts_on_kg_co2e === null ? t("unknown") : number(roughly(one.acts_on_kg_co2e, 3)) })} {known("footprint.status", one.status)}.</p>
      {one.basis && <p>{note(one.basis)}</p>}
      <p class="small"><SourceLine id={one.source_id} source={sources[one.source_id]} /><FactLink fact={one.lever} /></p>
      {one.note && <p class="small note"><Remark text={one.note} /></p>}
    </>
  );
}

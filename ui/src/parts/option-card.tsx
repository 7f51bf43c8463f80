/** One way to go: the range first, its distribution, cost, CO2e, how sure. */
import type { Option, Plan } from "../lib/api";
import { MiniSpread } from "../charts/spread";
import { shapeOf } from "../charts/scatter";
import { corridorName, placeName } from "../lib/plan";
import { known, number, percent, range, roughly, t } from "../lib/words";
import { Num } from "./num";

export function moneyRange(low: number, high: number): string {
  return t("page.usd", { value: range(roughly(low), roughly(high)) });
}

export function tonnes(kg: number): string {
  return number(kg / 1000, kg < 10_000 ? 1 : 0);
}

/** What an option emits, as a range of tonnes. */
export function emitted(option: Option): string {
  return t("page.co2e", { value: range(option.wtw_kg_co2e_band[0] / 1000, option.wtw_kg_co2e_band[1] / 1000, option.wtw_kg_co2e < 20_000 ? 1 : 0) });
}

export function Ways({ plan, option }: { plan: Plan; option: Option }) {
  const modes = option.legs.filter((leg) => leg.kind === "transport").map((leg) => leg.mode).filter((mode, i, all) => mode !== all[i - 1]);
  return <span class="ways">{modes.map((mode, i) => <ModeSign key={i} mode={mode} label={known("plan.mode", mode)} />)} <span>{option.hubs.slice(1, -1).map((hub) => placeName(plan, hub)).join(" · ") || t("page.direct")}</span></span>;
}

/** The pattern of a mode, as on the map. */
export function ModeSign({ mode, label }: { mode: string; label: string }) {
  return <svg class="mode-sign" data-mode={mode} width="22" height="8" viewBox="0 0 22 8" role="img" aria-label={label}><title>{label}</title><path d="M1 4H21" />{mode === "rail" && <path class="inner" d="M1 4H21" />}</svg>;
}

export function OptionCard({ plan, option, scale, deadline, chosen, second, onChoose, onCompare, onHover, focusable }: {
  plan: Plan; option: Option; scale: { from: number; to: number }; deadline: number | undefined; chosen: boolean; second?: boolean; focusable: boolean;
  onChoose: () => void; onCompare?: (() => void) | undefined; onHover: (on: boolean) => void;
}) {
  const opens = (part: string) => ({ why: `all:${part}`, also: { option: option.id }, tabIndex: focusable ? 0 : -1 }); // the arrows go to a card, the tab key through its numbers
  const praise = option.why.filter((why) => why !== "best of its corridor");
  return (
    <li class="card" data-chosen={chosen ? "yes" : undefined} onMouseEnter={() => onHover(true)} onMouseLeave={() => onHover(false)}>
      <div class="card-body">
        <button type="button" class="card-pick card-head" data-option={option.number} aria-pressed={chosen} tabIndex={focusable ? 0 : -1} onClick={onChoose} onFocus={() => onHover(true)} onBlur={() => onHover(false)}>
          <svg class="shape" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d={shapeOf(option)} /></svg>
          <strong>{corridorName(plan, option)}</strong>
        </button>
        {praise.length > 0 && <span class="praise">{praise.map((why) => known("plan.why", why)).join(" · ")}</span>}
        <Ways plan={plan} option={option} />
        <span class="card-time">
          <Num class="big" {...opens("time")}>{t("page.days", { value: range(option.days.p10, option.days.p90) })}</Num>
          <MiniSpread option={option} from={scale.from} to={scale.to} deadline={deadline} />
        </span>
        {option.days_with_slot !== null && <span class="with-slot"><Num {...opens("slot")}>{t("page.with_slot", { days: range(option.days_with_slot.p10, option.days_with_slot.p90) })}</Num></span>}
        <span class="card-row">
          <Num {...opens("cost")}>{moneyRange(option.cost_usd.p10, option.cost_usd.p90)}</Num>
          <Num {...opens("co2e")}>{emitted(option)}</Num>
          {option.on_time_share !== null && <Num class="ontime" {...opens("ontime")}>{t("page.on_time", { share: percent(option.on_time_share) })}</Num>}
        </span>
      </div>
      {onCompare && !chosen && <button type="button" class="quiet compare" aria-pressed={second === true} onClick={onCompare}>{t(second ? "page.compare.stop" : "page.compare")}</button>}
    </li>
  );
}

/** The timetable of an option: each leg and hub a row, what happens in it by pattern, the range of its end as a whisker. */
import type { Leg, Option, Plan } from "../lib/api";
import { Num } from "../parts/num";
import { legTitle, partOf, type Part } from "../lib/plan";
import { useWidth } from "./width";
import { day, known, range, t } from "../lib/words";

export const PARTS: readonly Part[] = ["moving", "waiting", "handling", "border"];

/** Patterns, so that the four parts are told apart without colour. */
export function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="p-waiting" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="pat-back" width="5" height="5" /><circle class="pat-dot" cx="2.5" cy="2.5" r="0.9" /></pattern>
        <pattern id="p-handling" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="pat-back2" width="5" height="5" /><rect class="pat-line" width="1.6" height="5" /></pattern>
        <pattern id="p-border" width="4" height="4" patternUnits="userSpaceOnUse"><rect class="pat-back3" width="4" height="4" /><rect class="pat-line3" width="4" height="1.6" /><rect class="pat-line3" width="1.6" height="4" /></pattern>
      </defs>
    </svg>
  );
}

export function PartLegend() {
  return (
    <ul class="legend">
      {PARTS.map((part) => (
        <li key={part}><svg width="18" height="12" aria-hidden="true"><rect class={`part ${part}`} x="0.5" y="0.5" width="17" height="11" /></svg> {known("plan.group", part)}</li>
      ))}
      <li><svg width="18" height="12" aria-hidden="true"><path class="whisker" d="M1 6H17M1 2V10M17 2V10" /></svg> {t("page.timeline.range")}</li>
    </ul>
  );
}

function daysAfter(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

export function Timeline({ plan, option, onLeg, chosen }: { plan: Plan; option: Option; onLeg: (leg: Leg) => void; chosen?: number | undefined }) {
  const { box, width } = useWidth<HTMLSpanElement>(600);
  const end = option.days.p90 * 1.03;
  const WIDTH = 1000;
  const x = (days: number) => (Math.min(days, end) / end) * WIDTH;
  const room = Math.max(2, Math.floor(width / 100));
  const step = [1, 2, 5, 7, 14, 28, 56].find((one) => end / one <= room) ?? 56;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
  return (
    <div class="timeline" role="table" aria-label={t("plan.timeline")}>
      <div class="time-row head" role="row">
        <span role="columnheader">{t("plan.leg")}</span>
        <span role="columnheader" class="time-axis" ref={box}>
          {ticks.filter((at) => at < end * 0.93).map((at) => <span key={at} style={{ left: `${(at / end) * 100}%` }}>{day(daysAfter(plan.query.ready, at), false)}</span>)}
        </span>
        <span role="columnheader" class="num">{t("plan.days")}</span>
      </div>
      {option.legs.map((leg, i) => {
        const start = i === 0 ? 0 : (option.legs[i - 1]?.ends_days.p50 ?? 0);
        const stop = leg.ends_days.p50;
        const hours = leg.elements.reduce((sum, one) => sum + (one.mean_h ?? 0), 0) || 1;
        let at = start;
        return (
          <div class="time-row" role="row" key={leg.number} data-kind={leg.kind}>
            <span role="cell" class="time-name">
              <button type="button" onClick={() => onLeg(leg)} aria-pressed={chosen === leg.number}>
                <span class="mode" data-mode={leg.mode}>{known("plan.mode", leg.mode)}</span> {legTitle(plan, leg)}
              </button>
            </span>
            <span role="cell" class="time-bar">
              <svg viewBox={`0 0 ${WIDTH} 20`} preserveAspectRatio="none" aria-hidden="true">
                {ticks.map((tick) => <line key={tick} class="grid" x1={x(tick)} x2={x(tick)} y1="0" y2="20" />)}
                {leg.elements.map((element, n) => {
                  const length = ((stop - start) * (element.mean_h ?? 0)) / hours;
                  const from = at;
                  at += length;
                  return <rect key={n} class={`part ${partOf(element.kind)}`} x={x(from)} y="4" width={Math.max(1, x(at) - x(from))} height="12" />;
                })}
                <path class="whisker" d={`M${x(leg.ends_days.p10)} 10H${x(leg.ends_days.p90)}M${x(leg.ends_days.p10)} 6V14M${x(leg.ends_days.p90)} 6V14`} />
              </svg>
            </span>
            <span role="cell" class="num"><Num why={`${leg.number}:time`}>{leg.days.p90 < 0.05 ? <span class="small">{t("page.in_border")}</span> : range(leg.days.p10, leg.days.p90, 1)}</Num></span>
          </div>
        );
      })}
    </div>
  );
}

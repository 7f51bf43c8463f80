/** A distribution of days, small beside a number or large with dates and a movable deadline. */
import { useState } from "preact/hooks";
import type { Option } from "../lib/api";
import { shareBy } from "../lib/plan";
import { Num } from "../parts/num";
import { useWidth } from "./width";
import { arrivalDay, day, number, percent, range, t } from "../lib/words";

const DAY_MS = 86_400_000;

/** The small distribution: bars on a scale shared by all cards, the middle four fifths dark, the median marked. */
export function MiniSpread({ option, from, to, deadline }: { option: Option; from: number; to: number; deadline?: number | undefined }) {
  const [width, height] = [150, 26];
  const { from_days, to_days, counts } = option.distribution;
  const x = (days: number) => ((days - from) / (to - from)) * width;
  const step = (to_days - from_days) / counts.length;
  const most = Math.max(...counts);
  return (
    <svg class="mini" viewBox={`0 0 ${width} ${height + 4}`} preserveAspectRatio="none" role="img"
      aria-label={t("page.spread.label", { days: range(option.days.p10, option.days.p90), median: number(option.days.p50) })}>
      {counts.map((count, i) => {
        const at = from_days + step * i;
        const middle = at + step / 2;
        const inside = middle >= option.days.p10 && middle <= option.days.p90;
        const tall = (count / most) * height;
        return <rect key={i} class={inside ? "bar in" : "bar"} x={x(at)} y={height - tall} width={Math.max(0.6, x(at + step) - x(at) - 0.4)} height={tall} />;
      })}
      <line class="axis" x1="0" x2={width} y1={height + 0.5} y2={height + 0.5} />
      <line class="median" x1={x(option.days.p50)} x2={x(option.days.p50)} y1="0" y2={height + 3} />
      {deadline !== undefined && deadline < to && <line class="deadline" x1={x(deadline)} x2={x(deadline)} y1="0" y2={height + 4} />}
    </svg>
  );
}

export interface Clock { readyMs: number; offset: string }

/** The instant of readiness and the offset of the destination's clock, read back from an option; none where no arrival is known. */
export function clockOf(option: Option): Clock | undefined {
  for (const name of ["p50", "p10"] as const) {
    const [instant, local] = [option.arrival[name], option.arrival_local[name]];
    if (instant !== null && local !== null) return { readyMs: Date.parse(instant) - option.days[name] * DAY_MS, offset: local.slice(16) || "+00:00" };
  }
  return undefined;
}

function offsetMs(offset: string): number {
  const found = /([+-])(\d\d):(\d\d)/.exec(offset);
  return found ? (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000 : 0;
}

/** Days from readiness to the end of a calendar day at the destination. */
export function daysTo(clock: Clock, date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) + DAY_MS - offsetMs(clock.offset) - clock.readyMs) / DAY_MS;
}

/** The calendar day at the destination that lies so many days after readiness. */
export function dateAfter(clock: Clock, days: number): string {
  return new Date(clock.readyMs + days * DAY_MS + offsetMs(clock.offset)).toISOString().slice(0, 10);
}

interface Asked { option: Option; deadline: string; onDeadline: (date: string) => void }

export function ArrivalChart(asked: Asked) {
  const clock = clockOf(asked.option);
  return clock ? <DatedChart {...asked} clock={clock} /> : <p>{arrivalDay(null)}</p>;
}

function DatedChart({ option, deadline, onDeadline, clock }: Asked & { clock: Clock }) {
  const { from_days, to_days, counts } = option.distribution;
  const [from, to] = [Math.floor(from_days) - 1, Math.ceil(to_days) + 1];
  const [held, setHeld] = useState<number | undefined>(undefined);
  const wanted = held ?? (deadline ? Math.round(daysTo(clock, deadline)) : undefined);
  const shown = wanted === undefined ? undefined : Math.min(to, Math.max(from, wanted));
  const { box, width } = useWidth<HTMLElement>(360);
  const height = 150;
  const x = (days: number) => ((days - from) / (to - from)) * width;
  const step = (to_days - from_days) / counts.length;
  const most = Math.max(...counts);
  const share = wanted === undefined ? undefined : held === undefined && option.on_time_share !== null ? option.on_time_share : shareBy(option, wanted);
  const commit = (value: number) => { setHeld(undefined); onDeadline(dateAfter(clock, value - 0.5)); };
  const parts = width > 480 ? 5 : 3;
  const ticks = Array.from({ length: parts }, (_, i) => from + ((to - from) * (i + 0.5)) / parts);
  return (
    <figure class="arrival" ref={box}>
      <svg viewBox={`0 0 ${width} ${height + 24}`} class="chart" role="img" aria-label={t("page.arrival.label", {
        early: arrivalDay(option.arrival_local.p10), middle: arrivalDay(option.arrival_local.p50), late: arrivalDay(option.arrival_local.p90) })}>
        {counts.map((count, i) => {
          const at = from_days + step * i;
          const tall = (count / most) * (height - 22);
          const late = wanted !== undefined && at + step / 2 > wanted;
          return <rect key={i} class={late ? "bar late" : "bar in"} x={x(at)} y={height - tall} width={x(at + step) - x(at) - 1} height={tall} />;
        })}
        <line class="axis" x1="0" x2={width} y1={height} y2={height} />
        {(["p10", "p50", "p90"] as const).filter((name) => option.arrival[name] !== null).map((name) => (
          <g key={name}>
            <line class={name === "p50" ? "median" : "quantile"} x1={x(option.days[name])} x2={x(option.days[name])} y1="14" y2={height} />
            <text class="tick" x={x(option.days[name])} y="10" text-anchor="middle">{name}</text>
          </g>
        ))}
        {ticks.map((at) => <text key={at} class="tick" x={x(at)} y={height + 16} text-anchor="middle">{day(dateAfter(clock, at), false)}</text>)}
        {shown !== undefined && <line class="deadline" x1={x(shown)} x2={x(shown)} y1="14" y2={height + 4} />}
      </svg>
      <div class="slider">
        <label><span>{t("page.deadline")}</span>
        <input type="range" min={from} max={to} step="1" value={shown ?? Math.round(option.days.p90)}
          aria-valuetext={wanted === undefined ? t("page.deadline.none") : day(dateAfter(clock, wanted - 0.5))}
          onInput={(event) => setHeld(Number(event.currentTarget.value))} onChange={(event) => commit(Number(event.currentTarget.value))} /></label>
        <output>
          {wanted === undefined ? t("page.deadline.none")
            : <Num why={held === undefined && option.on_time_share !== null ? "all:ontime" : "all:time"}>{t("page.deadline.share", { date: day(dateAfter(clock, wanted - 0.5)), share: percent(share ?? 0) })}</Num>}
        </output>
      </div>
    </figure>
  );
}

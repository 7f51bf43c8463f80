/** The arrival without and with something, one above the other on the same days. */
import { number, range, t } from "../lib/words";
import { Num } from "../parts/num";
import { useWidth } from "./width";

export interface TwoSpreadsData { from_days: number; to_days: number; without: number[]; with: number[]; draws: number }
interface Days { p10: number; p50: number; p90: number }

function Days({ width, y, days }: { width: number; y: number; days: Days }) {
  return <text class="tick name" x={width} y={y - 6} text-anchor="end">{t("page.days", { value: range(days.p10, days.p90) })}</text>;
}

export function TwoSpreads({ spread, without, withIt, why }: { spread: TwoSpreadsData; without: Days; withIt: Days; why?: string }) {
  const { box, width } = useWidth<HTMLDivElement>(320);
  const [left, right, tall, gap] = [62, 68, 28, 10];
  const span = spread.to_days - spread.from_days;
  const x = (days: number) => left + ((days - spread.from_days) / span) * (width - left - right);
  const most = Math.max(...spread.without, ...spread.with);
  const step = span / spread.without.length;
  const mark = [5, 10, 20, 25, 50].find((one) => span / one <= 5) ?? 100;
  const ticks = Array.from({ length: Math.floor(spread.to_days / mark) + 1 }, (_, i) => i * mark).filter((at) => at >= spread.from_days);
  const rows = [{ name: t("page.without"), counts: spread.without, days: without, y: tall + 4 }, { name: t("page.with"), counts: spread.with, days: withIt, y: 2 * tall + gap + 4 }];
  return (
    <div ref={box}>
      <svg class="chart two-spreads" viewBox={`0 0 ${width} ${2 * tall + gap + 24}`} role={why ? "group" : "img"}
        aria-label={t("page.two_spreads", { without: range(without.p10, without.p90), with: range(withIt.p10, withIt.p90) })}>
        {rows.map((row) => (
          <g key={row.name}>
            <text class="tick name" x="0" y={row.y - 6}>{row.name}</text>
            {row.counts.map((count, i) => {
              const at = spread.from_days + step * i;
              const inside = at + step / 2 >= row.days.p10 && at + step / 2 <= row.days.p90;
              return <rect key={i} class={inside ? "bar in" : "bar"} x={x(at)} y={row.y - (count / most) * tall} width={Math.max(0.5, x(at + step) - x(at) - 0.6)} height={(count / most) * tall} />;
            })}
            <line class="axis" x1={left} x2={width - right} y1={row.y} y2={row.y} />
            <line class="median" x1={x(row.days.p50)} x2={x(row.days.p50)} y1={row.y - tall} y2={row.y + 2} />
            {why ? <Num why={why}><Days width={width} y={row.y} days={row.days} /></Num> : <Days width={width} y={row.y} days={row.days} />}
          </g>
        ))}
        {ticks.map((at) => <text key={at} class="tick" x={x(at)} y={2 * tall + gap + 20} text-anchor="middle">{number(at)}</text>)}
      </svg>
    </div>
  );
}

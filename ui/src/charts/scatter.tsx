/** All options by two measures; what is nearer the corner is better. A mark opens its numbers; arrow keys go from mark to mark. */
import type { Option, Plan } from "../lib/api";
import { corridorName } from "../lib/plan";
import { Num } from "../parts/num";
import { useWidth } from "./width";
import { number, t } from "../lib/words";

export type Measure = "days" | "cost" | "co2e";
const SHAPES: Record<string, string> = {
  "sea-rail": "M0-5A5 5 0 1 0 .01-5Z", middle: "M0-6L6 0 0 6-6 0Z", northern: "M-5-5H5V5H-5Z", southern: "M0-6L6 5H-6Z",
};
const OTHER = "M-6 5H6L0-6Z";

export function shapeOf(option: Option): string {
  return SHAPES[option.corridor_group] ?? OTHER;
}

export function measureOf(option: Option, measure: Measure): number {
  return measure === "days" ? option.days.p50 : measure === "cost" ? option.cost_usd.p50 : option.wtw_kg_co2e / 1000;
}

function nice(most: number): number[] {
  const raw = most / 4;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * ten).find((one) => one >= raw) ?? raw;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

export function measureName(measure: Measure): string {
  return measure === "days" ? t("page.measure.days") : measure === "cost" ? t("page.measure.cost") : t("page.measure.co2e");
}

export function Scatter({ plan, x, y, chosen, onHover }: {
  plan: Plan; x: Measure; y: Measure; chosen: number; onHover: (n: number | undefined) => void;
}) {
  const { box, width } = useWidth<HTMLDivElement>(360);
  const [height, left, bottom] = [270, 58, 38];
  const most = { x: Math.max(...plan.options.map((o) => measureOf(o, x))) * 1.06, y: Math.max(...plan.options.map((o) => measureOf(o, y))) * 1.08 };
  const px = (v: number) => left + (v / most.x) * (width - left - 8);
  const py = (v: number) => height - bottom - (v / most.y) * (height - bottom - 8);
  const digits = (measure: Measure, value: number) => number(value, measure === "co2e" && value < 10 && value % 1 !== 0 ? 1 : 0);
  const drawn = [...plan.options].sort((a, b) => Number(a.number === chosen) - Number(b.number === chosen));
  const across = [...plan.options].sort((a, b) => measureOf(a, x) - measureOf(b, x) || a.number - b.number);
  // what hears of the focus within an SVG becomes a stop of the tab key itself in some browsers: the box around it listens
  const dotOf = (event: Event) => Number((event.target as Element).closest("[data-dot]")?.getAttribute("data-dot") ?? 0) || undefined;
  const step = (event: KeyboardEvent) => {
    const from = dotOf(event);
    const by = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 0;
    const next = across[across.findIndex((one) => one.number === from) + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    box.current?.querySelector<SVGAElement>(`[data-dot="${next.number}"] a`)?.focus();
  };
  return (
    <div ref={box} onFocusIn={(event) => onHover(dotOf(event))} onFocusOut={() => onHover(undefined)} onKeyDown={step}><svg class="chart scatter" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t("page.scatter.label", { x: measureName(x), y: measureName(y) })}>
      {nice(most.x).map((v) => <g key={`x${v}`}><line class="grid" x1={px(v)} x2={px(v)} y1="6" y2={height - bottom} /><text class="tick" x={px(v)} y={height - bottom + 15} text-anchor="middle">{digits(x, v)}</text></g>)}
      {nice(most.y).map((v) => <g key={`y${v}`}><line class="grid" x1={left} x2={width} y1={py(v)} y2={py(v)} />{py(v) > 24 && <text class="tick" x={left - 6} y={py(v) + 4} text-anchor="end">{digits(y, v)}</text>}</g>)}
      <text class="tick name" x={width - 4} y={height - 4} text-anchor="end">{measureName(x)}</text>
      <text class="tick name" x="4" y="14">{measureName(y)}</text>
      {drawn.map((option) => {
        const [cx, cy] = [px(measureOf(option, x)), py(measureOf(option, y))];
        const mine = option.number === chosen;
        const told = `${corridorName(plan, option)}: ${measureName(x)} ${digits(x, measureOf(option, x))}, ${measureName(y)} ${digits(y, measureOf(option, y))}`;
        return (
          <g key={option.number} data-dot={option.number} class={mine ? "dot chosen" : option.why.length > 0 ? "dot best" : "dot"} onMouseEnter={() => onHover(option.number)} onMouseLeave={() => onHover(undefined)}>
            <title>{told}</title>
            {mine && x === "days" && <line class="whisker" x1={px(option.days.p10)} x2={Math.min(width, px(option.days.p90))} y1={cy} y2={cy} />}
            {mine && y === "cost" && <line class="whisker" x1={cx} x2={cx} y1={py(option.cost_usd.p10)} y2={Math.max(6, py(option.cost_usd.p90))} />}
            <Num why="all" also={{ option: option.id }} label={told} tabIndex={mine ? 0 : -1}><path d={shapeOf(option)} transform={`translate(${cx} ${cy})${mine ? " scale(1.4)" : ""}`} /></Num>
          </g>
        );
      })}
    </svg></div>
  );
}

/** Published values beside what the model says, case by case, on a scale of ratios; what lies outside has another mark and a word. */
import { number, range, t } from "../lib/words";
import { Num } from "../parts/num";
import { useWidth } from "./width";

export interface Pair { id: string; why: string; label: string; p10: number; p50: number; p90: number; value: number | null; low: number | null; high: number | null; inside: boolean | undefined }

const STEPS = [1, 2, 5];

function ticksOf(low: number, high: number): number[] {
  const found: number[] = [];
  for (let ten = 10 ** Math.floor(Math.log10(low)); ten <= high; ten *= 10) for (const step of STEPS) if (ten * step >= low && ten * step <= high) found.push(ten * step);
  return found;
}

/** About how wide a label is, in px: letters of Latin, Cyrillic and East Asian scripts differ. */
function roomFor(label: string): number {
  return [...label].reduce((sum, letter) => sum + (letter >= "\u2e80" ? 13 : letter >= "\u0400" && letter < "\u0530" ? 7.2 : 6.2), 0);
}

export function Beside({ rows, unit, label }: { rows: Pair[]; unit: string; label: string }) {
  const { box, width } = useWidth<HTMLDivElement>(720);
  const labels = Math.max(...rows.map((one) => roomFor(one.label))) + 16;
  const narrow = width < 620 || labels > width * 0.45; // then each label stands above its line
  const [left, right, top] = [narrow ? 4 : labels, narrow ? 12 : 92, 26];
  const step = narrow ? 46 : 26;
  const every = rows.flatMap((one) => [one.p10, one.p90, one.value ?? one.p50, one.low ?? one.p10, one.high ?? one.p90]);
  const [least, most] = [Math.min(...every) * 0.9, Math.max(...every) * 1.1];
  const x = (v: number) => left + (Math.log(v / least) / Math.log(most / least)) * (width - left - right);
  const height = top + rows.length * step + 6;
  return (
    <div ref={box}>
      <svg class="chart beside" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
        {ticksOf(least, most).filter((_, i, all) => !narrow || i % 2 === 0 || all.length < 6).map((v) => (
          <g key={v}><line class="grid" x1={x(v)} x2={x(v)} y1={top - 6} y2={height} />{x(v) < (narrow ? width - roomFor(unit) - 24 : width - right - 12) && <text class="tick" x={x(v)} y="12" text-anchor="middle">{number(v)}</text>}</g>
        ))}
        <text class="tick name" x={narrow ? width - 2 : width - right + 10} y="12" text-anchor={narrow ? "end" : "start"}>{unit}</text>
        {rows.map((one, i) => {
          const y = top + i * step + (narrow ? 30 : step / 2);
          const mark = one.value ?? ((one.low ?? 0) + (one.high ?? 0)) / 2;
          return (
            <g key={one.id} class={one.inside === false ? "pair out" : "pair"}>
              <Num why={one.why} label={`${one.label}: ${range(one.p10, one.p90)} ${unit}`}>
                <rect class="hit-area" x="0" y={y - (narrow ? 28 : step / 2)} width={width} height={step} />
                <text class="tick name" x={narrow ? 0 : left - 12} y={narrow ? y - 14 : y + 4} text-anchor={narrow ? "start" : "end"} {...(narrow && roomFor(one.label) > width ? { textLength: width - 4, lengthAdjust: "spacingAndGlyphs" } : {})}>{one.label}</text>
                {one.low !== null && one.high !== null && <rect class="published-band" x={x(one.low)} width={Math.max(2, x(one.high) - x(one.low))} y={y - 8} height="16" />}
                <path class="whisker" d={`M${x(one.p10)} ${y}H${x(one.p90)}M${x(one.p10)} ${y - 4}V${y + 4}M${x(one.p90)} ${y - 4}V${y + 4}`} />
                <line class="median" x1={x(one.p50)} x2={x(one.p50)} y1={y - 6} y2={y + 6} />
                {one.inside === false ? <path class="published-out" d={`M${x(mark)} ${y - 7}L${x(mark) + 7} ${y + 6}H${x(mark) - 7}Z`} /> : <circle class="published" cx={x(mark)} cy={y} r="4.5" />}
              </Num>
              {one.inside === false && !narrow && <text class="tick name" x={width - right + 10} y={y + 4}>{t("page.validation.outside")}</text>}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

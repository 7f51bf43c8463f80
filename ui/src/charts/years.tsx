/** Records by year as columns of marks, a column a year; a click on a year keeps only that year. */
import type { Listed } from "../lib/api";
import { here } from "../lib/route";
import { counted, number, t } from "../lib/words";
import { useWidth } from "./width";

export function Years({ rows, chosen, onYear }: { rows: Listed[]; chosen: string | null; onYear: (year: string | undefined) => void }) {
  const { box, width } = useWidth<HTMLDivElement>(900);
  const counts = new Map<number, number>();
  for (const { record } of rows) {
    const year = Number((record.on ?? record.due ?? "").slice(0, 4));
    if (year > 0) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  const most = Math.max(...counts.values());
  const step = width / (last - first + 1);
  const tall = 84;
  const every = step < 14 ? 5 : step < 26 ? 2 : 1;
  return (
    <div ref={box}>
      <svg class="chart years" viewBox={`0 0 ${width} ${tall + 22}`} role="group" aria-label={t("page.years.label", { first: String(first), last: String(last), count: counted("count.record", rows.length) })}>
        {[...counts].map(([year, count]) => (
          <g key={year} class={chosen === String(year) ? "year chosen" : "year"}>
            <a href={here({ year: chosen === String(year) ? undefined : String(year) })} aria-label={`${year}: ${number(count)}`} aria-current={chosen === String(year) ? "true" : undefined}
              onClick={(event) => { event.preventDefault(); onYear(chosen === String(year) ? undefined : String(year)); }}>
            <title>{`${year}: ${number(count)}`}</title>
            <rect class="hit-area" x={(year - first) * step} y="0" width={step} height={tall} />
            <rect class="bar in" x={(year - first) * step + 1} y={tall - (count / most) * (tall - 6)} width={Math.max(2, step - 3)} height={(count / most) * (tall - 6)} />
            </a>
          </g>
        ))}
        <line class="axis" x1="0" x2={width} y1={tall} y2={tall} />
        {Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((year) => year % every === 0).map((year) => <text key={year} class="tick" x={(year - first + 0.5) * step} y={tall + 16} text-anchor="middle">{String(year)}</text>)}
      </svg>
    </div>
  );
}

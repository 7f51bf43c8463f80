/** Breakdowns as rows with bars: what, how much, how far it may be off. */
import type { ComponentChildren } from "preact";
import { Grade } from "../parts/grade";
import { Num } from "../parts/num";

export interface BarRow { id: string; label: ComponentChildren; value: number; low?: number | undefined; high?: number | undefined; text: string; grade?: string | undefined; part?: string | undefined; why?: string | undefined }

export function Bars({ rows, label }: { rows: BarRow[]; label: string }) {
  const most = Math.max(...rows.map((row) => row.high ?? row.value), 1e-9);
  return (
    <table class="bars" aria-label={label}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            <td class="bar-cell" aria-hidden="true">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                <rect class={row.part ? `part ${row.part}` : "bar in"} x="0" y="1" width={(row.value / most) * 100} height="8" />
                {row.low !== undefined && row.high !== undefined && <path class="whisker" d={`M${(row.low / most) * 100} 5H${(row.high / most) * 100}`} />}
              </svg>
            </td>
            <td class="num">{row.why ? <Num why={row.why}>{row.text}</Num> : row.text}</td>
            {row.grade !== undefined && <td><Grade grade={row.grade} bare /></td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

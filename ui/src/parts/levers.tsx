/** What promises change on a flow: days without and with each, and whether the difference can be told at all. */
import type { Names } from "../lib/api";
import { useJob } from "../lib/job";
import type { Question } from "../lib/plan";
import { href } from "../lib/route";
import { known, number, t } from "../lib/words";
import { Grade } from "./grade";
import { JobBox } from "./job";
import { Told } from "./told";

interface Shift { days: number; low_days: number; high_days: number; usd: number; kg_co2e: number }
export interface Lever { lever: string; record: string | null; name: Names; kind: string; maker: Names; timing: string; corridor: string | null; verdict: string; shift: Shift | null; least: Shift | null; greatest: Shift | null;
  effects: { value: number | null; low: number | null; high: number | null; unit: string; grade: string; note: string | null; evidence: string }[] }
export interface Ranking { question: { origin: string; destination: string; ready: string }; levers: Lever[] }

/** A change in days with its sign; fewer days are better. */
export function signedDays(days: number): string {
  const size = Math.abs(days) < 10 ? number(Math.abs(days), 1) : number(Math.abs(days));
  return t("page.days", { value: `${days < -0.05 ? "−" : days > 0.05 ? "+" : "±"}${size}` });
}

function between(lever: Lever): string {
  const ends = [lever.least?.days, lever.greatest?.days].filter((one): one is number => one !== undefined);
  if (ends.length < 2) return "";
  return t("page.range.signed", { low: signedDays(Math.max(...ends)), high: signedDays(Math.min(...ends)) });
}

export function requestOf(question: Question): Record<string, unknown> {
  return { from: question.from, to: question.to, ...(question.tonnes ? { tonnes: Number(question.tonnes) } : { containers: question.containers }), ready: question.ready, scope: question.scope, scenario: question.scenario };
}

export function RouteLevers({ question }: { question: Question }) {
  const asked = requestOf(question);
  const { work, start } = useJob<Ranking>(`levers.${JSON.stringify(asked)}`, { kind: "levers", question: asked });
  return (
    <JobBox work={work} start={start} label={t("page.levers.start")} note={t("page.levers.note")}>
      {(found) => (
        <table class="data levers">
          <thead><tr><th scope="col">{t("page.levers.promise")}</th><th scope="col" class="num">{t("plan.days")}</th><th scope="col">{t("page.levers.told")}</th></tr></thead>
          <tbody>{found.levers.filter((one) => one.shift !== null).map((one) => (
            <tr key={one.lever}>
              <th scope="row">{one.record ? <a href={href("register", { record: one.record })}><Told text={one.name} /></a> : <Told text={one.name} />}<div class="small">{known("page.timing", one.timing)}</div></th>
              <td class="num">{one.shift ? signedDays(one.shift.days) : ""}<div class="small">{between(one)}</div></td>
              <td class="small">{known("page.verdict", one.verdict)} <Grade grade={one.effects[0]?.grade ?? "unknown"} bare /></td>
            </tr>
          ))}</tbody>
        </table>
      )}
    </JobBox>
  );
}

/** One promise on Kobe–Almaty, as the home page shows it. */
export function ScannerEffect({ question }: { question: Question }) {
  const asked = requestOf({ ...question, from: "kobe", to: "almaty", containers: "2x40HC", tonnes: "", scope: "door", scenario: "base" });
  const { work, start } = useJob<Ranking>("scanner", { kind: "levers", question: asked }, (value) => /kobe/i.test(value.question.origin) && /almaty/i.test(value.question.destination));
  return (
    <div class="effect">
      <p><strong>{t("page.home.one.question")}</strong></p>
      <JobBox work={work} start={start} label={t("page.home.one.compute")} note={t("page.home.one.waiting")}>
        {(found) => {
          const scanner = found.levers.find((one) => one.record === "c-aktau");
          if (!scanner?.shift) return <p>{t("page.home.one.not_here")}</p>;
          return (
            <>
              <p class="lever-line"><span class="big">{signedDays(scanner.shift.days)}</span> <span>{between(scanner)} · {known("page.verdict", scanner.verdict)}</span></p>
              <ShiftBar lever={scanner} />
              <p>{t("page.home.one.read")}</p>
              <p class="small">{scanner.effects.map((one, i) => <span key={i}><Grade grade={one.grade} /> <span lang="en">{one.note}</span></span>)}</p>
            </>
          );
        }}
      </JobBox>
      <p><a href={href("plan", { from: "kobe", to: "almaty", containers: "2x40HC", require: "aktau" })}>{t("page.home.one.plan")}</a></p>
    </div>
  );
}

/** The change between its least and its greatest assumed size, zero marked. */
function ShiftBar({ lever }: { lever: Lever }) {
  const [least, greatest, middle] = [lever.least?.days ?? 0, lever.greatest?.days ?? 0, lever.shift?.days ?? 0];
  const [low, high] = [Math.min(least, greatest, -1.5), Math.max(least, greatest, 0.5)];
  const x = (days: number) => ((days - low) / (high - low)) * 300;
  const marks = Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, i) => Math.ceil(low) + i);
  return (
    <svg class="chart shift" viewBox="0 0 300 34" role="img" aria-label={between(lever)}>
      {marks.map((one) => <g key={one}><line class={one === 0 ? "median" : "grid"} x1={x(one)} x2={x(one)} y1="2" y2="18" /><text class="tick" x={x(one)} y="31" text-anchor="middle">{number(one)}</text></g>)}
      <rect class="bar in" x={x(Math.min(least, greatest))} y="6" width={Math.max(2, Math.abs(x(greatest) - x(least)))} height="8" />
      <circle class="published" cx={x(middle)} cy="10" r="5" />
    </svg>
  );
}

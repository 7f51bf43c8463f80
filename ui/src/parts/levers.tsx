/** What promises change on a flow: days without and with each, and whether the difference can be told at all. */
import { TwoSpreads, type TwoSpreadsData } from "../charts/two-spreads";
import type { Names, Quantiles } from "../lib/api";
import { useJob } from "../lib/job";
import type { Question } from "../lib/plan";
import { href } from "../lib/route";
import { day, inLanguage, known, number, range, t } from "../lib/words";
import { Grade } from "./grade";
import { JobBox } from "./job";
import { Told } from "./told";

interface Shift { days: number; low_days: number; high_days: number; usd: number; kg_co2e: number }
interface Way { id: string; corridor: string; group: string; hubs: string[]; days: Quantiles }
export interface Lever { lever: string; record: string | null; name: Names; kind: string; maker: Names; timing: string; corridor: string | null; verdict: string; shift: Shift | null; least: Shift | null; greatest: Shift | null;
  touches_best: boolean; without: Way | null; with: Way | null; distribution: TwoSpreadsData | null;
  effects: { value: number | null; low: number | null; high: number | null; unit: string; grade: string; note: string | null; evidence: string; source_id: string }[] }
export interface Ranking { question: { origin: string; destination: string; ready: string }; best: Way | null; levers: Lever[]; names: { places: Record<string, Names>; corridors: Record<string, Names> } }

/** A change in days with its sign; fewer days are better. */
export function signedDays(days: number): string {
  const size = Math.abs(days) < 10 ? number(Math.abs(days), 1) : number(Math.abs(days));
  return t("page.days", { value: `${days < -0.05 ? "−" : days > 0.05 ? "+" : "±"}${size}` });
}

/** From the least to the greatest assumed size. */
function between(lever: Lever): string {
  const ends = [lever.least?.days, lever.greatest?.days].filter((one): one is number => one !== undefined);
  if (ends.length < 2) return "";
  return t("page.range.signed", { low: signedDays(Math.max(...ends)), high: signedDays(Math.min(...ends)) });
}

export function requestOf(question: Question): Record<string, unknown> {
  return { from: question.from, to: question.to, ...(question.tonnes ? { tonnes: Number(question.tonnes) } : { containers: question.containers }), ready: question.ready, scope: question.scope, scenario: question.scenario };
}

interface KeptQuestion { origin?: string; destination?: string; containers?: string; ready?: string; scope?: string; scenario?: string }

/** Whether the answer that comes with the package is one to this question. */
function sameQuestion(question: Question): (asked: Record<string, unknown>) => boolean {
  return (asked) => {
    const kept = (asked["question"] ?? {}) as KeptQuestion;
    return kept.origin === question.from && kept.destination === question.to && kept.containers === question.containers && kept.ready === question.ready
      && (kept.scope ?? "door") === question.scope && (kept.scenario ?? "base") === question.scenario && !question.tonnes;
  };
}

function wayName(found: Ranking, way: Way): string {
  return way.hubs.slice(1, -1).map((hub) => inLanguage(found.names.places[hub]).replace(/\s*[（(].*[)）]$/, "") || hub).join(" · ");
}

export function RouteLevers({ question }: { question: Question }) {
  const asked = requestOf(question);
  const { work, start } = useJob<Ranking>(`levers.${JSON.stringify(asked)}`, { kind: "levers", question: asked }, sameQuestion(question));
  return (
    <JobBox work={work} start={start} label={t("page.levers.start")} note={t("page.levers.note")}>
      {(found) => {
        const seen = found.levers.filter((one) => one.shift !== null);
        return (
          <ul class="lever-list">{seen.map((one) => (
            <li key={one.lever}>
              <details>
                <summary>
                  <span class="lever-name"><Told text={one.name} /></span>
                  <span class="num">{between(one) || (one.shift ? signedDays(one.shift.days) : "")}</span>
                  <span class="small">{[known("page.verdict", one.verdict), known("page.timing", one.timing)].join(" · ")}</span>
                </summary>
                <LeverWhy found={found} lever={one} />
              </details>
            </li>
          ))}</ul>
        );
      }}
    </JobBox>
  );
}

/** Where the size of a lever comes from, on which way it was looked at, and both arrivals. */
function LeverWhy({ found, lever }: { found: Ranking; lever: Lever }) {
  return (
    <div class="lever-why">
      {lever.without && <p class="small">{t("page.levers.way", { way: wayName(found, lever.without) })}{lever.touches_best ? "" : ` ${t("page.levers.not_best")}`}</p>}
      {lever.without && lever.with && lever.distribution && <TwoSpreads spread={lever.distribution} without={lever.without.days} withIt={lever.with.days} />}
      {lever.effects.map((one, i) => <p key={i} class="small"><Grade grade={one.grade} /> {one.source_id} <span lang="en">{one.note}</span></p>)}
      {lever.record && <p class="small"><a href={href("register", { record: lever.record })}>{t("page.register.record")}</a></p>}
    </div>
  );
}

/** One promise on Kobe – Almaty, as the home page shows it: computed for the built-in facts before anyone asks. */
export function ScannerEffect({ question }: { question: Question }) {
  const asked = requestOf({ ...question, from: "kobe", to: "almaty", containers: "2x40HC", tonnes: "", scope: "door", scenario: "base" });
  const { work, start } = useJob<Ranking>("scanner", { kind: "levers", question: asked }, () => true);
  return (
    <div class="effect">
      <h3>{t("page.home.one.question")}</h3>
      <JobBox work={work} start={start} label={t("page.home.one.compute")} note={t("page.home.one.waiting")}>
        {(found) => {
          const scanner = found.levers.find((one) => one.record === "c-aktau");
          return scanner?.shift ? <Looked found={found} scanner={scanner} /> : <p>{t("page.home.one.not_here")}</p>;
        }}
      </JobBox>
    </div>
  );
}

function Looked({ found, scanner }: { found: Ranking; scanner: Lever }) {
  const more = found.levers.filter((one) => one.verdict === "shortens" && one.distribution && one.lever !== scanner.lever).sort((a, b) => (a.greatest?.days ?? 0) - (b.greatest?.days ?? 0)).slice(0, 2);
  const [effect] = scanner.effects;
  return (
    <>
      {found.best && !scanner.touches_best && <p>{t("page.home.one.best", { way: wayName(found, found.best), days: t("page.days", { value: range(found.best.days.p10, found.best.days.p90) }) })}</p>}
      {scanner.without && <p>{t("page.home.one.by", { way: wayName(found, scanner.without), date: day(found.question.ready) })}</p>}
      {scanner.without && scanner.with && scanner.distribution && <TwoSpreads spread={scanner.distribution} without={scanner.without.days} withIt={scanner.with.days} />}
      <p><strong>{t("page.home.one.difference", { range: between(scanner), verdict: known("page.verdict", scanner.verdict) })}</strong> {effect && <Grade grade={effect.grade} />}</p>
      <p class="small">{t("page.home.one.size")}</p>
      {more.length > 0 && <p class="small">{t("page.home.one.more")} {more.map((one, i) => <span key={one.lever}>{i > 0 ? "; " : ""}{one.record ? <a href={href("register", { record: one.record })}><Told text={one.name} /></a> : <Told text={one.name} />} <span class="nowrap">{between(one)}</span></span>)}</p>}
      <p class="small"><a href={href("plan", { from: found.question.origin, to: found.question.destination, containers: "2x40HC", ready: found.question.ready, require: "aktau" })}>{t("page.home.one.plan")}</a></p>
    </>
  );
}

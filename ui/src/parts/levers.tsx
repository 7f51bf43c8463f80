/** What promises change on a flow: days without and with each, and whether the difference can be told at all. */
import { TwoSpreads, type TwoSpreadsData } from "../charts/two-spreads";
import type { Names, Quantiles } from "../lib/api";
import { useJob } from "../lib/job";
import type { Question } from "../lib/plan";
import { href } from "../lib/route";
import { day, inLanguage, known, number, range, t } from "../lib/words";
import { Grade } from "./grade";
import { JobBox } from "./job";
import { HOLE, Inputs, Num, Sentence, WhySheet } from "./num";
import { Remark } from "./remark";
import { SourceLine, useSources } from "./source";
import { Told } from "./told";
import { FactLink } from "./why";

interface Shift { days: number; low_days: number; high_days: number; usd: number; kg_co2e: number }
interface Way { id: string; corridor: string; group: string; hubs: string[]; days: Quantiles }
export interface Lever { lever: string; record: string | null; name: Names; kind: string; maker: Names; timing: string; corridor: string | null; verdict: string; shift: Shift | null; least: Shift | null; greatest: Shift | null;
  touches_best: boolean; curve: { size: number; days: number }[]; without: Way | null; with: Way | null; distribution: TwoSpreadsData | null;
  effects: { subject: string; quantity: string; how: string; value: number | null; low: number | null; high: number | null; unit: string; grade: string; note: string | null; evidence: string; source_id: string }[] }
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
          <>
          <ul class="lever-list">{seen.map((one) => (
            <li key={one.lever}>
              <span><Told text={one.name} /></span> <Num class="num" why={`lever:${one.lever}`}>{between(one) || (one.shift ? signedDays(one.shift.days) : "")}</Num>
              <span class="small">{[known("page.verdict", one.verdict), known("page.timing", one.timing)].join(" · ")}</span>
            </li>
          ))}</ul>
          <LeverSheet found={found} />
          </>
        );
      }}
    </JobBox>
  );
}

/** What a change in days opens: the ways, the sizes assumed and what each would do, the facts that it moves. */
function LeverSheet({ found }: { found: Ranking }) {
  return <WhySheet body={(why) => { const lever = found.levers.find((one) => `lever:${one.lever}` === why); return lever ? <LeverWhy found={found} lever={lever} /> : null; }} />;
}

/** What an effect does to its fact, with the range of sizes. */
function sizeOf({ how, value, low, high, unit }: Lever["effects"][number]): string {
  const told = (size: number) => number(size, size % 1 ? 2 : 0);
  const ends = low !== null && high !== null ? ` (${t("page.range.signed", { low: told(low), high: told(high) })})` : "";
  return value === null ? known("page.how", how) : `${known("page.how", how)} ${told(value)}${unit === "1" ? "" : ` ${known("page.unit", unit)}`}${ends}`;
}

function LeverWhy({ found, lever }: { found: Ranking; lever: Lever }) {
  const sources = useSources(lever.effects.map((one) => one.source_id));
  const [first] = lever.effects;
  return (
    <>
      <p class="lead"><Told text={lever.name} />: {between(lever) || (lever.shift ? signedDays(lever.shift.days) : t("unknown"))}</p>
      <p>{t("page.why.made.lever", { draws: number(lever.distribution?.draws ?? 0) })}</p>
      {lever.without && <p class="small">{t("page.levers.way", { way: wayName(found, lever.without) })}{lever.touches_best ? "" : ` ${t("page.levers.not_best")}`}</p>}
      {lever.without && lever.with && lever.distribution && <TwoSpreads spread={lever.distribution} without={lever.without.days} withIt={lever.with.days} />}
      {lever.shift && <p>{known("page.verdict", lever.verdict)}{t("page.colon")}{signedDays(lever.shift.days)}</p>}
      <h3>{t("page.why.size")}</h3>
      <ul class="why-list">{lever.effects.map((one, i) => (
        <li key={i}>
          <p class="why-head"><strong>{known("page.quantity", one.quantity)}</strong><span class="num">{sizeOf(one)}</span></p>
          <p class="small"><Grade grade={one.grade} /> <SourceLine id={one.source_id} source={sources[one.source_id]} /><FactLink fact={lever.lever} /></p>
          {one.note && <p class="small note"><Remark text={one.note} /></p>}
        </li>
      ))}</ul>
      {first && lever.effects.length === 1 && lever.curve.length > 1 && <><h3>{t("page.why.curve")}</h3><Inputs rows={lever.curve.map((one) => ({ id: String(one.size), name: `${number(one.size, one.size % 1 ? 2 : 0)} ${known("page.unit", first.unit)}`, value: signedDays(one.days) }))} /></>}
      {lever.record && <p><a href={href("register", { record: lever.record })}>{t("page.register.record")}</a></p>}
    </>
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
  const why = `lever:${scanner.lever}`;
  const asked = { from: found.question.origin, to: found.question.destination, containers: "2x40HC", ready: found.question.ready };
  return (
    <>
      {found.best && !scanner.touches_best && (
        <p><Sentence text={t("page.home.one.best", { way: wayName(found, found.best), days: HOLE })}><Num class="told" at={href("plan", { ...asked, why: "all:time" })}>{t("page.days", { value: range(found.best.days.p10, found.best.days.p90) })}</Num></Sentence></p>
      )}
      {scanner.without && <p>{t("page.home.one.by", { way: wayName(found, scanner.without), date: day(found.question.ready) })}</p>}
      {scanner.without && scanner.with && scanner.distribution && <TwoSpreads spread={scanner.distribution} without={scanner.without.days} withIt={scanner.with.days} why={why} />}
      <p><strong><Sentence text={t("page.home.one.difference", { range: HOLE, verdict: known("page.verdict", scanner.verdict) })}><Num class="told" why={why}>{between(scanner)}</Num></Sentence></strong> {effect && <Grade grade={effect.grade} />}</p>
      <p class="small">{t("page.home.one.size")}</p>
      {more.length > 0 && <p class="small">{t("page.home.one.more")} {more.map((one, i) => <span key={one.lever}>{i > 0 ? t("note.join.clauses") : ""}{one.record ? <a href={href("register", { record: one.record })}><Told text={one.name} /></a> : <Told text={one.name} />} <Num class="nowrap told" why={`lever:${one.lever}`}>{between(one)}</Num></span>)}</p>}
      <p class="small"><a href={href("plan", { ...asked, require: "aktau" })}>{t("page.home.one.plan")}</a></p>
      <LeverSheet found={found} />
    </>
  );
}

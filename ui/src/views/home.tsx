/** Home: what was said, the corridor, a question already answered, and one promise looked at closely. */
import { useMemo, useState } from "preact/hooks";
import { useAnswer, type Items, type Listed, type Option, type Plan, type Statement, type Theme } from "../lib/api";
import { useHubNames } from "../lib/hubs";
import { planAddress, pairsOf, questionOf, type Question } from "../lib/plan";
import { go, href, usePlace } from "../lib/route";
import { counted, dates, day, inLanguage, known, lang, number, range, t } from "../lib/words";
import { boundsOf, linesOf, marksOf, type Mark } from "../map/lines";
import { MapView } from "../map/map";
import { MiniSpread } from "../charts/spread";
import { shapeOf } from "../charts/scatter";
import { Standing } from "../parts/grade";
import { Num } from "../parts/num";
import { emitted, moneyRange, Ways } from "../parts/option-card";
import { PlanForm } from "../parts/plan-form";
import { StatusMark, type Touched } from "../parts/promises";
import { ScannerEffect } from "../parts/levers";
import { Shown } from "../parts/states";
import { Told } from "../parts/told";

/** The trunk of the Middle Corridor, drawn as a band under everything: the server's own way from the border of China to the Black Sea. */
const CORRIDOR = "plans?from=altynkol&to=poti&containers=2x40HC&ready=2026-12-01&scope=terminal&require=aktau&options=shown";
const CORRIDOR_NAME_AT: [number, number] = [57.5, 45.9]; // an empty spot beside the band

export function HomeView({ dark }: { dark: boolean }) {
  const { query } = usePlace();
  const question = questionOf(query);
  const answer = useAnswer<Plan>(`${planAddress(question)}&options=shown`);
  const places = useAnswer<Items<Touched>>("register/places");
  const plan = answer.state === "done" ? answer.value : answer.state === "waiting" ? answer.last : undefined;
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  const best = plan?.options[0];
  const arm = useAnswer<Plan>(plan ? CORRIDOR : null); // after the question, so that its answer comes first
  const corridor = arm.state === "done" ? arm.value : undefined;
  const band = useMemo(() => {
    const option = corridor?.options.find((one) => one.corridor_group === "middle");
    return corridor && option ? linesOf(corridor, [option]) : [];
  }, [corridor]);
  const lines = useMemo(() => (plan && best ? linesOf(plan, plan.options, best.number) : []), [plan, best]);
  const marks = useMemo(() => {
    const ends = plan && best ? marksOf(plan, best).filter((mark) => mark.sign === "end") : [];
    const taken = new Set(ends.map((mark) => mark.label));
    const promises = promiseMarks(places.state === "done" ? places.value.items : []).map((mark) => (taken.has(mark.label) ? { ...mark, label: "" } : mark));
    const name: Mark[] = corridor ? [{ id: "corridor", at: CORRIDOR_NAME_AT, label: t("page.home.corridor"), sign: "corridor", rank: 1 }] : [];
    return [...ends, ...promises, ...name];
  }, [plan, best, places, corridor, lang()]);
  const bounds = useMemo(() => {
    const all = boundsOf(plan && best ? linesOf(plan, [best], best.number) : [], marks);
    return all ? ([Math.min(all[0], 28), Math.max(12, all[1]), Math.min(142, Math.max(all[2], 80)), Math.min(58, Math.max(all[3], 52))] as [number, number, number, number]) : undefined;
  }, [plan, best, marks.length]);
  const ask = (next: Partial<Question>) => go(href("home", pairsOf({ ...question, ...next })));
  return (
    <div class="home">
      <section class="home-said" aria-labelledby="said">
        <h2 id="said">{t("page.home.said")}</h2>
        <Themes />
      </section>
      <section class="home-map">
        <h1 class="home-title">{t("page.home.title")}</h1>
        <div class="home-map-box">
          <MapView lines={lines} marks={marks} bounds={bounds} dark={dark} hovered={hovered} label={t("page.home.map")} band={band}
            onOption={(n) => { const option = plan?.options.find((one) => one.number === n); if (option) go(href("plan", withOption(question, option.id))); }}
            onMark={(mark) => go(href("register", { place: mark.id.replace("promise ", "") }))} />
        </div>
        <p class="map-key small"><span class="map-sign demo" data-sign="promise" /> {t("page.home.key.promise")} <span class="map-sign demo" data-sign="late" /> {t("page.home.key.late")} · <a href={href("register", { tab: "map" })}>{t("page.home.key.list")}</a></p>
      </section>
      <section class="home-ask" aria-labelledby="ask">
        <h2 id="ask">{t("page.home.ask")}</h2>
        <PlanForm question={question} plan={plan} onChange={ask} wide={false} />
        <Shown answer={answer} what={t("page.plan.waiting")}>
          {(value) => <Answers plan={value} question={question} onHover={setHovered} />}
        </Shown>
      </section>
      <OnePromise question={question} />
    </div>
  );
}

function withOption(question: Question, option: string, part?: string): URLSearchParams {
  const pairs = pairsOf(question);
  pairs.set("option", option);
  if (part) pairs.set("why", `all:${part}`);
  return pairs;
}

function promiseMarks(places: Touched[]): Mark[] {
  return places.filter((one) => one.lat_deg !== null && one.lon_deg !== null).map((one) => {
    const late = one.records.some((record) => record.status === "overdue");
    return { id: `promise ${one.place}`, at: [one.lon_deg ?? 0, one.lat_deg ?? 0] as [number, number], label: inLanguage(one.names).replace(/\s*[（(].*[)）]$/, ""), sign: late ? "late" as const : "promise" as const,
      note: counted("count.record", one.records.length), rank: late ? 2 : 3 };
  });
}

function Answers({ plan, question, onHover }: { plan: Plan; question: Question; onHover: (n: number | undefined) => void }) {
  const found = telling(plan);
  const lacking = !plan.options.some((one) => one.corridor_group === "middle");
  const more = useAnswer<Plan>(lacking ? `${planAddress({ ...question, require: "corridor:middle" })}&options=shown&lines=false` : null);
  const middle = lacking && more.state === "done" ? more.value : undefined;
  const first = middle?.options.find((one) => one.corridor_group === "middle");
  const shown: Telling[] = middle && first ? [...found, { option: first, name: "middle", plan: middle }] : found;
  const hub = useHubNames();
  const to = (plan: Plan, option: Option, part?: string) => href("plan", withOption(plan === middle ? { ...question, require: "corridor:middle" } : question, option.id, part));
  const scale = { from: 0, to: Math.max(...shown.map((one) => one.option.days.p90)) * 1.04 };
  return (
    <>
      <ul class="answers">
        {shown.map(({ option, name, plan }) => (
          <li key={option.id} onMouseEnter={() => onHover(plan === middle ? undefined : option.number)} onMouseLeave={() => onHover(undefined)} onFocusIn={() => onHover(plan === middle ? undefined : option.number)} onFocusOut={() => onHover(undefined)}>
            <span class="praise">{t(`page.home.way.${name}`)}</span>
            <a class="pick card-head" href={to(plan, option)}><svg class="shape" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path d={shapeOf(option)} /></svg><strong>{inLanguage(plan.corridors[option.corridor])}</strong></a>
            <Ways plan={plan} option={option} />
            <span class="card-time"><Num class="big" at={to(plan, option, "time")}>{t("page.days", { value: range(option.days.p10, option.days.p90) })}</Num><MiniSpread option={option} from={scale.from} to={scale.to} /></span>
            <span class="card-row"><Num at={to(plan, option, "cost")}>{moneyRange(option.cost_usd.p10, option.cost_usd.p90)}</Num><Num at={to(plan, option, "co2e")}>{emitted(option)}</Num></span>
            {comesRound(plan, option) && <span class="small">{t("page.home.round")}</span>}
          </li>
        ))}
      </ul>
      <p class="more"><a class="go" href={href("plan", pairsOf(question))}>{t("page.home.all_options")}</a></p>
      <p class="small">{t("page.home.ranges")}</p>
      <h3>{t("page.home.others")}</h3>
      <ul class="others">{OTHERS.map(([from, to]) => (
        <li key={from + to}><a href={href("home", pairsOf({ ...question, from, to }))}>{t("page.from_to", { from: hub(from), to: hub(to) })}</a></li>
      ))}</ul>
    </>
  );
}

/** Flows on which other corridors are the natural way: Almaty to Türkiye, China to Europe, home from Europe. */
const OTHERS = [["almaty", "mersin"], ["chongqing", "duisburg"], ["aktau", "yokohama"]] as const;

interface Telling { option: Option; name: "best" | "northern" | "middle"; plan: Plan }

/** The three most telling ways: the best of all, the best Northern, the best by the Middle Corridor. */
function telling(plan: Plan): Telling[] {
  const found: Telling[] = [];
  const add = (option: Option | undefined, name: Telling["name"]) => { if (option && !found.some((one) => one.option === option)) found.push({ option, name, plan }); };
  add(plan.options[0], "best");
  for (const name of ["northern", "middle"] as const) add(plan.options.find((one) => one.corridor_group === name), name);
  return found;
}

/** Whether a way first goes far to the west of both its ends, to come back east over the Caspian. */
function comesRound(plan: Plan, option: Option): boolean {
  const west = Math.min(...option.hubs.map((hub) => plan.places[hub]?.lon_deg ?? 180));
  return option.corridor_group === "middle" && west < Math.min(plan.query.from.lon_deg, plan.query.to.lon_deg) - 15;
}

const FOUND = new Set(["confirmed", "delivered", "extended", "confirmed, extended", "consistent"]);
const HALF = new Set(["confirmed in part", "partly contradicted"]);

/** The share of statements for which evidence was found; half for what is confirmed in part. */
export function evidenceShare(statements: Statement[]): number {
  const counts = statements.map((one): number => (FOUND.has(one.verdict) ? 1 : HALF.has(one.verdict) ? 0.5 : 0));
  return counts.length === 0 ? 0 : counts.reduce((a, b) => a + b, 0) / counts.length;
}

function Themes() {
  const answer = useAnswer<Items<Theme>>("register/themes?records=false");
  return (
    <>
      <p class="small">{t("page.home.said.note")} <span class="nowrap"><Standing share={1} label={t("page.evidence.found")} /> {t("page.evidence.found")}</span> <span class="nowrap"><Standing share={0} label={t("page.evidence.none")} /> {t("page.evidence.none")}</span></p>
      <Shown answer={answer}>
        {(value) => (
          <ul class="themes">
            {value.items.map((theme) => {
              const names = { en: theme.row["name_en"], ru: theme.row["name_ru"], kk: theme.row["name_kk"], ja: theme.row["name_ja"] };
              const { records, overdue } = theme.counts;
              return (
                <li key={theme.theme}>
                  <details>
                    <summary>
                      <span class="theme-name">{inLanguage(names)}</span>
                      <Standing share={evidenceShare(theme.statements)} label={t("page.evidence.of", { found: number(theme.statements.filter((s) => FOUND.has(s.verdict)).length), all: number(theme.statements.length) })} />
                      <span class="small theme-count">{counted("page.statements", theme.statements.length)} · {counted("count.record", records)}{overdue > 0 ? ` · ${counted("page.overdue", overdue)}` : ""}</span>
                    </summary>
                    <ul class="claims">
                      {theme.statements.slice(0, 4).map((one) => (
                        <li key={one.id}>
                          <p><Told text={one.summary} /></p>
                          <p class="small"><strong>{known("register.verdict", one.verdict)}</strong>{one.evidence_on ? `, ${dates(one.evidence_on)}` : ""}. <Told text={one.evidence} /></p>
                        </li>
                      ))}
                    </ul>
                    <p><a href={href("register", { theme: theme.theme })}>{t("page.home.theme_all")}</a></p>
                  </details>
                </li>
              );
            })}
          </ul>
        )}
      </Shown>
    </>
  );
}

interface RecordView { record: Listed["record"]; standing: Listed["standing"] }

function OnePromise({ question }: { question: Question }) {
  const answer = useAnswer<RecordView>("register/records/c-aktau");
  return (
    <section class="home-promise" aria-labelledby="one">
      <h2 id="one">{t("page.home.one")}</h2>
      <Shown answer={answer}>
        {({ record, standing }) => (
          <div class="one-promise">
            <div>
              <h3><a href={href("register", { record: record.id })}><Told text={record.title} /></a></h3>
              <p><Told text={record.summary} /></p>
              <p><StatusMark status={standing.status} due={standing.due_state} /> </p>
              <p class="small">{[standing.since ? t("page.since", { date: dates(standing.since) }) : "", standing.searched ? t("page.searched", { date: day(standing.searched) }) : ""].filter(Boolean).join(" · ")}</p>
            </div>
            <ScannerEffect question={question} />
          </div>
        )}
      </Shown>
    </section>
  );
}

/** Plan: the question above, options beside the map, below it what the chosen one is made of. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { Bars } from "../charts/bars";
import { measureName, measureOf, Scatter, type Measure } from "../charts/scatter";
import { ArrivalChart, clockOf, daysTo } from "../charts/spread";
import { PartLegend, Patterns, Timeline } from "../charts/timeline";
import { useAnswer, type Items, type Leg, type Option, type Plan, type Scenario } from "../lib/api";
import { between, corridorName, hoursByPart, legTitle, pairsOf, placeName, planAddress, questionOf, spreadName, type Part, type Question } from "../lib/plan";
import { change, go, href, usePlace } from "../lib/route";
import { arrivalDay, arrivalDays, counted, day, inLanguage, known, note, number, percent, range, roughly, t } from "../lib/words";
import { boundsOf, linesOf, marksOf } from "../map/lines";
import { MapView } from "../map/map";
import { ModeSign, moneyRange, OptionCard, tonnes } from "../parts/option-card";
import { HOLE, Num, Sentence } from "../parts/num";
import { PlanForm } from "../parts/plan-form";
import { Grade } from "../parts/grade";
import { RoutePromises } from "../parts/promises";
import { copyLink, saveAddress, saveChart, saveMap } from "../parts/save";
import { Failed, Shown, Waiting } from "../parts/states";
import { SourceLine } from "../parts/source";
import { gapText, PlanWhy, sideText, type Gap, type Side } from "../parts/why-plan";

export function PlanView({ dark }: { dark: boolean }) {
  const { query } = usePlace();
  const question = questionOf(query);
  const answer = useAnswer<Plan>(planAddress(question));
  const every = useAnswer<Plan>(answer.state === "done" ? `${planAddress(question)}&options=all` : null);  // the rest comes while one reads
  const first = answer.state === "done" ? answer.value : answer.state === "waiting" ? answer.last : undefined;
  const plan = answer.state === "done" && every.state === "done" && every.value.links?.self === `${answer.value.links?.self}&options=all` ? every.value : first;
  const ask = (next: Partial<Question>) => {
    const pairs = pairsOf({ ...question, ...next });
    for (const name of ["x", "y", "against", "sort"]) { const kept = query.get(name); if (kept) pairs.set(name, kept); }
    if (Object.keys(next).every((name) => name === "deadline")) { const kept = query.get("option"); if (kept) pairs.set("option", kept); }
    go(href("plan", pairs));
  };
  return (
    <div class="plan-view">
      <h1 class="unseen">{t("page.plan.title")}</h1>
      <Patterns />
      <PlanForm question={question} plan={plan} onChange={ask} wide />
      {answer.state === "failed" && <Failed answer={answer} />}
      {plan === undefined && answer.state === "waiting" && <Waiting what={t("page.plan.waiting")} />}
      <p class="unseen" role="status">{answer.state === "done" && plan ? counted("page.options", plan.options.length + plan.left_out) : ""}</p>
      {plan !== undefined && answer.state !== "failed" && <Answered plan={plan} question={question} query={query} dark={dark} busy={answer.state === "waiting"} ask={ask} />}
    </div>
  );
}

type Spot = { lon: number; lat: number; x: number; y: number };

function Answered({ plan, question, query, dark, busy, ask }: { plan: Plan; question: Question; query: URLSearchParams; dark: boolean; busy: boolean; ask: (next: Partial<Question>) => void }) {
  const wanted = query.get("option");
  const chosen = plan.options.find((one) => one.id === wanted) ?? plan.options[0];
  const second = plan.options.find((one) => one.id === query.get("second") && one !== chosen);
  const all = query.get("all") === "1";
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  const [spot, setSpot] = useState<Spot | null>(null);
  const sort = MEASURES.find((one) => one === query.get("sort"));
  const shown = useMemo(() => {
    const found = plan.options.filter((one, i) => all || i < plan.shown || one === chosen);
    return sort ? found.sort((a, b) => measureOf(a, sort) - measureOf(b, sort)) : found;
  }, [plan, all, chosen, sort]);
  const scale = useMemo(() => {
    const from = Math.min(...shown.map((one) => one.distribution.from_days));
    const to = Math.max(...shown.map((one) => one.days.p90)) * 1.08;
    return { from: Math.max(0, from - 1), to };
  }, [shown]);
  const choose = (option: Option | undefined) => { if (option) change({ option: option.id, second: second === option ? undefined : query.get("second") ?? undefined, why: undefined }); };
  const byNumber = (n: number) => choose(plan.options.find((one) => one.number === n));
  useArrows(shown, chosen, choose);
  const lines = useMemo(() => linesOf(plan, chosen && !plan.options.slice(0, plan.shown).includes(chosen) ? [...plan.options.slice(0, plan.shown), chosen] : plan.options.slice(0, plan.shown), chosen?.number, second?.number), [plan, chosen, second]);
  const marks = useMemo(() => (chosen ? marksOf(plan, chosen) : []), [plan, chosen, document.documentElement.lang]);
  const bounds = useMemo(() => boundsOf(lines.filter((line) => line.properties.chosen), marks), [lines, marks]);
  if (!chosen) return null;
  const clock = clockOf(chosen);
  const deadline = question.deadline && clock ? daysTo(clock, question.deadline) : undefined;
  const whyLeg = chosen.legs.find((leg) => String(leg.number) === (query.get("why") ?? "").split(":")[0]);
  return (
    <div class="plan-grid" aria-busy={busy}>
      <section class="options" aria-label={t("plan.options")}>
        <header class="section-head">
          <h2>{counted("page.options", plan.options.length + plan.left_out)}</h2>
          <button type="button" class="quiet" onClick={() => change({ all: all ? undefined : "1" }, true)}>{all ? t("page.options.best") : t("page.options.all")}</button>
        </header>
        <label class="inline sort"><span>{t("page.sort")}</span> <select value={sort ?? ""} onChange={(event) => change({ sort: event.currentTarget.value || undefined }, true)}><option value="">{t("page.sort.best")}</option>{MEASURES.map((one) => <option key={one} value={one}>{measureName(one)}</option>)}</select></label>
        <ul class="cards">
          {shown.map((option) => (
            <OptionCard key={option.id} plan={plan} option={option} scale={scale} deadline={deadline} chosen={option === chosen} second={option === second} focusable={option === chosen}
              onChoose={() => choose(option)} onCompare={() => change({ second: option === second ? undefined : option.id })} onHover={(on) => setHovered(on && option !== chosen ? option.number : undefined)} />
          ))}
        </ul>
        <Notes plan={plan} />
      </section>
      <div class="plan-main">
        <div class="plan-map" onKeyDown={(event) => { if (event.key === "Escape") setSpot(null); }}>
          <MapView lines={lines} marks={marks} bounds={bounds} dark={dark} hovered={hovered} label={t("page.map.label", { from: placeName(plan, plan.query.from.hub ?? plan.query.from.name), to: placeName(plan, plan.query.to.hub ?? plan.query.to.name) })}
            onOption={byNumber} onSpot={(at, px) => setSpot(spot ? null : { ...at, ...px })} />
          {spot && <SpotMenu spot={spot} onClose={() => setSpot(null)} onPick={(end) => { setSpot(null); ask({ [end]: `${spot.lat.toFixed(3)},${spot.lon.toFixed(3)}` }); }} />}
          <ul class="map-legend">
            {(["rail", "road", "sea", "ferry"] as const).map((mode) => <li key={mode}><ModeSign mode={mode} label={known("plan.mode", mode)} /> {known("plan.mode", mode)}</li>)}
            <li><span class="map-sign demo" data-sign="hub" /> {t("plan.hub_mark")}</li>
            <li><span class="map-sign demo" data-sign="gauge" /> {t("plan.gauge_mark")}</li>
            <li><span class="map-sign demo" data-sign="border" /> {t("plan.border_mark")}</li>
          </ul>
        </div>
        <Summary plan={plan} option={chosen} />
        {second && <Compare plan={plan} one={chosen} two={second} />}
        <AgainstScenario plan={plan} chosen={chosen} question={question} other={query.get("against") ?? ""} />
        <section class="panel wide-panel">
          <header class="section-head"><h2>{t("plan.timeline")}</h2><PartLegend /></header>
          <Timeline plan={plan} option={chosen} onLeg={(leg) => change({ why: String(leg.number) })} chosen={whyLeg?.number} />
        </section>
        <div class="panels">
          <Uncertain plan={plan} option={chosen} />
          <Arrival plan={plan} option={chosen} question={question} ask={ask} />
          <Cost plan={plan} option={chosen} />
          <Carbon plan={plan} option={chosen} />
          <Tradeoff plan={plan} chosen={chosen} query={query} onHover={setHovered} />
          <Papers plan={plan} option={chosen} />
          <RoutePromises plan={plan} option={chosen} question={question} />
        </div>
        <Sources plan={plan} option={chosen} />
      </div>
      <PlanWhy of={["", "second:"]} ways={{ "": { plan, option: chosen }, "second:": second && { plan, option: second } }} />
    </div>
  );
}

/** Arrow keys go through the cards; Enter, the button's own, opens. */
function useArrows(shown: Option[], chosen: Option | undefined, choose: (option: Option) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.altKey || event.ctrlKey || event.metaKey || !(target === document.body || target.closest(".cards"))) return;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step === 0 || !chosen) return;
      const next = shown[shown.indexOf(chosen) + step];
      if (!next) return;
      event.preventDefault();
      choose(next);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-option="${next.number}"]`)?.focus());
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
}

function SpotMenu({ spot, onPick, onClose }: { spot: Spot; onPick: (end: "from" | "to") => void; onClose: () => void }) {
  return (
    <div class="spot" role="dialog" aria-label={t("page.spot")} style={{ left: `${spot.x}px`, top: `${spot.y}px` }}>
      <span class="small num">{number(spot.lat, 2)}°, {number(spot.lon, 2)}°</span>
      <button type="button" onClick={() => onPick("from")}>{t("page.spot.from")}</button>
      <button type="button" onClick={() => onPick("to")}>{t("page.spot.to")}</button>
      <button type="button" class="quiet" onClick={onClose} aria-label={t("page.close")}>✕</button>
    </div>
  );
}

function Summary({ plan, option }: { plan: Plan; option: Option }) {
  const base = planAddress(questionOf(usePlace().query)).replace(/^plans\?/, "");
  const name = `daliz-${plan.query.from.hub ?? "from"}-${plan.query.to.hub ?? "to"}`;
  return (
    <section class="summary" aria-label={corridorName(plan, option)}>
      <h2>{corridorName(plan, option)}</h2>
      <dl>
        <div><dt>{t("plan.arrives")}</dt><dd><Num class="whole" why="all:time">{arrivalDays(option.arrival_local.p10, option.arrival_local.p90)}</Num><small>{t("page.median", { date: arrivalDay(option.arrival_local.p50) })}</small></dd></div>
        <div><dt>{t("page.measure.days_short")}</dt><dd><Num class="whole" why="all:time">{t("page.days", { value: range(option.days.p10, option.days.p90) })}</Num><small>{t("page.four_fifths")}</small></dd></div>
        <div><dt>{t("page.cost")}</dt><dd><Num class="whole" why="all:cost">{moneyRange(option.cost_usd.p10, option.cost_usd.p90)}</Num><small>{option.sourced_cost_share === null ? "" : <Num why="all:sourced">{t("plan.sourced", { share: percent(option.sourced_cost_share) })}</Num>}</small></dd></div>
        <div><dt>CO₂e</dt><dd><Num class="whole" why="all:co2e">{t("page.co2e", { value: range(option.wtw_kg_co2e_band[0] / 1000, option.wtw_kg_co2e_band[1] / 1000, 1) })}</Num><small>{t("plan.wtw")}</small></dd></div>
        <div><dt>{t("plan.transfers")}</dt><dd><Num class="whole" why="all:transfers">{number(option.transfers)}</Num><small><Num why="all:gauge">{t("page.gauge_count", { count: number(option.gauge_changes) })}</Num></small></dd></div>
      </dl>
      <details class="export">
        <summary>{t("page.save")}</summary>
        <div class="menu">
          <button type="button" onClick={() => void copyLink()}>{t("page.save.link")}</button>
          <button type="button" onClick={() => window.print()}>{t("page.save.print")}</button>
          <button type="button" onClick={() => void saveAddress(`plans?${base}&options=all`, `${name}.json`)}>JSON</button>
          <button type="button" onClick={() => void saveAddress(`plans/export?form=csv&${base}`, `${name}.csv`)}>CSV</button>
          <button type="button" onClick={() => void saveAddress(`plans/export?form=geojson&option=${option.number}&${base}`, `${name}.geojson`)}>GeoJSON</button>
          <button type="button" onClick={() => { const map = document.querySelector(".map"); if (map) saveMap(map, `${name}-map.png`); }}>{t("page.save.map")}</button>
          <button type="button" onClick={() => document.querySelectorAll<SVGSVGElement>("svg.chart").forEach((svg, i) => void saveChart(svg, `${name}-chart-${i + 1}.png`))}>{t("page.save.charts")}</button>
        </div>
      </details>
    </section>
  );
}

function Compare({ plan, one, two }: { plan: Plan; one: Option; two: Option }) {
  return (
    <section class="panel wide-panel">
      <header class="section-head"><h2>{t("page.compare.title")}</h2><button type="button" class="quiet" onClick={() => change({ second: undefined })}>{t("page.close")}</button></header>
      <CompareTable plan={plan} one={one} two={two} heads={[corridorName(plan, one), corridorName(plan, two)]} side="second:" />
    </section>
  );
}

const GAPS: readonly Gap[] = ["time", "cost", "co2e", "transfers", "gauge"];

function CompareTable({ plan, one, two, heads, side }: { plan: Plan; one: Option; two: Option; heads: [string, string]; side: Side }) {
  const labels: Record<Gap, string> = { time: t("page.measure.days_short"), cost: t("page.cost"), co2e: "CO₂e", transfers: t("plan.transfers"), gauge: t("plan.gauge_changes") };
  const countries = (o: Option) => o.countries.map((c) => inLanguage(plan.countries[c]) || c).join(t("note.join.items"));
  return (
    <div class="scroll">
      <table class="compare-table">
        <thead><tr><td /><th scope="col">{heads[0]}</th><th scope="col">{heads[1]}</th><th scope="col">{t("page.compare.medians")}</th></tr></thead>
        <tbody>
          {GAPS.map((of) => (
            <tr key={of}><th scope="row">{labels[of]}</th><td><Num why={`all:${of}`}>{sideText(one, of)}</Num></td><td><Num why={`${side}all:${of}`}>{sideText(two, of)}</Num></td><td class="num"><Num why={`${side}gap:${of}`}>{gapText(one, two, of)}</Num></td></tr>
          ))}
          <tr><th scope="row">{t("page.countries")}</th><td>{countries(one)}</td><td>{countries(two)}</td><td /></tr>
        </tbody>
      </table>
    </div>
  );
}

/** The same question in another state of the world: the same way there, or the best where that way is shut. */
function AgainstScenario({ plan, chosen, question, other }: { plan: Plan; chosen: Option; question: Question; other: string }) {
  const scenarios = useAnswer<Items<Scenario>>("scenarios");
  const answer = useAnswer<Plan>(other ? `${planAddress({ ...question, scenario: other })}&options=all&lines=false` : null);
  const choices = scenarios.state === "done" ? scenarios.value.items.filter((one) => one.id !== question.scenario) : [];
  const nameOf = (id: string) => inLanguage((scenarios.state === "done" ? scenarios.value.items : []).find((one) => one.id === id)?.titles) || id;
  return (
    <section class="panel wide-panel against">
      <label class="inline"><span>{t("page.against")}</span> <select value={other} onChange={(event) => change({ against: event.currentTarget.value || undefined })}><option value="">{t("page.limits.none")}</option>{other && !choices.some((one) => one.id === other) && <option value={other}>{other}</option>}{choices.map((one) => <option key={one.id} value={one.id}>{inLanguage(one.titles)}</option>)}</select></label>
      {other && (
        <Shown answer={answer}>
          {(there) => {
            const same = there.options.find((one) => one.id === chosen.id) ?? there.options.find((one) => one.corridor === chosen.corridor);
            const two = same ?? there.options[0];
            if (!two) return null;
            return (
              <>
                <CompareTable plan={{ ...there, countries: { ...plan.countries, ...there.countries } }} one={chosen} two={two} heads={[nameOf(question.scenario), nameOf(other)]} side="against:" />
                <p class="small">{same ? t("page.against.same", { way: corridorName(plan, chosen) }) : t("page.against.other", { way: corridorName(there, two) })}</p>
                <PlanWhy of={["against:"]} ways={{ "": { plan, option: chosen }, "against:": { plan: there, option: two } }} />
              </>
            );
          }}
        </Shown>
      )}
    </section>
  );
}

function Uncertain({ plan, option }: { plan: Plan; option: Option }) {
  const hours = hoursByPart(option);
  const most = option.spread[0];
  const total = Object.values(hours).reduce((a, b) => a + b, 0);
  return (
    <section class="panel">
      <h2>{t("plan.uncertain")}</h2>
      {most && <p><Sentence text={t("page.risk.most", { what: spreadName(plan, most.element), share: HOLE })}><Num class="told" why={whyOf(option, most.element)}>{percent(most.share_of_variance)}</Num></Sentence></p>}
      <Bars label={t("plan.uncertain")} rows={option.spread.map((one) => ({ id: one.element, label: spreadName(plan, one.element), value: one.share_of_variance, text: percent(one.share_of_variance), why: whyOf(option, one.element) }))} />
      <h3>{t("plan.time_by")}</h3>
      <Bars label={t("plan.time_by")} rows={(Object.entries(hours) as [Part, number][]).map(([part, h]) => ({ id: part, part, label: known("plan.group", part), value: h, text: t("page.days_share", { days: number(h / 24, 1), share: percent(h / total) }), why: `part:${part}` }))} />
      <p class="small">{t("plan.spread_note", { draws: number(option.distribution.draws) })}</p>
    </section>
  );
}

/** What opens the facts behind an element of the spread: the leg that holds it. */
function whyOf(option: Option, element: string): string {
  const [kind, place = ""] = element.split(" ");
  const leg = option.legs.find((one) => one.elements.some((e) => e.kind === kind && (e.place === place || place === ""))) ?? option.legs.find((one) => one.elements.some((e) => e.kind === kind));
  return leg ? `${leg.number}:time` : "all:time";
}

function Arrival({ option, question, ask }: { plan: Plan; option: Option; question: Question; ask: (next: Partial<Question>) => void }) {
  return (
    <section class="panel">
      <h2>{t("page.arrival")}</h2>
      <ArrivalChart option={option} deadline={question.deadline} onDeadline={(deadline) => ask({ deadline })} />
      {question.deadline && <button type="button" class="quiet" onClick={() => ask({ deadline: "" })}>{t("page.deadline.drop")}</button>}
    </section>
  );
}

function Cost({ plan, option }: { plan: Plan; option: Option }) {
  const rows = option.legs.flatMap((leg) => leg.cost.map((item, i) => ({ leg, item, id: `${leg.number}.${i}` })));
  return (
    <section class="panel">
      <h2>{t("plan.cost_by")}</h2>
      <Bars label={t("plan.cost_by")} rows={rows.map(({ leg, item, id }) => ({
        id, label: <>{known("plan.item", item.item)} <span class="small">{between(item.where.split("–").map((one) => placeName(plan, one)))}</span></>, value: item.usd, low: item.low_usd, high: item.high_usd,
        text: range(roughly(item.low_usd), roughly(item.high_usd)), grade: item.grade, why: `${leg.number}:cost`,
      }))} />
      <p class="small">{t("plan.usd")}{t("note.join.items")}{t("plan.prices_of", { year: plan.price_year })}{t("note.join.clauses")}{option.sourced_cost_share === null ? "" : <Num why="all:sourced">{t("plan.sourced", { share: percent(option.sourced_cost_share) })}</Num>}</p>
    </section>
  );
}

function Carbon({ plan, option }: { plan: Plan; option: Option }) {
  const name = (leg: Leg) => <>{known("plan.mode", leg.mode)} <span class="small">{legTitle(plan, leg)}</span></>;
  return (
    <section class="panel">
      <h2>{t("page.co2e_by")}</h2>
      <Bars label={t("page.co2e_by")} rows={option.legs.map((leg) => ({
        id: String(leg.number), label: name(leg), value: leg.wtw_kg_co2e, low: leg.wtw_kg_co2e_band[0], high: leg.wtw_kg_co2e_band[1],
        text: range(roughly(leg.wtw_kg_co2e_band[0]), roughly(leg.wtw_kg_co2e_band[1])), why: `${leg.number}:co2e`,
      }))} />
      <p class="small">{`${t("page.kg_co2e")}.`.replace("..", ".")} <Num why="all:co2e">{t("page.wheel", { wtw: tonnes(option.wtw_kg_co2e), ttw: tonnes(option.ttw_kg_co2e) })}</Num></p>
    </section>
  );
}

const MEASURES: readonly Measure[] = ["days", "cost", "co2e"];

function Tradeoff({ plan, chosen, query, onHover }: { plan: Plan; chosen: Option; query: URLSearchParams; onHover: (n: number | undefined) => void }) {
  const axis = (name: "x" | "y", usual: Measure) => MEASURES.find((one) => one === query.get(name)) ?? usual;
  const [x, y] = [axis("x", "days"), axis("y", "cost")];
  const pick = (name: "x" | "y", value: Measure) => (
    <label class="inline"><span>{name === "x" ? t("page.axis.across") : t("page.axis.up")}</span> <select value={value} onChange={(event) => change({ [name]: event.currentTarget.value }, true)}>{MEASURES.map((one) => <option key={one} value={one}>{measureName(one)}</option>)}</select></label>
  );
  return (
    <section class="panel">
      <h2>{t("page.tradeoff")}</h2>
      <div class="axes">{pick("x", x)} {pick("y", y)}</div>
      <Scatter plan={plan} x={x} y={y} chosen={chosen.number} onHover={onHover} />
      <p class="small">{t("page.tradeoff.note")}</p>
    </section>
  );
}

/** Consignment notes by leg, and what was not checked. */
function Papers({ plan, option }: { plan: Plan; option: Option }) {
  const legs = ([first, last]: [number, number]) => (first === last ? t("plan.legs_one", { first }) : t("plan.legs_range", { first, last }));
  return (
    <section class="panel">
      <h2>{t("plan.papers")}</h2>
      <ul class="record-list">{option.papers.map((paper, i) => (
        <li key={i}><span>{known("plan.paper", paper.name)} <Grade grade={paper.grade} bare /></span><span class="small">{legs(paper.legs)} · {known("plan.mode", paper.mode)}{paper.countries.length > 0 ? ` · ${paper.countries.map((c) => inLanguage(plan.countries[c]) || c).join(t("note.join.items"))}` : ""}{paper.tir ? ` · ${t("plan.tir")}` : ""}</span></li>
      ))}</ul>
      <p class="small">{t("plan.papers_note")}</p>
      <p class="small">{Object.entries(option.limits).map(([name, state]) => `${known("page.limit", name)}${t("page.colon")}${state === "not checked" ? t("plan.not_checked") : state}`).join(" · ")}</p>
    </section>
  );
}

function Notes({ plan }: { plan: Plan }) {
  return (
    <div class="notes">
      {plan.warnings.map((one) => <p key={one.text} class="small">{note(one)}</p>)}
      {plan.closed.length > 0 && <details><summary>{counted("page.closed", plan.closed.length)}</summary><ul>{plan.closed.map((one) => <li key={one.text} class="small">{note(one)}</li>)}</ul></details>}
    </div>
  );
}

function Sources({ plan, option }: { plan: Plan; option: Option }) {
  const used = [...new Set(option.legs.flatMap((leg) => [...leg.elements.map((e) => e.source_id), ...leg.cost.map((c) => c.source_id)]))];
  const { version, facts_sha256, seed, as_of } = plan.provenance;
  return (
    <section class="panel wide-panel sources">
      <h2>{t("plan.sources")}</h2>
      <ul>{used.map((id) => <li key={id} class="small"><SourceLine id={id} source={plan.sources[id]} /></li>)}</ul>
      <p class="small">{t("plan.made", { version, scenario: inLanguage(plan.scenario.titles) || plan.query.scenario, seed, hash: facts_sha256.slice(0, 12) })}. {t("plan.as_of", { date: day(as_of) })}. {t("page.licences")}</p>
    </section>
  );
}

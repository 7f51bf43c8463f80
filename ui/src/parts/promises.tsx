/** Promises at the places that a route passes: what, by whom, how it stands. */
import { useAnswer, type Items, type Names, type Option, type Plan } from "../lib/api";
import { placeName, type Question } from "../lib/plan";
import { href } from "../lib/route";
import { inLanguage, known, t } from "../lib/words";
import { RouteLevers } from "./levers";
import { Empty, Shown } from "./states";
import { Told } from "./told";

export interface Touched { place: string; names: Names; country: string | null; lat_deg: number | null; lon_deg: number | null;
  records: { record: string; kind: string; title: Names; status: string; due_state: string }[] }

export function RoutePromises({ plan, option, question }: { plan: Plan; option: Option; question: Question }) {
  const answer = useAnswer<Items<Touched>>("register/places");
  const passed = new Set([...option.hubs, ...option.legs.flatMap((leg) => leg.via), ...option.borders.flatMap((border) => border.split("/"))]);
  return (
    <section class="panel">
      <h2>{t("page.promises.here")}</h2>
      <Shown answer={answer}>
        {(value) => {
          const touched = value.items.filter((one) => passed.has(one.place));
          if (touched.length === 0) return <Empty>{t("page.promises.none")} <a href={href("register")}>{t("page.promises.all")}</a></Empty>;
          return (
            <ul class="promise-list">
              {touched.flatMap((one) => one.records.map((record) => (
                <li key={one.place + record.record}>
                  <a href={href("register", { record: record.record })}><Told text={record.title} /></a>
                  <span class="small">{inLanguage(one.names)} · {known("register.kind", record.kind)}</span>
                  <StatusMark status={record.status} due={record.due_state} />
                </li>
              )))}
            </ul>
          );
        }}
      </Shown>
      <h3>{t("page.levers.title", { from: placeName(plan, plan.query.from.hub ?? plan.query.from.name), to: placeName(plan, plan.query.to.hub ?? plan.query.to.name) })}</h3>
      <RouteLevers question={question} />
    </section>
  );
}

const DONE = new Set(["delivered", "in force", "held", "adopted"]);
const OPEN = new Set(["in progress", "signed"]);

/** The state of a promise: mark first, then the word. */
export function StatusMark({ status, due }: { status: string; due?: string | null }) {
  const sign = status === "overdue" ? "late" : DONE.has(status) ? "done" : OPEN.has(status) ? "going" : "none";
  const dateless = due === "no date published" && sign !== "done";
  return (
    <span class="status" data-sign={sign}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {sign === "late" ? <path d="M6 1L11 10.5H1Z" /> : <circle class={sign === "done" ? "mark-full" : "mark-open"} cx="6" cy="6" r="4.4" />}
        {sign === "going" && <path class="mark-full" d="M6 1.6A4.4 4.4 0 0 0 6 10.4Z" />}
      </svg>
      <span>{known("register.status", status)}{dateless && <>{t("note.join.items")}<span class="small">{known("register.status", due)}</span></>}</span>
    </span>
  );
}

/** A button that starts long work, its progress with a way out, and then what it found. */
import type { ComponentChildren } from "preact";
import type { Work } from "../lib/job";
import { percent, t } from "../lib/words";
import { Failed, Waiting } from "./states";

export function JobBox<T>({ work, start, label, note, children }: { work: Work<T>; start: () => void; label: string; note?: string; children: (value: T) => ComponentChildren }) {
  if (work.state === "done") return <>{children(work.value)}</>;
  if (work.state === "looking") return <Waiting />;
  if (work.state === "failed") return <Failed answer={{ state: "failed", fault: work.fault, retry: work.again ?? start }} />;
  if (work.state === "running") {
    return (
      <p class="job" role="status">
        <progress value={work.total ? work.done : undefined} max={work.total ?? undefined} aria-label={t("page.job.running")} /> {t("page.job.running")} {work.total ? percent(work.done / work.total) : ""}{" "}
        <button type="button" disabled={work.cancel === undefined} onClick={work.cancel}>{t("page.job.cancel")}</button>
        {work.lost && <span class="small">{t("page.job.lost")}</span>}
      </p>
    );
  }
  return <p class="job">{note && <span class="small">{note} </span>}<button type="button" onClick={start}>{label}</button></p>;
}

/** Long work: submitted once, watched, cancelled; found again after a reload, for its id is kept in this browser. */
import { useEffect, useState } from "preact/hooks";
import { Fault, get, post } from "./api";
import { keep } from "./settings";
import type { Note } from "./words";

interface JobView { id: string; state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted"; done: number; total: number | null; problem: { detail: string; hint: string; notes?: Note[] } | null }

export type Work<T> =
  | { state: "idle" } | { state: "running"; done: number; total: number | null; cancel: () => void }
  | { state: "failed"; fault: Fault } | { state: "done"; value: T };

function kept(name: string): string | null {
  try { return window.localStorage.getItem(name); } catch { return null; }
}

/** `latest`: where this browser knows no job, take the last finished one of the kind if it fits. */
export function useJob<T>(name: string, request: { kind: string } & Record<string, unknown>, latest?: (value: T) => boolean): { work: Work<T>; start: () => void } {
  const key = `daliz.job.${name}`;
  const [work, setWork] = useState<Work<T>>({ state: "idle" });
  const [id, setId] = useState<string | null>(() => kept(key) || null);

  useEffect(() => { setId(kept(key) || null); setWork({ state: "idle" }); }, [key]);
  useEffect(() => {
    if (id !== null || latest === undefined) return undefined;
    let live = true;
    void get<{ items: JobView[] }>(`jobs?kind=${request.kind}&state=done&limit=1`).then(async ({ items }) => {
      const [last] = items;
      if (!last) return;
      const value = await get<T>(`jobs/${last.id}/result`);
      if (live && latest(value)) setWork({ state: "done", value });
    }).catch(() => undefined);
    return () => { live = false; };
  }, [id, key]);
  useEffect(() => {
    if (id === null) return undefined;
    let live = true;
    const forget = () => { keep(key, ""); setId(null); setWork({ state: "idle" }); };
    const look = async () => {
      let job: JobView;
      try { job = (await fetch(`./api/v1/jobs/${id}`).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error())))) as JobView; } catch { if (live) forget(); return; }
      if (!live) return;
      if (job.state === "done") {
        const value = await get<T>(`jobs/${id}/result`);
        if (live) setWork({ state: "done", value });
      } else if (job.state === "queued" || job.state === "running") {
        setWork({ state: "running", done: job.done, total: job.total, cancel: () => void fetch(`./api/v1/jobs/${id}`, { method: "DELETE" }).then(forget) });
        setTimeout(() => void look(), 600);
      } else if (job.state === "cancelled") forget();
      else { keep(key, ""); setWork({ state: "failed", fault: new Fault(job.problem?.detail ?? "", job.problem?.hint ?? "", 500, null, job.problem?.notes) }); }
    };
    void look();
    return () => { live = false; };
  }, [id]);
  const start = () => {
    setWork({ state: "running", done: 0, total: null, cancel: () => undefined });
    post<JobView>("jobs", request).then((job) => { keep(key, job.id); setId(job.id); }, (error: unknown) => setWork({ state: "failed", fault: error instanceof Fault ? error : new Fault(String(error), "") }));
  };
  return { work, start };
}

/** Long work: submitted once, watched, cancelled; found again after a reload, for its id is kept in this browser. */
import { useEffect, useState } from "preact/hooks";
import { Fault, get, post } from "./api";
import { keep } from "./settings";
import type { Note } from "./words";

interface JobView { id: string; state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted"; done: number; total: number | null; problem: { code?: string; detail: string; hint: string; notes?: Note[] } | null }

export type Work<T> =
  | { state: "idle" } | { state: "looking" } | { state: "running"; done: number; total: number | null; cancel: () => void }
  | { state: "failed"; fault: Fault } | { state: "done"; value: T };

function kept(name: string): string | null {
  try { return window.localStorage.getItem(name); } catch { return null; }
}

interface AtHand<T> { request: Record<string, unknown>; result: T }

/** `fits`: where this browser knows no job, take the answer that comes with the package if its question fits. */
export function useJob<T>(name: string, request: { kind: string } & Record<string, unknown>, fits?: (asked: Record<string, unknown>) => boolean): { work: Work<T>; start: () => void } {
  const key = `daliz.job.${name}`;
  const [work, setWork] = useState<Work<T>>({ state: "idle" });
  const [id, setId] = useState<string | null>(() => kept(key) || null);

  useEffect(() => { setId(kept(key) || null); if (fits === undefined) setWork({ state: "idle" }); }, [key]);
  useEffect(() => {
    if (id !== null || fits === undefined) return undefined;
    let live = true;
    setWork({ state: "looking" });
    get<AtHand<T>>(`answers/${request.kind}`).then(
      (found) => { if (live) setWork(fits(found.request) ? { state: "done", value: found.result } : { state: "idle" }); },
      () => { if (live) setWork({ state: "idle" }); },
    );
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
      else { keep(key, ""); setWork({ state: "failed", fault: new Fault(job.problem?.detail ?? "", job.problem?.hint ?? "", 500, null, job.problem?.notes, job.problem?.code) }); }
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

/** Long work: submitted once, watched, cancelled; found again after a reload, for its id is kept in this browser. */
import { useEffect, useState } from "preact/hooks";
import { Fault, faultOf, get, post } from "./api";
import { asked } from "./server";
import { keep } from "./settings";
import type { Note } from "./words";

interface JobView { id: string; state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted"; done: number; total: number | null; problem: { code?: string; detail: string; hint: string; notes?: Note[] } | null }

export type Work<T> =
  | { state: "idle" } | { state: "looking" } | { state: "running"; done: number; total: number | null; lost: boolean; cancel: (() => void) | undefined }
  | { state: "failed"; fault: Fault; again?: () => void } | { state: "done"; value: T };

function kept(name: string): string | null {
  try { return window.localStorage.getItem(name); } catch { return null; }
}

const LOOK_EVERY_MS = 600;
const LOST_EVERY_MS = 2500;

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
    let [done, total]: [number, number | null] = [0, null];
    const forget = () => { keep(key, ""); setId(null); setWork({ state: "idle" }); };
    const cancel = () => void asked(`jobs/${id}`, { method: "DELETE" }).then(forget, (error: unknown) => (faultOf(error).status === 404 ? forget() : running(true)));
    const running = (lost: boolean) => { if (live) setWork({ state: "running", done, total, lost, cancel }); };
    const look = async (quiet = true) => {
      if (!live) return;
      try {
        const job = await asked<JobView>(`jobs/${id}`, undefined, quiet);
        if (!live) return;
        if (job.state === "done") {
          const value = await get<T>(`jobs/${id}/result`);
          if (live) setWork({ state: "done", value });
        } else if (job.state === "queued" || job.state === "running") {
          [done, total] = [job.done, job.total];
          running(false);
          setTimeout(() => void look(), LOOK_EVERY_MS);
        } else if (job.state === "cancelled") forget();
        else { keep(key, ""); setWork({ state: "failed", fault: new Fault(job.problem?.detail ?? "", job.problem?.hint ?? "", 500, null, job.problem?.notes, job.problem?.code) }); }
      } catch (error) {
        const fault = faultOf(error);
        if (!live) return;
        if (fault.status === 404) forget();
        else if (fault.status === 401) setWork({ state: "failed", fault, again: () => { running(false); void look(false); } });
        else { running(true); setTimeout(() => void look(), LOST_EVERY_MS); } // the job goes on, or is told as interrupted, once the server is back
      }
    };
    void look();
    return () => { live = false; };
  }, [id]);
  const start = () => {
    setWork({ state: "running", done: 0, total: null, lost: false, cancel: undefined });
    post<JobView>("jobs", request).then((job) => { keep(key, job.id); setId(job.id); }, (error: unknown) => setWork({ state: "failed", fault: faultOf(error) }));
  };
  return { work, start };
}

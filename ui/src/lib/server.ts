/** Asking the server: with the token where it wants one, and again by itself where it has too much to do at once. */
import { useEffect, useState } from "preact/hooks";
import { bearer, keepToken, token } from "./token";
import type { Note } from "./words";

/** A fault as the server tells it (RFC 9457), or as the page does where no answer came. */
export class Fault extends Error {
  constructor(readonly detail: string, readonly hint: string, readonly status = 0, readonly requestId: string | null = null, readonly notes: Note[] = [], readonly code = "") {
    super(detail);
  }
}

export function faultOf(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault(String(error), "");
}

/** What the frame tells, whatever the view: a token is wanted, the server is asked again at an instant, a file was not saved, a link was copied or not. */
export interface Trouble { wanted: { wrong: boolean; settle: (given: string) => void } | null; againAt: number | null; unsaved: Fault | null; copied: boolean | null }

let trouble: Trouble = { wanted: null, againAt: null, unsaved: null, copied: null };
const hearers = new Set<(now: Trouble) => void>();

export function tell(parts: Partial<Trouble>): void {
  trouble = { ...trouble, ...parts };
  for (const hear of hearers) hear(trouble);
}

export function useTrouble(): Trouble {
  const [now, setNow] = useState(trouble);
  useEffect(() => { hearers.add(setNow); setNow(trouble); return () => { hearers.delete(setNow); }; }, []);
  return now;
}

let asking: Promise<boolean> | null = null;

/** Ask the reader for the token, once for all that wait for it; false where none is given. */
function askToken(wrong: boolean): Promise<boolean> {
  asking ??= new Promise<boolean>((done) => {
    tell({ wanted: { wrong, settle: (given) => {
      asking = null;
      tell({ wanted: null });
      if (given) keepToken(given);
      done(given !== "");
    } } });
  });
  return asking;
}

const TURNS_MOST = 5;
const WAIT_MOST_S = 60;

async function waitFor(seconds: number): Promise<void> {
  tell({ againAt: Date.now() + seconds * 1000 });
  await new Promise((done) => setTimeout(done, seconds * 1000));
  if (trouble.againAt !== null && trouble.againAt <= Date.now() + 50) tell({ againAt: null });
}

async function faultIn(response: Response): Promise<Fault> {
  try {
    const told = (await response.json()) as { detail?: string; hint?: string; request_id?: string | null; notes?: Note[]; code?: string };
    return new Fault(told.detail ?? "", told.hint ?? "", response.status, told.request_id ?? null, told.notes ?? [], told.code);
  } catch { return new Fault("", "", response.status); }
}

/** The server's answer, or a `Fault`. `quiet` asks the reader for nothing and does not wait: for what the page looks up by itself. */
export async function reached(address: string, init?: RequestInit, quiet = false): Promise<Response> {
  for (let turn = 1; ;) {
    const sent = token();
    let response: Response;
    try {
      response = await fetch(`./api/v1/${address}`, { ...init, headers: { ...bearer(), ...init?.headers } });
    } catch { throw new Fault("", "", 0); }
    if (response.ok) return response;
    if (!quiet && response.status === 401 && (token() !== sent || await askToken(sent !== ""))) continue;
    const wait = Number(response.headers.get("Retry-After"));
    if (!quiet && response.status === 429 && wait > 0 && turn++ < TURNS_MOST) { await waitFor(Math.min(wait, WAIT_MOST_S)); continue; }
    throw await faultIn(response);
  }
}

export async function asked<T>(address: string, init?: RequestInit, quiet = false): Promise<T> {
  const response = await reached(address, init, quiet);
  try { return (await response.json()) as T; } catch { throw new Fault("", "", 0); }
}

/** Loading, empty and failed: each says what to do next. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Answer, Fault } from "../lib/api";
import { known, lang, note, t } from "../lib/words";

const LONG_MS = 8000;

export function Waiting({ what }: { what?: string }) {
  const [long, setLong] = useState(false);
  useEffect(() => { const timer = setTimeout(() => setLong(true), LONG_MS); return () => clearTimeout(timer); }, []);
  return <p class="state waiting" role="status"><span class="pulse" aria-hidden="true" />{what ?? t("page.state.loading")}{long && ` ${t("page.state.slow")}`}</p>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="state empty">{children}</p>;
}

/** A fault in the reader's language: by its notes, else by its code; what the server said in English is then kept as a quotation. */
export function toldFault(fault: Fault): { detail: string; hint: string; quote: string } {
  const [detail, ...hints] = fault.notes.map(note);
  if (detail !== undefined) return { detail, hint: hints.join(" "), quote: "" };
  if (fault.status === 0) return { detail: t("page.state.no_server"), hint: t("page.state.no_server.do"), quote: "" };
  const title = known("page.problem", fault.code);
  const todo = known("page.problem.do", fault.code);
  if (todo !== fault.code) return { detail: title, hint: todo, quote: "" };
  const own = title === fault.code ? t("page.state.failed", { status: fault.status }) : title;
  if (lang() === "en" && fault.detail) return { detail: fault.detail, hint: fault.hint || t("page.state.failed.do"), quote: "" };
  return { detail: own, hint: t("page.state.failed.do"), quote: `${fault.detail} ${fault.hint}`.trim() };
}

/** Whether the same question may be answered if it is asked again: not where the question itself is at fault. */
function mayPass(status: number): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}

export function Failed({ answer }: { answer: Extract<Answer<unknown>, { state: "failed" }> }) {
  const { fault } = answer;
  const { detail, hint, quote } = toldFault(fault);
  return (
    <div class="state failed" role="alert">
      <p><strong>{detail}</strong></p>
      <p>{hint}</p>
      {quote && <details class="small"><summary>{t("page.problem.words")}</summary><p lang="en">{quote}</p></details>}
      {fault.requestId && mayPass(fault.status) && <p class="small">{t("page.state.request", { id: fault.requestId })}</p>}
      {mayPass(fault.status) && <button type="button" onClick={answer.retry}>{t("page.state.retry")}</button>}
    </div>
  );
}

/** Shows an answer by its state; while another comes, the last one stays, dimmed. */
export function Shown<T>({ answer, children, what }: { answer: Answer<T>; children: (value: T) => ComponentChildren; what?: string }) {
  if (answer.state === "failed") return <Failed answer={answer} />;
  if (answer.state === "waiting") return answer.last === undefined ? <Waiting {...(what ? { what } : {})} /> : <div class="dimmed" aria-busy="true">{children(answer.last)}</div>;
  return <>{children(answer.value)}</>;
}

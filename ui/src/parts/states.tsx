/** Loading, empty and failed: each says what to do next. */
import type { ComponentChildren } from "preact";
import type { Answer } from "../lib/api";
import { note, t } from "../lib/words";

export function Waiting({ what }: { what?: string }) {
  return <p class="state waiting" role="status"><span class="pulse" aria-hidden="true" />{what ?? t("page.state.loading")}</p>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="state empty">{children}</p>;
}

export function Failed({ answer }: { answer: Extract<Answer<unknown>, { state: "failed" }> }) {
  const { fault } = answer;
  const [detail, ...hints] = fault.notes.map(note); // what is about the question is told in the reader's language
  const english = detail === undefined;
  return (
    <div class="state failed" role="alert">
      <p lang={english && fault.detail ? "en" : undefined}><strong>{(detail ?? fault.detail) || (fault.status === 0 ? t("page.state.no_server") : t("page.state.failed", { status: fault.status }))}</strong></p>
      <p lang={english && fault.hint ? "en" : undefined}>{hints.join(" ") || fault.hint || (fault.status === 0 ? t("page.state.no_server.do") : t("page.state.failed.do"))}</p>
      {fault.requestId && <p class="small">{t("page.state.request", { id: fault.requestId })}</p>}
      <button type="button" onClick={answer.retry}>{t("page.state.retry")}</button>
    </div>
  );
}

/** Shows an answer by its state; while another comes, the last one stays, dimmed. */
export function Shown<T>({ answer, children, what }: { answer: Answer<T>; children: (value: T) => ComponentChildren; what?: string }) {
  if (answer.state === "failed") return <Failed answer={answer} />;
  if (answer.state === "waiting") return answer.last === undefined ? <Waiting {...(what ? { what } : {})} /> : <div class="dimmed" aria-busy="true">{children(answer.last)}</div>;
  return <>{children(answer.value)}</>;
}

/** Asks for the server's token over whatever is open; what was begun goes on with it, and nothing typed is lost. */
import { useEffect, useRef, useState } from "preact/hooks";
import { tell, useTrouble, type Trouble } from "../lib/server";
import { t } from "../lib/words";
import { toldFault } from "./states";

function TokenDialog({ wanted }: { wanted: NonNullable<Trouble["wanted"]> }) {
  const box = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    box.current?.showModal();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog class="ask-token" ref={box} aria-labelledby="token-head" onCancel={(event) => { event.preventDefault(); wanted.settle(""); }} onKeyDown={(event) => event.stopPropagation()}>
      <form onSubmit={(event) => { event.preventDefault(); if (text.trim()) wanted.settle(text.trim()); }}>
        <h2 id="token-head">{t("page.problem.token-needed")}</h2>
        {wanted.wrong && <p role="alert"><strong>{t("page.edit.token.wrong")}</strong></p>}
        <p class="small" id="token-note">{t("page.edit.token.note")}</p>
        <div class="field"><label for="token">{t("page.edit.token")}</label><input id="token" type="password" autocomplete="off" required aria-describedby="token-note" value={text} onInput={(event) => setText(event.currentTarget.value)} /></div>
        <p><button type="submit">{t("page.edit.token.use")}</button> <button type="button" class="quiet" onClick={() => wanted.settle("")}>{t("page.edit.token.without")}</button></p>
      </form>
    </dialog>
  );
}

/** What is told over every view: the token dialog, when a busy server is asked again, why a file was not saved. */
export function Frame() {
  const { wanted, againAt, unsaved, copied } = useTrouble();
  const [, tick] = useState(0);
  useEffect(() => {
    if (againAt === null) return undefined;
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [againAt]);
  const told = unsaved && toldFault(unsaved);
  return (
    <>
      {wanted && <TokenDialog wanted={wanted} />}
      <div class="told-over" role="status">
        {againAt !== null && <p>{t("page.state.busy", { seconds: Math.max(1, Math.ceil((againAt - Date.now()) / 1000)) })}</p>}
        {copied !== null && <p>{t(copied ? "page.save.link.done" : "page.save.link.by_hand")}</p>}
        {told && <p>{t("page.save.failed")} <strong>{told.detail}</strong> {told.hint} <button type="button" class="quiet" onClick={() => tell({ unsaved: null })}>{t("page.close")}</button></p>}
      </div>
    </>
  );
}

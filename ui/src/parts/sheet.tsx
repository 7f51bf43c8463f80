/** A panel that slides in beside what it explains; Esc closes it, focus returns to where it was. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../lib/words";

const REACHED = "a[href], button:not([disabled]), input, select, textarea, summary, [tabindex='0']";

/** Tab goes round within the panel: what lies under it on a phone is not walked through unseen. */
function goRound(event: KeyboardEvent, box: HTMLElement): void {
  const all = [...box.querySelectorAll<HTMLElement>(REACHED)].filter((one) => one.getClientRects().length > 0 && one.checkVisibility());
  const [first, last] = [all[0], all.at(-1)];
  const at = document.activeElement;
  const next = event.shiftKey ? (at === first || at === box ? last : undefined) : at === last ? first : undefined;
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** What had the focus before any panel: one that follows another gives it back to there, and the one that goes does not take it from the one that comes. */
let outside: HTMLElement | null = null;

export function Sheet({ title, children, onClose }: { title: string; children: ComponentChildren; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const [own, at] = [box.current, document.activeElement as HTMLElement | null];
    if (!at?.closest(".sheet")) outside = at;
    const before = outside;
    own?.focus();
    const leave = (event: KeyboardEvent) => { if (event.key === "Escape" && document.activeElement === document.body) close.current(); }; // after a click beside it
    window.addEventListener("keydown", leave);
    return () => { window.removeEventListener("keydown", leave); if (document.activeElement === document.body || own?.contains(document.activeElement)) before?.focus(); };
  }, []);
  return (
    <div class="sheet" ref={box} tabIndex={-1} role="dialog" aria-label={title} onKeyDown={(event) => { if (event.key === "Tab" && box.current) goRound(event, box.current); if (event.key === "Escape") { event.stopPropagation(); onClose(); } }}>
      <header><h2>{title}</h2><button type="button" class="quiet" onClick={onClose} aria-label={t("page.close")}>✕</button></header>
      <div class="sheet-body">{children}</div>
    </div>
  );
}

/** A panel that slides in beside what it explains; Esc closes it, focus returns to where it was. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../lib/words";

export function Sheet({ title, children, onClose }: { title: string; children: ComponentChildren; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    box.current?.focus();
    return () => before?.focus?.();
  }, []);
  return (
    <div class="sheet" ref={box} tabIndex={-1} role="dialog" aria-label={title} onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); onClose(); } }}>
      <header><h2>{title}</h2><button type="button" class="quiet" onClick={onClose} aria-label={t("page.close")}>✕</button></header>
      <div class="sheet-body">{children}</div>
    </div>
  );
}

/** A number that opens where it comes from: a real link, so that Enter, the back button and a copied address all work. */
import type { ComponentChildren } from "preact";
import { change, here, usePlace } from "../lib/route";
import { t } from "../lib/words";
import { Sheet } from "./sheet";

interface Opens {
  /** What opens in this view: the value of `why` in its address. */
  why?: string | undefined;
  /** Further parts of the address that change with it. */
  also?: Record<string, string | undefined> | undefined;
  /** An address of another view, in place of `why`. */
  at?: string | undefined;
  class?: string | undefined;
  label?: string | undefined;
  tabIndex?: number | undefined;
  children: ComponentChildren;
}

/** In HTML and in a chart alike: a link around a number or a mark. */
export function Num({ why, also, at, class: more, label, tabIndex, children }: Opens) {
  const parts = { ...also, why };
  const open = (event: MouseEvent) => {
    if (at !== undefined || event.metaKey || event.ctrlKey || event.shiftKey) return; // another view or window: the browser's own way
    event.preventDefault();
    change(parts);
  };
  return (
    <a class={more ? `why ${more}` : "why"} href={at ?? here(parts)} title={label ? undefined : t("page.why")} aria-label={label} aria-haspopup={at === undefined ? "dialog" : undefined}
      tabindex={tabIndex} onClick={open}>{children}</a>
  );
}

/** Holds the place of a number in a sentence. */
export const HOLE = "\u0001";

/** A sentence with a link where its hole is. */
export function Sentence({ text, children }: { text: string; children: ComponentChildren }) {
  const [before, after] = text.split(HOLE);
  return <>{before}{children}{after}</>;
}

/** The sheet that the address asks for; `body` answers null to what is not its own. */
export function WhySheet({ body }: { body: (why: string) => ComponentChildren }) {
  const why = usePlace().query.get("why");
  const content = why ? body(why) : null;
  return content ? <Sheet key={why} title={t("page.why")} onClose={() => change({ why: undefined })}>{content}</Sheet> : null;
}

/** What a number is computed from: each part a name and a value that opens its own reasons. */
export function Inputs({ rows }: { rows: { id: string; name: ComponentChildren; value: ComponentChildren; note?: ComponentChildren }[] }) {
  return (
    <ul class="why-list">{rows.map((one) => (
      <li key={one.id}><p class="why-head"><span>{one.name}</span><span class="num">{one.value}</span></p>{one.note && <div class="small">{one.note}</div>}</li>
    ))}</ul>
  );
}

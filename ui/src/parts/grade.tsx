/** How well a number is founded, by mark first: filled, half, open, crossed, dashed. */
import { known } from "../lib/words";

export function Grade({ grade, bare = false }: { grade: string; bare?: boolean }) {
  const name = known("grade", grade);
  return (
    <span class="grade" data-grade={grade} title={bare ? name : undefined}>
      <svg width="12" height="12" viewBox="0 0 12 12" role={bare ? "img" : undefined} aria-label={bare ? name : undefined} aria-hidden={bare ? undefined : "true"}>
        {grade === "computed" ? <rect class="mark-open" x="1.8" y="1.8" width="8.4" height="8.4" /> : <circle class={grade === "official" ? "mark-full" : grade === "assumed" ? "mark-dash" : "mark-open"} cx="6" cy="6" r="4.6" />}
        {grade === "press" && <path class="mark-full" d="M6 1.4A4.6 4.6 0 0 0 6 10.6Z" />}
        {grade === "computed" && <path class="mark-line" d="M4 8L8 4" />}
      </svg>
      {!bare && <span>{name}</span>}
    </span>
  );
}

/** How far a promise came, as a row of three dots: evidence, some, none. */
export function Standing({ share, label }: { share: number; label: string }) {
  const full = share <= 0 ? 0 : share < 0.34 ? 1 : share < 0.67 ? 2 : 3;
  return (
    <span class="dots" role="img" aria-label={label} title={label}>
      {[0, 1, 2].map((i) => <span key={i} class={i < full ? "on" : ""} />)}
    </span>
  );
}

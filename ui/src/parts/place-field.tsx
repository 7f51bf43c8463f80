/** A field for a place with suggestions in four scripts. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { get, type Items, type Suggestion } from "../lib/api";
import { inLanguage, lang, t } from "../lib/words";

export function PlaceField({ label, value, shown, onChange, autoFocusKey }: {
  label: string; value: string; shown?: string | undefined; onChange: (ref: string) => void; autoFocusKey?: boolean;
}) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<Suggestion[]>([]);
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const wanted = text?.trim() ?? "";

  useEffect(() => {
    if (wanted === "") { setFound([]); return undefined; }
    let live = true;
    const timer = setTimeout(() => {
      get<Items<Suggestion>>(`places?${new URLSearchParams({ q: wanted, lang: lang(), limit: "8" })}`).then(
        (answer) => { if (live) { setFound(answer.items); setAt(answer.items.length > 0 ? 0 : -1); setOpen(true); } },
        () => { if (live) setFound([]); },
      );
    }, 80);
    return () => { live = false; clearTimeout(timer); };
  }, [wanted]);

  const choose = (one: Suggestion | undefined) => {
    const ref = one?.ref ?? wanted;
    setOpen(false);
    setText(null);
    if (ref !== "" && ref !== value) onChange(ref);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length > 0) setAt((n) => (n + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
      setOpen(true);
    } else if (event.key === "Enter" && text !== null) {
      event.preventDefault();
      choose(open ? found[at] : undefined);
    } else if (event.key === "Escape" && (open || text !== null)) {
      event.stopPropagation();
      setOpen(false);
      setText(null);
    }
  };
  return (
    <div class="field place-field">
      <label for={id}>{label}</label>
      <input id={id} ref={input} role="combobox" aria-expanded={open && found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" autocomplete="off" spellcheck={false}
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined} value={text ?? shown ?? value} data-search={autoFocusKey ? "yes" : undefined}
        placeholder={t("page.place.hint")} onInput={(event) => setText(event.currentTarget.value)} onKeyDown={onKey}
        onFocus={(event) => event.currentTarget.select()} onBlur={() => { if (text !== null && wanted !== "") choose(open ? found[Math.max(0, at)] : undefined); else { setText(null); setOpen(false); } }} />
      <ul id={`${id}-list`} role="listbox" aria-label={t("page.place.list", { field: label })} class="suggestions" hidden={!open || found.length === 0}>
        {found.map((one, i) => (
          <li key={one.ref} id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseDown={(event) => { event.preventDefault(); choose(one); input.current?.blur(); }}>
            <span>{one.name || inLanguage(one.names)}</span>
            <span class="small">{one.country}{one.kind === "hub" ? ` · ${t("plan.hub_mark")}` : ""}</span>
          </li>
        ))}
      </ul>
      {open && wanted !== "" && found.length === 0 && text !== null && <p class="small field-note" role="status">{t("page.place.none")}</p>}
    </div>
  );
}

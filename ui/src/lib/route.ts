/** The address of a view: `#/plan?from=kobe&to=almaty`. Everything that a view shows stands in it. */
import { useEffect, useState } from "preact/hooks";

export type ViewName = "home" | "register" | "plan" | "programmes" | "footprint" | "network" | "validation";
export const VIEWS: readonly ViewName[] = ["home", "register", "plan", "programmes", "footprint", "network", "validation"];

export interface Place { view: ViewName; query: URLSearchParams }

export function read(): Place {
  const [path = "", search = ""] = window.location.hash.replace(/^#\/?/, "").split("?");
  const view = VIEWS.find((name) => name === path) ?? "home";
  return { view, query: new URLSearchParams(search) };
}

export function href(view: ViewName, query?: URLSearchParams | Record<string, string | undefined>): string {
  const pairs = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (query && !(query instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(query)) if (value) pairs.set(name, value);
  }
  const text = pairs.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
  return `#/${view === "home" ? "" : view}${text ? `?${text}` : ""}`;
}

/** Go to another address; `replace` keeps the back button from stopping at every keystroke. */
export function go(address: string, replace = false): void {
  if (window.location.hash === address) return;
  if (replace) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
  window.dispatchEvent(new Event("daliz:route"));
}

/** The present address with parts changed; undefined takes a part away. */
export function here(parts: Record<string, string | undefined>): string {
  const { view, query } = read();
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined || value === "") query.delete(name);
    else query.set(name, value);
  }
  return href(view, query);
}

/** Change parts of the present address; undefined takes a part away. */
export function change(parts: Record<string, string | undefined>, replace = false): void {
  go(here(parts), replace);
}

export function usePlace(): Place {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const follow = () => setPlace(read());
    for (const event of ["hashchange", "popstate", "daliz:route"]) window.addEventListener(event, follow);
    return () => { for (const event of ["hashchange", "popstate", "daliz:route"]) window.removeEventListener(event, follow); };
  }, []);
  return place;
}

/** What was typed and not yet sent: kept in this window through a change of view or language, a reload, a server that is gone. */
import { useState } from "preact/hooks";

const PREFIX = "daliz.typed.";

function read<T>(name: string): T | undefined {
  try {
    const text = window.sessionStorage.getItem(PREFIX + name);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch { return undefined; }
}

/** As `useState`; undefined as a value forgets what was kept. */
export function useKept<T>(name: string, usual: T): [T, (value: T | undefined) => void] {
  const [value, setValue] = useState<T>(() => read<T>(name) ?? usual);
  const set = (next: T | undefined) => {
    setValue(next ?? usual);
    try {
      if (next === undefined) window.sessionStorage.removeItem(PREFIX + name);
      else window.sessionStorage.setItem(PREFIX + name, JSON.stringify(next));
    } catch { /* too much, or a browser that keeps nothing: it then stands in the form only */ }
  };
  return [value, set];
}

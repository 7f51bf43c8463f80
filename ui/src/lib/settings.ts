/** What a reader chose once and expects to find again: language and light. Kept in this browser only. */
import { LANGS, type Lang } from "./words";

export type Light = "auto" | "light" | "dark";

function kept(name: string): string | null {
  try { return window.localStorage.getItem(name); } catch { return null; }
}

export function keep(name: string, value: string): void {
  try { window.localStorage.setItem(name, value); } catch { /* a browser that keeps nothing still shows the page */ }
}

export function firstLanguage(): Lang {
  const asked = new URLSearchParams(window.location.hash.split("?")[1] ?? "").get("lang");
  const wishes = [asked, kept("daliz.lang"), ...navigator.languages.map((one) => one.slice(0, 2))];
  return wishes.map((wish) => LANGS.find((one) => one === wish)).find((one) => one !== undefined) ?? "en";
}

export function firstLight(): Light {
  const found = kept("daliz.light");
  return found === "light" || found === "dark" ? found : "auto";
}

export function isDark(light: Light): boolean {
  return light === "dark" || (light === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
}

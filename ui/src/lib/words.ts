/** Texts by key in four languages; the catalogues are those of the command line (src/daliz/words). */
import type common from "../../../src/daliz/words/en.json";
import type factsWords from "../../../src/daliz/words/facts.en.json";
import type footprintWords from "../../../src/daliz/words/footprint.en.json";
import type networkWords from "../../../src/daliz/words/network.en.json";
import type notesWords from "../../../src/daliz/words/notes.en.json";
import type pageWords from "../../../src/daliz/words/page.en.json";
import type planWords from "../../../src/daliz/words/plan.en.json";
import type registerWords from "../../../src/daliz/words/register.en.json";

export type Lang = "en" | "ru" | "kk" | "ja";
export const LANGS: readonly Lang[] = ["en", "ru", "kk", "ja"];

type Every = typeof common & typeof factsWords & typeof footprintWords & typeof networkWords & typeof notesWords & typeof pageWords & typeof planWords & typeof registerWords;
export type Key = keyof Every & string;
type Stem<K> = K extends `${infer S}.other` ? S : never;
export type PluralKey = Stem<Key>;
export type Values = Record<string, string | number>;

const loaders: Record<Lang, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import("virtual:words/en"),
  ru: () => import("virtual:words/ru"),
  kk: () => import("virtual:words/kk"),
  ja: () => import("virtual:words/ja"),
};

let texts: Record<string, string> = {};
let current: Lang = "en";

export function lang(): Lang {
  return current;
}

/** Load a language and make it the current one; what it lacks is told in English. */
export async function useLanguage(wanted: Lang): Promise<void> {
  const own = (await loaders[wanted]()).default;
  texts = wanted === "en" ? own : { ...(await loaders.en()).default, ...own };
  current = wanted;
  document.documentElement.lang = wanted;
}

function filled(pattern: string, values?: Values): string {
  return values === undefined ? pattern : pattern.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

export function t(key: Key, values?: Values): string {
  return filled(texts[key] ?? key, values);
}

/** The text of a key made from a name that came from the server, or the name itself where no text is known. */
export function known(group: string, name: string): string {
  return texts[`${group}.${name}`] ?? name;
}

/** A counted text: KEY.one, KEY.few, KEY.many or KEY.other. */
export function counted(key: PluralKey, count: number, values?: Values): string {
  const form = current === "kk" ? (count === 1 ? "one" : "other") : new Intl.PluralRules(current).select(count);
  const pattern = texts[`${key}.${form}`] ?? texts[`${key}.other`] ?? key;
  return filled(pattern, { ...values, count: number(count) });
}

type Told = Partial<Record<string, string | null>> | null | undefined;

/** The language that a text is shown in: the current one, else, for Kazakh, Russian, whose names of places are its own or near, else English, else any. */
function shownIn(names: Told): string | undefined {
  if (!names) return undefined;
  return [current, ...(current === "kk" ? ["ru"] : []), ...LANGS, ...Object.keys(names)].find((one) => names[one]);
}

/** A text of a record or a place in the current language, else in one that is near. */
export function inLanguage(names: Told): string {
  return names?.[shownIn(names) ?? ""] ?? "";
}

/** Whether a record's text is missing in the current language, so that the reader sees another. */
export function elsewhere(names: Told): Lang | undefined {
  const shown = shownIn(names);
  return shown === current ? undefined : LANGS.find((one) => one === shown);
}

const formats = new Map<string, Intl.NumberFormat>();

export function number(value: number, digits = 0): string {
  const key = `${current}:${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    // Kazakh writes numbers as Russian does; browsers often ship no Kazakh data and then fall back to English.
    format = new Intl.NumberFormat(current === "kk" ? "ru" : current, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(value).replace("-", "\u2212");
}

/** A number cut to significant figures, for what is not known better. */
export function roughly(value: number, figures = 2): number {
  if (value === 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - figures);
  return Math.round(value / step) * step;
}

export function percent(share: number, digits = 0): string {
  return t("page.percent", { value: number(share * 100, digits) });
}

/** A range; one number where both ends read the same. */
export function range(low: number, high: number, digits = 0): string {
  const [from, to] = [number(low, digits), number(high, digits)];
  if (from === to) return from;
  return low < 0 ? t("page.range.signed", { low: from, high: to }) : t("page.range", { low: from, high: to });
}

/** What the server tells beside the numbers: a key and values, told here in the language of the page. */
export interface Note { key: string; values: Record<string, NoteValue>; text?: string }
export type NoteValue = string | number | { date: string } | { id: string; names: Partial<Record<string, string>> } | Note | NoteValue[];

export function noteValue(value: NoteValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return number(value, Math.min(6, (String(value).split(".")[1] ?? "").length));
  if (Array.isArray(value)) return value.map(noteValue).join(t(value.some((one) => typeof one === "object" && "key" in one) ? "note.join.clauses" : "note.join.items"));
  if ("date" in value) return day(value.date);
  if ("names" in value) return inLanguage(value.names) || value.id;
  return note(value);
}

/** A note in the language of the page; a key that this page does not know is told as the server wrote it. */
export function note(one: Note | string): string {
  if (typeof one === "string") return one;
  const values = Object.fromEntries(Object.entries(one.values).map(([name, value]) => [name, noteValue(value)]));
  const count = one.values["count"];
  if (texts[one.key] === undefined && typeof count === "number" && texts[`${one.key}.other`] !== undefined) return counted(one.key as PluralKey, count, values);
  const pattern = texts[one.key];
  return pattern === undefined ? (one.text ?? one.key) : filled(pattern, values);
}

/** A text with a year; what Russian writes behind a year stays on its line. */
function dated(key: Key, values: Values): string {
  return t(key, values).replace(" г.", "\u00a0г.");
}

/** A day in words: `2026-12-23` or an instant with its offset, in the time of the place. */
export function day(moment: string | null | undefined, withYear = true): string {
  if (!moment) return t("date.unknown");
  const parts = moment.slice(0, 10).split("-");
  const [year, month, date] = parts;
  if (month === undefined) return dated("date.year", { year: year ?? "" });
  if (/^Q/.test(month)) return dated("date.quarter", { quarter: month.slice(1), year: year ?? "" });
  const names = { year: year ?? "", month: known("date.month", String(Number(month))), month_of: known("date.month_of", String(Number(month))) };
  if (date === undefined) return dated("date.month", names);
  return dated(withYear ? "date.day" : "date.day_bare", { ...names, day: Number(date) });
}

/** The day of an arrival; null is one after the last known departure. */
export function arrivalDay(moment: string | null): string {
  return moment === null ? t("plan.moment.after the last known departure") : day(moment);
}

/** From the early to the late arrival, either of which may lie after the last known departure. */
export function arrivalDays(early: string | null, late: string | null): string {
  if (early === null) return arrivalDay(early);
  return late === null ? t("date.range", { start: day(early), end: arrivalDay(late) }) : days(early, late);
}

/** Two days in words; the year, and the month where they share it, is told once. */
export function days(from: string, to: string): string {
  if (from.slice(0, 7) === to.slice(0, 7)) return from.slice(0, 10) === to.slice(0, 10) ? day(from) : dates(`${from.slice(0, 10)}/${to.slice(0, 10)}`);
  if (from.slice(0, 4) !== to.slice(0, 4)) return t("date.range", { start: day(from), end: day(to) });
  return dated("date.in_year", { start: day(from, false), end: day(to, false), year: from.slice(0, 4) });
}

/** A partial date or a range of dates `2025-12-18/2025-12-20`. */
export function dates(text: string | null | undefined): string {
  if (!text) return t("date.unknown");
  const [start, end] = text.split("/");
  const parts = (start ?? "").split("-");
  if (end && parts.length === 3 && end.slice(0, 7) === start?.slice(0, 7)) {
    const month = known("date.month_of", String(Number(parts[1])));
    return dated("date.days", { day: Number(parts[2]), end_day: Number(end.slice(8, 10)), month: known("date.month", String(Number(parts[1]))), month_of: month, year: parts[0] ?? "" });
  }
  return end ? t("date.range", { start: day(start), end: day(end) }) : day(start);
}

/**
 * The language that a quoted title or name is written in, by its script. What is stated is the language of the source, whose title may
 * have been listed in English; so it only counts where the script is Latin, too. Else Latin letters are taken as English.
 */
export function langOf(text: string, stated?: string | null): string {
  if (/[\u3040-\u30ff]/.test(text)) return "ja";
  if (/[\uac00-\ud7af]/.test(text)) return "ko";
  if (/[\u4e00-\u9fff]/.test(text)) return "zh";
  if (/[ӘәҒғҚқҢңӨөҰұҮүҺһІі]/.test(text)) return "kk";
  if (/[\u0400-\u04ff]/.test(text)) return "ru";
  return stated && !/^(en|ja|ko|zh|ru|kk|ky|uk|ka|hy|fa|ar)\b/.test(stated) ? stated : "en";
}

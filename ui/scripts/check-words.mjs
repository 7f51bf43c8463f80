// No text outside the catalogues, no unknown key, no key that a language lacks or that nothing uses, no missing plural form.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

const ui = fileURLToPath(new URL("../src/", import.meta.url));
const words = fileURLToPath(new URL("../../src/daliz/words/", import.meta.url));
const LANGS = ["en", "ru", "kk", "ja"];
const FORMS = { en: ["one", "other"], ru: ["one", "few", "many", "other"], kk: ["one", "other"], ja: ["other"] };
const NAMES = new Set(["Daliz", "CO₂e", "JSON", "CSV", "GeoJSON", "EN", "RU", "ҚАЗ", "日本語", "t", "iCalendar", "JSON-LD", "IATI", "USD"]); // the same in every language
const SPOKEN = new Set(["aria-label", "title", "alt", "placeholder", "label"]);

const faults = [];
const read = (name) => JSON.parse(readFileSync(words + name, "utf8"));
const every = Object.fromEntries(
  LANGS.map((lang) => [lang, Object.assign({}, ...readdirSync(words).filter((f) => f === `${lang}.json` || f.endsWith(`.${lang}.json`)).map(read))]),
);
const page = Object.fromEntries(LANGS.map((lang) => [lang, read(`page.${lang}.json`)]));

const stem = (key) => key.replace(/\.(one|few|many|other)$/, "");
const plurals = new Set(Object.keys(page.en).filter((key) => key.endsWith(".other") && `${stem(key)}.one` in page.en).map(stem));
for (const lang of LANGS) {
  for (const key of Object.keys(page.en)) {
    if (plurals.has(stem(key))) continue;
    if (!(key in page[lang])) faults.push(`page.${lang}.json lacks ${key}`);
    const holes = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join();
    if (key in page[lang] && holes(page[lang][key]) !== holes(page.en[key])) faults.push(`page.${lang}.json: ${key} has other {names} than English`);
  }
  for (const one of plurals) for (const form of FORMS[lang]) if (!(`${one}.${form}` in page[lang])) faults.push(`page.${lang}.json lacks ${one}.${form}`);
  for (const key of Object.keys(page[lang])) if (!(key in page.en) && !plurals.has(stem(key))) faults.push(`page.${lang}.json: ${key} is not in English`);
}

const used = new Set();
const groups = new Set(); // beginnings of keys that are completed by a name from the server
const texts = [];
const spoken = /\p{L}/u;

function walk(node, file, parent) {
  if (node === null || typeof node !== "object") return;
  if (Array.isArray(node)) return node.forEach((one) => walk(one, file, parent));
  if (typeof node.type !== "string") return;
  if (node.type === "JSXText" && spoken.test(node.value) && !NAMES.has(node.value.trim())) texts.push([file, node.value.trim()]);
  if (node.type === "JSXExpressionContainer" && parent?.type === "JSXElement" && node.expression.type === "Literal" && spoken.test(String(node.expression.value)) && !NAMES.has(String(node.expression.value)))
    texts.push([file, node.expression.value]);
  if (node.type === "JSXAttribute" && SPOKEN.has(node.name.name) && node.value?.type === "Literal" && spoken.test(node.value.value)) texts.push([file, node.value.value]);
  if (node.type === "Literal" && typeof node.value === "string" && /^page\./.test(node.value)) used.add(node.value);
  if (node.type === "TemplateLiteral" && /^[a-z]+\./.test(node.quasis[0].value.cooked)) groups.add(node.quasis[0].value.cooked);
  if (node.type === "CallExpression" && node.callee.type === "Identifier") {
    const [first] = node.arguments;
    const literal = first?.type === "Literal" ? first.value : undefined;
    if (node.callee.name === "t" && literal !== undefined && !(literal in every.en)) faults.push(`${file}: no text has the key ${literal}`);
    if (node.callee.name === "counted" && literal !== undefined) {
      if (!(`${literal}.other` in every.en)) faults.push(`${file}: no counted text has the key ${literal}`);
      used.add(literal);
    }
    if (node.callee.name === "known" && literal !== undefined) groups.add(`${literal}.`);
  }
  for (const [name, child] of Object.entries(node)) if (name !== "parent" && child !== null && typeof child === "object") walk(child, file, node);
}

for (const entry of readdirSync(ui, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.name.endsWith(".d.ts")) continue;
  const path = `${entry.parentPath}/${entry.name}`.replace(/\/+/g, "/");
  const parsed = parseSync(path, readFileSync(path, "utf8"));
  if (parsed.errors?.length) faults.push(`${path}: it cannot be read: ${parsed.errors[0].message}`);
  walk(parsed.program, path.slice(ui.length), null);
}
for (const [file, text] of texts) faults.push(`${file}: the text ${JSON.stringify(text)} stands outside the catalogues`);
for (const key of Object.keys(page.en)) {
  const found = used.has(key) || (plurals.has(stem(key)) && used.has(stem(key))) || [...groups].some((group) => key.startsWith(group) && group.length > "page.".length);
  if (!found) faults.push(`page.en.json: nothing uses ${key}`);
}
if (faults.length > 0) {
  console.error(faults.map((one) => `words: ${one}`).join("\n"));
  process.exit(1);
}
console.log(`words: ${Object.keys(page.en).length} texts of the page in ${LANGS.length} languages, none outside the catalogues`);

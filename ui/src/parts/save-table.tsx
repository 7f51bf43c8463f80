/** Saves the table that stands next to it as CSV: what is shown, as it is shown. */
import { t } from "../lib/words";
import { BOM, saveText } from "./save";

export function csvOf(table: HTMLTableElement): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [...table.rows].map((row) => [...row.cells].map((one) => cell(one.innerText.trim().replace(/\s+/g, " "))).join(",")).join("\r\n");
}

export function SaveTable({ name }: { name: string }) {
  const save = (button: HTMLElement) => {
    const table = button.closest("section, .scroll, .page")?.querySelector("table");
    if (table) saveText(BOM + csvOf(table), `${name}.csv`, "text/csv");
  };
  return <button type="button" class="quiet" onClick={(event) => save(event.currentTarget)}>{t("page.save.csv")}</button>;
}

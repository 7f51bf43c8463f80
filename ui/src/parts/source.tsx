/** Who published a number, when and where. */
import { useAnswer, type Items, type Source } from "../lib/api";
import { dates, langOf, t } from "../lib/words";

export function SourceLine({ id, source, locator }: { id: string; source: Source | undefined; locator?: string | null | undefined }) {
  if (!source) return <span class="source">{id}</span>;
  const name = id === "daliz" ? t("plan.source.daliz") : source.title ?? source.publisher ?? id; // what is ours is told in the reader's language
  const own = id === "daliz" ? undefined : langOf(name, source.title ? source.lang : null); // a quoted title is read out in its own language
  return (
    <span class="source">
      {source.url ? <a href={source.url} rel="noreferrer noopener" target="_blank" lang={own}>{name}</a> : <span lang={own}>{name}</span>}
      {source.title && source.publisher && source.publisher !== source.title ? <>{t("note.join.items")}<span lang={langOf(source.publisher)}>{source.publisher}</span></> : ""}
      {t("note.join.items")}<Published text={source.published} />
      {locator ? ` · ${locator}` : ""}
    </span>
  );
}

/** When a source appeared: a date as the reader writes it; where its list says more than a date, as it is written there. */
function Published({ text }: { text: string | null }) {
  if (!text) return <>{t("page.no_date")}</>;
  return /^\d{4}(-\d\d){0,2}$/.test(text) ? <span class="nowrap">{dates(text)}</span> : <span lang="en">{text}</span>;
}

type Row = Source & { source_id: string };

/** The sources of some ids, as they come; what is not yet known or not in the table is left out. */
export function useSources(ids: readonly string[]): Record<string, Source> {
  const asked = [...new Set(ids)].sort().slice(0, 100);
  const answer = useAnswer<Items<Row>>(asked.length === 0 ? null : `facts/sources?limit=100&${new URLSearchParams(asked.map((id) => ["id", id]))}`);
  return answer.state === "done" ? Object.fromEntries(answer.value.items.map((one) => [one.source_id, one])) : {};
}

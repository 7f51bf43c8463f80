/** Who published a number, when and where. */
import { useAnswer, type Items, type Source } from "../lib/api";
import { t } from "../lib/words";

export function SourceLine({ id, source, locator }: { id: string; source: Source | undefined; locator?: string | null | undefined }) {
  if (!source) return <span class="source">{id}</span>;
  const name = id === "daliz" ? t("plan.source.daliz") : source.title ?? source.publisher ?? id; // what is ours is told in the reader's language
  return (
    <span class="source">
      {source.url ? <a href={source.url} rel="noreferrer noopener" target="_blank">{name}</a> : name}
      {source.title && source.publisher && source.publisher !== source.title ? `, ${source.publisher}` : ""}
      {source.published ? `, ${source.published}` : `, ${t("page.no_date")}`}
      {locator ? ` · ${locator}` : ""}
    </span>
  );
}

type Row = Source & { source_id: string };

/** The sources of some ids, as they come; what is not yet known or not in the table is left out. */
export function useSources(ids: readonly string[]): Record<string, Source> {
  const asked = [...new Set(ids)].sort().slice(0, 100);
  const answer = useAnswer<Items<Row>>(asked.length === 0 ? null : `facts/sources?limit=100&${new URLSearchParams(asked.map((id) => ["id", id]))}`);
  return answer.state === "done" ? Object.fromEntries(answer.value.items.map((one) => [one.source_id, one])) : {};
}

/** Names of hubs in the reader's language, for texts that carry only their ids. */
import type { Feature, FeatureCollection, Point } from "geojson";
import { useAnswer } from "./api";
import { lang } from "./words";

/** An id as a name would be written, until the names have come. */
function spelt(id: string): string {
  return id.replace(/(^|[-_])(\p{L})/gu, (_, gap: string, letter: string) => (gap ? " " : "") + letter.toUpperCase());
}

export function useHubNames(wanted = true): (id: string) => string {
  const answer = useAnswer<FeatureCollection>(wanted ? "network/geojson?kind=hub" : null);
  const features = answer.state === "done" ? (answer.value.features as Feature<Point, Record<string, string>>[]) : [];
  const names = new Map(features.map((one) => [String(one.id), one.properties]));
  return (id) => (names.get(id)?.[`name_${lang()}`] ?? names.get(id)?.["name_en"] ?? spelt(id)).replace(/\s*[（(].*[)）]$/, "");
}

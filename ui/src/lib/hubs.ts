/** Names of hubs in the reader's language, for texts that carry only their ids. */
import type { Feature, FeatureCollection, Point } from "geojson";
import { useAnswer } from "./api";
import { lang } from "./words";

/** An id as a name would be written, until the names have come. */
function spelt(id: string): string {
  return id.replace(/(^|[-_])(\p{L})/gu, (_, gap: string, letter: string) => (gap ? " " : "") + letter.toUpperCase());
}

/** The name of a hub by its id; undefined for what is no hub. */
export function useKnownHubs(wanted = true): (id: string) => string | undefined {
  const answer = useAnswer<FeatureCollection>(wanted ? "network/geojson?kind=hub" : null);
  const features = answer.state === "done" ? (answer.value.features as Feature<Point, Record<string, string>>[]) : [];
  const names = new Map(features.map((one) => [String(one.id), one.properties]));
  return (id) => (names.get(id)?.[`name_${lang()}`] ?? names.get(id)?.["name_en"])?.replace(/\s*[（(].*[)）]$/, "");
}

export function useHubNames(wanted = true): (id: string) => string {
  const known = useKnownHubs(wanted);
  return (id) => known(id) ?? spelt(id);
}

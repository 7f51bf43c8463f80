/** Names of hubs in the reader's language, for texts that carry only their ids. */
import type { Feature, FeatureCollection, Point } from "geojson";
import { useAnswer } from "./api";
import { inLanguage, known, LANGS } from "./words";

/** An id as a name would be written, until the names have come. */
function spelt(id: string): string {
  return id.replace(/(^|[-_])(\p{L})/gu, (_, gap: string, letter: string) => (gap ? " " : "") + letter.toUpperCase());
}

/** The name of a hub of the network's GeoJSON. */
export function hubName(properties: Record<string, string>): string {
  return inLanguage(Object.fromEntries(LANGS.map((one) => [one, properties[`name_${one}`]])));
}

/** The name of a hub by its id; undefined for what is no hub. */
export function useKnownHubs(wanted = true): (id: string) => string | undefined {
  const answer = useAnswer<FeatureCollection>(wanted ? "network/geojson?kind=hub" : null);
  const features = answer.state === "done" ? (answer.value.features as Feature<Point, Record<string, string>>[]) : [];
  const names = new Map(features.map((one) => [String(one.id), one.properties]));
  return (id) => { const found = names.get(id); return found && hubName(found).replace(/\s*[（(].*[)）]$/, ""); };
}

export function useHubNames(wanted = true): (id: string) => string {
  const hub = useKnownHubs(wanted);
  return (id) => {
    const other = known("page.place", id); // a place that promises name and no train or ship calls at
    return hub(id) ?? (other === id ? spelt(id) : other);
  };
}

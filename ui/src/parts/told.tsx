/** A text of a record in the reader's language; where there is none, in another, and marked as such for the ear. */
import type { Names } from "../lib/api";
import { elsewhere, inLanguage } from "../lib/words";

export function Told({ text }: { text: Names | null | undefined }) {
  const other = elsewhere(text);
  return other ? <span lang={other}>{inLanguage(text)}</span> : <>{inLanguage(text)}</>;
}

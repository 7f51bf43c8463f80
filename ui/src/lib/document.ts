/** A document that a reader loads: its text, or why it cannot be read. */
export const CHARACTERS_MOST = 200_000; // what the server takes at once
const BYTES_MOST = 8_000_000; // more is not even looked at: no such file holds so little text

export type Read = { text: string } | { trouble: "empty" | "large" | "not_text" };

function decoded(bytes: Uint8Array, stated: string | undefined): string | undefined {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  try {
    const text = new TextDecoder(marked ?? stated ?? "utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch { return undefined; }
}

/** The text of a file: UTF-8, UTF-16 with its mark, or of a page the encoding that it states. */
export async function readDocument(file: File): Promise<Read> {
  if (file.size > BYTES_MOST) return { trouble: "large" };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isPage = /\.html?$/i.test(file.name);
  const stated = isPage ? /charset=["']?([\w-]+)/i.exec(String.fromCharCode(...bytes.slice(0, 2048)))?.[1] : undefined;
  const found = decoded(bytes, stated);
  if (found === undefined || found.startsWith("%PDF-") || found.startsWith("{\\rtf")) return { trouble: "not_text" };
  const text = isPage ? wordsOf(found) : found;
  if (text.trim() === "") return { trouble: "empty" };
  return [...text].length > CHARACTERS_MOST ? { trouble: "large" } : { text };
}

function wordsOf(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const one of page.querySelectorAll("script, style")) one.remove();
  return (page.body.textContent ?? "").replace(/[ \t]+/g, " ").replace(/\s*\n\s*/g, "\n").trim();
}

// What a reader downloads, compressed; the map data is told apart. More than 900 kB without it is a fault.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../../src/daliz/web/static/", import.meta.url));
const MOST_BYTES = 900_000;
let total = 0;
let map = 0;
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = `${entry.parentPath}/${entry.name}`;
  const bytes = gzipSync(readFileSync(path)).length;
  if (/\/map-[^/]*json$/.test(path)) map += bytes;
  else total += bytes;
}
console.log(`page: ${Math.round(total / 1000)} kB compressed of ${MOST_BYTES / 1000}; map data: ${Math.round(map / 1000)} kB`);
if (total > MOST_BYTES) {
  console.error("The page is too large: see which file grew, and split or drop it.");
  process.exit(1);
}

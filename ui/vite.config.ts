import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { countryNames, landLayers } from "./scripts/land.mjs";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const words = here("../src/daliz/words");

/** The catalogues of one language as one module: `virtual:words/ru`. */
function catalogues(): Plugin {
  return {
    name: "daliz-words",
    resolveId: (id) => (id.startsWith("virtual:words/") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith("\0virtual:words/")) return undefined;
      const lang = id.slice(-2);
      const texts: Record<string, string> = {};
      for (const name of readdirSync(words).sort()) {
        if (name === `${lang}.json` || name.endsWith(`.${lang}.json`)) {
          this.addWatchFile(`${words}/${name}`);
          Object.assign(texts, JSON.parse(readFileSync(`${words}/${name}`, "utf8")));
        }
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(texts))});`;
    },
  };
}

/** Land, borders and the names of countries, made from world-atlas and from our table of countries: `virtual:basemap`. */
function basemap(): Plugin {
  const name = "virtual:basemap";
  return {
    name: "daliz-basemap",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const { land, borders } = landLayers();
      const address = (file: string, source: unknown) =>
        `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: "asset", name: file, source: JSON.stringify(source) })}`;
      return `export const land = ${address("map-land.json", land)};
        export const borders = ${address("map-borders.json", borders)};
        export const countries = ${address("map-countries.json", countryNames())};`;
    },
  };
}

export default defineConfig({
  root: here("."),
  base: "./",
  plugins: [catalogues(), basemap()],
  build: {
    outDir: here("../src/daliz/web/static"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // a strict content policy: no data: addresses for scripts and fonts
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  worker: { format: "es" },
});

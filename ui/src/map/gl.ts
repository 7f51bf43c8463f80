/** MapLibre with its worker served by us, as a strict content policy asks. */
import "maplibre-gl/dist/maplibre-gl.css";
import { Map, setWorkerUrl } from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

setWorkerUrl(new URL(worker, import.meta.url).href);
export { Map };

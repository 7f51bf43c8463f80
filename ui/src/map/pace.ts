/** Where no graphics card draws, a frame of a whole map takes too long to follow the hand: while it moves such a map
 *  is drawn coarser, and sharp again once it rests. */
import type { Map as GlMap } from "maplibre-gl";

const SLOW_MS = 34; // a frame that takes longer is seen to lag
const SLOW_FRAMES = 2; // so many in a row, and the machine is taken for slow
const REST_MS = 150; // a hand that drags again so soon finds the map still coarse
const COARSE = 0.5;

let slow = false; // found on one map, it holds for all that come after

/** What `setPixelRatio` does, without the stop of all movement that comes with it. */
interface Canvas { _overridePixelRatio: number | null; _resizeInternal: () => void }

function draw(map: GlMap, share: number): void {
  const canvas = map as unknown as Canvas;
  canvas._overridePixelRatio = share === 1 ? null : window.devicePixelRatio * share; // sharp, it goes along to another screen
  canvas._resizeInternal();
}

/** Keep a map's frames short while it moves; what is slow is found by watching. */
export function keepPace(map: GlMap): void {
  let last = 0, late = 0, coarse = false, rest: number | undefined;
  map.on("move", () => {
    clearTimeout(rest);
    if (!slow || coarse) return;
    coarse = true;
    draw(map, COARSE);
  });
  map.on("render", () => {
    const now = performance.now(), moving = map.isMoving();
    late = moving && last > 0 && now - last > SLOW_MS ? late + 1 : 0;
    last = moving ? now : 0;
    slow ||= late >= SLOW_FRAMES;
  });
  const sharpen = () => {
    if (!coarse || map.isMoving()) return;
    coarse = false;
    draw(map, 1);
    map.redraw(); // a canvas of another size is empty until it is drawn on
  };
  map.on("moveend", () => { clearTimeout(rest); rest = window.setTimeout(sharpen, REST_MS); });
  map.on("remove", () => clearTimeout(rest));
}

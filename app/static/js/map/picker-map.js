// The map to draw on: it moves below a cross that stands still. Keys move it in steps, without gliding,
// so that Enter puts a point where the cross is seen.
import { boxOf } from "../lib/geo.js";
import { DRAW_SOURCES, drawLayers } from "./draw-layers.js";
import { readInk } from "./ink.js";
import { openMap } from "./open.js";

const STEP_PX = 100;
const FINE_PX = 10; // with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const EMPTY = { type: "FeatureCollection", features: [] };
const CLOSE = { padding: 56, maxZoom: 17, animate: false };

/** `ready` at each style, `tap(spot)`, `moved()`, `key(event)` for other keys, `panned()` after an arrow. */
export async function openDrawingMap(container, settings, { spots, centre }, tell) {
  const view = spots.length ? { bounds: boxOf(spots), fitBoundsOptions: CLOSE } : centre ? { center: centre, zoom: 15 } : {};
  // two quick taps are two spots
  const map = await openMap(container, settings, { ...view, doubleClickZoom: false, keyboard: false });
  map.on("style.load", () => {
    for (const name of DRAW_SOURCES) if (!map.getSource(name)) map.addSource(name, { type: "geojson", data: EMPTY });
    for (const layer of drawLayers(readInk())) map.addLayer(layer);
    tell.ready();
  });
  map.on("click", ({ lngLat }) => tell.tap(lngLat.toArray()));
  map.on("move", tell.moved);
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move(map, event)) tell.panned();
    else if (!tell.key(event)) return;
    event.preventDefault();
  });
  return map;
}

function move(map, { key, shiftKey }) {
  const step = shiftKey ? FINE_PX : STEP_PX;
  if (ARROWS[key]) map.panBy(ARROWS[key].map((way) => way * step), { animate: false });
  else if (key === "+" || key === "=") map.zoomTo(map.getZoom() + 1, { animate: false });
  else if (key === "-") map.zoomTo(map.getZoom() - 1, { animate: false });
  else return false;
  return true;
}

/** Bring all of these spots into sight. */
export const showAll = (map, spots) => map?.fitBounds(boxOf(spots), CLOSE);

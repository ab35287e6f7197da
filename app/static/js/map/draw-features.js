// What the map shows of a drawing and around it, as GeoJSON features with a `part` each. Spots are [lon, lat].
import { sheetAt } from "../lib/geo.js";

export const MOST_SPOTS = 100; // more would be one thick line, and a list that nobody reads
const CORNERS = 32;

const feature = (part, type, coordinates, more = {}) => ({
  type: "Feature",
  properties: { part, ...more },
  geometry: { type, coordinates },
});
const collection = (features) => ({ type: "FeatureCollection", features });

/** The line so far, the area, and each spot; `picked` is the index of the spot that is being moved. */
export function drawingFeatures({ mode, spots, complete }, picked = -1) {
  const shown = spots.map((spot, index) => [spot, index]).filter(([, index]) => near(index, spots.length, picked));
  const found = shown.map(([spot, index]) =>
    feature("spot", "Point", spot, { last: index === spots.length - 1, picked: index === picked }),
  );
  if (mode === "polygon" && complete) found.push(feature("area", "Polygon", [[...spots, spots[0]]]));
  if (mode !== "point" && spots.length > 1) found.push(feature("line", "LineString", spots));
  return collection(found);
}

/** Of very many spots only the ends, and the one that is moved. */
const near = (index, count, picked) =>
  count <= MOST_SPOTS || index === 0 || index === count - 1 || index === picked;

/** The way from the last spot to the cross. */
export function wayFeatures(from, cross) {
  return collection(from && cross ? [feature("way", "LineString", [from, cross])] : []);
}

/** What helps to draw: one's own track, the shape as it was, and how well the phone knows where it is. */
export function aidFeatures({ track, old, me }) {
  const found = [];
  if (track?.length > 1) found.push(feature("track", "LineString", track));
  if (old?.mode === "point") found.push(feature("old-spot", "Point", old.spots[0]));
  if (old && old.mode !== "point") found.push(feature("old", "LineString", outline(old)));
  if (me) found.push(feature("accuracy", "Polygon", [circle(me.spot, me.accuracyM)]));
  return collection(found);
}

const outline = ({ mode, spots }) => (mode === "polygon" ? [...spots, spots[0]] : spots);

function circle(spot, radiusM) {
  const sheet = sheetAt(spot);
  return Array.from({ length: CORNERS + 1 }, (_, index) => {
    const turn = (2 * Math.PI * index) / CORNERS;
    return sheet.spot([radiusM * Math.cos(turn), radiusM * Math.sin(turn)]);
  });
}

// What is being drawn: spots in order, and the kind of shape they make. No map and no page in here.
import { areaM2, lengthM, rounded } from "../lib/geo.js";

const GEOJSON = { point: "Point", line: "LineString", polygon: "Polygon" };
const SPOTS = {
  point: (coordinates) => [coordinates],
  line: (coordinates) => coordinates,
  polygon: (coordinates) => coordinates?.[0]?.slice?.(0, -1),
};
const NEEDS = { point: 1, line: 2, polygon: 3 };

export class Drawing {
  constructor(mode = "line", spots = []) {
    this.mode = mode;
    this.all = spots; // in the order in which they were put
  }

  /** The spots that count: of a point only the last, so that a line comes back when it is a line again. */
  get spots() {
    return this.mode === "point" ? this.all.slice(-1) : this.all;
  }

  /** Read GeoJSON text of a point, line or area without holes; null when it is something else. */
  static read(text) {
    let shape;
    try {
      shape = JSON.parse(text);
    } catch {
      return null;
    }
    const mode = Object.keys(GEOJSON).find((key) => GEOJSON[key] === shape?.type);
    const spots = mode && SPOTS[mode](shape.coordinates);
    const sound = Array.isArray(spots) && spots.every((spot) => spot?.length >= 2 && spot.slice(0, 2).every(Number.isFinite));
    return sound ? new Drawing(mode, spots.map(rounded)) : null;
  }

  /** Put a spot at the end; a point has one spot, so it moves there. The same spot twice is one. */
  add(spot) {
    const next = rounded(spot);
    const last = this.all.at(-1);
    if (last && last[0] === next[0] && last[1] === next[1]) return false;
    this.all = this.mode === "point" ? [next] : [...this.all, next];
    return true;
  }

  undo() {
    this.all = this.mode === "point" ? [] : this.all.slice(0, -1);
  }

  /** Another kind of shape from the same spots. */
  become(mode) {
    this.mode = mode;
  }

  get complete() {
    return this.spots.length >= NEEDS[this.mode];
  }

  /** How many spots are still needed. */
  get missing() {
    return Math.max(0, NEEDS[this.mode] - this.spots.length);
  }

  get lengthM() {
    return lengthM(this.spots);
  }

  get areaM2() {
    return areaM2(this.spots);
  }

  /** GeoJSON of a complete shape, else null. */
  shape() {
    if (!this.complete) return null;
    const ring = [...this.spots, this.spots[0]];
    const coordinates = { point: this.spots[0], line: this.spots, polygon: [ring] }[this.mode];
    return { type: GEOJSON[this.mode], coordinates };
  }

  /** What the map shows: the line so far, the area, the way to `cross`, and each spot. */
  features(cross) {
    const feature = (part, type, coordinates, more = {}) => ({
      type: "Feature",
      properties: { part, ...more },
      geometry: { type, coordinates },
    });
    const found = this.spots.map((spot, index) =>
      feature("spot", "Point", spot, { last: index === this.spots.length - 1 }),
    );
    if (this.mode === "polygon" && this.complete) found.push(feature("area", "Polygon", [[...this.spots, this.spots[0]]]));
    if (this.mode !== "point" && this.spots.length > 1) found.push(feature("line", "LineString", this.spots));
    if (this.mode !== "point" && cross && this.spots.length)
      found.push(feature("way", "LineString", [this.spots.at(-1), cross]));
    return { type: "FeatureCollection", features: found };
  }
}

// What is being drawn: spots in order, and the kind of shape they make. No map and no page in here.
import { areaM2, lengthM, rounded, same } from "../lib/geo.js";
import { simplify, simplifyRing } from "../lib/simplify.js";

const GEOJSON = { point: "Point", line: "LineString", polygon: "Polygon" };
const SPOTS = {
  point: (coordinates) => [coordinates],
  line: (coordinates) => coordinates,
  polygon: (coordinates) => coordinates?.[0]?.slice?.(0, -1),
};
const NEEDS = { point: 1, line: 2, polygon: 3 };
const STEPS = 100; // so many steps can be undone

export class Drawing {
  #before = []; // how it was, and what was done then

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

  #become(all, did) {
    this.#before = [...this.#before, { all: this.all, did }].slice(-STEPS);
    this.all = all;
    return true;
  }

  /** Put a spot at the end; a point has one spot, so it moves there. The same spot twice is one. */
  add(spot) {
    const next = rounded(spot);
    if (same(this.all.at(-1), next)) return false;
    return this.#become(this.mode === "point" ? [next] : [...this.all, next], "add");
  }

  /** Put a spot after the one at `index`; false when it would lie on a neighbour. */
  insert(index, spot) {
    const next = rounded(spot);
    if ([index, index + 1].some((near) => same(this.#at(near), next))) return false;
    return this.#become([...this.all.slice(0, index + 1), next, ...this.all.slice(index + 1)], "insert");
  }

  /** Put the spot at `index` elsewhere; false when it would lie on a neighbour. */
  move(index, spot) {
    const next = rounded(spot);
    if ([index - 1, index, index + 1].some((near) => same(this.#at(near), next))) return false;
    return this.#become(this.all.map((old, at) => (at === index ? next : old)), "move");
  }

  remove(index) {
    return this.#become(this.all.filter((_, at) => at !== index), "remove");
  }

  /** Take other spots instead, such as a line that was walked. */
  replace(spots) {
    return this.#become(spots.map(rounded), "replace");
  }

  /** Drop the spots that are not needed to stay within so many metres. */
  simplify(withinM) {
    const fewer = this.mode === "polygon" ? simplifyRing(this.all, withinM) : simplify(this.all, withinM);
    return fewer.length >= NEEDS[this.mode] && fewer.length < this.all.length && this.#become(fewer, "replace");
  }

  /** The spot at an index; of an area the one after the last is the first again. */
  #at(index) {
    return this.mode === "polygon" ? this.all.at(index % this.all.length) : this.all[index];
  }

  /** Take the last step back and tell which it was; what came with the form loses its last spot. */
  undo() {
    const { all, did } = this.#before.pop() ?? { all: this.all.slice(0, -1), did: this.all.length ? "add" : "" };
    this.all = all;
    return did;
  }

  get undoable() {
    return this.#before.length > 0 || this.all.length > 0;
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
}

// Drawing with the cross: put, take back, move, put between. Each step is said aloud and seen in figures.
import { distanceM, eighthOf, middleOf, readArea, readLength } from "../lib/geo.js";
import { fill } from "../lib/words.js";
import { drawingFeatures, wayFeatures } from "./draw-features.js";
import { Drawing } from "./drawing.js";
import { PointsList } from "./points-list.js";

const SIMPLE_M = 2;
const QUIET_MS = 500; // after the last arrow, before it is said where the cross is

export class DrawTools {
  /** `part` finds a piece of the markup; `sheet` is the panel that folds; `track` is one's own track. */
  constructor({ part, words, language, sheet }) {
    Object.assign(this, { part, words, language, sheet });
    this.drawing = new Drawing("line");
    this.picked = null; // which point is moved, or gets one after it
    this.list = new PointsList({ part, words, language, act: (what, index) => this.act(what, index) });
    part("simplify").addEventListener("click", () => this.simplify());
  }

  get cross() {
    return this.map?.getCenter().toArray();
  }

  /** A point at `spot`, or on the track beside it. */
  put(spot) {
    if (!spot || this.resting) return;
    const snapped = this.track.snap(spot, this.map.getZoom());
    const place = snapped ?? spot;
    if (this.picked) this.#putPicked(place, snapped);
    else if (this.drawing.add(place)) this.#said(this.#putWords(), snapped);
  }

  #putWords() {
    const { mode, spots } = this.drawing;
    if (spots.length === 1 && mode !== "point") return this.words.first;
    return { point: this.words.placed, line: this.words.line, polygon: this.words.area }[mode];
  }

  #said(text, snapped) {
    this.say(snapped ? `${text} ${this.words.snapped}` : text);
    this.show();
  }

  undo() {
    if (this.picked) {
      this.letGo(this.words.left);
      return;
    }
    if (!this.drawing.undoable) return;
    const did = this.drawing.undo();
    const one = this.drawing.spots.length ? this.words.undone : this.words.empty;
    this.say(did === "add" ? one : this.words.undone_other);
    this.show();
  }

  /** What a button of the list asks: move, insert or remove. */
  act(what, index) {
    const { spots } = this.drawing;
    if (what === "remove") {
      this.picked = null; // the numbers behind it change
      this.drawing.remove(index);
      this.#said(this.words.removed);
      if (!this.list.focus("remove", Math.min(index, spots.length - 2))) this.part("put").focus();
      return;
    }
    this.picked = { what, index, open: this.sheet.open };
    this.sheet.fold(); // the map is needed now
    const next = spots[(index + 1) % spots.length];
    this.map?.jumpTo({ center: what === "move" ? spots[index] : middleOf([spots[index], next]) });
    this.say(fill(this.words[`pick_${what}`], { number: index + 1 }));
    this.show();
    this.map?.getCanvas().focus();
  }

  #putPicked(place, snapped) {
    const { what, index } = this.picked;
    if (!this.drawing[what](index, place)) {
      this.say(this.words.taken);
      return;
    }
    const number = index + (what === "move" ? 1 : 2);
    this.letGo(fill(this.words[`did_${what}`], { number }), snapped);
  }

  letGo(text, snapped) {
    const { what, index, open } = this.picked;
    this.picked = null;
    this.#said(text, snapped);
    if (open) this.sheet.unfold();
    this.list.focus(what, index);
  }

  simplify() {
    this.say(this.drawing.simplify(SIMPLE_M) ? this.words.simpler : this.words.simple_already);
    this.show();
  }

  /** Draw these spots instead; undo brings back what was there. */
  replace(spots, text) {
    this.drawing.replace(spots);
    this.#said(text);
  }

  /** A key on the map; tells whether it meant something. */
  key({ key, repeat }) {
    if (this.resting || !["Enter", "Backspace"].includes(key)) return false;
    if (key === "Backspace") this.undo();
    else if (!repeat) this.put(this.cross);
    return true;
  }

  panned() {
    clearTimeout(this.quiet);
    const from = this.drawing.spots.at(-1);
    if (!from || this.picked || this.resting) return;
    const tell = () => this.say(fill(this.words.cross, { way: this.part("way").textContent, wind: this.words.winds[eighthOf(from, this.cross)] }));
    this.quiet = setTimeout(tell, QUIET_MS);
  }

  values() {
    const { mode, spots, missing } = this.drawing;
    const amount = mode === "polygon" ? readArea(this.drawing.areaM2, this.language) : readLength(this.drawing.lengthM, this.language);
    return { number: spots.length, amount, missing };
  }

  say(text) {
    clearTimeout(this.quiet);
    this.part("status").textContent = fill(text, this.values());
  }

  /** The way from the last point to the cross. */
  moved() {
    const from = this.picked || this.resting || this.drawing.mode === "point" ? null : this.drawing.spots.at(-1);
    const { cross } = this;
    this.map?.getSource("draw-way")?.setData(wayFeatures(from, cross));
    this.part("way").textContent = readLength(from && cross ? distanceM(from, cross) : 0, this.language);
  }

  /** Bring map, figures, list and buttons up to date. */
  show() {
    const { drawing, picked, words } = this;
    const { mode, spots } = drawing;
    if (!this.resting)
      this.map?.getSource("drawing")?.setData(drawingFeatures(drawing, picked?.what === "move" ? picked.index : -1));
    this.moved();
    this.list.show(drawing);
    const { amount, number } = this.values();
    this.part("amount").textContent = amount;
    this.part("count").textContent = number;
    this.part("many-text").textContent = fill(words.many, { number });
    this.part("amount-name").textContent = mode === "polygon" ? words.area_now : words.length_now;
    this.part("figures").hidden = mode === "point";
    const label = (name, text) => (this.part(name).lastElementChild.textContent = text);
    label("put", picked ? words.put_here : mode === "point" ? words.put_point : words.put);
    label("done", mode === "polygon" ? words.close : words.done);
    label("undo", picked ? words.leave : words.undo);
    this.part("undo").setAttribute("aria-disabled", String(!picked && !drawing.undoable));
    this.part("done").setAttribute("aria-disabled", String(!drawing.complete || Boolean(picked)));
    this.part("walk").hidden = mode === "point";
    this.part("as-track").hidden = mode !== "line" || spots.length < 2;
  }
}

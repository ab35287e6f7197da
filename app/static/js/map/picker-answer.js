// What the form knows of the drawing: its hidden input, the sentence beside it, and the shape as it was before.
import { readArea, readLength } from "../lib/geo.js";
import { fill } from "../lib/words.js";
import { Drawing } from "./drawing.js";

const written = (drawing) => (drawing ? JSON.stringify(drawing.shape()) : "");

export class Answer {
  /** `before`: GeoJSON text of what a correction starts from, or "". */
  constructor({ part, words, language, input, before }) {
    Object.assign(this, { part, words, language, input, before });
    this.old = Drawing.read(before);
    if (this.old) part("keep").lastElementChild.textContent = words[`keep_${this.old.mode}`];
    this.read();
  }

  /** Take over what the input holds, from the server or from another script; null when there is no shape. */
  read() {
    this.known = this.input.value;
    return Drawing.read(this.known);
  }

  get isNew() {
    return this.input.value !== this.known;
  }

  write(text) {
    this.input.value = this.known = text;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  store(shape) {
    this.write(shape ? JSON.stringify(shape) : "");
  }

  /** Say on the form what has been drawn, or that `drawing` still waits; tells whether there is something. */
  describe(drawing, values) {
    const drawn = Drawing.read(this.input.value);
    const waiting = drawing.spots.length > 0 && written(drawing) !== written(drawn);
    const kept = Boolean(this.old) && written(drawn) === written(this.old);
    this.part("summary").textContent = waiting ? fill(this.words.unfinished, values) : this.#summary(drawn, kept);
    this.part("open").lastElementChild.textContent = drawn || waiting ? this.words.again : this.words.start;
    this.part("keep").hidden = !this.old || (kept && !waiting);
    return Boolean(drawn) || waiting;
  }

  #summary(drawn, kept) {
    if (!drawn) return this.words.nothing;
    if (kept) return this.words[`kept_${drawn.mode}`];
    const { mode, spots } = drawn;
    const amount = mode === "polygon" ? readArea(drawn.areaM2, this.language) : readLength(drawn.lengthM, this.language);
    return fill(this.words[`summary_${mode}`], { amount, number: spots.length });
  }
}

// A walk that was interrupted, or never became a line, is offered on the form: go on, use it, or throw it away.
import { readLength } from "../lib/geo.js";
import { fill } from "../lib/words.js";

export class WalkOffer {
  constructor({ part, words, language, walk, resume, use }) {
    Object.assign(this, { part, words, language, walk });
    part("offer-take").addEventListener("click", () => (walk.state === "done" ? use() : resume()));
    part("offer-away").addEventListener("click", () => this.#away());
  }

  /** Throw it away, or fetch it back: the same button. */
  #away() {
    if (this.back) this.back();
    this.back = this.back ? null : this.walk.throwAway();
    this.show(this.drawn);
  }

  /** `drawn`: whether the form has a drawing already. */
  show(drawn) {
    this.drawn = drawn;
    const { state, spots, sent } = this.walk;
    const kind = spots.length < 2 ? "" : { paused: "offer_paused", done: drawn || sent ? "" : "offer_done" }[state];
    if (kind) this.back = null;
    this.part("offer").hidden = !kind && !this.back;
    this.part("offer-take").hidden = !kind;
    if (kind) this.part("offer-take").lastElementChild.textContent = this.words[`${kind}_take`];
    const length = readLength(this.walk.lengthM, this.language);
    this.part("offer-text").textContent = kind ? fill(this.words[kind], { length, number: spots.length }) : this.words.offer_gone;
    this.part("offer-away").lastElementChild.textContent = kind ? this.words.offer_away : this.words.offer_back;
  }
}

// The points of a drawing as rows with buttons, so that nothing needs dragging.
import { distanceM, readLength } from "../lib/geo.js";
import { fill } from "../lib/words.js";
import { MOST_SPOTS } from "./draw-features.js";

export class PointsList {
  /** `part` finds a piece of the markup; `act(what, index)` does what a button says. */
  constructor({ part, words, language, act }) {
    Object.assign(this, { part, words, language });
    part("points").addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) act(button.dataset.do, Number(button.closest("[data-index]").dataset.index));
    });
  }

  show({ mode, spots }) {
    const many = spots.length > MOST_SPOTS;
    this.part("points-section").hidden = mode === "point" || !spots.length;
    this.part("many").hidden = !many;
    this.part("points").replaceChildren(...(many ? [] : spots.map((_, index) => this.#row(mode, spots, index))));
  }

  /** Bring the keyboard back to a button of a row; false when there is no such row. */
  focus(what, index) {
    const button = this.part("points").querySelector(`[data-index="${index}"] [data-do="${what}"]`);
    if (!button?.checkVisibility?.()) return false;
    button.focus();
    return true;
  }

  #row(mode, spots, index) {
    const row = this.part("row").content.firstElementChild.cloneNode(true);
    const number = index + 1;
    row.dataset.index = index;
    row.querySelector("strong").textContent = fill(this.words.row, { number });
    row.querySelector(".hv-meta").textContent = this.#note(spots, index);
    for (const button of row.querySelectorAll("[data-do]"))
      button.setAttribute("aria-label", fill(this.words[`row_${button.dataset.do}`], { number }));
    const last = index === spots.length - 1;
    row.querySelector("[data-do=insert]").hidden = last && !(mode === "polygon" && spots.length > 2);
    return row;
  }

  #note(spots, index) {
    if (!index) return this.words.row_first;
    const length = readLength(distanceM(spots[index - 1], spots[index]), this.language);
    return fill(index === spots.length - 1 ? this.words.row_last : this.words.row_next, { length });
  }
}

// The chips and the panel of filters on the map. What is chosen lives in the fragment of the address.
import { fill } from "../lib/words.js";
import { asQuery, readFilter, WORDS, withFilter } from "./map-state.js";

export class MapFilters {
  /** `part` finds the markup; `changed(filter)` when something else is asked. */
  constructor({ part, words, changed }) {
    Object.assign(this, { part, words, changed });
    this.filter = readFilter(location.hash);
    this.form = part("filter-form");
    part("filters").addEventListener("click", () => part("filter-panel").showModal());
    part("filter-close").addEventListener("click", () => part("filter-panel").close());
    part("clear").addEventListener("click", () => this.set({}));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.set(Object.fromEntries(new FormData(this.form)));
      part("filter-panel").close();
    });
    this.chips = [...part("chips").querySelectorAll("[data-word]")];
    for (const chip of this.chips)
      chip.addEventListener("click", () => {
        const { word, value } = chip.dataset;
        this.set({ ...this.filter, [word]: this.filter[word] === value ? "" : value });
      });
    this.onHash = () => this.#follow();
    addEventListener("hashchange", this.onHash);
    part("boven").hidden = false;
    this.show();
  }

  stop() {
    removeEventListener("hashchange", this.onHash);
  }

  set(filter) {
    const asked = Object.fromEntries(WORDS.filter((word) => filter[word]).map((word) => [word, filter[word]]));
    const same = asQuery(asked) === asQuery(this.filter);
    this.filter = asked;
    if (!same) history.pushState(history.state, "", withFilter(location.hash, asked)); // "back" undoes it
    this.show();
    this.changed(this.filter);
  }

  get number() {
    return Object.keys(this.filter).length;
  }

  /** Someone typed another address, or went back. */
  #follow() {
    const found = readFilter(location.hash);
    if (asQuery(found) === asQuery(this.filter)) return;
    this.filter = found;
    this.show();
    this.changed(found);
  }

  /** Bring chips, panel and the way to the list up to date. */
  show() {
    this.part("filters").lastElementChild.textContent = fill(this.words.filters, { number: this.number });
    this.part("clear").hidden = this.number === 0;
    for (const chip of this.chips)
      chip.setAttribute("aria-pressed", String(this.filter[chip.dataset.word] === chip.dataset.value));
    for (const field of this.form.elements) {
      if (!WORDS.includes(field.name)) continue;
      if (field.type === "checkbox") field.checked = Boolean(this.filter[field.name]);
      else field.value = this.filter[field.name] ?? "";
    }
    const list = this.part("list");
    list.href = list.href.split("?")[0] + asQuery(this.filter);
  }
}

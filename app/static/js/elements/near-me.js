/**
 * <near-me> fills in the kilometre square where the person is, and sorts what the server found for it by true distance.
 *
 * The place itself never leaves the phone: the address holds the square only, the exact spot stays in this page.
 */
import { distanceM, readLength } from "../lib/geo.js";
import { squareOf } from "../lib/rd.js";
import { whereAmI } from "../map/open.js";

class NearMe extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.input = this.querySelector("input");
    const button = this.querySelector('[data-part="here"]');
    button.hidden = false;
    button.addEventListener("click", () => this.go());
    if (this.input.value) this.sortIfKnown();
  }

  async go() {
    try {
      const { spot } = await whereAmI();
      this.input.value = squareOf(spot);
    } catch {
      this.querySelector('[data-part="status"]').textContent = this.words.lost;
      this.querySelector("details")?.setAttribute("open", "");
      this.input.focus();
      return;
    }
    const form = this.closest("form");
    form.elements.op.value = "dichtbij";
    form.requestSubmit();
  }

  /** Only when the person said before that we may know where they are. */
  async sortIfKnown() {
    const answer = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
    if (answer?.state !== "granted") return;
    const { spot } = await whereAmI().catch(() => ({}));
    if (spot && squareOf(spot) === this.input.value) this.sort(spot);
  }

  sort(spot) {
    const language = document.documentElement.lang || "nl";
    const rows = [...document.querySelectorAll("#lijst [data-lon]")].map((line) => ({
      card: line.closest("li"),
      line,
      metres: distanceM(spot, [Number(line.dataset.lon), Number(line.dataset.lat)]),
    }));
    rows.sort((one, other) => one.metres - other.metres);
    for (const { card, line, metres } of rows) {
      const words = document.createElement("span");
      words.textContent = this.words.away.replace("{length}", readLength(Math.round(metres), language));
      line.prepend(words, " ");
      card.parentElement.append(card);
    }
  }
}

customElements.define("near-me", NearMe);

/**
 * <place-fields data-url="…"> helps with a place: its fields open by themselves when the map cannot work, and after
 * something was drawn the villages near it come first in the list. Without script all villages are there as well.
 */
import { middleOf } from "../lib/geo.js";
import { Drawing } from "../map/drawing.js";

customElements.define(
  "place-fields",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.stop = new AbortController();
      const { signal } = this.stop;
      this.form?.addEventListener("map-missing", () => this.unfold(), { signal });
      this.form?.addEventListener("change", ({ target }) => target.name === "shape" && this.sort(target.value), { signal });
    }

    disconnectedCallback() {
      this.stop?.abort();
    }

    unfold() {
      this.querySelector("details").open = true;
    }

    /** Ask for the villages in the order of this place; the choice that was made stays. */
    async sort(geojson) {
      const drawn = Drawing.read(geojson);
      const list = this.form.elements.place_id;
      if (!drawn || !list) return;
      const [lon, lat] = middleOf(drawn.spots);
      const answer = await fetch(`${this.dataset.url}?lon=${lon.toFixed(5)}&lat=${lat.toFixed(5)}`).catch(() => null);
      if (!answer?.ok) return; // the list is whole as it is
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("select");
      const chosen = list.value;
      list.replaceChildren(...found.childNodes);
      list.value = chosen;
    }
  },
);

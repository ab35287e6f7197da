/** <place-fields> holds the fields for a place without a map; they open by themselves when the map cannot work. */
customElements.define(
  "place-fields",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.unfold = () => {
        this.querySelector("details").open = true;
      };
      this.form?.addEventListener("map-missing", this.unfold);
    }

    disconnectedCallback() {
      this.form?.removeEventListener("map-missing", this.unfold);
    }
  },
);

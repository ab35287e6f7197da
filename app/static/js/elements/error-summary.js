/** <error-summary> brings the focus to what is wrong with a form, also when htmx put the form back. */
customElements.define(
  "error-summary",
  class extends HTMLElement {
    connectedCallback() {
      // after the parser has seen the inside, and after htmx has settled
      requestAnimationFrame(() => this.firstElementChild?.focus());
    }
  },
);

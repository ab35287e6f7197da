/**
 * <blur-note> says what others will see of the place, as soon as the species is chosen; it works without a line, by
 * the list of names in the form. Without script the rule itself stands there.
 */
import { blurOf } from "../lib/blur.js";

class BlurNote extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.stop = new AbortController();
    const { signal } = this.stop;
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, ({ target }) => this.#heard(target), { signal });
    this.show();
  }

  disconnectedCallback() {
    this.stop?.abort();
  }

  #heard({ name }) {
    if (["species", "unknown", "behaviour", "claim_group"].includes(name)) this.show();
  }

  show() {
    const { species, unknown, behaviour, claim_group: group } = this.form.elements;
    const typed = unknown.checked ? "" : species.value.trim();
    const asked = typed || unknown.checked || group.value;
    const chosen = typed && [...this.form.querySelector("#soortnamen").options].find((one) => one.value.toLowerCase() === typed.toLowerCase());
    const km = blurOf(chosen ? { km: Number(chosen.dataset.blur), nest: "nest" in chosen.dataset } : null, behaviour.value);
    for (const part of ["0", "1", "5"]) this.#part(part, asked && String(km) === part);
    this.#part("rule", !asked);
    this.#part("invasive", Boolean(chosen) && "invasive" in chosen.dataset);
  }

  #part(name, shown) {
    this.querySelector(`[data-part="${name}"]`).hidden = !shown;
  }
}

customElements.define("blur-note", BlurNote);

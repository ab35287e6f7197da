/** <saved-areas> lists the parts of the map that are kept on this device, each with a way to it and a way to be rid of it. */
import { fill, readWords } from "../lib/words.js";
import { areasOf } from "../offline/visit.js";

const MB = 1_000_000;

class SavedAreas extends HTMLElement {
  async connectedCallback() {
    if (this.areas) return;
    this.words = readWords(this);
    const found = globalThis.caches ? await areasOf() : null;
    if (!found) return;
    Object.assign(this, found);
    this.addEventListener("click", ({ target }) => {
      const row = target.closest("button")?.closest("[data-key]");
      if (row) this.#remove(row.dataset.key).catch(() => this.#say("failed"));
    });
    await this.#show().catch(() => {}); // a disk that fails for a moment has no areas to show
  }

  async #show() {
    const rows = this.parts.account ? await this.areas.list(this.parts.account) : [];
    this.hidden = rows.length === 0 && !this.said;
    this.querySelector("ul").replaceChildren(...rows.map((row) => this.#row(row)));
  }

  #row({ key, name, at, bytes, hash }) {
    const row = document.importNode(this.querySelector("template").content, true);
    const { lang } = document.documentElement;
    const number = Math.max(0.1, bytes / MB).toLocaleString(lang, { maximumFractionDigits: 1 });
    const day = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(at);
    row.querySelector("li").dataset.key = key;
    row.querySelector("a").href = `/kaart${hash}`;
    row.querySelector("a").textContent = name;
    row.querySelector(".hv-meta").textContent = fill(this.words.about, { number, day });
    row.querySelector("button").setAttribute("aria-label", fill(this.words.remove, { name }));
    return row;
  }

  async #remove(key) {
    await this.areas.remove(key);
    this.said = true;
    this.#say("removed");
    await this.#show();
    this.querySelector("h2").focus();
  }

  /** Who sees sees that it is gone; that it is not must be said. */
  #say(name) {
    const status = this.querySelector("[role=status]");
    status.textContent = this.words[name];
    status.classList.toggle("hv-visually-hidden", name !== "failed");
  }
}

customElements.define("saved-areas", SavedAreas);

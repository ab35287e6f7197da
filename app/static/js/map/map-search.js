// Searching on the map: villages, elements and, when the settings allow, addresses. Answers are buttons in a list.

const PAUSE_MS = 300;
const FEWEST = 2; // letters

export class MapSearch {
  /** `part` finds the markup; `go({lon, lat, zoom, id})` when one is chosen. */
  constructor({ part, words, say, go }) {
    Object.assign(this, { part, words, say, go });
    this.form = part("search");
    this.input = this.form.querySelector("input");
    this.list = part("found");
    this.input.addEventListener("input", () => this.#soon());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(true);
    });
    this.form.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.#choose(button);
    });
  }

  #soon() {
    clearTimeout(this.timer);
    if (this.input.value.trim().length < FEWEST) this.close();
    else this.timer = setTimeout(() => this.#ask(false), PAUSE_MS);
  }

  async #ask(first) {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (text.length < FEWEST) return;
    this.asking?.abort();
    this.asking = new AbortController();
    const asked = new URLSearchParams({ q: text });
    const answer = await fetch(`${this.form.dataset.url}?${asked}`, {
      headers: { "HX-Request-Type": "partial" },
      signal: this.asking.signal,
    }).catch((error) => (error.name === "AbortError" ? undefined : null));
    if (answer === undefined) return;
    if (!answer?.ok) {
      this.say(this.words.offline);
      return;
    }
    this.list.innerHTML = await answer.text(); // our own server's fragment
    const found = this.list.querySelectorAll("button");
    this.list.hidden = false;
    this.say(found.length ? "" : this.words.nothing);
    if (first && found.length) this.#choose(found[0]);
  }

  #key(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
      this.input.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.list.hidden || !buttons.length) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement) + step;
    if (at < 0) this.input.focus();
    else buttons[Math.min(at, buttons.length - 1)].focus();
  }

  #choose(button) {
    const { lon, lat, zoom, id } = button.dataset;
    this.input.value = button.querySelector("strong").textContent;
    this.close();
    this.go({ spot: [Number(lon), Number(lat)], zoom: Number(zoom), id });
  }

  close() {
    this.list.hidden = true;
    this.list.replaceChildren();
  }
}

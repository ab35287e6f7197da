/**
 * <species-picker data-url data-words> offers species below the field of a name while one types: the server's, which
 * forgives typing errors, and without a line those of the list in the page. Choosing writes the name in the field; what
 * is no name of a species stays as it was typed. Without script the field has the browser's own list.
 */
import { matching, moved, writable } from "../lib/name-match.js";
import { startTimer, stopTimer } from "../lib/timers.js";
import { fill, readWords } from "../lib/words.js";

const PAUSE_MS = 250;
const PATIENCE_MS = 3_000; // a line that is slower than this is no line
const FEWEST = 2; // letters
const MOST = 6;

class SpeciesPicker extends HTMLElement {
  connectedCallback() {
    this.words = readWords(this);
    this.input = this.querySelector("input");
    this.names = this.querySelector("datalist");
    this.list = this.part("options");
    this.at = -1;
    this.input.removeAttribute("list"); // one list is enough
    const told = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(told)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.#soon());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // who types goes on typing
    this.list.addEventListener("click", ({ target }) => this.#choose(target.closest("[role=option]")));
  }

  disconnectedCallback() {
    stopTimer(this.timer);
    this.asking?.abort();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  #soon() {
    stopTimer(this.timer);
    this.asking?.abort();
    if (this.input.value.trim().length < FEWEST) this.#close("");
    else this.timer = startTimer(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    const text = this.input.value.trim();
    const asking = new AbortController();
    this.asking = asking;
    const rows = navigator.onLine === false ? null : await this.#answered(text, asking.signal);
    if (asking.signal.aborted) return;
    if (rows) this.list.replaceChildren(...rows);
    else this.list.replaceChildren(...matching(this.#known(), text, MOST).map((one) => this.#row(one)));
    this.#offer(text);
  }

  /** The server's options, or null when there is no line to ask it. */
  async #answered(text, signal) {
    const limit = new AbortController();
    signal.addEventListener("abort", () => limit.abort());
    const patience = startTimer(() => limit.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(`${this.dataset.url}?${new URLSearchParams({ q: text })}`, { headers: { "HX-Request-Type": "partial" }, signal: limit.signal });
      if (!answer.ok) return null;
      const made = document.createElement("template");
      made.innerHTML = await answer.text(); // our own server's fragment
      return [...made.content.children];
    } catch {
      return null;
    } finally {
      stopTimer(patience);
    }
  }

  #known() {
    return [...this.names.options].map((one) => ({ name: one.value, latin: one.textContent, option: one }));
  }

  #row({ name, latin, option }) {
    const row = this.#made(name, latin === name ? "" : latin);
    Object.assign(row.dataset, option.dataset, { name, latin });
    return row;
  }

  #made(name, more) {
    const row = document.importNode(this.part("row").content, true).firstElementChild;
    row.querySelector("strong").textContent = name;
    row.querySelector("span").textContent = more;
    return row;
  }

  /** What stands in the list can be chosen; below it, that what was typed is right as it is. */
  #offer(text) {
    const rows = this.options;
    const found = rows.map(({ dataset }) => ({ name: dataset.name, latin: dataset.latin ?? "" }));
    for (const [n, name] of writable(found).entries()) this.#remember(rows[n], name);
    if (!found.some(({ name }) => name.toLowerCase() === text.toLowerCase())) {
      const own = this.#made(`“${text}”`, this.words.own);
      own.dataset.write = text;
      this.list.append(own);
    }
    for (const [n, row] of this.options.entries()) row.id = `soort-${n + 1}`;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#mark(-1);
    const number = rows.length;
    const said = { 0: this.words.none, 1: this.words.one };
    this.#say(fill(said[number] ?? this.words.more, { number }));
  }

  /** The form looks up in its list of names how coarsely a species is shown: what the server offered belongs there too. */
  #remember(row, name) {
    row.dataset.write = name;
    const { blur, nest, invasive } = row.dataset;
    const known = [...this.names.options].some((one) => one.value.toLowerCase() === name.toLowerCase());
    if (known || blur === undefined) return;
    const option = Object.assign(document.createElement("option"), { value: name });
    option.dataset.blur = blur;
    if (nest !== undefined) option.dataset.nest = "";
    if (invasive !== undefined) option.dataset.invasive = "";
    this.names.append(option);
  }

  #key(event) {
    if (event.key === "Tab") this.#close("");
    if (this.list.hidden) {
      if (event.key === "ArrowDown") this.#soon();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#mark(moved(this.at, step, this.options.length));
    else if (event.key === "Escape") this.#close("");
    else if (event.key === "Enter" && this.at >= 0) this.#choose(this.options[this.at]);
    else return;
    event.preventDefault();
  }

  #mark(at) {
    this.at = at;
    for (const [n, row] of this.options.entries()) row.setAttribute("aria-selected", String(n === at));
    const row = this.options[at];
    if (!row) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", row.id);
    return row.scrollIntoView({ block: "nearest" });
  }

  #choose(row) {
    if (!row) return;
    this.input.value = row.dataset.write;
    this.#close(fill(this.words.chosen, { name: row.dataset.write }));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #close(said) {
    stopTimer(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.#mark(-1);
    this.#say(said);
  }

  #say(text) {
    this.part("status").textContent = text;
  }
}

customElements.define("species-picker", SpeciesPicker);

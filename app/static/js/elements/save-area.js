/**
 * <save-area> on the map keeps what the map shows for use without a line: first it says how much that is, and keeps
 * it when people want it. It also remembers where the map stood, and draws anew when the line is back.
 */
import { fill, readWords } from "../lib/words.js";
import { areasOf } from "../offline/visit.js";

const MB = 1_000_000;

class SaveArea extends HTMLElement {
  async connectedCallback() {
    if (this.listens) return;
    this.listens = true;
    this.words = readWords(this);
    this.map = this.closest("map-view");
    addEventListener("pagehide", () => remember(location.hash));
    addEventListener("online", () => this.map.filtered(this.map.filters.filter));
    const found = globalThis.caches && navigator.serviceWorker ? await areasOf() : null;
    if (!found?.parts.account) return;
    Object.assign(this, found);
    this.hidden = false;
    this.areas.tidy().catch(() => {});
    this.#part("ask").addEventListener("click", () => this.#alone(() => this.#weigh()));
    this.#part("keep").addEventListener("click", () => this.#alone(() => this.#keep()));
    this.#part("drop").addEventListener("click", () => this.#end(""));
  }

  #part(name) {
    return this.querySelector(`[data-part="area-${name}"]`);
  }

  async #alone(work) {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
    } catch ({ code }) {
      this.#end(this.words[code] ?? this.words.line);
    } finally {
      this.busy = false;
    }
  }

  async #weigh() {
    this.#say(this.words.weighing);
    await this.map.open();
    const { map, settings } = this.map;
    const bounds = map.getBounds();
    const address = ([z, x, y]) => settings.tiles.replace("{z}", z).replace("{x}", x).replace("{y}", y);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    this.weighed = await this.areas.weigh(box, map.getZoom(), address);
    this.about = { owner: this.parts.account, name: this.#name(map), hash: location.hash };
    this.#part("choice").hidden = false;
    this.#part("ask").hidden = true;
    const number = Math.max(0.1, this.weighed.bytes / MB).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    this.#say(fill(this.words.size, { number }));
    this.#part("keep").focus();
  }

  /** After the largest place in view, or the day. */
  #name(map) {
    const layers = ["places-large", "places-small"].filter((id) => map.getLayer(id));
    const [place] = layers.flatMap((id) => map.queryRenderedFeatures({ layers: [id] }));
    return place?.properties.name ?? this.words.nameless;
  }

  async #keep() {
    await this.areas.keep(this.weighed, this.about);
    this.#end(this.words.kept);
  }

  #end(text) {
    this.weighed = null;
    this.#part("choice").hidden = true;
    this.#part("ask").hidden = false;
    this.#say(text);
    this.#part("ask").focus();
  }

  #say(text) {
    this.#part("status").textContent = text;
  }
}

/** On this device only: no server ever hears where someone looked. */
function remember(hash) {
  try {
    if (hash) localStorage.setItem("haarvaten.kaart", hash);
  } catch {
    // then the map begins with all of Drenthe
  }
}

customElements.define("save-area", SaveArea);

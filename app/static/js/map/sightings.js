// Sightings on the map, for who switches them on: exact ones as round signs, coarse ones as the square that stands for
// them. What is asked lives in the fragment of the address, as the filters of elements do.
import { fill } from "../lib/words.js";
import { asQuery } from "./map-state.js";
import { readSightings, SIGHTING_WORDS, sayWhy, withSightings } from "./sightings-state.js";

const SOURCE = "sightings";
export const FROM = 12; // as in the tiles
const LAST = 14;
const LAYERS = ["sighting-squares", "sighting-edges", "sighting-numbers", "sighting-spots", "sighting-chosen"];

export class Sightings {
  /** `part` finds the markup; `say(text)` tells; `show(address, id)` opens the sheet of what was tapped. */
  constructor({ part, words, say, show, root }) {
    Object.assign(this, { part, words, say, show, tiles: root.dataset.sightings, panelUrl: root.dataset.sightingFilters });
    this.filter = readSightings(location.hash);
    part("sightings").addEventListener("click", () => this.set(this.filter ? null : {}));
    part("sighting-filters").addEventListener("click", () => this.#openPanel());
    this.onHash = () => this.#follow();
    addEventListener("hashchange", this.onHash);
    this.#press();
  }

  stop() {
    removeEventListener("hashchange", this.onHash);
  }

  set(filter) {
    const to = withSightings(location.hash, filter);
    if (to !== location.hash) history.pushState(history.state, "", to);
    this.filter = filter;
    this.#changed();
  }

  #follow() {
    const found = readSightings(location.hash);
    if (JSON.stringify(found) === JSON.stringify(this.filter)) return;
    this.filter = found;
    this.#changed();
  }

  #changed() {
    this.#press();
    if (this.map) this.add(this.map, this.ink);
  }

  /** Hear a map that was just opened: when it has drawn all, and when tiles come or fail. */
  hear(map) {
    map.on("idle", () => this.tell());
    map.on("data", ({ sourceId, tile }) => {
      if (sourceId === SOURCE && tile) this.failed = false;
    });
    map.on("error", ({ sourceId }) => {
      if (sourceId === SOURCE) this.failed = true;
    });
  }

  #press() {
    this.part("sightings").setAttribute("aria-pressed", String(Boolean(this.filter)));
    const button = this.part("sighting-filters");
    button.hidden = !this.filter;
    button.lastElementChild.textContent = fill(this.words.sighting_filters, { number: Object.keys(this.filter ?? {}).length });
    const list = this.part("sightings-list");
    list.href = list.href.split("?")[0] + asQuery(this.filter ?? {});
  }

  /** Put the layers on a map, again after each change of its style or of what is asked; takes them off when not wanted. */
  add(map, ink) {
    Object.assign(this, { map, ink, failed: false });
    for (const id of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    if (!this.filter) return;
    const address = new URL(this.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
    map.addSource(SOURCE, { type: "vector", tiles: [address + asQuery(this.filter)], minzoom: FROM, maxzoom: LAST });
    for (const layer of layers(ink)) map.addLayer(layer, layer.id.startsWith("sighting-s") && layer.type !== "symbol" ? "chosen" : undefined);
  }

  /** Say why none are drawn, or not all, as the map looks empty or whole; and take it back when it is no longer so. */
  tell() {
    const { sightings_near: near, sightings_none: none, sightings_failed: failed, sightings_more: more, sightings_most: most } = this.words;
    const zoom = this.map.getZoom();
    const facts = { wanted: Boolean(this.filter), near: zoom >= FROM, failed: this.failed, drawn: this.#drawn(), more: this.#leftOut(), deepest: zoom >= LAST };
    const says = sayWhy(facts, { near, none, failed, more, most });
    const shown = this.part("status").textContent;
    if (shown !== says && (!shown || [near, none, failed, more, most].includes(shown))) this.say(says);
  }

  /** Does a tile in view say that it holds not all? */
  #leftOut() {
    return this.filter && this.map.getSource(SOURCE) ? this.map.querySourceFeatures(SOURCE, { sourceLayer: "more" }).length > 0 : false;
  }

  #drawn() {
    return this.#at(undefined, "sighting-spots").length + this.#at(undefined, "sighting-squares").length;
  }

  /** Open what lies in `box` (two corners in pixels) around `point`; tells whether there was a spot. */
  tapSpot(box, { x, y }) {
    const away = ({ geometry: { coordinates } }) => {
      const at = this.map.project(coordinates);
      return Math.hypot(at.x - x, at.y - y);
    };
    const [nearest] = this.#at(box, "sighting-spots").sort((one, other) => away(one) - away(other));
    if (!nearest) return false;
    const { id } = nearest.properties;
    this.show(`/kaart/waarneming/${grouped(id)}`, id);
    return true;
  }

  /** Open the smallest square under `point`; tells whether there was one. */
  tapSquare({ x, y }) {
    const [smallest] = this.#at([x, y], "sighting-squares").sort((one, other) => one.properties.km - other.properties.km);
    if (!smallest) return false;
    const { square, km } = smallest.properties;
    const asked = Object.fromEntries(Object.entries(this.filter).filter(([word]) => word !== "hok"));
    this.show(`/kaart/vak/${square}/${km}${asQuery(asked)}`, "");
    return true;
  }

  #at(where, layer) {
    return this.filter && this.map.getLayer(layer) ? this.map.queryRenderedFeatures(where, { layers: [layer] }) : [];
  }

  choose(id) {
    if (this.map?.getLayer("sighting-chosen")) this.map.setFilter("sighting-chosen", ["==", ["get", "id"], id ?? ""]);
  }

  async #openPanel() {
    const panel = this.part("sightings-panel");
    if (!panel.children.length) {
      const answer = await fetch(this.panelUrl, { headers: { "HX-Request-Type": "partial" } }).catch(() => null);
      if (!answer?.ok) return this.say(this.words.offline);
      panel.innerHTML = await answer.text(); // our own server's fragment
      this.#listen(panel);
    }
    this.#fill();
    return panel.showModal();
  }

  #listen(panel) {
    this.part("sightings-close").addEventListener("click", () => panel.close());
    this.form = this.part("sightings-form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#readName()) return;
      panel.close();
      this.set({ ...this.#besides(), ...Object.fromEntries([...new FormData(this.form)].filter(([word, value]) => SIGHTING_WORDS.includes(word) && value)) });
    });
  }

  /** What a link asked for and the panel has no field for. */
  #besides() {
    const { gemeente, hok } = this.filter ?? {};
    return { ...(gemeente && { gemeente }), ...(hok && { hok }) };
  }

  #names() {
    return [...this.form.querySelector("datalist").options];
  }

  /** The key of the name that was typed goes along; a name that nobody knows is told. */
  #readName() {
    const typed = this.form.querySelector("#w-naam").value.trim().toLowerCase();
    const known = this.#names().find((one) => one.value.toLowerCase() === typed);
    const kept = this.filter?.soort ?? "";
    const same = typed && typed === kept; // of a checklist: the list here has only those that ship
    this.form.elements.soort.value = known?.dataset.key ?? (same ? kept : "");
    this.part("unknown").hidden = Boolean(!typed || known || same);
    if (!this.part("unknown").hidden) this.form.querySelector("#w-naam").focus();
    return this.part("unknown").hidden;
  }

  #fill() {
    const asked = this.filter ?? {};
    for (const field of this.form.elements) {
      if (!SIGHTING_WORDS.includes(field.name)) continue;
      if (field.type === "checkbox") field.checked = Boolean(asked[field.name]);
      else field.value = asked[field.name] ?? "";
    }
    const named = this.#names().find((one) => one.dataset.key === asked.soort);
    this.form.querySelector("#w-naam").value = named?.value ?? asked.soort ?? "";
    this.part("unknown").hidden = true;
  }
}

export const grouped = (id) => `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;

function layers(ink) {
  const square = { source: SOURCE, "source-layer": "squares", minzoom: FROM };
  const spot = { source: SOURCE, "source-layer": "spots", minzoom: FROM };
  return [
    { id: "sighting-squares", type: "fill", ...square, paint: { "fill-color": ink.heide, "fill-opacity": 0.16 } },
    { id: "sighting-edges", type: "line", ...square, paint: { "line-color": ink.heide, "line-width": 2.5, "line-dasharray": [3, 1.5] } },
    {
      id: "sighting-numbers",
      type: "symbol",
      ...square,
      layout: { "text-field": ["concat", ["to-string", ["get", "number"]], "×"], "text-font": ["Atkinson Hyperlegible Next Variable", "sans-serif"], "text-size": 16 },
      paint: { "text-color": ink.tekst, "text-halo-color": ink.halo, "text-halo-width": 2 },
    },
    { id: "sighting-chosen", type: "circle", ...spot, filter: ["==", ["get", "id"], ""], paint: { "circle-color": ink["hv-leem-fel"], "circle-radius": 20, "circle-opacity": 0.8 } },
    {
      id: "sighting-spots",
      type: "symbol",
      ...spot,
      layout: { "icon-image": ["case", ["get", "plant"], "spot|blad", "spot|vogel"], "icon-padding": 0, "icon-allow-overlap": true },
    },
  ];
}

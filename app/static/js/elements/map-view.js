/**
 * <map-view> puts the moving map in the place of the server's still one: at the first touch, key or movement of the
 * mouse, when the address says what to show, or when nobody did anything for a while.
 *
 * Where the map stands and what is filtered is kept in the fragment of the address and nowhere else. A tap on a
 * pin brings the element's sheet from the server; below z13 a tap comes nearer.
 */
import { wholeMetres } from "../lib/accuracy.js";
import { fill, readWords } from "../lib/words.js";
import { readInk } from "../map/ink.js";
import { MapFilters } from "../map/map-filters.js";
import { MapSearch } from "../map/map-search.js";
import { asQuery } from "../map/map-state.js";
import { openMap, showMe, whereAmI } from "../map/open.js";
import { OwnElements } from "../map/own-elements.js";
import { grouped, Sightings } from "../map/sightings.js";
import { SHAPES_FROM } from "../map/style.js";
import { whenWanted } from "../map/waking.js";

const TAP_PX = 22;

class MapView extends HTMLElement {
  connectedCallback() {
    this.settings = JSON.parse(this.dataset.map);
    this.words = readWords(this);
    const shared = { part: (name) => this.part(name), words: this.words, say: (text) => this.say(text) };
    this.filters = new MapFilters({ ...shared, changed: (filter) => this.filtered(filter) });
    this.search = new MapSearch({ ...shared, go: (found) => this.goTo(found) });
    this.own = new OwnElements(this.dataset.own);
    this.sightings = new Sightings({ ...shared, root: this, show: (address, id) => this.showSheet(address).then((shown) => shown && this.choose(id)) });
    this.sleep = whenWanted(() => this.open());
  }

  disconnectedCallback() {
    this.sleep();
    this.filters.stop();
    this.sightings.stop();
    this.map?.remove();
    this.opening = null;
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  open() {
    this.sleep();
    this.opening ??= this.start().catch(() => this.say(this.words.broken));
    return this.opening;
  }

  async start() {
    const canvas = this.part("canvas");
    canvas.hidden = false;
    const hash = "plek"; // #plek=zoom/lat/lon
    this.map = await openMap(canvas, { ...this.settings, pins: true, borders: this.dataset.borders, title: this.words.map }, { hash }).catch((error) => {
      canvas.hidden = true;
      throw error;
    });
    this.map.once("load", () => {
      this.part("still").remove();
      this.part("buttons").hidden = false;
      this.dataset.ready = "";
    });
    this.map.on("style.load", () => this.styled());
    this.map.on("idle", () => this.tellWhenEmpty());
    this.sightings.hear(this.map);
    this.map.on("error", ({ sourceId }) => sourceId === "ground" && this.groundMissing());
    this.map.on("click", ({ point, lngLat }) => this.tap(point, lngLat));
    this.map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.tap(this.map.project(this.map.getCenter()), this.map.getCenter());
      if (event.key === "Escape") this.close();
    });
    this.listen();
    this.own.load();
  }

  listen() {
    const press = (name, action) => this.part(name)?.addEventListener("click", action);
    press("in", () => this.map.zoomIn());
    press("out", () => this.map.zoomOut());
    press("here", () => this.here());
    press("layers", () => this.part("layers-panel").showModal());
    press("layers-close", () => this.part("layers-panel").close());
    this.part("layers-panel")?.addEventListener("change", ({ target }) => this.map.reground(target.value));
    this.part("sheet").addEventListener("click", ({ target }) => {
      if (target.closest("[data-close]")) this.close();
    });
    for (const radio of this.querySelectorAll('input[name="ondergrond"]')) radio.checked = radio.value === this.map.groundNow();
  }

  /** A style is new, at the start, after dark or another ground: what is ours comes on top of it. */
  styled() {
    this.own.add(this.map, readInk());
    this.sightings.add(this.map, readInk());
    this.filtered(this.filters.filter);
    this.choose(this.chosen);
  }

  groundMissing() {
    if (!this.warned) this.say(this.words.no_ground);
    this.warned = true;
  }

  /** Ask for tiles of what is chosen; "van mij" shows one's own only. */
  filtered(filter) {
    if (!this.map?.getSource("elements")) return;
    const address = new URL(this.settings.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
    this.map.getSource("elements").setTiles([address + asQuery(filter, ["mijn"])]);
    const mine = Boolean(filter.mijn);
    for (const { id, source } of this.map.getStyle().layers)
      if (source === "elements") this.map.setLayoutProperty(id, "visibility", mine ? "none" : "visible");
    this.own.show(mine);
  }

  /** A filter that leaves nothing in view says so: an empty map looks broken. */
  tellWhenEmpty() {
    const shown = this.part("status");
    const empty = this.filters.number > 0 && !this.drawn(undefined).length;
    if (empty && !shown.textContent) this.say(this.words.none_here);
    if (!empty && shown.textContent === this.words.none_here) this.say("");
  }

  /** What of ours is drawn inside `box`, or anywhere in view. */
  drawn(box) {
    const ours = ({ source, id }) => (source === "elements" && id !== "chosen") || source === "own";
    const layers = this.map.getStyle().layers.filter(ours).map((one) => one.id);
    return this.map.queryRenderedFeatures(box, { layers });
  }

  async goTo({ spot, zoom, id }) {
    await this.open();
    this.map?.jumpTo({ center: spot, zoom });
    if (id) this.show(id);
    else this.map?.getCanvas().focus();
  }

  tap({ x, y }, spot) {
    this.search.close();
    const box = [
      [x - TAP_PX, y - TAP_PX],
      [x + TAP_PX, y + TAP_PX],
    ];
    const pinned = this.drawn([x, y]).some((one) => one.layer.id === "pins");
    if (this.sightings.tapSpot(pinned ? [x, y] : box, { x, y })) return;
    const found = this.drawn(box);
    const pin = found.find((one) => one.layer.id === "pins") ?? found.find((one) => one.properties.id);
    if (pin?.properties.id) this.show(pin.properties.id);
    else if (found.length) this.map.easeTo({ center: this.nearest(found, { x, y }) ?? spot, zoom: Math.max(SHAPES_FROM + 1, this.map.getZoom() + 1) });
    else if (!this.sightings.tapSquare({ x, y })) this.close();
  }

  /** Of what lies under a finger the nearest: from far away, the place of the finger itself may be kilometres off. */
  nearest(found, { x, y }) {
    const away = (dot) => Math.hypot(this.map.project(dot).x - x, this.map.project(dot).y - y);
    const dots = found.filter((one) => one.geometry.type === "Point").map((one) => one.geometry.coordinates);
    return dots.sort((one, other) => away(one) - away(other))[0];
  }

  async show(id) {
    if (await this.showSheet(`/kaart/element/${grouped(id)}`)) this.choose(id);
  }

  /** Put the server's sheet below the map; tells whether it came. */
  async showSheet(address) {
    let answer;
    try {
      answer = await fetch(address, { headers: { "HX-Request-Type": "partial" } });
    } catch {
      this.say(this.words.offline);
      return false;
    }
    if (!answer.ok) {
      this.say(answer.status === 404 ? this.words.gone : this.words.offline);
      return false;
    }
    this.say("");
    this.part("sheet").innerHTML = await answer.text(); // our own server's fragment
    this.part("intro").hidden = true;
    this.querySelector("#map-sheet-title")?.focus();
    return true;
  }

  close() {
    if (!this.part("sheet").children.length) return;
    this.part("sheet").replaceChildren();
    this.part("intro").hidden = false;
    this.choose("");
    this.map.getCanvas().focus();
  }

  choose(id) {
    this.chosen = id;
    this.map.setFilter("chosen", ["==", ["get", "id"], id ?? ""]);
    this.sightings.choose(id);
  }

  async here() {
    try {
      const { spot, accuracyM } = await whereAmI();
      showMe(this.map, spot, accuracyM);
      this.map.easeTo({ center: spot, zoom: Math.max(15, this.map.getZoom()) });
      this.say(fill(this.words.here, { metres: wholeMetres(accuracyM) }));
    } catch {
      this.say(this.words.lost);
    }
  }

  say(text) {
    this.part("status").textContent = text;
  }
}

customElements.define("map-view", MapView);

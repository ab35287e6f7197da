/**
 * <map-view> puts the moving map in the place of the server's still one: on a tap, or when the page is idle.
 *
 * Where the map stands is kept in the fragment of the address (#zoom/lat/lon) and nowhere else. A tap on a
 * pin brings the element's sheet from the server; below z13 a tap comes nearer.
 */
import { openMap, showMe, whereAmI } from "../map/open.js";
import { SHAPES_FROM } from "../map/style.js";

const TAP_PX = 22;
const IDLE_MS = 4000;

class MapView extends HTMLElement {
  connectedCallback() {
    this.settings = JSON.parse(this.dataset.map);
    this.words = JSON.parse(this.dataset.words);
    this.part("still").addEventListener("click", () => this.open(), { once: true });
    const idle = window.requestIdleCallback ?? ((action) => setTimeout(action, 1000));
    const whenIdle = () => idle(() => this.open(), { timeout: IDLE_MS });
    if (document.readyState === "complete") whenIdle();
    else window.addEventListener("load", whenIdle, { once: true });
  }

  disconnectedCallback() {
    this.map?.remove();
    this.opening = null;
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  open() {
    this.opening ??= this.start().catch(() => this.say(this.words.broken));
    return this.opening;
  }

  async start() {
    const canvas = this.part("canvas");
    canvas.hidden = false;
    const hash = "plek"; // #plek=zoom/lat/lon
    this.map = await openMap(canvas, { ...this.settings, pins: true, title: this.words.map }, { hash }).catch((error) => {
      canvas.hidden = true;
      throw error;
    });
    this.map.once("load", () => {
      this.part("still").remove();
      this.part("buttons").hidden = false;
      this.dataset.ready = "";
    });
    this.map.on("style.load", () => this.choose(this.chosen));
    this.map.on("click", ({ point, lngLat }) => this.tap(point, lngLat));
    this.map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.tap(this.map.project(this.map.getCenter()), this.map.getCenter());
      if (event.key === "Escape") this.close();
    });
    this.part("in").addEventListener("click", () => this.map.zoomIn());
    this.part("out").addEventListener("click", () => this.map.zoomOut());
    this.part("here").addEventListener("click", () => this.here());
    this.part("sheet").addEventListener("click", ({ target }) => {
      if (target.closest("[data-close]")) this.close();
    });
  }

  tap({ x, y }, spot) {
    const box = [
      [x - TAP_PX, y - TAP_PX],
      [x + TAP_PX, y + TAP_PX],
    ];
    const layers = this.map.getStyle().layers.filter((one) => one.source === "elements" && one.id !== "chosen");
    const found = this.map.queryRenderedFeatures(box, { layers: layers.map((one) => one.id) });
    const pin = found.find((one) => one.layer.id === "pins") ?? found.find((one) => one.properties.id);
    if (pin?.properties.id) this.show(pin.properties.id);
    else if (found.length) this.map.easeTo({ center: this.nearest(found, { x, y }) ?? spot, zoom: Math.max(SHAPES_FROM + 1, this.map.getZoom() + 1) });
    else this.close();
  }

  /** Of what lies under a finger the nearest: from far away, the place of the finger itself may be kilometres off. */
  nearest(found, { x, y }) {
    const away = (dot) => Math.hypot(this.map.project(dot).x - x, this.map.project(dot).y - y);
    const dots = found.filter((one) => one.geometry.type === "Point").map((one) => one.geometry.coordinates);
    return dots.sort((one, other) => away(one) - away(other))[0];
  }

  async show(id) {
    const grouped = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
    let answer;
    try {
      answer = await fetch(`/kaart/element/${grouped}`, { headers: { "HX-Request-Type": "partial" } });
    } catch {
      this.say(this.words.offline);
      return;
    }
    if (!answer.ok) {
      this.say(answer.status === 404 ? this.words.gone : this.words.offline);
      return;
    }
    this.say("");
    this.part("sheet").innerHTML = await answer.text(); // our own server's fragment
    this.part("intro").hidden = true;
    this.choose(id);
    this.querySelector("#map-sheet-title")?.focus();
  }

  close() {
    if (!this.chosen) return;
    this.part("sheet").replaceChildren();
    this.part("intro").hidden = false;
    this.choose("");
    this.map.getCanvas().focus();
  }

  choose(id) {
    this.chosen = id;
    this.map.setFilter("chosen", ["==", ["get", "id"], id ?? ""]);
  }

  async here() {
    try {
      const { spot } = await whereAmI();
      showMe(this.map, spot);
      this.map.easeTo({ center: spot, zoom: Math.max(15, this.map.getZoom()) });
      this.say(this.words.here);
    } catch {
      this.say(this.words.lost);
    }
  }

  say(text) {
    this.part("status").textContent = text;
  }
}

customElements.define("map-view", MapView);

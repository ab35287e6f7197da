/**
 * <map-picker> draws a point, line or area into its hidden input, as GeoJSON in WGS84, longitude first.
 *
 * The markup and all words come from the macro `map_picker`. Which shapes are allowed and where the map starts
 * follow the form: a chosen radio or option may carry data-geometries="line polygon", or data-lon and data-lat.
 * After *Klaar* the input sends `change`. Without script nothing of it is seen; without WebGL it says so and
 * sends `map-missing`: the fields for coordinates take over.
 */
import { middleOf, readArea, readLength } from "../lib/geo.js";
import { drawLayers } from "../map/draw-layers.js";
import { Drawing } from "../map/drawing.js";
import { readInk } from "../map/ink.js";
import { openMap, showMe, whereAmI } from "../map/open.js";
import { followForm } from "../map/picker-form.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

class MapPicker extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.settings = JSON.parse(this.dataset.map);
    this.words = JSON.parse(this.dataset.words);
    this.language = document.documentElement.lang || "nl";
    this.drawing = Drawing.read(this.input.value) ?? new Drawing("line");
    this.stored = Boolean(this.input.value);
    this.allow((this.dataset.geometries || "point line polygon").split(" "));
    this.stopFollowing = followForm(this.closest("form"), {
      geometries: (allowed) => this.allow(allowed),
      centre: (spot) => this.lookAt(spot),
    });
    this.listen();
    this.part("panel").hidden = false;
    this.describe();
  }

  disconnectedCallback() {
    this.stopFollowing?.();
    this.map?.remove();
    this.map = null;
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  listen() {
    const press = (name, action) => this.part(name).addEventListener("click", action);
    press("open", () => this.open());
    press("stop", () => this.part("dialog").close());
    press("put", () => this.put(this.map?.getCenter().toArray()));
    press("undo", () => this.undo());
    press("done", () => this.done());
    press("in", () => this.map?.zoomIn());
    press("out", () => this.map?.zoomOut());
    press("here", () => this.here());
    this.part("dialog").addEventListener("close", () => this.describe());
    for (const button of this.querySelectorAll("[data-mode]"))
      button.addEventListener("click", () => this.become(button.dataset.mode));
  }

  /** Take over which shapes may be drawn; what was drawn changes along when it can. */
  allow(modes) {
    this.modes = modes;
    if (!this.drawing.spots.length) this.drawing.become(modes[0]); // the usual shape of the kind comes first
    if (!modes.includes(this.drawing.mode)) {
      const many = this.drawing.spots.length > 1;
      this.drawing.become(modes[0]);
      const fits = !(many && modes[0] === "point"); // which of them it is, only a person knows
      if (this.stored) this.store(fits ? this.drawing.shape() : null);
    }
    for (const button of this.querySelectorAll("[data-mode]")) button.hidden = !modes.includes(button.dataset.mode);
    this.part("modes").hidden = modes.length < 2;
    this.show();
  }

  become(mode) {
    this.drawing.become(mode);
    this.show();
  }

  lookAt(spot) {
    this.centre = spot;
    if (this.map && !this.drawing.spots.length) this.map.jumpTo({ center: spot, zoom: 15 });
  }

  async open() {
    this.part("dialog").showModal();
    if (this.map) {
      this.map.resize();
      return;
    }
    try {
      const start = this.drawing.spots.length ? middleOf(this.drawing.spots) : this.centre;
      const view = start ? { center: start, zoom: this.drawing.spots.length ? 16.5 : 15 } : {};
      const known = { ...this.settings, title: this.words.map };
      this.map = await openMap(this.part("canvas"), known, { ...view, doubleClickZoom: false }); // two quick taps are two spots
    } catch {
      this.missing();
      return;
    }
    this.map.on("style.load", () => {
      for (const layer of drawLayers(readInk())) this.map.addLayer(layer);
      this.show();
    });
    this.map.on("click", ({ lngLat }) => this.put(lngLat.toArray()));
    this.map.on("move", () => this.show());
    this.map.getCanvas().addEventListener("keydown", (event) => this.key(event));
    this.map.getCanvas().focus();
    if (!this.drawing.spots.length && !this.centre) this.hereIfKnown();
  }

  missing() {
    this.part("dialog").close();
    this.part("open").hidden = true;
    this.part("no-map").hidden = false;
    this.dispatchEvent(new CustomEvent("map-missing", { bubbles: true }));
  }

  key(event) {
    const actions = { Enter: () => this.put(this.map.getCenter().toArray()), Backspace: () => this.undo() };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  put(spot) {
    if (!spot || !this.drawing.add(spot)) return;
    const { mode, spots } = this.drawing;
    const words = { point: this.words.placed, line: this.words.line, polygon: this.words.area };
    this.say(spots.length === 1 && mode !== "point" ? this.words.first : words[mode]);
    this.show();
  }

  undo() {
    if (!this.drawing.spots.length) return;
    this.drawing.undo();
    this.say(this.drawing.spots.length ? this.words.undone : this.words.empty);
    this.show();
  }

  done() {
    if (!this.drawing.complete) {
      this.say(this.drawing.missing === 1 ? this.words.needs_one : this.words.needs);
      return;
    }
    this.stored = true;
    this.store(this.drawing.shape());
    this.part("dialog").close();
    this.part("open").focus();
  }

  store(shape) {
    this.input.value = shape ? JSON.stringify(shape) : "";
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.describe();
  }

  async here() {
    try {
      const { spot, accuracyM } = await whereAmI();
      this.map?.jumpTo({ center: spot, zoom: 17 });
      if (this.map) showMe(this.map, spot);
      this.say(fill(this.words.here, { accuracy: readLength(Math.max(1, Math.round(accuracyM)), this.language) }));
    } catch {
      this.say(this.words.lost);
    }
  }

  /** Start where the person is, when they said before that we may know. */
  async hereIfKnown() {
    const answer = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
    if (answer?.state === "granted") this.here();
  }

  values() {
    const { mode, spots, missing } = this.drawing;
    const amount = mode === "polygon" ? readArea(this.drawing.areaM2, this.language) : readLength(this.drawing.lengthM, this.language);
    return { number: spots.length, amount, missing };
  }

  say(text) {
    this.part("status").textContent = fill(text, this.values());
  }

  /** Bring map, figures and buttons up to date. */
  show() {
    const { mode, spots, complete } = this.drawing;
    const cross = this.map?.getCenter().toArray();
    this.map?.getSource("drawing")?.setData(this.drawing.features(cross));
    const values = this.values();
    const toCross = cross && spots.length ? new Drawing("line", [spots.at(-1), cross]).lengthM : 0;
    this.part("amount").textContent = values.amount;
    this.part("way").textContent = readLength(toCross, this.language);
    this.part("count").textContent = values.number;
    this.part("amount-name").textContent = mode === "polygon" ? this.words.area_now : this.words.length_now;
    this.part("figures").hidden = mode === "point";
    this.part("put").lastElementChild.textContent = mode === "point" ? this.words.put_point : this.words.put;
    this.part("done").lastElementChild.textContent = mode === "polygon" ? this.words.close : this.words.done;
    this.part("undo").setAttribute("aria-disabled", String(!spots.length));
    this.part("done").setAttribute("aria-disabled", String(!complete));
    for (const button of this.querySelectorAll("[data-mode]"))
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }

  /** Say on the form what has been drawn. */
  describe() {
    const drawn = Drawing.read(this.input.value);
    const waiting = this.drawing.spots.length && JSON.stringify(this.drawing.shape()) !== this.input.value;
    let text = this.words.nothing;
    if (drawn) {
      const own = { spots: drawn.spots.length, mode: drawn.mode };
      const amount = own.mode === "polygon" ? readArea(drawn.areaM2, this.language) : readLength(drawn.lengthM, this.language);
      text = fill(this.words[`summary_${own.mode}`], { amount, number: own.spots });
    }
    if (waiting) text = fill(this.words.unfinished, this.values());
    this.part("summary").textContent = text;
    this.part("open").lastElementChild.textContent = drawn || waiting ? this.words.again : this.words.start;
  }
}

customElements.define("map-picker", MapPicker);

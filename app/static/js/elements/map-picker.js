/**
 * <map-picker> draws a point, line or area into its hidden input, as GeoJSON in WGS84, longitude first.
 *
 * The markup and all words come from the macro `map_picker`. Which shapes are allowed and where the map starts
 * follow the form: a chosen radio or option may carry data-geometries="line polygon", or data-lon and data-lat.
 * After *Klaar* the input sends `change`. With data-old, the shape as it was lies dashed below the new one and can
 * be kept. Without script nothing of it is seen; without WebGL it says so and sends `map-missing`: the fields for
 * coordinates take over.
 */
import { readWords } from "../lib/words.js";
import { aidFeatures, drawingFeatures } from "../map/draw-features.js";
import { DrawTools } from "../map/draw-tools.js";
import { Drawing } from "../map/drawing.js";
import { OwnTrack } from "../map/own-track.js";
import { Answer } from "../map/picker-answer.js";
import { bindExits } from "../map/picker-exits.js";
import { followForm } from "../map/picker-form.js";
import { openDrawingMap, showAll } from "../map/picker-map.js";
import { Sheet } from "../map/sheet.js";
import { storage } from "../lib/storage.js";
import { Walk } from "../map/walk.js";
import { WalkOffer } from "../map/walk-offer.js";
import { WalkView } from "../map/walk-view.js";
import { mayKnow, Whereabouts } from "../map/whereabouts.js";

class MapPicker extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.settings = JSON.parse(this.dataset.map);
    this.words = readWords(this);
    this.language = document.documentElement.lang || "nl";
    this.makeTools();
    this.takeOver(this.answer.read());
    this.allow((this.dataset.geometries || "point line polygon").split(" "));
    this.stopFollowing = followForm(this.form, {
      geometries: (allowed) => this.allow(allowed),
      centre: (spot) => this.lookAt(spot),
    });
    this.listen();
    this.part("panel").hidden = false;
    this.describe();
  }

  disconnectedCallback() {
    this.stopFollowing?.();
    this.listening?.abort();
    this.walking.leave();
    this.me.stop();
    this.map?.remove();
    this.map = null;
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get drawing() {
    return this.tools.drawing;
  }

  makeTools() {
    const shared = { part: (name) => this.part(name), words: this.words, language: this.language };
    this.answer = new Answer({ ...shared, input: this.querySelector("input"), before: this.dataset.old ?? "" });
    this.tools = new DrawTools({ ...shared, sheet: new Sheet(shared) });
    const say = (text) => this.tools.say(text);
    this.me = new Whereabouts({ ...shared, say, found: (fix) => this.found(fix), lost: (forbidden) => this.lost(forbidden) });
    this.walk = new Walk(storage(), `wandeling ${this.dataset.person}`);
    this.tools.track = this.track = new OwnTrack({
      ...shared,
      walk: this.walk,
      use: () => this.useWalk(this.walk.state === "done" ? this.walk.line : this.track.spots),
      changed: (text) => {
        say(text);
        this.showAids();
      },
    });
    this.walking = new WalkView({
      ...shared,
      walk: this.walk,
      position: this.me,
      say,
      drawn: () => this.showWalk(),
      finished: (line) => this.useWalk(line),
      left: () => this.rest(false),
    });
    const resume = () => this.open().then(() => this.startWalk());
    const use = () => this.open().then(() => this.useWalk(this.walk.line));
    this.offer = new WalkOffer({ ...shared, walk: this.walk, resume, use });
  }

  listen() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const press = (name, action) => this.part(name).addEventListener("click", action, { signal });
    press("open", () => this.open());
    press("keep", () => this.keepOld());
    press("stop", () => this.part("dialog").close());
    press("put", () => this.tools.put(this.tools.cross));
    press("undo", () => this.tools.undo());
    press("done", () => this.done());
    press("in", () => this.map?.zoomIn());
    press("out", () => this.map?.zoomOut());
    press("here", () => this.me.go());
    press("walk", () => this.startWalk());
    bindExits(this, signal);
    press("as-track", () => this.becomeTrack());
    this.part("dialog").addEventListener("close", () => this.closed(), { signal });
    this.part("dialog").addEventListener("cancel", (event) => this.cancel(event), { signal });
    this.answer.input.addEventListener("change", () => this.answer.isNew && this.refill(), { signal });
    this.form?.addEventListener("submit", () => this.walk.markSent(), { signal });
    for (const button of this.querySelectorAll("[data-mode]"))
      button.addEventListener("click", () => this.become(button.dataset.mode), { signal });
  }

  takeOver(found) {
    if (found) this.tools.drawing = found;
    this.stored = Boolean(found);
  }

  /** Another script, or a draft that came back, drew it. */
  refill() {
    this.takeOver(this.answer.read());
    this.show();
    this.describe();
  }

  /** Take over which shapes may be drawn; what was drawn changes along when it can. */
  allow(modes) {
    const { drawing } = this;
    this.modes = modes;
    if (!drawing.spots.length) drawing.become(modes[0]); // the usual shape of the kind comes first
    if (!modes.includes(drawing.mode)) {
      const many = drawing.spots.length > 1;
      drawing.become(modes[0]);
      const fits = !(many && modes[0] === "point"); // which of them, only a person knows
      if (this.stored) this.store(fits ? drawing.shape() : null);
    }
    for (const button of this.querySelectorAll("[data-mode]")) button.hidden = !modes.includes(button.dataset.mode);
    this.part("modes").hidden = modes.length < 2;
    this.show();
  }

  become(mode) {
    this.tools.picked = null;
    this.drawing.become(mode);
    this.show();
  }

  lookAt(spot) {
    this.centre = spot;
    if (this.map && !this.drawing.spots.length) this.map.jumpTo({ center: spot, zoom: 15 });
  }

  async open() {
    if (!this.part("dialog").open) this.part("dialog").showModal();
    if (this.map) this.map.resize();
    else if (!(await this.openMap())) return;
    this.show();
    this.showAids();
    this.map.getCanvas().focus();
    if (await mayKnow()) {
      this.me.start();
      if (!this.drawing.spots.length && !this.centre) this.me.go();
    }
  }

  async openMap() {
    const spots = [...this.drawing.spots, ...(this.answer.old?.spots ?? [])];
    try {
      const known = { ...this.settings, title: this.words.map };
      this.map = this.tools.map = this.me.map = await openDrawingMap(this.part("canvas"), known, { spots, centre: this.centre }, {
        ready: () => this.redraw(),
        tap: (spot) => this.tools.put(spot),
        moved: () => this.tools.moved(),
        key: (event) => this.tools.key(event),
        panned: () => this.tools.panned(),
      });
    } catch {
      this.missing();
    }
    return Boolean(this.map);
  }

  missing() {
    this.part("dialog").close();
    this.part("open").hidden = true;
    this.part("no-map").hidden = false;
    this.dispatchEvent(new CustomEvent("map-missing", { bubbles: true }));
  }

  /** Escape first lets go of a point, and only then closes. */
  cancel(event) {
    if (!this.tools.picked) return;
    event.preventDefault();
    this.tools.undo();
  }

  closed() {
    this.walking.leave();
    this.me.stop();
    this.describe();
  }

  done() {
    if (this.tools.picked) this.tools.undo();
    if (!this.drawing.complete) {
      this.tools.say(this.drawing.missing === 1 ? this.words.needs_one : this.words.needs);
      return;
    }
    this.stored = true;
    this.store(this.drawing.shape());
    this.part("dialog").close();
    this.part("open").focus();
  }

  /** The shape stays as it was before this correction, to the letter. */
  keepOld() {
    const { before } = this.answer;
    this.takeOver(Drawing.read(before));
    this.answer.write(before);
    this.show();
    this.describe();
    this.part("open").focus();
  }

  store(shape) {
    this.answer.store(shape);
    this.describe();
  }

  found(fix) {
    this.walking.found(fix);
    this.showAids();
    if (this.walking.going) this.map?.jumpTo({ center: fix.spot, zoom: Math.max(16, this.map.getZoom()) });
  }

  lost(forbidden) {
    this.walking.lost(forbidden);
    this.showAids();
  }

  startWalk() {
    if (!this.map) return;
    if (this.tools.picked) this.tools.undo();
    this.rest(true);
    this.walking.begin();
  }

  rest(walking) {
    this.tools.resting = walking;
    this.show();
  }

  /** What was walked becomes the drawing; the track itself stays to stick to. */
  useWalk(line) {
    if (!this.map || line.length < 2) return;
    if (this.walk.state === "done") this.track.take(this.walk.spots);
    if (this.drawing.mode === "point") this.become(this.modes.find((mode) => mode !== "point") ?? "point");
    this.tools.replace(line, this.words.walked);
    showAll(this.map, line);
    this.showAids();
    this.part("done").focus();
  }

  /** The line that is drawn, or came from a file, becomes a track to draw along. */
  becomeTrack() {
    this.track.take(this.drawing.spots);
    this.tools.replace([], this.words.became_track);
    this.showAids();
    this.part("put").focus();
  }

  redraw() {
    this.show();
    this.showAids();
    if (this.walking.going) this.showWalk();
  }

  showWalk() {
    this.map?.getSource("drawing")?.setData(drawingFeatures({ mode: "line", spots: this.walk.spots }));
  }

  showAids() {
    const { spots: track } = this.track;
    this.map?.getSource("draw-aids")?.setData(aidFeatures({ track, old: this.answer.old, me: this.me.last }));
  }

  show() {
    this.tools.show();
    for (const button of this.querySelectorAll("[data-mode]"))
      button.setAttribute("aria-pressed", String(button.dataset.mode === this.drawing.mode));
  }

  describe() {
    this.offer.show(this.answer.describe(this.drawing, this.tools.values()));
  }
}

customElements.define("map-picker", MapPicker);

// "Loop de lijn": what is seen and heard while a walk is recorded.
import { wholeMetres } from "../lib/accuracy.js";
import { readLength } from "../lib/geo.js";
import { fill } from "../lib/words.js";
import { Awake } from "./awake.js";

const TICK_MS = 5000;

export class WalkView {
  /** `position` measures; `drawn()` when the line is longer; `finished(line)`; `left()` when it is over, or interrupted. */
  constructor({ part, words, language, walk, position, say, drawn, finished, left }) {
    Object.assign(this, { part, words, language, walk, position, say, drawn, finished, left });
    this.going = false;
    this.awake = new Awake((yes) => this.#screen(yes));
    part("walk-done").addEventListener("click", () => this.#done());
    part("walk-pause").addEventListener("click", () => this.#turn());
  }

  /** Begin a walk, or go on with the one that was interrupted. */
  begin() {
    this.going = true;
    this.#see(true);
    if (this.walk.state === "paused" && this.walk.spots.length) this.walk.resume();
    else this.walk.begin();
    this.tick = setInterval(() => this.#figures(), TICK_MS);
    this.#screen(true);
    this.awake.start();
    this.#search();
    this.#show();
    this.part("walk-pause").focus();
    this.position.start(); // the last step: it may say at once that this phone cannot measure
  }

  /** One measurement. */
  found(fix) {
    if (!this.going) return;
    const what = this.walk.take(fix);
    if (what === "poor") this.#tell(this.walk.spots.length ? "walk_poor" : "walk_wait", { metres: wholeMetres(fix.accuracyM) });
    else if (what !== "paused") this.#tell(this.walk.safe ? "walk_good" : "walk_unsafe");
    this.#show();
  }

  lost(forbidden) {
    if (!this.going) return;
    if (!forbidden) {
      this.#tell("walk_search");
      return;
    }
    this.leave();
    this.say(navigator.geolocation ? this.words.walk_forbidden : this.words.walk_unable);
  }

  /** Interrupt: what was walked stays. */
  leave() {
    if (!this.going) return;
    this.walk.pause();
    this.#end();
  }

  #done() {
    if (this.walk.line.length < 2) {
      this.#aloud(this.words.walk_short);
      return;
    }
    this.walk.finish();
    this.#end();
    this.finished(this.walk.line);
  }

  #turn() {
    if (this.walk.state === "paused") {
      this.walk.resume();
      this.#search();
    } else {
      this.walk.pause();
      this.#tell("walk_paused");
    }
    this.#show();
  }

  #end() {
    this.going = false;
    clearInterval(this.tick);
    this.awake.stop();
    this.told = "";
    this.#aloud("");
    this.#see(false);
    this.left();
  }

  #see(walking) {
    this.part("screen").classList.toggle("hv-map-screen--loopt", walking);
    this.part("walking").hidden = !walking;
    for (const name of ["draw", "grip", "more"]) this.part(name).hidden = walking;
    const title = this.part("title");
    title.dataset.own ??= title.textContent;
    title.textContent = walking ? this.words.walk_title : title.dataset.own;
  }

  #screen(stays) {
    this.part("walk-screen").textContent = stays ? this.words.walk_awake : this.words.walk_asleep;
  }

  /** What to know now; said aloud only when it is something else than before. */
  #tell(what, values = {}) {
    const [title, text] = this.words[what].map((sentence) => fill(sentence, values));
    this.part("walk-alert").hidden = what === "walk_good";
    this.part("walk-alert-title").textContent = title;
    this.part("walk-alert-text").textContent = text;
    if (what !== this.told) this.#aloud(`${title}. ${text}`, what !== "walk_good");
    this.told = what;
  }

  /** `seen`: whether the same words stand on the screen already; then they are for the ear alone. */
  #aloud(text, seen = false) {
    this.part("status").classList.toggle("hv-visually-hidden", seen);
    this.say(text);
  }

  #search() {
    this.#tell("walk_search");
    if (this.position.last) this.found(this.position.last); // a phone that lies still says nothing new
  }

  #show() {
    const paused = this.walk.state === "paused";
    this.part("walk-pause").querySelector("span").textContent = paused ? this.words.walk_on : this.words.walk_pause;
    this.#figures();
    this.drawn();
  }

  #figures() {
    const seconds = Math.floor(this.walk.walkedMs / 1000);
    this.part("walked").textContent = readLength(this.walk.lengthM, this.language);
    this.part("walk-time").textContent = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
    this.part("walk-count").textContent = this.walk.spots.length;
  }
}

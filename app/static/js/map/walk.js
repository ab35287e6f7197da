// A walk that is recorded: which measurements count, and how they outlive a reload. No map and no page in here.
import { distanceM, lengthM, rounded } from "../lib/geo.js";
import { simplify } from "../lib/simplify.js";

export const MOST_ACCURACY_M = 20; // worse is not kept: it would put bends where there are none
export const APART_M = 3;
export const SIMPLE_M = 2;
const HOUR_MS = 3_600_000;
const KEPT_MS = { walking: 168 * HOUR_MS, paused: 168 * HOUR_MS, done: 24 * HOUR_MS };

/** What is recorded lies in `storage` at `key` after each measurement: {state, spots, spentMs, at, sent}. */
export class Walk {
  constructor(storage, key, clock = Date.now) {
    Object.assign(this, { storage, key, clock });
    this.safe = true; // whether the last measurement could be kept
    this.#forget();
    this.#read();
  }

  #forget() {
    Object.assign(this, { state: "", spots: [], spentMs: 0, sent: false });
  }

  /** Take up what was kept. A walk that was going on when the page went has paused since. */
  #read() {
    let kept;
    try {
      kept = JSON.parse(this.storage.getItem(this.key));
    } catch {
      return; // nothing that we wrote, or a browser that keeps nothing
    }
    const sound = Array.isArray(kept?.spots) && kept.spots.every((spot) => spot.length === 2 && spot.every(Number.isFinite));
    if (!sound || !(this.clock() - kept.at < KEPT_MS[kept.state])) return;
    const { spots, spentMs, sent } = kept;
    Object.assign(this, { state: kept.state === "done" ? "done" : "paused", spots, spentMs, sent });
  }

  #keep() {
    const { state, spots, spentMs, sent } = this;
    try {
      if (state) this.storage.setItem(this.key, JSON.stringify({ state, spots, spentMs, sent, at: this.clock() }));
      else this.storage.removeItem(this.key);
      this.safe = true;
    } catch {
      this.safe = false; // full, or forbidden: the walk goes on in this page only
    }
  }

  begin() {
    this.#forget();
    this.resume();
  }

  resume() {
    this.state = "walking";
    this.since = this.clock();
    this.#keep();
  }

  /** One measurement: "kept"; "near" when it is hardly further than the last; "poor" when it is too uncertain. */
  take({ spot, accuracyM }) {
    if (this.state !== "walking") return "paused";
    if (!(accuracyM <= MOST_ACCURACY_M)) return "poor";
    if (this.spots.length && distanceM(this.spots.at(-1), spot) < APART_M) return "near";
    this.spots = [...this.spots, rounded(spot)];
    this.#count();
    this.#keep();
    return "kept";
  }

  pause() {
    if (this.state !== "walking") return;
    this.#count();
    this.state = "paused";
    this.#keep();
  }

  /** End it; what it amounts to is `line`. */
  finish() {
    this.pause();
    this.state = "done";
    this.#keep();
  }

  /** The form it was drawn on was sent: it is a track now, no longer something to finish. */
  markSent() {
    if (this.state !== "done") return;
    this.sent = true;
    this.#keep();
  }

  /** Throw it away; returns how to bring it back. */
  throwAway() {
    const { state, spots, spentMs, sent } = this;
    this.#forget();
    this.#keep();
    return () => {
      Object.assign(this, { state: state === "walking" ? "paused" : state, spots, spentMs, sent });
      this.#keep();
    };
  }

  #count() {
    this.spentMs += this.clock() - this.since;
    this.since = this.clock();
  }

  /** Milliseconds that were walked, pauses left out. */
  get walkedMs() {
    return this.spentMs + (this.state === "walking" ? this.clock() - this.since : 0);
  }

  get lengthM() {
    return lengthM(this.spots);
  }

  /** The spots that are needed to stay within two metres of what was walked. */
  get line() {
    return simplify(this.spots, SIMPLE_M);
  }
}

import { startTimer, stopTimer } from "../lib/timers.js";

const LEAST_MS = 1_000;
const AFTER_FAULT_MS = 60_000;
const MOST_MS = 3_600_000; // a clock that was put back, or a pause of years: a timer that long would go off at once

/** Decides when to send: at the start, when the page comes into sight, when the line is back, and by its own timer. */
export class Pace {
  /** `run({force})` gives when to try again; `window`, `document` and `worker` (may be missing) are listened to. */
  constructor({ run, window, document, worker, now = Date.now, setTimer = startTimer, clearTimer = stopTimer }) {
    Object.assign(this, { run, window, document, worker, now, setTimer, clearTimer });
  }

  start() {
    this.window.addEventListener("pageshow", () => this.kick());
    this.window.addEventListener("online", () => this.kick({ force: true })); // the pauses were for the old line
    this.document.addEventListener("visibilitychange", () => {
      if (this.document.visibilityState === "visible") this.kick();
    });
    this.worker?.addEventListener("message", ({ data }) => {
      if (data?.type === "send") this.kick(); // Background Sync, where a browser has it
    });
    return this.kick();
  }

  /** Send now; while it sends, once more after that. Never rejects. */
  async kick({ force = false } = {}) {
    this.clearTimer(this.timer);
    if (this.busy) {
      this.again = { force: force || Boolean(this.again?.force) };
      return this.busy;
    }
    this.busy = this.#round(force);
    await this.busy;
    this.busy = null;
    const again = this.again;
    this.again = null;
    return again ? this.kick(again) : undefined;
  }

  async #round(force) {
    const next = await this.run({ force }).catch(() => this.now() + AFTER_FAULT_MS);
    if (next === null) return;
    this.timer = this.setTimer(() => this.kick(), Math.min(Math.max(next - this.now(), LEAST_MS), MOST_MS));
  }
}

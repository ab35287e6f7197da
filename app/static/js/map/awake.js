// The screen stays on while a walk is recorded. A browser lets go when the page is hidden, so it is asked again.

export class Awake {
  /** `tell(awake)` says whether the screen will stay on: not every browser can, and a low battery refuses. */
  constructor(tell) {
    this.tell = tell;
    this.again = () => document.visibilityState === "visible" && this.#ask();
  }

  start() {
    document.addEventListener("visibilitychange", this.again);
    return this.#ask();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.again);
    this.lock?.release();
    this.lock = undefined;
    this.wanted = undefined;
  }

  async #ask() {
    const wanted = Symbol("one asking");
    this.wanted = wanted;
    const lock = await navigator.wakeLock?.request("screen").catch(() => null);
    if (this.wanted !== wanted) {
      lock?.release(); // stopped, or asked again, in the meantime
      return;
    }
    this.lock = lock;
    this.tell(Boolean(lock));
  }
}

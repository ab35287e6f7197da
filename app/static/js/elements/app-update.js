/**
 * <app-update> says that a new version is there, and changes to it only when people want it, nothing is half filled
 * in and nothing is being sent, on this tab or another. The old version goes on working until then.
 */
import { startTimer } from "../lib/timers.js";
import { hasUnsent } from "../lib/unsent-forms.js";
import { OtherTabs } from "../offline/other-tabs.js";
import { workerOf } from "../offline/worker.js";

const LOOK_MS = 500;

class AppUpdate extends HTMLElement {
  async connectedCallback() {
    if (this.listens) return;
    this.listens = true;
    this.registration = await workerOf();
    if (!this.registration) return;
    if (globalThis.BroadcastChannel) this.tabs = new OtherTabs({ channel: new BroadcastChannel("haarvaten-bijwerken"), isDirty: () => hasUnsent() });
    this.#watch(this.registration.installing);
    this.registration.addEventListener("updatefound", () => this.#watch(this.registration.installing));
    this.#part("now").addEventListener("click", () => this.#change());
    this.#part("later").addEventListener("click", () => {
      this.hidden = true;
    });
    this.#show();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #watch(worker) {
    worker?.addEventListener("statechange", () => this.#show());
  }

  /** The first worker of all takes over by itself: there is nothing to choose. */
  #show() {
    if (this.registration.waiting && navigator.serviceWorker.controller) this.hidden = false;
  }

  async #change() {
    if (this.asked) return;
    this.asked = true;
    let first = await this.#first();
    while (first === "busy") {
      this.#say(first);
      await new Promise((resolve) => startTimer(resolve, LOOK_MS));
      first = await this.#first();
    }
    this.asked = false;
    if (first) return this.#say(first);
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    return this.registration.waiting?.postMessage({ type: "take-over" });
  }

  /** What must be done first, by the name of its sentence; null when nothing must. */
  async #first() {
    if (hasUnsent()) return "dirty";
    if (await this.tabs?.areDirty()) return "elsewhere";
    const { outboxOf } = await import("../offline/page.js");
    const parts = await outboxOf();
    if (await parts?.lock.isHeld().catch(() => false)) return "busy";
    return hasUnsent() ? "dirty" : null; // something was filled in meanwhile
  }

  #say(name) {
    this.#part("status").textContent = this.#part(name).textContent;
  }
}

customElements.define("app-update", AppUpdate);

/**
 * <app-update> says that a new version is there, and changes to it only when people want it, nothing is half filled
 * in and nothing is being sent. The old version goes on working until then.
 */
import { startTimer } from "../lib/timers.js";
import { hasUnsent } from "../lib/unsent-forms.js";
import { workerOf } from "../offline/worker.js";

const LOOK_MS = 500;

class AppUpdate extends HTMLElement {
  async connectedCallback() {
    if (this.listens) return;
    this.listens = true;
    this.registration = await workerOf();
    if (!this.registration) return;
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
    if (hasUnsent()) return this.#say("dirty");
    this.asked = true;
    const { outboxOf } = await import("../offline/page.js");
    const parts = await outboxOf();
    while (parts && !parts.pace.idle) {
      this.#say("busy");
      await new Promise((resolve) => startTimer(resolve, LOOK_MS));
    }
    this.asked = false;
    if (hasUnsent()) return this.#say("dirty"); // something was filled in meanwhile
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    return this.registration.waiting?.postMessage({ type: "take-over" });
  }

  #say(name) {
    this.#part("status").textContent = this.#part(name).textContent;
  }
}

customElements.define("app-update", AppUpdate);

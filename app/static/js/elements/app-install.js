/**
 * <app-install> offers to put the app on the home screen, once something was received: by the browser's own window,
 * or on iOS in words. Who says no is not asked again.
 */
import { isUnsent } from "../offline/states.js";

const ANSWER = "haarvaten.beginscherm";
let offer = null;
let told = () => {};

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault(); // not at the first visit
  offer = event;
  told();
});

class AppInstall extends HTMLElement {
  async connectedCallback() {
    if (this.stop || !document.documentElement.dataset.account || isInstalled() || answered()) return;
    this.stop = () => {};
    this.#part("install").addEventListener("click", () => this.#install());
    this.#part("no").addEventListener("click", () => this.#end());
    addEventListener("appinstalled", () => this.#end());
    const { outboxOf } = await import("../offline/page.js");
    const parts = await outboxOf();
    if (!parts || !this.isConnected) return;
    told = () => this.#show();
    this.stop = parts.outbox.watch((items) => {
      this.items = items.filter(({ owner }) => owner === parts.account);
      this.#show();
    });
  }

  disconnectedCallback() {
    this.stop?.();
    this.stop = null;
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #show() {
    const isIos = navigator.standalone === false; // only there
    if (!this.items?.some(({ state }) => state === "received") || !(offer || isIos) || answered()) return;
    const waits = isIos && this.items.some(isUnsent); // elsewhere the app has the same store
    this.#part("install").hidden = !offer;
    this.#part("ios").hidden = !isIos || waits;
    this.#part("waits").hidden = !waits;
    this.hidden = false;
  }

  async #install() {
    await offer.prompt();
    offer = null;
    this.#end();
  }

  #end() {
    this.hidden = true;
    try {
      localStorage.setItem(ANSWER, "ja");
    } catch {
      // then it is asked again another time
    }
  }
}

const isInstalled = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

function answered() {
  try {
    return Boolean(localStorage.getItem(ANSWER));
  } catch {
    return true;
  }
}

customElements.define("app-install", AppInstall);

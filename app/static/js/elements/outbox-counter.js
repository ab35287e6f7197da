/**
 * <outbox-counter> in the main navigation: how many things on this device still have to be sent, on the badge at
 * *Versturen*, and in words for screen readers when that number changes. For visitors the entry itself appears only
 * when something waits. The outbox is loaded after the page stands, and not at all where nothing can wait.
 */
import { startTimer, stopTimer } from "../lib/timers.js";
import { readWords } from "../lib/words.js";

const QUIET_MS = 2_000;
const MARK = "haarvaten.veld"; // the note of eviction.js: something was kept here once

class OutboxCounter extends HTMLElement {
  async connectedCallback() {
    if (this.stop || !mayWait()) return;
    this.stop = () => {};
    await this.begin().catch(() => {}); // a page without its counter is a page all the same
  }

  async begin() {
    const [{ outboxOf }, { counter }] = await Promise.all([import("../offline/page.js"), import("../offline/status.js")]);
    const parts = await outboxOf();
    if (!parts || !this.isConnected) return;
    const words = readWords(this);
    parts.started.then((lost) => this.lost(lost));
    const count = async (items) => this.show(counter(items, await parts.identity.account(), words));
    this.stop = parts.outbox.watch((items) => count(items).catch(() => {})); // the last number stays
  }

  disconnectedCallback() {
    this.stop?.();
    this.stop = null;
    stopTimer(this.timer);
  }

  show({ number, short, text }) {
    const entry = document.getElementById("versturen");
    if (!entry || number === this.number) return;
    entry.querySelector("[data-part=number]").textContent = short;
    entry.querySelector(".hv-number-badge").hidden = number === 0;
    this.entries(entry, number);
    if (this.number !== undefined) this.say(text); // at the start nothing has changed
    this.number = number;
  }

  /** Who is not signed in has the way to sign in there, until something waits. */
  entries(entry, number) {
    const other = document.getElementById("inloggen");
    if (!other) return;
    entry.hidden = number === 0;
    other.hidden = number > 0;
  }

  say(text) {
    stopTimer(this.timer);
    this.timer = startTimer(() => {
      this.textContent = text;
    }, QUIET_MS);
  }

  /** The browser threw things away: told on every page until someone has read it. */
  lost(number) {
    const told = document.getElementById("kwijt");
    if (!told || !number || document.querySelector("outbox-list")) return;
    document.getElementById("flash").append(document.importNode(told.content, true));
  }
}

function mayWait() {
  try {
    return Boolean(document.documentElement.dataset.account || localStorage.getItem(MARK));
  } catch {
    return false;
  }
}

customElements.define("outbox-counter", OutboxCounter);

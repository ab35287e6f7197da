/**
 * <draft-list> on the start page: what this person began on this device and did not hand in, the last one first,
 * and how much waits to be sent (in the line #wachtend of the list of submissions).
 */
import { photosIn, times } from "../lib/outbox-words.js";
import { fill, readWords } from "../lib/words.js";
import { outboxOf } from "../offline/page.js";
import { isUnsent } from "../offline/states.js";

class DraftList extends HTMLElement {
  async connectedCallback() {
    this.words = readWords(this);
    this.kinds = JSON.parse(this.dataset.kinds);
    this.when = times(this.words, document.documentElement.lang).when;
    this.dialog = this.querySelector("dialog");
    this.#part("keep").addEventListener("click", () => this.dialog.close());
    this.#part("really").addEventListener("click", () => this.#discard());
    this.parts = await outboxOf();
    if (this.parts && this.isConnected) this.stop = this.parts.outbox.watch((items) => this.#show(items).catch(() => {}));
  }

  disconnectedCallback() {
    this.stop?.();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  async #show(items) {
    const account = await this.parts.identity.account();
    const begun = account ? await this.parts.drafts.list(account) : [];
    if (begun.length) this.hidden = false; // and stays, so that it can say that the last one is gone
    this.#part("section").hidden = begun.length === 0;
    this.querySelector("ul").replaceChildren(...begun.map((row) => this.#row(row)));
    const number = items.filter((item) => item.owner === account && isUnsent(item)).length;
    const line = document.getElementById("wachtend");
    line.hidden = number === 0;
    line.querySelector("[data-number]").textContent = number === 1 ? this.words.waits_one : fill(this.words.waits_more, { number });
  }

  #row(draft) {
    const row = document.importNode(this.#part("row").content, true).firstElementChild;
    const label = draft.label || this.words.untitled;
    const address = new URL(draft.address, location.origin);
    address.searchParams.set("concept", draft.key);
    const link = row.querySelector("a");
    link.textContent = label;
    if (address.origin === location.origin) link.href = address.href;
    const told = [this.kinds[draft.kind]?.[0], this.when(draft.at), photosIn(draft.photos.length, this.words)];
    row.querySelector(".hv-meta").textContent = told.filter(Boolean).join(" · ");
    const button = row.querySelector("button");
    button.setAttribute("aria-label", fill(this.words.discard, { label }));
    button.addEventListener("click", () => this.#ask(draft, label));
    return row;
  }

  #ask(draft, label) {
    this.asked = draft;
    this.#part("sure").textContent = fill(this.words.sure, { label });
    this.dialog.showModal();
  }

  async #discard() {
    const { key, id } = this.asked;
    const { drafts, outbox } = this.parts;
    this.dialog.close();
    try {
      await drafts.discard(key);
      await outbox.discard(id); // it may have been taken back from the queue; this tells the screens too
      this.#part("said").textContent = this.words.discarded;
      (this.querySelector("li a") ? this.querySelector("h2") : document.querySelector("h1")).focus();
    } catch {
      this.#part("said").textContent = this.words.failed;
    }
  }
}

customElements.define("draft-list", DraftList);

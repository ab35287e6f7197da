/**
 * <sign-out> around the form to sign out: asks what to do with what stands on this device and was not sent. Keeping
 * it is the default; it waits until the same person signs in here again. Signing out elsewhere leaves it alone.
 */
import { Actions } from "../lib/outbox-actions.js";
import { photosIn } from "../lib/outbox-words.js";
import { startTimer } from "../lib/timers.js";
import { fill, readWords } from "../lib/words.js";
import { outboxOf } from "../offline/page.js";

class SignOut extends HTMLElement {
  connectedCallback() {
    this.words = readWords(this);
    this.form = this.querySelector("form");
    this.dialog = this.querySelector("dialog");
    this.form.addEventListener("submit", (event) => this.#submitted(event));
    const acts = { keep: () => this.#leave("keep"), send: () => this.#send(), copy: () => this.#copy(), delete: () => this.#sure(true), spare: () => this.#sure(false), really: () => this.#leave("delete"), stay: () => this.dialog.close() };
    for (const [name, act] of Object.entries(acts)) this.#part(name).addEventListener("click", () => this.#act(act));
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** One thing at a time; what fails is said. */
  async #act(act) {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } catch {
      this.say(this.words.failed);
    }
    this.busy = false;
  }

  async #submitted(event) {
    const { submitter } = event;
    if (this.decided || submitter?.hasAttribute("data-elsewhere")) return;
    event.preventDefault();
    event.stopPropagation(); // nobody has left yet
    this.submitter = submitter;
    try {
      this.parts = await outboxOf();
      if (!this.parts || !(await this.#count())) return await this.#leave("keep");
    } catch {
      return this.#leave("keep"); // what stands here cannot be read now; it stays
    }
    this.#sure(false);
    this.say("");
    this.dialog.showModal();
    return this.#part("keep").focus();
  }

  /** How much stands here; writes it down too. */
  async #count() {
    const { identity, drafts } = this.parts;
    this.account = await identity.account();
    const unsent = (await identity.unsent()).length;
    const begun = (await drafts.list(this.account)).length;
    const said = [unsent && this.#number("unsent", unsent), begun && this.#number("begun", begun)].filter(Boolean);
    this.#part("what").textContent = `${said.join(this.words.and)}.`;
    this.#part("send").hidden = unsent === 0;
    return unsent + begun;
  }

  #number(name, number) {
    return photosIn(number, { photo: this.words[`${name}_one`], photos: this.words[`${name}_more`] });
  }

  async #send() {
    this.say(this.words.sending);
    await this.parts.outbox.sendNow();
    if (!(await this.#count())) return this.#leave("keep");
    return this.say(this.#part("send").hidden ? this.words.sent : this.words.still);
  }

  async #copy() {
    const { outbox, drafts, store } = this.parts;
    const list = { words: this.words, account: this.account, dataset: this.dataset, notice: (text) => this.say(text) };
    await new Actions({ outbox, drafts, store, list }).copy();
  }

  async #sure(asks) {
    this.#part("ways").hidden = asks;
    this.#part("sure").hidden = !asks;
    if (asks) this.#part("sure-text").textContent = fill(this.words.sure, { what: this.#part("what").textContent });
    this.#part(asks ? "spare" : "keep").focus();
  }

  /** Nobody is kept signed in by a device that cannot write; only deleting must have been done before. */
  async #leave(choice) {
    const { identity, drafts } = this.parts ?? {};
    try {
      await identity?.leave(choice, drafts);
    } catch {
      if (choice === "delete") return this.#notDeleted();
    }
    this.#go();
  }

  /** Part of it may have gone: what is said to be here is counted anew. */
  async #notDeleted() {
    if (!(await this.#count())) return this.#go();
    this.#sure(false);
    return this.say(fill(this.words.left, { what: this.#part("what").textContent }));
  }

  #go() {
    this.decided = true;
    this.dialog.close();
    startTimer(() => this.form.requestSubmit(this.submitter), 0); // a form that is just being submitted takes no second one
  }

  say(text) {
    this.#part("said").textContent = text;
  }
}

customElements.define("sign-out", SignOut);

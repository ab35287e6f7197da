/**
 * <capture-form data-kind data-about data-words data-needed data-done data-queue> keeps what is filled in
 * on this device while it is filled in, also photos, and hands it in through the outbox: without a line it waits.
 * Where nothing can be kept, and without script, the form inside it is the plain form that it always was.
 */
import { FormErrors } from "../capture/errors.js";
import { filledIn, restore } from "../capture/fields.js";
import { DevicePhotos } from "../capture/device-photos.js";
import { outcomeOf } from "../capture/outcome.js";
import { watchSeason } from "../capture/season-line.js";
import { Where } from "../capture/where.js";
import { startTimer } from "../lib/timers.js";
import { isBeside } from "../lib/visit.js";
import { fill, readWords } from "../lib/words.js";
import { draftOf } from "../offline/drafts.js";
import { askAgain, outboxOf, troubleOf } from "../offline/page.js";
import { keepOnLeaving } from "../offline/start.js";

const PLACE = ["shape", "begin", "square", "roughly", "spot", "here", "beside"]; // each is a way to say where it is

class CaptureForm extends HTMLElement {
  connectedCallback() {
    this.words = readWords(this);
    this.form = this.querySelector("form");
    this.errors = new FormErrors(this, this.words);
    this.where = new Where(this);
    this.first = filledIn(this.form);
    this.opening = this.#begin().catch(() => null);
    watchSeason(this);
    this.addEventListener("submit", (event) => this.#submitted(event), { capture: true });
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, ({ target }) => this.#heard(target));
    this.#part("go-on").addEventListener("click", () => this.#goOn(this.offered));
    this.#part("anew").addEventListener("click", () => this.#anew());
    this.#part("plain").addEventListener("click", () => this.#plainly());
    addEventListener("pageshow", ({ persisted }) => persisted && this.handedIn && location.reload());
  }

  /** <photo-input> asks where its photos are kept; null: on the server. */
  async keeperOf(root, rows) {
    const parts = await this.opening;
    if (!parts) return null;
    const { photos: maker, store } = parts;
    this.photos = new DevicePhotos({ root, rows, maker, store, draftOf: () => this.draft });
    await this.photos.show(this.draft.row.photos);
    return this.photos;
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  async #begin() {
    const parts = await this.#partsOf();
    if (!parts?.account) return null;
    this.parts = parts;
    const begun = (await parts.drafts.list(parts.account)).filter((row) => this.where.isOf(row));
    const asked = begun.find((row) => row.key === this.where.asked);
    const sent = "back" in this.dataset; // the server sent this very form back, with what it found
    const back = sent && begun.find((row) => row.id === this.form.elements.id.value);
    if (back) this.#open({ ...back, fields: filledIn(this.form) });
    else if (asked) await this.#resume(asked);
    else this.#beginNew(begun[0]);
    return parts;
  }

  /** While another tab holds an older version open nothing can be kept: say so, and go on once that is closed. */
  async #partsOf() {
    let parts = await outboxOf();
    while (!parts && !this.plain && (await troubleOf()) === "blocked") {
      if (!this.blocked) this.#trouble({ code: "blocked" });
      this.blocked = true;
      parts = await askAgain();
    }
    if (this.blocked) this.#part("trouble").hidden = true;
    this.blocked = false;
    return parts;
  }

  #beginNew(earlier) {
    if (this.where.asked) this.where.forget(); // it was handed in or thrown away
    this.#open(this.#fresh());
    this.#keep(); // people may be faster than this script
    this.#offer(earlier);
  }

  #fresh() {
    const id = crypto.randomUUID(); // a page that was kept for use without a line always has the same one
    const { kind, about, address } = this.where;
    return { key: id, id, owner: this.parts.account, kind, about, label: this.where.label(), address, fields: this.first };
  }

  #open(row) {
    this.draft = this.parts.drafts.open(row, (error) => this.#trouble(error));
    this.form.elements.id.value = row.id;
    keepOnLeaving(this.draft, this.form);
  }

  #offer(row) {
    this.offered = row;
    this.#part("found").hidden = !row;
    if (row) this.#part("found-text").textContent = fill(this.words.found, { when: this.where.moment(row.at) });
  }

  async #goOn(row) {
    this.draft.close();
    await this.#resume(row);
    await this.photos?.show(row.photos);
    this.#part("found-text").focus();
  }

  async #resume(row) {
    this.#open(row);
    restore(this.form, row.fields);
    this.where.keep(row.key);
    this.#part("found").hidden = false;
    this.#part("go-on").hidden = true;
    this.#part("found-text").textContent = fill(isBeside(row.fields) ? this.words.beside : this.words.resumed, { when: this.where.moment(row.at) });
    const item = await this.parts.store.item(row.id);
    if (item?.error) this.#wrong(item.error);
  }

  /** The old one stays among the drafts; only its owner throws it away. */
  #anew() {
    this.#part("found").hidden = true;
    if (!this.#part("go-on").hidden) return this.form.querySelector("h1, legend, input:not([type=hidden])")?.focus();
    this.draft.flush().then(() => this.where.leave());
    return undefined;
  }

  #heard(target) {
    if (!this.draft || target.type === "file") return;
    if (target.name === "here") this.draft.row.placed = target.value ? { at: Date.now(), accuracy: target.value.split(" ")[2] } : null;
    this.#keep();
    if (this.draft.dirty) this.where.keep(this.draft.row.key);
  }

  #keep() {
    this.draft.row.label = this.where.label();
    this.draft.change(filledIn(this.form));
    this.photos?.arranged();
  }

  /** Every button without a name hands in; the others ask the server something, and it sends the form back. */
  #submitted(event) {
    if (this.plain) return;
    const { submitter } = event;
    if (submitter?.name) {
      if (this.draft) this.#keep();
      this.draft?.flush();
      return;
    }
    event.preventDefault();
    if (this.blocked) this.#refused({ code: "blocked" });
    else if (!this.busy) this.#handIn().catch((error) => this.#refused(error));
  }

  #refused(error) {
    if (error.code === "accepted") return this.where.go(this.dataset.queue); // another tab handed it in
    this.#trouble(error);
    this.#part("trouble").focus();
    return undefined;
  }

  async #handIn() {
    this.busy = true;
    this.#part("trouble").hidden = true;
    this.#say(this.words.saving);
    if (!(await this.opening)) return this.plain ? undefined : this.#plainly();
    try {
      if (!((await this.querySelector("photo-input")?.settled?.()) ?? true)) return undefined;
      if (this.#isIncomplete()) return undefined;
      this.#keep();
      const id = await this.parts.outbox.handIn(this.draft);
      this.handedIn = true;
      this.where.forget();
      return await this.#follow(id);
    } finally {
      if (!this.handedIn) this.#say(null);
      this.busy = this.handedIn;
    }
  }

  /** Without a line nobody tells what is missing until days later; what must be there, this page knows. */
  #isIncomplete() {
    this.errors.clear();
    if (navigator.onLine) return false;
    const needed = Object.entries(JSON.parse(this.dataset.needed));
    const told = filledIn(this.form);
    const missing = needed.filter(([name]) => this.form.elements[name] && ![told[name]].flat().some(Boolean));
    const nowhere = this.dataset.place && !this.where.about && !PLACE.some((name) => told[name]);
    if (nowhere) missing.push(["plek", this.dataset.place]);
    if (missing.length) this.errors.show(Object.fromEntries(missing.map(([name, sentence]) => [name, [sentence]])));
    return missing.length > 0;
  }

  async #follow(id) {
    this.#say(this.words.saved);
    const word = navigator.onLine ? await outcomeOf(id, this.parts) : "waiting";
    if (word === "attention" && (await this.#takeBack(id))) return undefined;
    if (word === "received") return this.where.go(this.dataset.done + id);
    const pagesCome = navigator.serviceWorker?.controller || (navigator.onLine && word !== "unanswered");
    return pagesCome ? this.where.go(this.dataset.queue) : this.#rest();
  }

  async #takeBack(id) {
    const item = await this.parts.outbox.reopen(id);
    if (!item) return false;
    this.handedIn = false;
    this.#open(draftOf(item));
    this.where.keep(this.draft.row.key);
    this.#wrong(item.error);
    return true;
  }

  #wrong({ fields = {}, message = "" }) {
    this.#part("found").hidden = true; // one thing at a time
    this.errors.show(Object.keys(fields).length ? fields : { "": [message] });
  }

  #rest() {
    this.form.hidden = true;
    this.#part("found").hidden = true;
    this.#part("saved").hidden = false;
    this.#part("saved").focus();
  }

  /** What the button says while something happens; null gives it its own words back. */
  #say(text) {
    const button = this.form.querySelector(".hv-save-bar button[type=submit]");
    const words = button.querySelector("span");
    button.dataset.words ??= words.textContent;
    words.textContent = text ?? button.dataset.words;
    button.setAttribute("aria-busy", String(text !== null));
    this.#part("status").textContent = text ?? "";
  }

  /** Something was not kept. It stays on the screen; online it can go without being kept, if it has no photos. */
  #trouble({ code }) {
    this.#part("trouble-text").textContent = this.words[`trouble_${code}`] ?? this.words.trouble_broken;
    const vain = ["large", "accepted"].includes(code); // the server would not take it either
    this.#part("plain").hidden = !navigator.onLine || vain || this.draft?.row.photos.length > 0;
    this.#part("trouble").hidden = false;
  }

  #plainly() {
    this.draft?.close();
    this.plain = true;
    this.#say(null);
    startTimer(() => this.form.requestSubmit(), 0); // a form that is just being submitted takes no second one
  }
}

customElements.define("capture-form", CaptureForm);

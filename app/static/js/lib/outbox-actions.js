import { exportAll, fileName } from "../offline/export.js";
import { chosen, showBoth } from "./outbox-versions.js";
import { besideOf } from "./visit.js";

/** What people do on the page of the outbox. */
export class Actions {
  /** The parts of page.js, and the <outbox-list>; `list.notice(text)` shows what came of it. */
  constructor({ outbox, drafts, store, list }) {
    Object.assign(this, { outbox, drafts, store, list });
  }

  press(event) {
    const button = event.target.closest("[data-action]");
    const name = button?.dataset.action;
    if (!name || name === "sign_in" || button.ariaBusy === "true") return;
    const card = button.closest("[data-key]");
    const entry = card && this.list.entries.get(card.dataset.key);
    if (card && !entry?.mine) return; // whoever holds the device now did not make it
    button.ariaBusy = "true";
    this.list.notice("");
    Promise.resolve()
      .then(() => this[name]({ card, entry }))
      .catch(({ code }) => this.list.notice(this.list.words[`failed_${code}`] ?? this.list.words.failed))
      .finally(() => {
        button.ariaBusy = null;
      });
  }

  async send() {
    const { list } = this;
    list.notice(list.words.trying);
    await this.outbox.sendNow();
    list.notice(list.unsent ? list.words.still : list.words.all_sent);
  }

  async copy() {
    const { words, account, dataset } = this.list;
    const { downloadZip } = await import(dataset.zip);
    const [now, { store, drafts, outbox }] = [Date.now(), this];
    const zip = await exportAll({ store, drafts, notes: outbox.notes, owner: account, zip: downloadZip, now, readme: words.readme });
    if (!zip) return this.list.notice(words.copy_empty);
    const url = URL.createObjectURL(zip);
    const day = new Date(now).toLocaleDateString("sv"); // 2026-11-26, in the time of this device
    Object.assign(document.createElement("a"), { href: url, download: fileName(day) }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers begin to read only after asking where to
    return this.list.notice(words.copy_made);
  }

  async understood() {
    await this.outbox.lossSeen();
    this.list.lost = 0;
    this.list.banners();
    document.querySelector("h1").focus();
  }

  /** Back to its form, as a draft; the form takes it from there. */
  async edit({ entry: { item } }) {
    const row = item.state === "draft" ? item : await this.#taken(item);
    return row ? this.#open(row) : this.list.notice(this.list.words.underway);
  }

  /** Another species at the same place: a draft that has the place and the day already. */
  async beside({ entry: { item } }) {
    const row = besideOf(item, crypto.randomUUID());
    const draft = this.drafts.open({ ...row, fields: {} }, (error) => {
      throw error;
    });
    draft.change(row.fields);
    await draft.flush();
    this.#open(row);
  }

  #open(row) {
    const form = new URL(row.address, location.origin);
    if (form.origin !== location.origin) throw new TypeError("not a form of ours");
    form.searchParams.set("concept", row.key);
    location.assign(form);
  }

  async #taken({ id, owner }) {
    if (!(await this.outbox.reopen(id))) return null;
    return (await this.drafts.list(owner)).find((row) => row.id === id);
  }

  retry({ entry: { item } }) {
    return this.outbox.retry(item.id);
  }

  as_new({ entry: { item } }) {
    return this.outbox.sendAsNew(item.id);
  }

  compare({ card, entry: { item } }) {
    showBoth(this.list.cards, card, item);
    card.querySelector('[data-part="more"]').querySelector("input, a").focus();
  }

  choose({ card, entry: { item } }) {
    return this.outbox.sendAsNew(item.id, chosen(card, item, false));
  }

  desk({ card, entry: { item } }) {
    return this.outbox.sendAsNew(item.id, chosen(card, item, true));
  }

  discard({ card, entry: { look } }) {
    this.list.cards.ask(card, look);
  }

  keep({ card }) {
    this.list.cards.keep(card);
  }

  async really({ entry: { item } }) {
    if (item.state === "draft") await this.drafts.discard(item.key);
    await this.outbox.discard(item.id);
    this.list.notice(this.list.words.discarded);
    document.querySelector("h1").focus();
  }
}

/**
 * <outbox-list> shows what waits on this device, and what was received in the last 30 days: a card for each, with
 * its state and what people can do. It changes while things are sent; the words for it are the page's (data-words).
 */
import { outboxOf, troubleOf } from "../offline/page.js";
import { describe, isLate } from "../offline/status.js";
import { isUnsent } from "../offline/states.js";
import { Cards } from "../lib/outbox-card.js";
import { Actions } from "../lib/outbox-actions.js";
import { Sight } from "../lib/outbox-sight.js";
import { news, times } from "../lib/outbox-words.js";
import { fill, readWords } from "../lib/words.js";
import { startTimer, stopTimer } from "../lib/timers.js";

const GROUPS = ["help", "underway", "draft", "done"];
const NO_ITEM = "00000000-0000-4000-8000-000000000000";
const QUIET_MS = 1_000;
const SLICES = [20, 180]; // cards: what one screen shows, then what a slow phone makes in a quarter of a second

const breath = () => new Promise((resolve) => void startTimer(resolve, 0));

class OutboxList extends HTMLElement {
  async connectedCallback() {
    if (this.words) return;
    this.words = readWords(this);
    this.querySelector('[data-part="plain"]').remove();
    this.querySelector('[data-part="live"]').hidden = false;
    this.shown = new Map(); // key → {card, stamp}
    this.states = new Map();
    this.made = 0; // cards in this slice
    this.parts = await outboxOf();
    if (!this.isConnected) return;
    if (!this.parts) return this.trouble(await troubleOf());
    const { clock, when } = times(this.words, document.documentElement.lang);
    this.clock = clock;
    const itemUrl = (id) => this.dataset.itemUrl.replace(NO_ITEM, id);
    const kinds = JSON.parse(this.dataset.kinds);
    this.cards = new Cards({ page: this, words: this.words, kinds, icons: this.dataset.icons, itemUrl, when });
    this.sight = new Sight({ read: (id) => this.parts.store.photo(id), signs: (card) => this.cards.signs(card) });
    const actions = new Actions({ ...this.parts, list: this });
    this.addEventListener("click", (event) => actions.press(event));
    this.listen();
  }

  disconnectedCallback() {
    this.stop?.abort();
    for (const end of this.ends ?? []) end();
  }

  listen() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    for (const name of ["online", "offline"]) addEventListener(name, () => this.banners(), { signal });
    const { outbox, watchProgress, started } = this.parts;
    started.then((lost) => {
      this.lost = lost;
      if (lost && this.items) this.soon(this.items);
    });
    this.ends = [outbox.watch((items) => this.soon(items)), watchProgress((told) => this.sending(told))];
  }

  /** One drawing at a time: what changes meanwhile is drawn after it. */
  async soon(items) {
    this.items = items;
    this.newer = true;
    if (this.busy) return;
    this.busy = true;
    while (this.newer) {
      this.newer = false;
      await this.show().catch(() => {});
    }
    this.busy = false;
  }

  async show() {
    const { drafts, identity, signedIn } = this.parts;
    this.account = signedIn ?? (await identity.account()) ?? null;
    const begun = this.account ? await drafts.list(this.account, this.items) : [];
    const made = this.items.filter((item) => item.state !== "draft").map((item) => this.entry(item));
    const entries = [...begun.map((row) => this.draft(row)), ...made].filter(({ mine, look }) => mine || look.group !== "done");
    entries.sort((one, other) => other.item.savedAt - one.item.savedAt);
    this.entries = new Map(entries.map((entry) => [entry.key, entry]));
    const focused = document.activeElement?.closest("[data-key]");
    for (const [key, { card }] of this.shown) if (!this.entries.has(key)) this.forget(key, card);
    const open = entries.some(({ look }) => look.group !== "done");
    this.querySelector('[data-part="empty"]').hidden = open || this.lost > 0;
    this.querySelector('[data-part="tools"]').hidden = !entries.some(({ mine, look }) => mine && look.group !== "done");
    this.banners();
    const groups = GROUPS.map((name) => this.group(name, entries.filter(({ look }) => look.group === name)));
    for (const [list, members] of groups) await this.draw(list, members);
    if (focused?.isConnected && !focused.contains(document.activeElement)) focused.querySelector("h3").focus();
    this.tell(entries);
  }

  entry(item) {
    const { account, words, clock } = this;
    const look = describe(item, { account, words, clock });
    const { state, attempts, nextTry, sha256, missing, receipt, error } = item;
    const stamp = [account, state, attempts, nextTry, sha256, missing?.length, !receipt, error?.code].join();
    return { key: item.id, item, look, mine: item.owner === account, stamp };
  }

  /** What was begun, or taken back to its form. */
  draft(row) {
    const item = { ...row, state: "draft", manifest: row.photos, savedAt: row.at, receipt: null, error: null };
    const look = describe(item, { account: this.account, words: this.words, clock: this.clock });
    return { key: row.id, item, look, mine: true, stamp: `draft${row.at}` };
  }

  forget(key, card) {
    card.remove();
    this.shown.delete(key);
  }

  group(name, entries) {
    const section = this.querySelector(`[data-group="${name}"]`);
    section.hidden = entries.length === 0;
    section.querySelector('[data-part="count"]').textContent = entries.length;
    return [section.querySelector("ul"), entries];
  }

  /** The first ones at once; a page of hundreds stays usable while the rest is made. */
  async draw(list, entries) {
    let next = list.firstElementChild;
    for (const [at, entry] of entries.entries()) {
      const card = this.card(entry);
      if (card === next) next = card.nextElementSibling;
      else list.insertBefore(card, next);
      if (this.made < SLICES[at < SLICES[0] ? 0 : 1]) continue;
      this.made = 0;
      await breath();
      if (this.newer) return;
    }
  }

  card(entry) {
    const known = this.shown.get(entry.key);
    if (known?.stamp === entry.stamp) return known.card;
    this.made += 1;
    const card = known?.card ?? this.cards.make(entry.key);
    this.cards.fill(card, entry);
    this.sight.follow(card, entry.mine && entry.look.group !== "done" ? entry.item.manifest[0] : null);
    this.shown.set(entry.key, { card, stamp: entry.stamp });
    return card;
  }

  sending({ id, photo, loaded, total }) {
    const [entry, known] = [this.entries?.get(id), this.shown.get(id)];
    if (entry && known && photo) this.cards.progress(known.card, entry.look, total ? loaded / total : 0);
  }

  banners() {
    this.banner("offline", navigator.onLine === false);
    this.banner("late", isLate((this.items ?? []).filter((item) => item.owner === this.account), Date.now()));
    this.banner("lost", this.lost > 0, { number: this.lost });
  }

  banner(name, on, values) {
    const box = this.querySelector(`[data-banner="${name}"]`);
    if (box.hidden === !on) return;
    const text = box.querySelector(".hv-alert__title + p");
    if (values) text.textContent = fill(text.textContent, values);
    box.hidden = !on;
  }

  trouble(code) {
    const box = this.querySelector('[data-banner="trouble"]');
    const { words } = this;
    box.querySelector(".hv-alert__title + p").textContent = words[`trouble_${code}`] ?? words.trouble_broken;
    box.hidden = false;
  }

  /** Say it to screen readers, once things are calm. */
  tell(entries) {
    const after = entries.map(({ key, look, item, mine }) => ({ id: key, state: look.state, word: look.word, label: this.cards.labelOf(item, mine) }));
    const text = news(this.states, after, this.words);
    this.states = new Map(after.map(({ id, state }) => [id, state]));
    if (text) this.say(text);
  }

  /** Show what came of what someone did. */
  notice(text) {
    this.querySelector('[data-part="notice"]').textContent = text;
  }

  say(text) {
    this.saying = [this.saying, text].filter(Boolean).join(" ");
    stopTimer(this.timer);
    this.timer = startTimer(() => {
      this.querySelector('[data-part="said"]').textContent = this.saying;
      this.saying = "";
    }, QUIET_MS);
  }

  /** How many of this person are not with the server. */
  get unsent() {
    return this.items.filter((item) => item.owner === this.account && isUnsent(item)).length;
  }
}

customElements.define("outbox-list", OutboxList);

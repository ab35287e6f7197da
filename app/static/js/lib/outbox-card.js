import { fill } from "./words.js";
import { photosIn } from "./outbox-words.js";

const TONES = ["ok", "info", "warning", "error"].map((tone) => `hv-badge--${tone}`);
const part = (within, name) => within.querySelector(`[data-part="${name}"]`);

const later = (use) => {
  use.dataset.href = use.getAttribute("href");
  use.removeAttribute("href");
};

/** Makes and fills the cards of the outbox, from the templates that the server gave along. */
export class Cards {
  /** `page` holds the templates; `kinds`: kind to [words, icon]; `when(ms)` in words. */
  constructor({ page, words, kinds, icons, itemUrl, when }) {
    Object.assign(this, { page, words, kinds, icons, itemUrl, when });
    this.buttons = new Map();
    this.found = new WeakMap(); // card → its parts by name: looked for once, not for each word
    for (const name of ["card", "buttons"]) for (const use of this.template(name).querySelectorAll("use")) later(use);
    for (const button of this.template("buttons").children) this.buttons.set(button.dataset.action, button);
  }

  template = (name) => part(this.page, name).content;
  copy = (name) => document.importNode(this.template(name), true);

  make(key) {
    const card = this.copy("card").firstElementChild;
    card.dataset.key = key;
    this.found.set(card, Object.fromEntries([...card.querySelectorAll("[data-part]")].map((one) => [one.dataset.part, one])));
    return card;
  }

  /** `entry`: {key, item, look (of describe()), mine, stamp}; the card shows all of it after this. */
  fill(card, { item, look, mine }) {
    const { words } = this;
    const { title, about, sign, badge, word, text, more, actions } = this.found.get(card);
    const label = this.labelOf(item, mine);
    const [kind, drawing] = this.kinds[item.kind] ?? ["", "uit"];
    title.textContent = label;
    about.textContent = [kind, this.when(item.savedAt), mine && photosIn(item.manifest.length, words)].filter(Boolean).join(" · ");
    this.sign(sign, drawing);
    badge.classList.remove(...TONES);
    if (look.tone) badge.classList.add(`hv-badge--${look.tone}`);
    this.sign(badge, look.icon);
    word.textContent = look.word;
    text.textContent = look.text;
    text.hidden = !look.text;
    this.progress(card, look);
    more.hidden = true;
    actions.hidden = false;
    actions.replaceChildren(...look.actions.map((action) => this.button(action, look, label)));
  }

  /** What is of someone else is not shown to whoever holds the device now. */
  labelOf = (item, mine) => (mine ? item.label || this.words.untitled : this.words.other_title);

  sign(within, name) {
    const use = within.querySelector("use");
    use.removeAttribute("href");
    use.dataset.href = `${this.icons}#i-${name}`;
  }

  /** Draw the signs: each costs more than the rest of its card, so only for cards that come into sight. */
  signs(card) {
    for (const use of card.querySelectorAll("use[data-href]")) {
      use.setAttribute("href", use.dataset.href);
      delete use.dataset.href;
    }
  }

  button(action, { state }, label) {
    const made = this.buttons.get(action).cloneNode(true);
    const named = { "edit/attention": "mend", "edit/draft": "resume" }[`${action}/${state}`];
    const text = made.querySelector("span");
    if (named) {
      text.textContent = this.words[named];
      made.classList.add("hv-button--primary");
    }
    made.setAttribute("aria-label", `${text.textContent}: ${label}`);
    return made;
  }

  /** How far the photos are; `extra` is the part of the photo that is on its way, 0 to 1. */
  progress(card, { state, done, total }, extra = 0) {
    const box = this.found.get(card).progress;
    box.hidden = state !== "sending" || total === 0;
    if (box.hidden) return;
    const [label, bar] = box.children;
    bar.id = `voortgang-${card.dataset.key}`;
    label.htmlFor = bar.id;
    label.textContent = fill(this.words.left, { number: photosIn(total - done, this.words) });
    bar.max = total;
    bar.value = done + extra;
  }

  /** Ask once more, in the place of the buttons; the safe answer has the focus. `sure`: the name of the question. */
  ask(card, { sure }) {
    const box = this.copy("sure");
    part(box, "question").textContent = this.words[sure];
    part(card, "actions").hidden = true;
    this.more(card, box);
    part(card, "more").querySelector('[data-action="keep"]').focus();
  }

  more(card, ...nodes) {
    const box = part(card, "more");
    box.replaceChildren(...nodes);
    box.hidden = false;
  }

  keep(card) {
    part(card, "more").hidden = true;
    part(card, "actions").hidden = false;
    part(card, "actions").querySelector('[data-action="discard"]')?.focus();
  }
}

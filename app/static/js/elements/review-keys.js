/**
 * <review-keys> lets a coordinator decide by single keys. Inside, a link or button with data-key="g" is pressed
 * by G, a radio with data-key="1" is chosen by 1 and puts its words in the text field. Keys do nothing in a
 * field (Escape leaves the words), with Ctrl, Alt or Meta, or when the account has them off. htmx puts the next item in its place: it then
 * takes the title of the page, says what was done, and brings the focus to what is new.
 */
import { blocked } from "../lib/verdict.js";

const STEPS = { g: "publish", v: "return", a: "reject" };
const STARTS = ["#conflict", "#error-summary", "[data-start]", "h1"]; // where reading begins, the first there is
const TWICE_MS = 600; // a second click or press so soon was meant for the item before
let opened = false; // the first one on this page was there when the page came

/** The words of a ready answer; they hold a name that someone chose, so they are no attribute. */
const said = (choice) => choice?.closest("label").querySelector("[data-words]").textContent ?? "";

const typing = (target) => target.closest?.("input:not([type=radio]), textarea, select, [contenteditable], dialog[open]");

customElements.define(
  "review-keys",
  class extends HTMLElement {
    connectedCallback() {
      this.since = opened ? performance.now() : -TWICE_MS;
      this.dialog = this.querySelector("dialog");
      this.words = this.querySelector("textarea");
      this.why = this.querySelector("[data-why]");
      this.listen = new AbortController();
      const { signal } = this.listen;
      document.addEventListener("keydown", (event) => this.press(event), { signal });
      this.addEventListener("change", (event) => this.fill(event.target), { signal });
      this.addEventListener("input", (event) => this.quiet(event.target), { signal });
      this.addEventListener("submit", (event) => this.check(event), { signal, capture: true });
      this.dialog?.querySelector("[data-close]")?.addEventListener("click", () => this.dialog.close(), { signal });
      this.door = this.querySelector("[data-keys-open]");
      if (this.door) this.door.hidden = false;
      this.door?.addEventListener("click", () => this.dialog?.showModal(), { signal });
      this.countDown();
      if (opened) this.arrive();
      opened = true;
    }

    disconnectedCallback() {
      this.listen.abort();
      clearInterval(this.clock);
    }

    get on() {
      return this.querySelector("#toetsen-schakelaar")?.dataset.keys !== "off";
    }

    /** The desk was put in the place of another: as after opening a page. */
    arrive() {
      const title = this.querySelector("[data-start]")?.textContent;
      document.title = title ? `${title} – ${this.dataset.title}` : this.dataset.title;
      const says = document.querySelector("#controle-zegt");
      if (says && this.dataset.said) says.textContent = this.dataset.said;
      const start = STARTS.map((where) => this.querySelector(where)).find(Boolean);
      start?.setAttribute("tabindex", "-1");
      start?.focus({ preventScroll: true });
      window.scrollTo({ top: 0, behavior: "instant" });
    }

    /** Escape leaves the words, so that keys decide again. */
    press(event) {
      if (event.key === "Escape" && event.target === this.words && !event.isComposing && this.on) {
        this.querySelector("[data-start]")?.focus({ preventScroll: true });
      }
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || typing(event.target)) return;
      const key = event.key.toLowerCase();
      if (!/^[a-z1-9?]$/.test(key) || (!this.on && key !== "?")) return;
      const target = key === "?" ? this.door : this.querySelector(`[data-key="${key}"]`);
      if (!target) return;
      event.preventDefault();
      if (!(key in STEPS) || !this.stop(STEPS[key])) target.click();
    }

    /** A press of a button is looked at like a key. */
    check(event) {
      const keys = event.target.closest("#toetsen-schakelaar");
      if (keys) keys.dataset.keys = "off"; // until the server says that they are on
      const step = event.submitter?.name === "step" ? event.submitter.value : "";
      if (step && (performance.now() - this.since < TWICE_MS || this.stop(step))) {
        event.preventDefault();
        event.stopPropagation();
      }
    }

    /** Say why nothing was sent, if something is in the way; tells whether that is so. */
    stop(step) {
      const chosen = this.querySelector("input[name=answer]:checked");
      const reason = blocked(step, this.words?.value ?? "", { step: chosen?.dataset.step, text: said(chosen) });
      if (!reason || !this.why) return false;
      this.why.querySelector("span").textContent = this.why.dataset[reason];
      this.why.hidden = false;
      this.words.setAttribute("aria-describedby", this.why.id);
      this.words.focus({ preventScroll: true });
      return true;
    }

    fill(choice) {
      if (choice.name !== "answer" || !this.words) return;
      this.words.value = said(choice);
      this.quiet(this.words);
    }

    /** Words were asked for, and here they are. */
    quiet(field) {
      if (field === this.words && this.why) this.why.hidden = true;
    }

    /** The way back closes by itself: after that undoing is refused. */
    countDown() {
      const toast = this.querySelector("#klaar");
      if (!toast) return;
      const time = toast.querySelector(".hv-toast__tijd");
      let left = Number(toast.dataset.left);
      const show = () => {
        time.textContent = String(left);
        if (left <= 0) {
          clearInterval(this.clock);
          toast.remove();
        }
        left -= 1;
      };
      show();
      this.clock = setInterval(show, 1000);
    }
  },
);

/**
 * <review-keys> lets a coordinator decide by single keys. Inside, a link or button with data-key="g" is pressed
 * by G, a radio with data-key="1" is chosen by 1 and puts its data-text in the text field. Keys do nothing in a
 * field, with Ctrl, Alt or Meta, or with data-keys="off"; the dialog that ? or its button opens switches them off on this device.
 */
const SWITCH = "hv-sneltoetsen";
const WORDS_FIRST = new Set(["v", "a"]);

const remembered = () => {
  try {
    return localStorage.getItem(SWITCH);
  } catch {
    return null; // storage may be forbidden; the keys then work until the page closes
  }
};

const remember = (value) => {
  try {
    localStorage.setItem(SWITCH, value);
  } catch {
    // see above
  }
};

const typing = (target) => target.closest?.("input:not([type=radio]), textarea, select, [contenteditable], dialog[open]");

customElements.define(
  "review-keys",
  class extends HTMLElement {
    connectedCallback() {
      this.dialog = this.querySelector("dialog");
      this.words = this.querySelector("textarea");
      this.why = this.querySelector("[data-why]");
      if (remembered() === "off") this.dataset.keys = "off";
      this.listen = new AbortController();
      const { signal } = this.listen;
      document.addEventListener("keydown", (event) => this.press(event), { signal });
      this.addEventListener("change", (event) => this.fill(event.target), { signal });
      this.dialog?.querySelector("[data-switch]")?.addEventListener("click", () => this.toggle(), { signal });
      this.dialog?.querySelector("[data-close]")?.addEventListener("click", () => this.dialog.close(), { signal });
      this.door = document.querySelector("[data-keys-open]");
      if (this.door) this.door.hidden = false;
      this.door?.addEventListener("click", () => this.dialog?.showModal(), { signal });
      this.name();
    }

    disconnectedCallback() {
      this.listen.abort();
    }

    get on() {
      return this.dataset.keys !== "off";
    }

    press(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || typing(event.target)) return;
      const key = event.key.toLowerCase();
      if (!this.on || !/^[a-z1-9?]$/.test(key)) return;
      const target = key === "?" ? this.door : this.querySelector(`[data-key="${key}"]`);
      if (!target) return;
      event.preventDefault();
      if (WORDS_FIRST.has(key) && this.words?.value.trim() === "") this.askWords();
      else target.click();
    }

    /** Say why nothing was sent yet: a return or a rejection needs words. */
    askWords() {
      if (this.why) {
        this.why.hidden = false;
        this.words.setAttribute("aria-describedby", this.why.id);
      }
      this.words.focus({ preventScroll: true });
    }

    fill(choice) {
      if (!choice.dataset.text || !this.words) return;
      this.words.value = choice.dataset.text;
    }

    toggle() {
      this.dataset.keys = this.on ? "off" : "on";
      remember(this.dataset.keys);
      this.name();
    }

    name() {
      const words = this.dialog?.querySelector("[data-switch] span");
      if (words) words.textContent = this.on ? this.dataset.off : this.dataset.on;
    }
  },
);

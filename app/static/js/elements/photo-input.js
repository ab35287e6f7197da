import { PhotoRows } from "../lib/photo-rows.js";
import { ServerPhotos } from "../lib/server-photos.js";
import { fill, readWords } from "../lib/words.js";

const VERBS = { draai: "turn", weg: "remove", wissel: "exchange" };

/**
 * <photo-input> keeps each photo as soon as it is chosen, and lets people turn, sort and remove without a new page:
 * on the device inside a <capture-form>, else on the server. Around it stands a form that does the same with buttons
 * when no script runs.
 */
customElements.define(
  "photo-input",
  class extends HTMLElement {
    connectedCallback() {
      this.words = readWords(this);
      this.rows = new PhotoRows(this, this.words);
      this.keeper = this.#keeper();
      this.busy = 0;
      this.querySelector("[data-plain]").hidden = true;
      this.addEventListener("change", ({ target }) => target.type === "file" && this.#take(target));
      this.addEventListener("click", (event) => this.#pressed(event));
      this.closest("form")?.addEventListener("submit", (event) => this.#hold(event));
      for (const zone of this.querySelectorAll(".hv-dropzone")) this.#dropping(zone);
    }

    async #keeper() {
      const capture = this.closest("capture-form");
      return (await capture?.keeperOf?.(this, this.rows)) ?? new ServerPhotos(this, this.rows);
    }

    /** Resolves when nothing is being added or turned any more: true, or false when something that was waited for failed. */
    async settled() {
      if (this.busy === 0) return true;
      await new Promise((done) => this.addEventListener("settled", done, { once: true }));
      this.rows.failed?.scrollIntoView({ block: "center" });
      return !this.rows.failed;
    }

    #dropping(zone) {
      const over = (event, is) => {
        event.preventDefault();
        zone.classList.toggle("is-over", is);
      };
      zone.addEventListener("dragover", (event) => over(event, true));
      zone.addEventListener("dragleave", (event) => over(event, false));
      zone.addEventListener("drop", (event) => {
        over(event, false);
        this.#addAll(zone.closest("[data-moment]"), event.dataTransfer.files);
      });
    }

    #take(input) {
      this.#addAll(input.closest("[data-moment]"), [...input.files]);
      input.value = ""; // the form must not send them a second time
    }

    /** One after the other: a phone has memory for one, and a thin line. */
    async #addAll(group, files) {
      const waiting = [...files].map((file) => ({ file, row: this.rows.begin(group, file.name) }));
      await this.#during(async () => {
        const keeper = await this.keeper;
        for (const { file, row } of waiting) await this.#add(keeper, file, row, group);
      });
    }

    async #during(work) {
      this.busy += 1;
      try {
        return await work();
      } finally {
        this.busy -= 1;
        if (this.busy === 0) this.dispatchEvent(new Event("settled"));
      }
    }

    async #add(keeper, file, row, group) {
      if (this.rows.all().length >= Number(this.dataset.limit)) return this.rows.fail(row, this.words.many);
      const made = await keeper.add(file, row, group);
      if (made) this.rows.say(fill(keeper.received ?? this.words.received, { name: file.name }));
      return undefined;
    }

    async #pressed(event) {
      const button = event.target.closest("button");
      if (button?.hasAttribute("data-drop")) return button.closest("li").remove();
      if (button?.name !== "foto") return undefined;
      event.preventDefault();
      if (button.getAttribute("aria-busy") === "true") return undefined; // else two taps make two photos of one
      const row = button.closest("[data-photo]");
      const verb = button.value.split(":")[0];
      const keeper = await this.keeper;
      if (!(verb in VERBS)) {
        this.rows.move(row, verb, button);
        return keeper.arranged();
      }
      button.setAttribute("aria-busy", "true");
      const made = await this.#during(() => keeper[VERBS[verb]](row));
      button.removeAttribute("aria-busy");
      return made && this.#done(verb, row, made);
    }

    #done(verb, row, made) {
      if (verb === "weg") return this.rows.remove(row);
      made.querySelector(`button[value^=${verb}]`)?.focus();
      if (verb === "draai") this.rows.say(this.words.turned);
      return undefined;
    }

    /** Handing in waits for the photos, says so on its own button, and then goes on by itself. */
    async #hold(event) {
      if (this.busy === 0 || event.submitter?.name === "foto" || event.defaultPrevented) return;
      event.preventDefault();
      this.rows.say(this.words.busy);
      const words = event.submitter?.querySelector("span");
      if (this.held || !words) return;
      this.held = words.textContent;
      words.textContent = this.words.busy;
      const fine = await this.settled();
      words.textContent = this.held;
      this.held = null;
      if (fine) this.closest("form").requestSubmit(event.submitter);
    }
  },
);

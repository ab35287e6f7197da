import { readWords, fill } from "../lib/words.js";
import { sendPhoto, ask } from "../lib/photo-requests.js";

const MAX_BYTES = 25_000_000;

/**
 * <photo-input> sends each photo as soon as it is chosen, with a bar of its own, and lets people turn, sort and
 * remove without a new page. Around it stands a form that does the same with buttons when no script runs: the
 * rows come from the server either way, and hold the ids that the form hands in.
 */
customElements.define(
  "photo-input",
  class extends HTMLElement {
    connectedCallback() {
      this.words = readWords(this);
      this.sending = 0;
      this.querySelector("[data-plain]").hidden = true;
      this.addEventListener("change", (event) => {
        if (event.target.type === "file") this.take(event.target);
      });
      this.addEventListener("click", (event) => this.pressed(event));
      this.closest("form")?.addEventListener("submit", (event) => this.hold(event));
      for (const zone of this.querySelectorAll(".hv-dropzone")) this.dropping(zone);
      for (const row of this.rows()) this.follow(row);
    }

    rows(within = this) {
      return [...within.querySelectorAll("[data-photo]")];
    }

    dropping(zone) {
      const over = (event, is) => {
        event.preventDefault();
        zone.classList.toggle("is-over", is);
      };
      zone.addEventListener("dragover", (event) => over(event, true));
      zone.addEventListener("dragleave", (event) => over(event, false));
      zone.addEventListener("drop", (event) => {
        over(event, false);
        this.sendAll(zone.closest("[data-moment]"), event.dataTransfer.files);
      });
    }

    take(input) {
      this.sendAll(input.closest("[data-moment]"), [...input.files]);
      input.value = ""; // the form must not send them a second time
    }

    /** One after the other: a phone's line is thin, and the first photo should be in soon. */
    async sendAll(group, files) {
      const waiting = [...files].map((file) => ({ file, row: this.progressRow(group, file.name) }));
      this.sending += waiting.length;
      for (const { file, row } of waiting) {
        await this.send(group, file, row);
        this.sending -= 1;
      }
      this.release();
    }

    async send(group, file, row) {
      const room = this.rows().length < Number(this.dataset.limit);
      if (!room) return this.fail(row, this.words.many);
      if (file.size > MAX_BYTES) return this.fail(row, this.words.large);
      const bar = row.querySelector("progress");
      const label = row.querySelector("label");
      const progress = (percent) => {
        bar.value = percent;
        label.textContent = fill(this.words.sending, { name: file.name, percent });
      };
      progress(0);
      const answer = await sendPhoto(this.dataset.url, file, group.dataset.moment, this.token(), progress);
      if (!answer.ok) return this.fail(row, answer.message ?? this.words.offline);
      const made = this.replace(row, answer.body.photos[0].html);
      this.preview(made, file);
      this.say(fill(this.words.received, { name: file.name }));
      this.follow(made); // by itself: the next photo does not wait for it
      return undefined;
    }

    progressRow(group, name) {
      const row = document.createElement("li");
      row.className = "hv-foto";
      row.innerHTML = `<div class="hv-progress"><label class="hv-meta"></label><progress max="100" value="0"></progress></div>`;
      const id = `progress-${crypto.randomUUID()}`;
      row.querySelector("progress").id = id;
      row.querySelector("label").htmlFor = id;
      row.dataset.file = name;
      group.querySelector("[data-list]").append(row);
      return row;
    }

    /** Say what is wrong with one file; the others go on. */
    fail(row, reason) {
      const name = row.dataset.file;
      row.replaceChildren(this.querySelector("[data-failed]").content.cloneNode(true));
      row.querySelector("[data-file-name]").textContent = name;
      row.querySelector("[data-reason]").textContent = reason;
      row.querySelector("[data-drop] span").textContent = fill(this.words.drop, { name });
      this.say(`${name}: ${reason}`);
    }

    replace(row, html) {
      const typed = row.querySelector("input:not([type=hidden])")?.value;
      const shell = document.createElement("template");
      shell.innerHTML = html.trim();
      const made = shell.content.firstElementChild;
      if (typed !== undefined) made.querySelector(".hv-textbox").value = typed;
      row.replaceWith(made);
      this.number();
      return made;
    }

    /** Show the file itself until the server's picture is there (not every browser can show HEIC). */
    preview(row, file) {
      const place = row.querySelector("[data-preview]");
      if (!place) return;
      const image = new Image();
      image.src = URL.createObjectURL(file);
      image.alt = "";
      image.className = "hv-thumb";
      image.addEventListener("load", () => {
        URL.revokeObjectURL(image.src);
        if (place.isConnected) place.replaceWith(image);
      });
    }

    /** Ask now and then until the picture is made, turned, or cannot be read; a minute at most. */
    async follow(row, left = 20) {
      const state = row.dataset.state;
      if (!["received", "turning"].includes(state) || left === 0) return;
      await new Promise((done) => setTimeout(done, 3000));
      const answer = row.isConnected ? await ask("GET", this.address(row, ""), this.token(), row) : null;
      if (!row.isConnected) return;
      const writing = row.contains(document.activeElement); // nothing moves under someone's fingers
      const news = answer?.ok && answer.body.state !== state && !writing;
      this.follow(news ? this.replace(row, answer.body.html) : row, left - 1);
    }

    async pressed(event) {
      const button = event.target.closest("button");
      if (button?.hasAttribute("data-drop")) return button.closest("li").remove();
      if (button?.name !== "foto") return undefined;
      event.preventDefault();
      const row = button.closest("[data-photo]");
      const verb = button.value.split(":")[0];
      if (verb === "hoger" || verb === "lager") return this.move(row, verb, button);
      if (verb === "wissel") return this.exchange(row);
      button.setAttribute("aria-busy", "true");
      const noun = verb === "draai" ? "/draai" : "/verwijdering";
      const answer = await ask("POST", this.address(row, noun), this.token(), row);
      button.removeAttribute("aria-busy");
      if (!answer.ok) return this.say(answer.message ?? this.words.offline);
      return verb === "draai" ? this.turned(row, answer.body.html) : this.removed(row);
    }

    turned(row, html) {
      const made = this.replace(row, html);
      made.querySelector("button[value^=draai]").focus();
      this.say(this.words.turned);
      return this.follow(made);
    }

    removed(row) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      const group = row.closest("[data-moment]");
      row.remove();
      this.number();
      (next?.querySelector("button:not([hidden])") ?? group.querySelector("input[type=file]")).focus();
      this.say(this.words.removed);
    }

    move(row, verb, button) {
      const other = verb === "hoger" ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (verb === "hoger") other.before(row);
      else other.after(row);
      this.number();
      (button.hidden ? row.querySelector("button[name=foto]") : button).focus();
      const place = this.rows(row.parentElement).indexOf(row) + 1;
      this.say(fill(this.words.moved, { number: place }));
    }

    exchange(row) {
      const here = row.closest("[data-moment]");
      const there = this.querySelector(`[data-moment="${here.dataset.moment === "before" ? "after" : "before"}"]`);
      row.querySelector("input[name^=photos_moment]").value = there.dataset.moment;
      there.querySelector("[data-list]").append(row);
      this.number();
      return this.refresh(row);
    }

    async refresh(row) {
      const answer = await ask("GET", this.address(row, ""), this.token(), row);
      if (answer.ok) this.replace(row, answer.body.html).querySelector("button[value^=wissel]")?.focus();
    }

    /** Give the rows of each group their numbers, in every label, and hide what leads nowhere. */
    number() {
      for (const group of this.querySelectorAll("[data-moment]")) {
        const rows = this.rows(group);
        rows.forEach((row, at) => {
          for (const place of row.querySelectorAll("[data-number]")) place.textContent = at + 1;
          row.querySelector("button[value^=hoger]").hidden = at === 0;
          row.querySelector("button[value^=lager]").hidden = at === rows.length - 1;
        });
        group.querySelector("[data-count]").textContent = fill(this.words.count, { number: this.rows().length });
      }
    }

    /** Handing in waits for the photos, says so on its own button, and then goes on by itself. */
    hold(event) {
      if (this.sending === 0 || event.submitter?.name === "foto") return;
      event.preventDefault();
      this.say(this.words.busy);
      const words = event.submitter?.querySelector("span");
      if (this.held || !words) return;
      this.held = { button: event.submitter, words, text: words.textContent };
      words.textContent = this.words.busy;
    }

    release() {
      if (this.sending > 0 || !this.held) return;
      const { button, words, text } = this.held;
      this.held = null;
      words.textContent = text;
      const failed = this.querySelector("li:not([data-photo]) [data-reason]");
      if (failed) failed.closest("li").scrollIntoView({ block: "center" });
      else this.closest("form").requestSubmit(button);
    }

    address(row, noun) {
      return `${this.dataset.url}${row.dataset.photo}${noun}`;
    }

    token() {
      return this.closest("form").querySelector("[name=csrf_token]").value;
    }

    say(text) {
      this.querySelector("[data-status]").textContent = text;
    }
  },
);

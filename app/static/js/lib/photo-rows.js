import { fill } from "./words.js";

const OTHER = { before: "after", after: "before" };

/** The rows of photos in a form: their order, their numbers, and what is said of each. */
export class PhotoRows {
  /** `root` is the <photo-input>. */
  constructor(root, words) {
    Object.assign(this, { root, words });
  }

  all(within = this.root) {
    return [...within.querySelectorAll("[data-photo]")];
  }

  get groups() {
    return [...this.root.querySelectorAll("[data-moment]")];
  }

  group(moment) {
    return this.groups.find((one) => one.dataset.moment === moment) ?? this.groups[0];
  }

  /** A row for a file that is on its way. */
  begin(group, name) {
    const row = document.createElement("li");
    row.className = "hv-foto";
    row.innerHTML = `<div class="hv-progress"><label class="hv-meta"></label><progress max="100"></progress></div>`;
    const id = `progress-${crypto.randomUUID()}`;
    row.querySelector("progress").id = id;
    row.querySelector("label").htmlFor = id;
    row.dataset.file = name;
    group.querySelector("[data-list]").append(row);
    return row;
  }

  /** How far it is; without a percentage it only says what happens. */
  progress(row, sentence, percent) {
    row.querySelector("label").textContent = fill(sentence, { name: row.dataset.file, percent });
    if (percent !== undefined) row.querySelector("progress").value = percent;
  }

  /** Say what is wrong with one file; the others go on. */
  fail(row, reason) {
    const name = row.dataset.file;
    row.replaceChildren(this.root.querySelector("[data-failed]").content.cloneNode(true));
    row.querySelector("[data-file-name]").textContent = name;
    row.querySelector("[data-reason]").textContent = reason;
    row.querySelector("[data-drop-words]").textContent = fill(this.words.drop, { name });
    this.say(`${name}: ${reason}`);
  }

  get failed() {
    return this.root.querySelector("li:not([data-photo]) [data-reason]")?.closest("li");
  }

  /** Put a row where another stood; what was typed in that stays. */
  put(row, made) {
    const typed = row.querySelector("input.hv-textbox")?.value;
    if (typed !== undefined) made.querySelector(".hv-textbox").value = typed;
    row.replaceWith(made);
    this.number();
    return made;
  }

  /** Show the file itself; not every browser can show HEIC, then the sign stays. */
  preview(row, file) {
    const place = row.querySelector("[data-preview]");
    if (!place) return;
    const image = new Image();
    image.src = URL.createObjectURL(file);
    image.alt = "";
    image.className = "hv-thumb";
    image.addEventListener("error", () => URL.revokeObjectURL(image.src));
    image.addEventListener("load", () => {
      URL.revokeObjectURL(image.src);
      if (place.isConnected) place.replaceWith(image);
    });
  }

  remove(row) {
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
    const place = this.all(row.parentElement).indexOf(row) + 1;
    this.say(fill(this.words.moved, { number: place }));
  }

  /** From before to after, or back. */
  exchange(row) {
    const there = this.group(OTHER[row.closest("[data-moment]").dataset.moment]);
    row.querySelector("input[name^=photos_moment]").value = there.dataset.moment;
    there.querySelector("[data-list]").append(row);
    this.number();
  }

  /** Give the rows of each group their numbers, in every label, and hide what leads nowhere. */
  number() {
    for (const group of this.groups) {
      const rows = this.all(group);
      rows.forEach((row, at) => {
        for (const place of row.querySelectorAll("[data-number]")) place.textContent = at + 1;
        row.querySelector("button[value^=hoger]").hidden = at === 0;
        row.querySelector("button[value^=lager]").hidden = at === rows.length - 1;
      });
      group.querySelector("[data-count]").textContent = fill(this.words.count, { number: this.all().length });
    }
  }

  say(text) {
    this.root.querySelector("[data-status]").textContent = text;
  }
}

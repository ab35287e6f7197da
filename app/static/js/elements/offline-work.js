/**
 * <offline-work> on the page for work without a line: choose an element that this device knows, or fill in the form
 * for the one of the address, with the kinds of work and the season of its type.
 */
import { filledIn } from "../capture/fields.js";
import { adviceOn, dayOf } from "../lib/season.js";
import { fill, readWords } from "../lib/words.js";
import { knownOf } from "../offline/visit.js";

class OfflineWork extends HTMLElement {
  async connectedCallback() {
    this.words = readWords(this);
    this.asked = new URLSearchParams(location.search).get("element");
    this.part(this.asked ? "form" : "choose").hidden = false;
    const found = await knownOf();
    const account = found?.parts.account;
    if (this.asked) return this.fillForm(account ? await found.known.find(account, this.asked).catch(() => null) : null);
    return this.choose(account ? await found.known.list(account).catch(() => []) : []);
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  choose(rows) {
    this.part("empty").hidden = rows.length > 0;
    const field = this.querySelector("#zoek-bekend");
    field.closest(".hv-form-field").hidden = rows.length === 0;
    this.show(rows);
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = rows.filter((row) => words.every((word) => textOf(row).includes(word)));
      this.show(found);
      this.part("status").textContent = found.length ? fill(this.words.found, { number: found.length }) : this.words.none;
    });
  }

  show(rows) {
    this.part("list").hidden = rows.length === 0;
    this.part("list").replaceChildren(...rows.map((row) => this.row(row)));
  }

  row(one) {
    const made = document.importNode(this.part("row").content, true);
    made.querySelector("a").href = `/onderhoud/nieuw?element=${one.id}`;
    made.querySelector("strong").textContent = one.title;
    const state = [this.words[`condition_${one.condition}`], one.late ? this.words.late : ""].filter(Boolean).join(", ");
    made.querySelector(".hv-meta").textContent = [one.type_name, one.place, state, this.did(one)].filter(Boolean).join(" · ");
    return made;
  }

  did({ last }) {
    if (!last) return "";
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric" }).format(new Date(last.on));
    return fill(this.words.did, { work: last.name.toLowerCase(), when });
  }

  async fillForm(row) {
    const form = this.querySelector("form#maintenance-form");
    form.action = `/onderhoud/nieuw?element=${this.asked}`;
    if (!row?.title) return;
    this.querySelector('[data-part="form"] h1').textContent = row.title;
    this.querySelector("[data-shell-facts]").textContent = [this.size(row), row.place].filter(Boolean).join(", ").concat(".");
    this.querySelector('[data-part="about"]').textContent = row.title;
    this.knowledge = await knowledge();
    this.type = this.knowledge?.types[row.type];
    if (!this.type) return; // without the season the form is the form all the same
    this.usualFirst();
    this.fillIn(form, row.last);
    form.addEventListener("change", () => this.tell());
    this.tell();
  }

  size({ length_m: length, area_m2: area }) {
    const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 }).format(length ?? area ?? 0);
    if (length) return fill(this.words.metres, { number });
    return area ? fill(this.words.area, { number }) : "";
  }

  /** What is usual on this kind of element stands on top, and the rest stays folded. */
  usualFirst() {
    const grid = this.querySelector("#activity_key > .hv-grid");
    for (const key of this.type.usual) {
      const choice = this.querySelector(`[id="work-${CSS.escape(key)}"]`)?.closest(".hv-choice");
      choice?.classList.remove("hv-choice--row");
      if (choice) grid.append(choice);
    }
    if (!this.querySelector("input[name=activity_key]:checked")) return;
    this.querySelector("#activity_key details")?.removeAttribute("open");
  }

  /** As the server does: the work in season that one did here last, else the most usual; nests stay a question. */
  fillIn(form, last) {
    if (this.querySelector("input[name=activity_key]:checked, input[name=share]:checked")) return;
    const key = [last?.activity, ...this.type.usual].find((one) => one && this.advice(one, dayOf(new Date())) === "good");
    const likely = key && this.querySelector(`[id="work-${CSS.escape(key)}"]`);
    if (!likely) return;
    likely.checked = true;
    const folded = likely.closest("details");
    if (folded) folded.open = true;
    form.elements.share.value = "1/1";
    form.elements.people.value = last?.people ?? 1;
    this.querySelector("capture-form").first = filledIn(form); // nobody began anything yet
  }

  advice(key, day) {
    return adviceOn(this.knowledge.rules[this.type.rules[key]], day);
  }

  /** The season of the chosen work on the chosen day, and of each kind of work today. */
  tell() {
    const today = dayOf(new Date());
    for (const radio of this.querySelectorAll("input[name=activity_key]")) {
      const label = radio.labels[0];
      const note = label.querySelector("small") ?? label.appendChild(document.createElement("small"));
      note.textContent = fill(this.words.today, { advice: this.words[this.advice(radio.value, today)].toLowerCase() });
    }
    const box = this.querySelector("#seizoen");
    const chosen = this.querySelector("input[name=activity_key]:checked");
    const day = this.querySelector("#done_on").value;
    if (!chosen || !/^\d{4}-\d\d-\d\d$/.test(day)) return;
    const advice = this.advice(chosen.value, day);
    box.dataset.advice = advice;
    const made = document.importNode(this.part("advice").content, true);
    made.querySelector(".hv-badge").textContent = this.words[advice];
    made.querySelector(".hv-badge").classList.add(`hv-badge--${{ good: "ok", ask: "warning", no: "error" }[advice]}`);
    box.replaceChildren(made);
  }
}

async function knowledge() {
  try {
    const answer = await fetch(document.documentElement.dataset.knowledge);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

const textOf = ({ title, type_name: type, place }) => `${title} ${type} ${place}`.toLowerCase();

customElements.define("offline-work", OfflineWork);

import { fill } from "../lib/words.js";

/** What is wrong with a form: above it and beside each field, as the server would have written it. */
export class FormErrors {
  /** `root` holds the form and the templates "summary" and "error"; `words`: one, more. */
  constructor(root, words) {
    Object.assign(this, { root, words, form: root.querySelector("form") });
  }

  clear() {
    for (const old of this.form.querySelectorAll("error-summary, .hv-form-field__error[id$='-error']")) old.remove();
    for (const field of this.form.querySelectorAll(".hv-form-field--invalid")) field.classList.remove("hv-form-field--invalid");
    for (const control of this.form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  }

  /** `fields`: name → sentences; an empty name, or one that the form does not show, is of the whole. */
  show(fields) {
    this.clear();
    const summary = this.#template("summary");
    const list = summary.querySelector("ul");
    for (const [name, sentences] of Object.entries(fields)) {
      const place = name && this.form.querySelector(`#${CSS.escape(name)}`);
      if (place) this.#beside(place, name, sentences);
      for (const sentence of sentences) list.append(line(place, name, sentence));
    }
    const number = list.children.length;
    summary.querySelector("#error-title").textContent = number === 1 ? this.words.one : fill(this.words.more, { number });
    const title = this.form.querySelector("h1")?.closest(".hv-stack--krap");
    if (title) title.after(summary);
    else this.form.prepend(summary); // <error-summary> takes the focus
  }

  #beside(place, name, sentences) {
    const error = this.#template("error");
    error.id = `${name}-error`;
    error.querySelector("span").textContent = sentences.join(" ");
    const field = place.matches("fieldset") ? place : place.closest(".hv-form-field");
    (field ?? place).classList.add("hv-form-field--invalid");
    if (field) putIn(field, error);
    else place.before(error);
    if (place.matches("input, select, textarea")) place.setAttribute("aria-invalid", "true");
    const described = new Set((place.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    place.setAttribute("aria-describedby", [...described.add(error.id)].join(" "));
  }

  #template(name) {
    return this.root.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
  }
}

/** Below the words above a control; a tick has its words behind it. */
function putIn(field, error) {
  const ticks = field.querySelector(":scope > .hv-check");
  const above = [...field.children].filter((child) => child.matches("label, legend, .hv-form-field__description"));
  if (ticks || above.length === 0) field.prepend(error);
  else above.at(-1).after(error);
}

function line(place, name, sentence) {
  const item = document.createElement("li");
  if (!place) {
    item.textContent = sentence;
    return item;
  }
  const link = Object.assign(document.createElement("a"), { href: `#${name}` });
  const label = labelOf(place);
  link.textContent = label ? `${label}: ${sentence}` : sentence;
  item.append(link);
  return item;
}

function labelOf(place) {
  const label = place.labels?.[0] ?? place.querySelector(":scope > legend");
  const own = [...(label?.childNodes ?? [])].find((node) => node.nodeType === Node.TEXT_NODE);
  return own?.textContent.trim().replace(/[?.]+$/, "") ?? "";
}

import { fieldsOf } from "../offline/envelope.js";

const OF_THE_PAGE = new Set(["csrf_token", "id", "sent_at"]);
const CHOSEN = new Set(["radio", "checkbox"]);

/** What the form holds now. */
export const filledIn = (form) => fieldsOf(new FormData(form));

/**
 * Put back what was filled in before. Whoever listens to a field hears of it, as if it were typed. What this form
 * has no field for (an answer to a question of a page that is gone) goes along unseen.
 */
export function restore(form, fields) {
  const given = new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));
  const known = new Set();
  const changed = [];
  for (const control of form.elements) {
    if (!isField(control)) continue;
    const values = given.get(control.name);
    if (put(control, CHOSEN.has(control.type) ? (values ?? []) : values, known.has(control.name))) changed.push(control);
    known.add(control.name);
  }
  for (const [name, values] of given) if (!known.has(name)) for (const value of values) form.append(hidden(name, value));
  for (const control of changed) {
    const folded = control.closest("details");
    if (folded && control.value) folded.open = true;
    if (control.isConnected) control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function isField({ name, type }) {
  const unfit = ["file", "submit", "button", "reset", "fieldset", "image"].includes(type);
  return Boolean(name) && !unfit && !OF_THE_PAGE.has(name) && !name.startsWith("photos");
}

/** Tells whether it is another one now. `again`: an earlier control of this name had the first value. */
function put(control, values, again) {
  if (!values) return false;
  if (CHOSEN.has(control.type)) {
    const before = control.checked;
    control.checked = values.includes(control.value);
    return control.checked !== before;
  }
  const before = control.value;
  control.value = (again ? values[1] : values[0]) ?? "";
  return control.value !== before;
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

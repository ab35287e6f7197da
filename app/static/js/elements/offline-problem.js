/**
 * On the page for a report without a line: when the address names an element, that is the place, and no other is asked.
 */
import { fill } from "../lib/words.js";
import { knownOf } from "../offline/visit.js";

const asked = new URLSearchParams(location.search).get("element");
const form = document.querySelector("capture-form form");

async function nameIt(words) {
  const found = await knownOf();
  const account = found?.parts.account;
  const row = account ? await found.known.find(account, asked).catch(() => null) : null;
  if (!row?.title) return;
  words.textContent = fill(words.dataset.words, { title: row.title });
  document.querySelector('capture-form [data-part="about"]').textContent = row.title;
}

if (asked && form) {
  form.action = `/meldingen/nieuw?element=${encodeURIComponent(asked)}`;
  form.querySelector('[data-part="free-place"]').remove();
  const line = form.querySelector('[data-part="on-element"]');
  line.hidden = false;
  nameIt(line.querySelector("[data-words]"));
}

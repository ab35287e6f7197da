/** Two versions of one thing beside each other, on its card: what is here, and what the server has. */
const part = (within, name) => within.querySelector(`[data-part="${name}"]`);
const TOLD = ["notes", "story", "why", "name"]; // what people wrote in their own words, by the names of the forms

/** Show both; the server says line by line what differs when someone else was first. */
export function showBoth(cards, card, item) {
  part(card, "actions").querySelector('[data-action="compare"]').hidden = true;
  if (!item.error?.both) return cards.more(card, beside(cards, item));
  const lines = item.error.both.lines.map((line, number) => lineOf(cards, item, line, number));
  cards.more(card, ...lines, cards.copy("choose"));
}

/** What people chose, as fields of the form: the newest as the base, and per line whose version. */
export function chosen(card, { error }, desk) {
  const fields = { base: JSON.stringify(error.now), base_version: String(error.version) };
  for (const { checked, value, dataset } of card.querySelectorAll("input[data-line]")) {
    if (checked) fields[`kies_${dataset.line}`] = desk ? "mijn" : value;
  }
  for (const name of error.both.theirs) fields[`kies_${name}`] = "nu";
  return desk ? { ...fields, desk: "1" } : fields;
}

function lineOf(cards, item, { name, title, now, mine }, number) {
  const made = cards.copy("line");
  made.querySelector("legend").textContent = title;
  const texts = [now, mine];
  for (const [at, input] of made.querySelectorAll("input").entries()) {
    const { nextElementSibling: label } = input;
    input.id = `versie-${item.id}-${number}-${at}`;
    input.name = `versie-${item.id}-${name}`;
    input.dataset.line = name;
    label.htmlFor = input.id;
    part(label, "value").textContent = texts[at];
  }
  return made;
}

function beside(cards, item) {
  const made = cards.copy("beside");
  const words = TOLD.map((name) => item.fields[name]).filter((text) => typeof text === "string" && text.trim());
  part(made, "mine").textContent = words.join(" · ") || item.label;
  part(made, "theirs").href = cards.itemUrl(item.id);
  return made;
}

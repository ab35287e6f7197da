/** Sentences that the server gives an element along, translated: {"received": "{name} is ontvangen."}. */
export const readWords = (element) => JSON.parse(element.dataset.words);

/** Fill the named places of a sentence; a place without a value stays as it is. */
export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));

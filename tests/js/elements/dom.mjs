// The little of a browser that an element asks for, so that it runs without one.
export const made = new Map();

globalThis.HTMLElement = EventTarget;
globalThis.customElements = { define: (name, element) => made.set(name, element) };

/** An element of a page: `parts` by the selector that finds it. */
export function part(more = {}, parts = {}) {
  const element = Object.assign(new EventTarget(), { dataset: {}, hidden: false, textContent: "", attributes: new Map(), ...more });
  return Object.assign(element, finders(parts), {
    setAttribute: (name, value) => element.attributes.set(name, value),
    getAttribute: (name) => element.attributes.get(name) ?? null,
    removeAttribute: (name) => element.attributes.delete(name),
    hasAttribute: (name) => element.attributes.has(name),
    focus: () => {},
    ...more,
  });
}

/** What `querySelector` and the like find. */
function finders(parts) {
  const find = (selector) => parts[selector] ?? null;
  return { querySelector: find, querySelectorAll: (selector) => [find(selector) ?? []].flat(), closest: find };
}

/** Our own element `name`, in a page with `parts`. */
export function element(name, { words = {}, dataset = {}, ...more } = {}, parts = {}) {
  const Made = made.get(name);
  return Object.assign(new Made(), { dataset: { words: JSON.stringify(words), ...dataset }, isConnected: true, hidden: false, ...finders(parts), ...more });
}

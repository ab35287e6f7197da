// The colours of the page, for the map: the tokens of tokens.css as they are now, light or dark.

export const FAMILIES = ["lijn", "boom", "water", "bos", "heide", "erf", "pad"];
const TOKENS = ["grond", "perceel", "beek", "tekst", "halo", ...FAMILIES];

/** Name → colour; `fauna` has no colour of its own and takes that of the text. */
export function readInk(root = document.documentElement) {
  const style = getComputedStyle(root);
  const token = (name) => style.getPropertyValue(`--hv-${name}`).trim();
  const ink = Object.fromEntries(TOKENS.map((name) => [name, token(`kaart-${name}`)]));
  const others = ["goed", "matig", "slecht", "toestand-rand", "leem-fel", "water", "veen", "vlak"];
  return { ...ink, ...Object.fromEntries(others.map((name) => [`hv-${name}`, token(name)])), fauna: token("veen-zacht") };
}

/** Call `changed` when the phone goes from light to dark or back; returns how to stop. */
export function watchInk(changed) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", changed);
  return () => dark.removeEventListener("change", changed);
}

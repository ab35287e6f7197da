// Which background the person chose, remembered on this device. "" is our own plain one.

const KEY = "hv-ondergrond";

/** The name of a ground of `grounds` {name: address}: the one that was chosen here, else the first. */
export function chosenGround(grounds = {}) {
  const names = Object.keys(grounds);
  let kept = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // a browser that keeps nothing gets the usual one
  }
  return kept === "" || names.includes(kept) ? kept : (names[0] ?? "");
}

export function rememberGround(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // then it holds until the page closes
  }
}

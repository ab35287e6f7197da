// Which background the person chose, remembered on this device. "" is our own plain one.

const KEY = "hv-ondergrond";

/** The name of a ground of `grounds` {name: address}: the one that was chosen here, else the `usual` one. */
export function chosenGround(grounds = {}, usual = "") {
  let kept = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // a browser that keeps nothing gets the usual one
  }
  return kept === "" || Object.hasOwn(grounds, kept) ? kept : usual;
}

export function rememberGround(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // then it holds until the page closes
  }
}

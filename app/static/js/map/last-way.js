// The ways to a place without the map: folded while the map is used, the one that was used last on top.

const KEY = "plek-manier";

export class LastWay {
  /** `root` is the element around the fields of a place. */
  constructor(root) {
    this.fold = root.querySelector('[data-part="ways"]');
    const list = this.fold.querySelector('[data-part="list"]');
    const last = read();
    const way = last && list.querySelector(`[data-way="${CSS.escape(last)}"]`);
    if (way) list.prepend(way);
    this.fold.open = Boolean(way) || this.#filled(list);
  }

  open() {
    this.fold.open = true;
  }

  /** Remember the way of a field that was filled in; the map counts as one. */
  used({ name, value }) {
    if (!value) return;
    const way = name === "shape" ? "map" : this.fold.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("[data-way]")?.dataset.way;
    if (way) write(way);
  }

  /** Whether something stands in one of the ways, or is wrong with it. */
  #filled(list) {
    if (list.querySelector(".hv-form-field--invalid, [name=spot], [name=track], p[role=status]:not([data-says])")) return true;
    return [...list.querySelectorAll("input.hv-textbox, textarea")].some(({ value }) => value);
  }
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function write(way) {
  try {
    localStorage.setItem(KEY, way);
  } catch {
    // a browser that keeps nothing: then the order stays as it is
  }
}

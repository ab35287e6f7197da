/**
 * <changed-fields> marks what differs from how the form was opened, and counts it: "Je verandert 4 dingen".
 * The server compares again; without script it only lacks the marks.
 */
const WATCHED = ["shape", "type_key", "place_id", "width_m", "name", "owner_kind", "condition", "overdue", "count", "age", "story", "municipality_code", "core_network", "area_type"];
const PLACE = new Set(["begin", "end", "between", "square", "roughly"]); // other ways to say where it is

class ChangedFields extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.form = this.closest("form");
    this.first = this.values();
    this.stop = new AbortController();
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.show(), { signal: this.stop.signal });
    this.show();
  }

  disconnectedCallback() {
    this.stop?.abort();
  }

  values() {
    const filled = new FormData(this.form);
    const places = [...PLACE].map((name) => filled.get(name) ?? "").join("|");
    return Object.fromEntries([...WATCHED.map((name) => [name, filled.get(name) ?? ""]), ["shape", `${filled.get("shape")}|${places}`]]);
  }

  show() {
    const now = this.values();
    const changed = WATCHED.filter((name) => now[name] !== this.first[name]);
    for (const name of WATCHED) this.mark(name, changed.includes(name));
    const { none, one, more } = this.words;
    this.querySelector('[data-part="changes"]').textContent =
      changed.length === 0 ? none : changed.length === 1 ? one : more.replace("{number}", changed.length);
  }

  mark(name, on) {
    const field = this.querySelector(`[name="${name}"]`);
    const box = name === "shape" ? this.querySelector("#plek") : field?.closest("fieldset:not(.hv-step), .hv-form-field");
    if (!box) return;
    box.classList.toggle("hv-is-anders", on);
    let badge = box.querySelector(":scope > .hv-badge[data-mine]");
    if (on && !badge) {
      badge = document.createElement("span");
      badge.className = "hv-badge hv-badge--info";
      badge.dataset.mine = "";
      badge.textContent = this.words.mark;
      box.append(badge);
    } else if (!on) badge?.remove();
  }
}

customElements.define("changed-fields", ChangedFields);

const ASKED = "concept";
const BESIDE = "bij"; // fills in a form once; from then on the draft has it, also where the page comes without a line

function alone(words, about) {
  words.delete(BESIDE);
  if (about) words.set("element", about);
}

/** Which form this is: of what kind, about which thing, at which address, and which draft of it was asked for. */
export class Where {
  /** `root` is the <capture-form>; without `data-about` the thing stands in the address. */
  constructor(root) {
    const here = new URL(location.href);
    this.root = root;
    this.kind = root.dataset.kind;
    this.about = root.dataset.about || here.searchParams.get("element");
    this.asked = here.searchParams.get(ASKED);
    here.searchParams.delete(ASKED);
    if (here.searchParams.has(BESIDE)) alone(here.searchParams, this.about);
    here.hash = "";
    this.address = here.pathname + here.search;
    this.moments = new Intl.DateTimeFormat(document.documentElement.lang || "nl", { dateStyle: "long", timeStyle: "short" });
  }

  isOf({ kind, about }) {
    return kind === this.kind && (about ?? null) === this.about;
  }

  /** What people call it: the thing that it is about, or for a new one its name, else its kind; of a sighting the species. */
  label() {
    const form = this.root.querySelector("form");
    const name = this.about ? "" : form.elements.name?.value.trim();
    const species = form.elements.species?.value.trim();
    const chosen = this.about ? null : form.querySelector("input[name=type_key]:checked")?.labels[0]?.querySelector("span");
    return species || name || chosen?.textContent.trim().replaceAll("\u00ad", "") || this.root.querySelector('[data-part="about"]').textContent;
  }

  moment(at) {
    return this.moments.format(at);
  }

  /** A page that is killed and opened again finds its draft. */
  keep(key) {
    this.#replace(key);
  }

  forget() {
    this.#replace(null);
  }

  #replace(key) {
    const to = new URL(this.address, location.href);
    if (key) to.searchParams.set(ASKED, key);
    to.hash = location.hash;
    if (to.href !== location.href) history.replaceState(history.state, "", to);
  }

  /** The same form, empty. */
  leave() {
    this.go(this.address);
  }

  go(address) {
    location.assign(address);
  }
}

/**
 * <place-fields data-villages="…" data-now="…"> helps with a place: "waar ik nu ben", the way that was used last on
 * top, villages near the place first, and "dit hebben wij nu" after every change. Without script all is there as well,
 * but for the phone's own place. Where someone is goes to the server in a body, or as a kilometre square (L12).
 */
import { middleOf } from "../lib/geo.js";
import { squareOf } from "../lib/rd.js";
import { Drawing } from "../map/drawing.js";
import { PhonePlace } from "../map/phone-place.js";
import { LastWay } from "../map/last-way.js";

const FIELDS = ["csrf_token", "id", "family", "type_key", "shape", "system", "begin", "end", "between", "square", "roughly", "place_id", "spots", "spot", "here", "spans_ok", "beside"];
const PLACE = new Set(FIELDS.slice(2));
const PAUSE_MS = 400;

const isChanged = ({ name, checked, defaultChecked, value, defaultValue }) =>
  PLACE.has(name) && (checked !== defaultChecked || (defaultValue !== undefined && value !== defaultValue));

class PlaceFields extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.ways = new LastWay(this);
    this.phone = new PhonePlace(this, this.form);
    this.form.addEventListener("map-missing", () => this.ways.open(), { signal });
    this.form.addEventListener("change", ({ target }) => this.#heard(target), { signal });
    this.addEventListener("keydown", (event) => this.#search(event), { signal });
    if ([...this.form.elements].some(isChanged)) this.changed(); // someone was faster than this script
  }

  disconnectedCallback() {
    this.stop?.abort();
    clearTimeout(this.timer);
  }

  #heard(target) {
    this.ways.used(target);
    if (PLACE.has(target.name)) this.changed(target.name, target);
  }

  changed(name, target) {
    const drawn = name === "shape" && Drawing.read(target.value);
    const spot = drawn ? middleOf(drawn.spots) : name === "here" && this.phone.spot;
    if (spot) this.#sort(spot);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#showNow(), PAUSE_MS);
  }

  /** Enter in the search field searches; it would hand in the form. */
  #search(event) {
    if (event.key !== "Enter" || event.target.name !== "query") return;
    event.preventDefault();
    this.querySelector('button[name="lees"][value="zoek"]').click();
  }

  /** Ask for the villages in the order of this place; the choice that was made stays. */
  async #sort(spot) {
    const list = this.form.elements.place_id;
    const answer = await fetch(`${this.dataset.villages}?hok=${squareOf(spot)}`).catch(() => null);
    if (!list || !answer?.ok) return; // the list is whole as it is
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("select");
    const chosen = list.value;
    list.replaceChildren(...found.childNodes);
    list.value = chosen;
  }

  async #showNow() {
    const filled = new FormData(this.form);
    const sent = new FormData();
    for (const name of FIELDS) for (const value of filled.getAll(name)) sent.append(name, value);
    this.asking?.abort();
    this.asking = new AbortController();
    const answer = await fetch(this.dataset.now, {
      method: "POST",
      body: sent,
      headers: { "HX-Request-Type": "partial" },
      signal: this.asking.signal,
    }).catch(() => null);
    const told = answer?.ok && (await answer.text().catch(() => null)); // a newer question breaks this one off
    if (told) this.querySelector('[data-part="place-now"]').innerHTML = told; // else what stands there is older, but was true
  }
}

customElements.define("place-fields", PlaceFields);

// "Waar ik nu ben": the phone's own place in the form, as the place itself or as the begin or end of a line.
import { wholeMetres } from "../lib/accuracy.js";
import { fill, readWords } from "../lib/words.js";

const OPTIONS = { enableHighAccuracy: true, maximumAge: 0, timeout: 30000 };
const DENIED = 1; // GeolocationPositionError.PERMISSION_DENIED
const MOST_M = 2000; // the server takes no more either
const DECIMALS = 6;

export class PhonePlace {
  /** `root` holds all fields of the place. */
  constructor(root, form) {
    const here = root.querySelector("#here"); // the map picker has a part of that name too
    Object.assign(this, { root, form, here, words: readWords(here) });
    this.field = here.querySelector('[name="here"]');
    for (const buttons of root.querySelectorAll('[data-part="here-buttons"]')) buttons.hidden = !navigator.geolocation;
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-here]");
      if (button) this.#press(button.dataset.here);
    });
    this.field.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** [longitude, latitude] when the phone's place is the place; null when it is not. */
  get spot() {
    return this.field.value ? this.field.value.split(" ").slice(0, 2).map(Number) : null;
  }

  #press(what) {
    if (what === "away") {
      this.#away();
      this.here.focus();
    } else this.#ask(what);
  }

  #away() {
    this.#put("");
    this.#say("place", "");
  }

  #ask(what) {
    this.#say(what, this.words.asking);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#found(what, coords),
      ({ code }) => this.#say(what, code === DENIED ? this.words.forbidden : this.words.lost),
      OPTIONS,
    );
  }

  #found(what, { longitude, latitude, accuracy }) {
    const metres = wholeMetres(accuracy);
    if (!(metres <= MOST_M)) {
      this.#say(what, fill(this.words.poor, { metres }));
      return;
    }
    const [lon, lat] = [longitude.toFixed(DECIMALS), latitude.toFixed(DECIMALS)];
    if (what === "place") this.#put(`${lon} ${lat} ${metres}`);
    else this.#type(what, `${lat} ${lon}`);
    this.#say(what, `${fill(this.words.found, { metres })} ${this.words[what] ?? ""}`.trim());
  }

  #say(what, text) {
    this.root.querySelector(`[data-says="${what}"]`).textContent = text;
  }

  #put(text) {
    this.field.value = text;
    this.field.dispatchEvent(new Event("change", { bubbles: true })); // whoever keeps the form hears of it too
  }

  /** Put the place in a field of coordinates, as latitude and longitude. */
  #type(name, text) {
    const degrees = this.form.querySelector('[name="system"][value="wgs84"]');
    if (degrees) degrees.checked = true;
    const field = this.form.elements[name];
    field.value = text;
    if (this.field.value) this.#away(); // one way is enough
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #show() {
    this.here.querySelector('[data-here="away"]').hidden = !this.field.value;
  }
}

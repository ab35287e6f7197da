// Where the person is, on the map and in words: a dot, and a badge with shape, colour and always the metres.
import { levelOf, wholeMetres } from "../lib/accuracy.js";
import { readLength } from "../lib/geo.js";
import { fill } from "../lib/words.js";
import { showMe, whereAmI } from "./open.js";
import { Position } from "./position.js";

export class Whereabouts {
  /** `found(fix)` and `lost(forbidden)` as in position.js, after the badge and the dot. */
  constructor({ part, words, language, say, found, lost }) {
    Object.assign(this, { part, words, language, say });
    this.position = new Position({
      found: (fix) => {
        this.#badge(fix);
        if (this.map) showMe(this.map, fix.spot);
        found(fix);
      },
      lost: (forbidden) => {
        this.#badge(null);
        lost(forbidden);
      },
    });
  }

  get last() {
    return this.position.last;
  }

  start() {
    this.position.start();
  }

  stop() {
    this.position.stop();
    this.#badge(null);
  }

  /** Bring the cross to where the person is. */
  async go() {
    try {
      const { spot, accuracyM } = this.last ?? (await whereAmI());
      this.map?.jumpTo({ center: spot, zoom: 17 });
      if (this.map) showMe(this.map, spot);
      this.say(fill(this.words.here, { accuracy: readLength(wholeMetres(accuracyM), this.language) }));
      if (this.part("dialog").open) this.start();
    } catch {
      this.say(this.words.lost);
    }
  }

  #badge(fix) {
    const row = this.part("accuracy");
    row.hidden = !fix;
    if (!fix) return;
    const metres = wholeMetres(fix.accuracyM).toLocaleString(this.language);
    for (const badge of row.querySelectorAll("[data-level]")) {
      badge.hidden = badge.dataset.level !== levelOf(fix.accuracyM);
      badge.lastElementChild.textContent = fill(this.words.accuracy, { metres });
    }
  }
}

/** Whether this person said before that we may know. */
export async function mayKnow() {
  const answer = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  return answer?.state === "granted";
}

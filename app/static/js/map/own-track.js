// One's own track, grey on the map: a walk that was recorded, or the line of a file. New points may stick to it.
import { lengthM, metresPerPixel, readLength } from "../lib/geo.js";
import { snapTo } from "../lib/snap.js";
import { fill } from "../lib/words.js";

const SNAP_PX = 24;

export class OwnTrack {
  /** `part` finds the markup; `use(spots)` makes a line of it; `changed(text)` when it is another one, with what to say. */
  constructor({ part, words, language, walk, use, changed }) {
    Object.assign(this, { part, words, language, walk, changed });
    this.spots = walk.state === "done" ? walk.spots : [];
    part("track-use").addEventListener("click", () => use(this.spots));
    part("track-away").addEventListener("click", () => this.#away());
    part("track-snap").addEventListener("click", () => this.#stick(!this.sticks));
    this.show();
  }

  take(spots) {
    this.spots = spots;
    this.back = null;
    this.show();
  }

  /** Throw it away, or fetch it back: the same button. */
  #away() {
    if (this.back) this.back();
    else {
      const { spots } = this;
      const restore = this.walk.state === "done" ? this.walk.throwAway() : () => {};
      this.spots = [];
      this.back = () => {
        restore();
        this.take(spots);
      };
    }
    this.show();
    this.changed(this.back ? this.words.track_gone : this.words.track_back);
  }

  get sticks() {
    return this.part("track-snap").getAttribute("aria-pressed") === "true";
  }

  #stick(yes) {
    this.part("track-snap").setAttribute("aria-pressed", String(yes));
    this.changed(yes ? this.words.snap_on : this.words.snap_off);
  }

  /** Where a point goes that is put at `spot`: onto the track when that is near and the person wants it. */
  snap(spot, zoom) {
    if (this.spots.length < 2 || !this.sticks) return null;
    return snapTo(spot, this.spots, SNAP_PX * metresPerPixel(spot[1], zoom));
  }

  show() {
    const there = this.spots.length > 1;
    this.part("track").hidden = !there && !this.back;
    this.part("track-tools").hidden = !there;
    const length = readLength(lengthM(this.spots), this.language);
    this.part("track-text").textContent = there ? fill(this.words.track, { length }) : this.words.track_gone;
    this.part("track-away").lastElementChild.textContent = there ? this.words.track_away : this.words.track_fetch;
  }
}

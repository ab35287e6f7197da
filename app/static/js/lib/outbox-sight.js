/** What is drawn on a card only when it comes into sight: its signs, and a small picture read from the device. */
export class Sight {
  /** `read(id)` gives the row of a photo; `signs(card)` draws the signs. */
  constructor({ read, signs }) {
    Object.assign(this, { read, signs, photos: new WeakMap() });
    this.watcher = new IntersectionObserver((seen) => this.#look(seen), { rootMargin: "400px" });
  }

  /** After a card was filled. `photo`: {id, type}, or nothing; then the drawing of the kind stays. */
  follow(card, photo) {
    if (!photo) this.#drawing(card);
    this.photos.set(card, photo);
    this.watcher.unobserve(card); // so that it is looked at anew
    this.watcher.observe(card);
  }

  #look(seen) {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      this.watcher.unobserve(target);
      this.signs(target);
      const photo = this.photos.get(target);
      if (photo) this.#show(target, photo).catch(() => {}); // the drawing stays
    }
  }

  async #show(card, { id, type }) {
    if (shownOn(card)?.dataset.photo === id) return;
    const row = await this.read(id);
    if (!row?.bytes) return;
    const image = Object.assign(new Image(88, 88), { alt: "", className: "hv-thumb", decoding: "async" });
    image.dataset.photo = id;
    const url = URL.createObjectURL(new Blob([row.bytes], { type }));
    const done = () => URL.revokeObjectURL(url);
    image.addEventListener("load", () => {
      done();
      if (this.photos.get(card)?.id !== id) return; // received meanwhile
      shownOn(card)?.remove();
      signOf(card).hidden = true;
      signOf(card).before(image);
    });
    image.addEventListener("error", done); // HEIC, which this browser cannot show
    image.src = url;
  }

  /** Received: the photo has left the device. */
  #drawing(card) {
    shownOn(card)?.remove();
    signOf(card).hidden = false;
  }
}

const shownOn = (card) => card.querySelector("img.hv-thumb");
const signOf = (card) => card.querySelector('[data-part="sign"]');

/** Small pictures on the cards, read from the device only when a card comes into sight. */
export class Thumbs {
  /** `read(id)` gives the row of a photo. */
  constructor({ read }) {
    this.read = read;
    this.wanted = new WeakMap();
    this.watcher = new IntersectionObserver((seen) => this.#look(seen), { rootMargin: "200px" });
  }

  /** `photo`: {id, type}, or nothing; then the drawing of the kind stays. */
  follow(card, photo) {
    const shown = card.querySelector("img.hv-thumb");
    if (!photo || this.wanted.get(card)?.id === photo.id) {
      if (!photo && shown) this.#drawing(card, shown);
      return;
    }
    this.wanted.set(card, photo);
    this.watcher.observe(card);
  }

  #look(seen) {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      this.watcher.unobserve(target);
      this.#show(target, this.wanted.get(target)).catch(() => {}); // the drawing stays
    }
  }

  async #show(card, { id, type }) {
    const row = await this.read(id);
    if (!row?.bytes) return;
    const sign = card.querySelector('[data-part="sign"]');
    const image = Object.assign(new Image(88, 88), { alt: "", className: "hv-thumb", decoding: "async" });
    const url = URL.createObjectURL(new Blob([row.bytes], { type }));
    const done = () => URL.revokeObjectURL(url);
    image.addEventListener("load", () => {
      done();
      sign.hidden = true;
      card.querySelector("img.hv-thumb")?.remove();
      sign.before(image);
    });
    image.addEventListener("error", done); // HEIC, which this browser cannot show
    image.src = url;
  }

  /** Received: the photo has left the device. */
  #drawing(card, image) {
    image.remove();
    card.querySelector('[data-part="sign"]').hidden = false;
    this.wanted.delete(card);
  }
}

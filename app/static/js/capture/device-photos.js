/** Keeps the photos of a form on this device, in its draft; nothing goes to the server before handing in. */
export class DevicePhotos {
  /** `maker` is a PhotoMaker, `store` where the bytes lie, `draftOf()` gives the draft of the form at that moment. */
  constructor({ root, rows, maker, store, draftOf }) {
    Object.assign(this, { root, rows, maker, store, draftOf, words: rows.words, received: rows.words.kept });
  }

  /** The rows of a draft that was begun before. */
  async show(photos) {
    for (const row of this.rows.all()) row.remove();
    for (const photo of photos) {
      const row = this.#row(photo);
      this.rows.group(photo.moment).querySelector("[data-list]").append(row);
      await this.#see(row, photo);
    }
    this.rows.number();
  }

  /** Only what is surely gone is given up; a disk that fails for a moment takes nobody's photo away. */
  async #see(row, photo) {
    try {
      const kept = await this.store.photo(photo.id);
      if (kept === undefined) await this.#lost(row, photo);
      else this.rows.preview(row, blobOf(kept));
    } catch {
      this.rows.say(this.words.unseen);
    }
  }

  async add(file, row, group) {
    this.rows.progress(row, this.words.storing);
    try {
      const { small: _, ...made } = await this.maker.shrink(file);
      const photo = { ...made, alt: "", moment: group.dataset.moment };
      await this.draftOf().addPhoto(photo);
      const shown = this.rows.put(row, this.#row(photo));
      this.rows.preview(shown, blobOf(photo));
      return shown;
    } catch (error) {
      return this.rows.fail(row, this.#reason(error));
    }
  }

  /** The turned photo is another one, with its own id: the server may have seen the first. */
  async turn(row) {
    const before = row.dataset.photo;
    const told = this.#listed().find(({ id }) => id === before);
    try {
      const { small: _, ...made } = await this.maker.turn(blobOf(await this.store.photo(before)));
      const photo = { ...made, alt: told.alt, moment: told.moment };
      await this.draftOf().addPhoto(photo);
      const shown = this.rows.put(row, this.#row(photo));
      this.rows.preview(shown, blobOf(photo));
      await this.draftOf().removePhoto(before);
      this.arranged();
      return shown;
    } catch (error) {
      this.rows.say(this.#reason(error));
      return null;
    }
  }

  async remove(row) {
    try {
      await this.draftOf().removePhoto(row.dataset.photo);
      return true;
    } catch (error) {
      this.rows.say(this.#reason(error));
      return false;
    }
  }

  async exchange(row) {
    this.rows.exchange(row);
    const { photo, moment } = { photo: row.dataset.photo, moment: row.closest("[data-moment]").dataset.moment };
    const picture = row.querySelector("img.hv-thumb");
    const made = this.rows.put(row, this.#row({ id: photo, moment, alt: "" }));
    if (picture) made.querySelector("[data-preview]").replaceWith(picture);
    this.arranged();
    return made;
  }

  /** The order on the screen, and what was typed beside each, is how it is kept. */
  arranged() {
    const photos = this.#listed();
    const draft = this.draftOf();
    if (JSON.stringify(photos) !== JSON.stringify(draft.row.photos)) draft.arrange(photos);
  }

  #listed() {
    const kept = new Map(this.draftOf().row.photos.map((photo) => [photo.id, photo]));
    const listed = [];
    for (const row of this.rows.all()) {
      const photo = kept.get(row.dataset.photo);
      if (!photo) continue;
      kept.delete(photo.id);
      const { moment } = row.closest("[data-moment]").dataset;
      listed.push({ ...photo, alt: row.querySelector("input.hv-textbox").value, moment });
    }
    return [...listed, ...kept.values()]; // those that are being added have no row yet
  }

  /** A row as the server would write it, from the template of its group. */
  #row({ id, moment, alt = "" }) {
    const template = this.rows.group(moment).querySelector("template[data-row]");
    const row = template.content.firstElementChild.cloneNode(true);
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes("FOTO-ID")) element.setAttribute(name, value.replaceAll("FOTO-ID", id));
      }
    }
    row.querySelector("input.hv-textbox").value = alt;
    return row;
  }

  async #lost(row, photo) {
    await this.draftOf().removePhoto(photo.id).catch(() => {});
    row.removeAttribute("data-photo");
    row.dataset.file = photo.alt || this.words.photo;
    this.rows.fail(row, this.words.lost);
  }

  #reason({ code }) {
    return this.words[`device_${code}`] ?? this.words.device_broken;
  }
}

const blobOf = ({ bytes, type }) => new Blob([bytes], { type });

import { ask, sendPhoto } from "./photo-requests.js";

/**
 * Keeps the photos of a form on the server: each goes up as soon as it is chosen. A keeper has add, turn, remove,
 * exchange and arranged; each tells in the rows what came of it.
 */
export class ServerPhotos {
  constructor(root, rows) {
    Object.assign(this, { root, rows, words: rows.words });
    for (const row of rows.all()) this.#follow(row);
  }

  async add(file, row, group) {
    const progress = (percent) => this.rows.progress(row, this.words.sending, percent);
    progress(0);
    const answer = await sendPhoto(this.root.dataset.url, file, group.dataset.moment, this.#token(), progress);
    if (!answer.ok) return this.rows.fail(row, answer.message ?? this.words.offline);
    const made = this.rows.put(row, read(answer.body.photos[0].html));
    this.rows.preview(made, file);
    this.#follow(made); // by itself: the next photo does not wait for it
    return made;
  }

  async turn(row) {
    const answer = await this.#ask("POST", row, "/draai");
    if (!answer.ok) return null;
    const made = this.rows.put(row, read(answer.body.html));
    this.#follow(made);
    return made;
  }

  async remove(row) {
    return (await this.#ask("POST", row, "/verwijdering")).ok;
  }

  /** The row of a group has buttons of that group. */
  async exchange(row) {
    this.rows.exchange(row);
    const answer = await ask("GET", this.#address(row, ""), this.#token(), row);
    return answer.ok ? this.rows.put(row, read(answer.body.html)) : row;
  }

  /** The form itself hands in the order. */
  arranged() {}

  /** Ask now and then until the picture is made, turned, or cannot be read; a minute at most. */
  async #follow(row, left = 20) {
    const state = row.dataset.state;
    if (!["received", "turning"].includes(state) || left === 0) return;
    await new Promise((done) => setTimeout(done, 3000));
    const answer = row.isConnected ? await ask("GET", this.#address(row, ""), this.#token(), row) : null;
    if (!row.isConnected) return;
    const writing = row.contains(document.activeElement); // nothing moves under someone's fingers
    const news = answer?.ok && answer.body.state !== state && !writing;
    this.#follow(news ? this.rows.put(row, read(answer.body.html)) : row, left - 1);
  }

  async #ask(method, row, noun) {
    const answer = await ask(method, this.#address(row, noun), this.#token(), row);
    if (!answer.ok) this.rows.say(answer.message ?? this.words.offline);
    return answer;
  }

  #address(row, noun) {
    return `${this.root.dataset.url}${row.dataset.photo}${noun}`;
  }

  #token() {
    return this.root.closest("form").querySelector("[name=csrf_token]").value;
  }
}

/** The row as our own server wrote it. */
function read(html) {
  const shell = document.createElement("template");
  shell.innerHTML = html.trim();
  return shell.content.firstElementChild;
}

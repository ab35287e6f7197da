// The panel under the map: a grip unfolds the rest of it. On a laptop all of it is always seen, by the styles.

export class Sheet {
  constructor({ part }) {
    this.grip = part("grip");
    this.grip.addEventListener("click", () => (this.open ? this.fold() : this.unfold()));
  }

  get open() {
    return this.grip.getAttribute("aria-expanded") === "true";
  }

  fold() {
    this.grip.setAttribute("aria-expanded", "false");
  }

  unfold() {
    this.grip.setAttribute("aria-expanded", "true");
  }
}

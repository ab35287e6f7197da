/**
 * <nearby-elements data-url="…"> asks, as soon as kind and place are known, what already stands there:
 * "bedoel je deze?". The place goes in the body of a POST, so that it stands in no address.
 * Without script the button "Kijk wat er al staat" asks the same of the server.
 */
const FIELDS = ["csrf_token", "family", "type_key", "shape", "system", "begin", "end", "between", "square", "roughly", "place_id", "spots", "spot", "here", "another"];
const PLACE = new Set(["family", "type_key", "shape", "begin", "end", "between", "square", "roughly", "place_id", "spot", "here"]);
const PAUSE_MS = 400;

class NearbyElements extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.form.addEventListener("change", ({ target }) => PLACE.has(target.name) && this.soon(), { signal });
    this.addEventListener("click", (event) => this.press(event), { signal });
    this.querySelector('[data-part="ask"]').hidden = true; // it asks by itself
    if (!this.querySelector("h3")) this.soon();
  }

  disconnectedCallback() {
    this.stop?.abort();
    clearTimeout(this.timer);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  async ask(mark) {
    const sent = new FormData();
    const filled = new FormData(this.form);
    for (const name of FIELDS) for (const value of filled.getAll(name)) sent.append(name, value);
    if (!sent.get("type_key")) return;
    if (mark) sent.set("another", mark);
    this.asking?.abort();
    this.asking = new AbortController();
    const answer = await fetch(this.dataset.url, {
      method: "POST",
      body: sent,
      headers: { "HX-Request-Type": "partial" },
      signal: this.asking.signal,
    }).catch(() => null);
    const told = answer?.ok ? await answer.text().catch(() => null) : null; // a newer question breaks this one off
    if (told !== null) this.querySelector('[data-part="answer"]').innerHTML = told; // our own server's fragment
  }

  /** "Nee, een andere": said for this place; whoever moves it is asked again. */
  press(event) {
    const button = event.target.closest('button[name="near"], button[name="another"]');
    if (!button || button.name === "another") return;
    event.preventDefault();
    if (button.value !== "look")
      this.ask(button.value).then(() => document.querySelector("#stap3 h2, #stap3 legend, #stap3")?.focus());
  }
}

customElements.define("nearby-elements", NearbyElements);

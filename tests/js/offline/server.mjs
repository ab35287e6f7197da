// Our server's half of the contract, in memory, and ways to let it fail.
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { ANNA, BASE, device } from "./device.mjs";

export const json = (status, body, more = {}) => ({
  status,
  type: "application/json",
  text: JSON.stringify(body),
  retryAfter: null,
  ...more,
});
export const refusal = (status, error, more = {}) => json(status, { error, message: `Zin over ${error}.`, ...more.body }, more);
export const NO_LINE = { status: 0, reason: "error" };
export const PORTAL = { status: 200, type: "text/html", text: "<html>Welkom bij de camping</html>" };

export const REFUSALS = {
  attention: refusal(422, "invalid", { body: { fields: { done_on: ["De datum ligt in de toekomst."] } } }),
  conflict: refusal(409, "conflict"),
  gone: refusal(410, "gone"),
  other_account: refusal(403, "other_account"),
};

export class Server {
  items = new Map(); // id → {sha256, envelope, photos: Map of id → hash}
  requests = [];
  stored = 0; // how often something new was written
  /** `fault(request, answer)` may give another answer; by then the server has done its work. */
  fault = () => undefined;
  /** `refuse(request)` may give an answer instead of doing the work. */
  refuse = () => undefined;

  async send(request) {
    this.requests.push(`${request.method} ${request.url.slice(BASE.length)}`);
    this.last = request;
    const refused = this.refuse(request);
    const answer = refused ?? (await this.#answer(request));
    return { url: request.url, ...(refused ? answer : (this.fault(request, answer) ?? answer)) };
  }

  async #answer({ method, url, body, headers }) {
    const [id, , photo] = url.slice(BASE.length).split("/");
    if (headers["X-Haarvaten"] !== "1") return refusal(403, "stranger");
    if (method === "GET") return this.items.has(id) ? this.receipt(id, 200) : refusal(404, "unknown");
    if (photo) return this.#photo(id, photo, body, headers);
    const hash = await sha256(body);
    const known = this.items.get(id);
    if (known) return known.sha256 === hash ? this.receipt(id, 200) : refusal(409, "conflict");
    this.items.set(id, { sha256: hash, envelope: JSON.parse(new TextDecoder().decode(body)), photos: new Map() });
    this.stored += 1;
    return this.receipt(id, 201);
  }

  async #photo(id, photo, body, headers) {
    const item = this.items.get(id);
    const declared = item?.envelope.photos.find((one) => one.id === photo);
    if (!declared || headers["X-Sha256"] !== declared.sha256) return refusal(422, "photo");
    if ((await sha256(body)) !== declared.sha256) return refusal(422, "photo");
    if (item.photos.has(photo)) return this.receipt(id, 200);
    item.photos.set(photo, declared.sha256);
    this.stored += 1;
    return this.receipt(id, 201);
  }

  receipt(id, status) {
    const { sha256: hash, envelope, photos } = this.items.get(id);
    const missing = envelope.photos.map((one) => one.id).filter((one) => !photos.has(one));
    const state = missing.length ? "partial" : "complete";
    return json(status, { id, envelope_sha256: hash, state, missing, server_time: "2026-11-26T09:00:05Z" });
  }

  /** Does it have exactly these, whole? */
  complete(id) {
    const item = this.items.get(id);
    return Boolean(item) && item.envelope.photos.every((one) => item.photos.get(one.id) === one.sha256);
  }
}

/** A phone on which Anna is signed in, and its server. */
export async function ready(more = {}) {
  const server = new Server();
  const phone = device({ server, ...more });
  await phone.identity.signedIn(ANNA);
  return { server, phone };
}

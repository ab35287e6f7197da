import { sha256 } from "../lib/hash.js";

export const SCHEMA = 1;
export const MAX_BYTES = 1_000_000;

// Of the page, not of what people tell: they are renewed at each visit, or the envelope has them elsewhere.
const NOT_FIELDS = new Set(["csrf_token", "id", "sent_at"]);

/** An item that is too large to be taken; `bytes` says how large it is. */
export class EnvelopeError extends Error {
  constructor(bytes) {
    super(`${bytes} bytes`);
    this.name = "EnvelopeError";
    this.code = "large";
    this.bytes = bytes;
  }
}

/** What a form holds, by the names of its fields: a text, or a list where a name comes more than once. */
export function fieldsOf(entries) {
  const fields = {};
  for (const [name, value] of entries) {
    if (typeof value !== "string" || NOT_FIELDS.has(name) || name.startsWith("photos")) continue;
    fields[name] = name in fields ? [fields[name], value].flat() : value;
  }
  return fields;
}

/** What the server must know of a photo before it comes. */
export const manifestOf = (photos) =>
  photos.map(({ id, sha256: hash, bytes, type, alt, moment }) => ({
    id,
    sha256: hash,
    bytes: bytes instanceof ArrayBuffer ? bytes.byteLength : bytes,
    type,
    alt: alt ?? "",
    moment: moment ?? "",
  }));

/**
 * The exact bytes that every try sends, and their hash. They are made once and kept: the server calls other bytes
 * under the same id another submission. `deviceTime` is an ISO time. Raises EnvelopeError above 1 MB.
 */
export async function makeEnvelope({ kind, owner, fields, about, deviceTime, photos }, hash = sha256) {
  const manifest = manifestOf(photos);
  const text = JSON.stringify(
    sorted({ schema: SCHEMA, kind, owner, fields, about: about ?? null, device_time: deviceTime, photos: manifest }),
  );
  const body = new TextEncoder().encode(text).buffer;
  if (body.byteLength > MAX_BYTES) throw new EnvelopeError(body.byteLength);
  return { body, sha256: await hash(body), manifest };
}

/** The same value with the names of each object in order; lists keep theirs. */
function sorted(value) {
  if (typeof value === "string") return wellFormed(value);
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

/** Half a character (a text that was cut) and NUL are refused by the server, and mean nothing to people. */
const wellFormed = (text) => (text.toWellFormed?.() ?? text).replaceAll("\0", "");

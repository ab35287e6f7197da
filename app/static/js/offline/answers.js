import { retryAfterMs } from "../lib/backoff.js";

const REFUSED = { 401: "sign_in", 409: "conflict", 410: "gone", 413: "attention", 415: "attention", 422: "attention" };
const BUSY = new Set([429, 503, 507]);
const NOT_OURS_MS = 3_600_000;
const LEAST_MS = 2_000; // also when it forgets to say how long

/**
 * What an answer means. Only our own JSON that echoes id and hash says that the server has something; the page of a
 * hotel's wifi, a redirect, an empty 201 or someone else's JSON says nothing, and is `unanswered`.
 *
 * response: {status, url, type, text, retryAfter} of the address `asked`; status 0 when the line failed.
 * expected: {id, sha256, photos: [ids of the manifest], photo: the one that was sent, method}.
 * Returns {kind, …}: complete, partial (receipt, missing), unknown (no such item there), conflict, gone, sign_in,
 * other_account, attention (code, message, fields), busy (afterMs, everyone), unanswered.
 */
export function classify(response, asked, expected, now) {
  const body = ourJson(response, asked);
  const { status } = response;
  if (BUSY.has(status)) return busy(response, body, now);
  if (!body) return { kind: "unanswered" };
  const serverTime = Date.parse(body.server_time);
  if (status === 200 || (status === 201 && expected.method === "PUT")) return taken(body, expected, serverTime);
  if (!isRefusal(body)) return { kind: "unanswered" };
  const { now: asItIs, version } = body;
  const why = { status, code: body.error, message: body.message, fields: fieldsOf(body), now: asItIs, version, both: bothOf(body) };
  if (status === 404) return { kind: expected.method === "GET" ? "unknown" : "unanswered" };
  if (status === 403) return { kind: body.error === "other_account" ? "other_account" : "attention", ...why };
  return status in REFUSED ? { kind: REFUSED[status], ...why } : { kind: "unanswered" };
}

function ourJson({ url, type, text }, asked) {
  if (url !== asked || !/^application\/json\b/i.test(type ?? "")) return null;
  try {
    const body = JSON.parse(text);
    return body !== null && typeof body === "object" && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}

const isRefusal = ({ error, message }) => typeof error === "string" && typeof message === "string";

/** Sentences by field; anything of another shape is left out. */
function fieldsOf({ fields }) {
  if (fields === null || typeof fields !== "object") return {};
  return Object.fromEntries(Object.entries(fields).filter(([, sentences]) => Array.isArray(sentences)));
}

/** Two versions in words, line by line: {lines: [{name, title, now, mine}], theirs: [names that only someone else changed]}. */
function bothOf({ both }) {
  const texts = (line) => ["name", "title", "now", "mine"].every((key) => typeof line?.[key] === "string");
  return Array.isArray(both?.lines) && both.lines.every(texts) && Array.isArray(both.theirs) ? both : undefined;
}

/** 507 is about this item (its room is full); 429 and 503 are about everyone. */
function busy({ status, retryAfter }, body, now) {
  const asked = retryAfterMs(retryAfter, now);
  const ours = body && isRefusal(body);
  const afterMs = ours ? asked : Math.min(asked, NOT_OURS_MS);
  const why = ours ? { code: body.error, message: body.message } : {};
  return { kind: "busy", status, afterMs: Math.max(afterMs, LEAST_MS), everyone: status !== 507, ...why };
}

function taken(body, expected, serverTime) {
  if (body.id !== expected.id || Number.isNaN(serverTime)) return { kind: "unanswered" };
  if (body.envelope_sha256 !== expected.sha256) return other(body, expected);
  const missing = body.missing;
  if (!Array.isArray(missing) || !missing.every((id) => expected.photos.includes(id))) return { kind: "unanswered" };
  const receipt = { state: body.state, sha256: body.envelope_sha256, serverTime: body.server_time };
  if (body.state === "complete" && missing.length === 0) return { kind: "complete", receipt, serverTime };
  const owed = missing.length > 0 && !missing.includes(expected.photo);
  return body.state === "partial" && owed ? { kind: "partial", receipt, missing, serverTime } : { kind: "unanswered" };
}

/** A receipt of other bytes under our id: two versions. After sending ours it can only be a mistake. */
function other({ envelope_sha256: hash }, { method }) {
  const told = hash === null || /^[0-9a-f]{64}$/.test(hash);
  return method === "GET" && told ? { kind: "conflict", status: 200, code: "conflict" } : { kind: "unanswered" };
}

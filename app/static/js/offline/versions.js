import { makeEnvelope } from "./envelope.js";

/**
 * "Als nieuw insturen": the same words and photos under new ids, for the old ones are another submission to the
 * server; `fields` are what people chose otherwise when they saw both. Gives {item, from} for store.replace(). When it
 * was tried before it gets the id of then: that one may have been sent.
 */
export async function asNew(item, { newId, now, hash, fields = {} }) {
  const photos = item.manifest.map((photo) => ({ ...photo, id: newId() }));
  const from = photos.map(({ id }, at) => [id, item.manifest[at].id]);
  const { becomes, ...before } = item;
  const told = { ...before, fields: { ...item.fields, ...fields } };
  const envelope = await makeEnvelope({ ...told, photos }, hash);
  const fresh = { state: "waiting", attempts: 0, nextTry: 0, doubt: Boolean(becomes), error: null, receipt: null, missing: [] };
  return { item: { ...told, ...envelope, ...fresh, id: becomes ?? newId(), savedAt: now }, from };
}

"""Things on a device for the tests: put there through the outbox of the open page, as a form does."""

import uuid
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS

expect.set_options(timeout=PATIENCE_MS)  # only to end a test that hangs
# Another tab that sends: as long as it does, nothing changes by itself. Only in pages that have this script.
HOLD = """
navigator.locks.request("haarvaten-versturen", () => new Promise((resolve) => { window.letGo = resolve; }));
"""
SEED = """
async ({ owner, items }) => {
  const app = document.querySelector('script[type="module"][src*="js/app.js"]').src;
  const { outboxOf } = await import(new URL("offline/page.js", app));
  const { makeEnvelope } = await import(new URL("offline/envelope.js", app));
  const { sha256 } = await import(new URL("lib/hash.js", app));
  const { store, outbox } = await outboxOf();
  const picture = async (seed) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
    const drawing = canvas.getContext("2d");
    drawing.fillStyle = `hsl(${(seed * 47) % 360} 40% 45%)`;
    drawing.fillRect(0, 0, 320, 240);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    const bytes = await blob.arrayBuffer();
    return { id: crypto.randomUUID(), bytes, type: "image/jpeg", sha256: await sha256(bytes) };
  };
  const ids = [];
  for (const [number, given] of items.entries()) {
    const { age_ms: age, photos: count, changes, about, ...told } = given;
    const photos = [];
    for (let at = 0; at < count; at += 1) photos.push(await picture(number + at));
    const savedAt = Date.now() - age;
    const deviceTime = new Date(savedAt).toISOString();
    const row = { owner, about, ...told, photos };
    const envelope = await makeEnvelope({ ...row, deviceTime });
    const never = { attempts: 0, nextTry: 0, doubt: false, error: null, receipt: null, missing: [] };
    const fresh = { ...never, state: "waiting" };
    const { photos: _, ...item } = row;
    const listed = photos.map(({ bytes, ...one }) => ({ ...one, bytes, item: item.id }));
    await store.save({ ...item, ...envelope, ...fresh, schema: 1, deviceTime, offset: 0, savedAt }, listed);
    const missing = envelope.manifest.slice(changes.come ?? 0).map(({ id }) => id);
    const more = changes.come === undefined ? {} : { receipt: { state: "partial" }, missing };
    if (changes.state === "received") await store.complete(item.id, envelope.sha256, { receivedAt: savedAt });
    else if (changes.state === "draft") await store.reopen(item.id);
    else if (changes.state) await store.patch(item.id, envelope.sha256, { ...changes, ...more });
    ids.push(item.id);
  }
  await outbox.changed();
  return ids;
}
"""
STORED = """
async () => {
  const app = document.querySelector('script[type="module"][src*="js/app.js"]').src;
  const { outboxOf } = await import(new URL("offline/page.js", app));
  const items = await (await outboxOf()).store.items();
  return items.map(({ id, state, label, fields, sha256 }) => ({ id, state, label, fields, sha256 }));
}
"""


def thing(label: str, *, photos: int = 0, age_ms: int = 60_000, **more: Any) -> dict[str, Any]:
    """One item; ``changes`` (state, error, come: photos that are there, …) are made after it was saved."""
    told = {"id": str(uuid.uuid4()), "kind": "maintenance", "about": None, "label": label, "fields": {}}
    given = {"address": "/onderhoud/nieuw", "photos": photos, "age_ms": age_ms, "changes": {}}
    return told | given | more


def seed(page, owner, items: list[dict[str, Any]]) -> list[str]:
    """Keep the items on the device of this page; returns their ids."""
    return page.evaluate(SEED, {"owner": str(owner), "items": items})


def stored(page) -> list[dict[str, Any]]:
    """Return what lies on the device."""
    return page.evaluate(STORED)

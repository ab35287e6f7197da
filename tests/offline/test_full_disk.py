"""A phone that is really full (O03): its profile lies on a small disk of its own."""

import os
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.capture import add_photo, fill_in_work, in_store, submit
from tests.browser.outbox import seed, thing
from tests.offline.checking import noise, saved_on
from tests.offline.phone import Phone
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
BYTES = 120_000_000
NOTES = "Achter op de es, " * 220 + "en verder."
# the rest of the room goes to another store of this site, in ever smaller pieces
FILL = """async () => {
  const db = await new Promise((resolve) => {
    const asked = indexedDB.open("vulling", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("v", { autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
  });
  let kept = 0;
  for (let size = 1 << 20; size >= 1 << 12; ) {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    const done = await new Promise((resolve) => {
      const writing = db.transaction("v", "readwrite", { durability: "strict" });
      writing.oncomplete = () => resolve(true);
      writing.onabort = () => resolve(false);
      try { writing.objectStore("v").put(bytes); } catch { resolve(false); }
    });
    if (done) kept += size;
    else size /= 4;
  }
  db.close();
  return kept;
}"""
EMPTY = """() => new Promise((resolve) => {
  const asked = indexedDB.deleteDatabase("vulling");
  asked.onsuccess = asked.onblocked = resolve;
})"""


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 120 MB; making one asks root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    mount = [*root, "mount", "-t", "tmpfs", "-o", f"size={BYTES},mode=777", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"a small disk can be made by root only (or by sudo without a password): {done.stderr}")
    yield folder
    subprocess.run([*root, "umount", "-l", str(folder)], check=True)


@pytest.mark.O03
def test_a_full_phone_says_so_keeps_the_words_and_harms_nothing(
    playwright, front, anna, elements, small_disk
):
    phone = Phone(playwright, small_disk / "profile", front.url, token_for(anna), service_workers="block")
    page = phone.start()
    try:
        page.goto("/versturen")
        seed(
            page,
            anna.id,
            [thing("Eerder", photos=2, changes={"nextTry": 4_070_908_800_000, "state": "busy"})],
        )
        earlier = saved_on(page)
        page.goto(f"/onderhoud/nieuw?element={elements[0].id}")
        add_photo(page, "na.jpg", moment="after", data=noise())
        front.cut()
        assert page.evaluate(FILL) > 1_000_000
        fill_in_work(page, notes=NOTES)
        group = page.locator("photo-input [data-moment=before]")
        picture = {"name": "voor.jpg", "mimeType": "image/jpeg", "buffer": noise()}
        group.locator("input[type=file]:not([capture])").set_input_files(picture)
        expect(group).to_contain_text("vol")
        submit(page).click()
        trouble = page.locator("[data-part=trouble]")
        expect(trouble).to_contain_text("Dit is nog niet opgeslagen")
        expect(trouble).to_contain_text("Je toestel is vol. Maak ruimte en probeer het opnieuw.")
        expect(page.locator("textarea[name=notes]")).to_have_value(NOTES)
        assert saved_on(page) == earlier, "what was saved before is unharmed, and nothing is called saved"
        page.evaluate(EMPTY)
        submit(page).click()
        expect(page.locator("[data-part=saved]")).to_contain_text("Opgeslagen op dit toestel")
        expect(page.locator("[data-part=saved]")).to_be_visible()
        assert len(in_store(page, "items")) == 2
    finally:
        phone.close()
    assert phone.wrong == []

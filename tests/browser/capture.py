"""What people do with a form that keeps what they fill in, and what then stands on their device."""

import re

from playwright.sync_api import expect

from tests import pictures
from tests.browser.story import wait_for

THANKS = re.compile(r"/account/inzendingen\?nieuw=")
# the rows of a store; instead of the bytes of a photo the hash that these have
ALL = """(name) => new Promise((resolve, reject) => {
  const asked = indexedDB.open("veld");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction([name]).objectStore(name).getAll();
    all.onsuccess = async () => {
      const rows = [];
      for (const { body, bytes, ...row } of all.result) {
        const digest = bytes ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : [];
        rows.push({ ...row, hash: [...digest].map((one) => one.toString(16).padStart(2, "0")).join("") });
      }
      asked.result.close();
      resolve(rows);
    };
  };
})"""
SAVED = """
() => location.pathname === "/versturen" || document.querySelector("[data-part=saved]")?.hidden === false
"""
PICTURE = pictures.jpeg((1200, 900))


def in_store(page, name: str) -> list[dict]:
    """Return what stands in a store of the device."""
    return page.evaluate(ALL, name)


def wait_until_kept(page, words: str) -> None:
    """Wait until a draft on the disk has these words; it is written half a second after the last key."""
    wait_for("draft", lambda: words in repr([row["fields"] for row in in_store(page, "drafts")]))


def work_form(page, element) -> None:
    page.goto(f"/onderhoud/nieuw?element={element.id}")


def fill_in_work(page, *, notes: str = "") -> None:
    page.locator("label[for^=work-]:visible").first.click()  # a shell has those of all kinds
    page.locator("label[for=share-2]").click()
    page.get_by_text("Gekeken, geen nest gezien").click()
    if page.locator("[data-photo]").count():
        page.locator("label[for=people_ok]").click()
    if notes:
        page.locator("textarea[name=notes]").fill(notes)


def photo_rows(page):
    return page.locator("photo-input [data-photo]")


def add_photo(page, name: str, *, moment: str = "", words: str = "", data: bytes = PICTURE) -> None:
    """Choose a photo; come back once it is kept on the device."""
    group = page.locator(f"photo-input [data-moment='{moment}']")
    before = group.locator("[data-photo]").count()
    sent = {"name": name, "mimeType": "image/jpeg", "buffer": data}
    group.locator("input[type=file]:not([capture])").set_input_files(sent)
    expect(group.locator("[data-photo]")).to_have_count(before + 1, timeout=30_000)
    expect(group.locator("[data-photo]").last).to_contain_text("Op dit toestel")
    if words:
        group.locator("[data-photo] input.hv-textbox").last.fill(words)


def submit(page):
    return page.locator(".hv-save-bar button")


def wait_until_saved(page) -> None:
    """Wait until the page says that it is kept here: on the page of what waits, or where no page comes."""
    page.wait_for_function(SAVED)
    page.wait_for_load_state()

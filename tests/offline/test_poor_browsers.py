"""A browser without IndexedDB or Web Locks, or with one that fails, has its way or its words (O08)."""

import pytest
from playwright.sync_api import expect

from tests.browser.capture import THANKS, add_photo, fill_in_work, in_store, submit, work_form
from tests.browser.conftest import PHONE
from tests.browser.outbox import seed, thing
from tests.forms.filled import log_form
from tests.offline.checking import ask_to_send, noise, on_the_server, saved_on, wait_until_received
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis"), pytest.mark.O08]
NO_STORE = "Object.defineProperty(window, 'indexedDB', { value: undefined });"
NO_LOCKS = "Object.defineProperty(navigator, 'locks', { value: undefined });"
FAULTS = """
const transaction = IDBDatabase.prototype.transaction, put = IDBObjectStore.prototype.put;
IDBDatabase.prototype.transaction = function (...given) {
  if (window.fault === "closed") {
    window.fault = null; // the next connection works, this one never again
    window.dead = this;
  }
  if (this !== window.dead) return transaction.apply(this, given);
  throw new DOMException("The database connection is closing.", "InvalidStateError");
};
IDBObjectStore.prototype.put = function (row, ...given) {
  if (window.fault === "unknown") throw new DOMException("An internal error.", "UnknownError");
  const photo = this.name === "photos" && window.fault === "null";
  return put.call(this, photo ? { ...row, bytes: null } : row, ...given);
};
"""
NOT_SAVED = "Dit is nog niet opgeslagen"
NOTES = "Achter op de es"


@pytest.fixture
def open_page(browser, anna):
    """A phone of Anna with a script that makes its browser poor."""

    def opening(script: str):
        page = browser.open(token=token_for(anna), service_workers="block", **PHONE)
        page.context.add_init_script(script)
        return page

    return opening


@pytest.fixture
def faulty(open_page, elements):
    """The form of work, filled in, in a browser whose store can be made to fail: ``window.fault``."""
    page = open_page(FAULTS)
    work_form(page, elements[0])
    return page


def test_without_a_store_the_form_says_so_and_is_the_plain_form(open_page, elements):
    page = open_page(NO_STORE)
    work_form(page, elements[0])
    expect(page.get_by_text("Offline bewaren kan op dit toestel niet")).to_be_visible()
    group = page.locator("photo-input [data-moment=after]")
    picture = {"name": "na.jpg", "mimeType": "image/jpeg", "buffer": noise()}
    group.locator("input[type=file]:not([capture])").set_input_files(picture)
    expect(group.locator("[data-photo] img")).to_be_visible()
    fill_in_work(page, notes=NOTES)
    submit(page).click()
    page.wait_for_url(THANKS)
    assert [len(photos) for photos in on_the_server().values()] == [1]
    page.goto("/versturen")
    expect(page.get_by_text("Op dit toestel kan niets bewaard worden")).to_be_visible()


def test_without_web_locks_two_tabs_still_send_each_thing_once(open_page, anna, elements):
    page = open_page(NO_LOCKS)
    page.goto("/versturen")
    page.context.set_offline(True)
    fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    about = {"about": str(elements[0].id), "fields": fields}
    seed(page, anna.id, [thing(f"Ding {number}", photos=1, **about) for number in range(6)])
    kept = saved_on(page)
    tab = page.context.new_page()
    puts = []
    for one in (page, tab):
        one.on("request", lambda asked: asked.method == "PUT" and puts.append(asked.url))
    page.context.set_offline(False)
    tab.goto("/versturen")
    ask_to_send(page)
    ask_to_send(tab)
    wait_until_received(page, 6)
    assert on_the_server() == kept
    assert len(puts) == len(set(puts)) == 12, "one sender at a time"


def test_a_store_that_the_browser_closed_is_opened_again(faulty):
    fill_in_work(faulty, notes=NOTES)
    faulty.evaluate("() => { window.fault = 'closed'; }")
    faulty.locator("textarea[name=notes]").fill(NOTES + ", en verder")
    faulty.wait_for_function("() => window.dead")
    submit(faulty).click()
    faulty.wait_for_url(THANKS)
    assert len(on_the_server()) == 1


def test_a_store_that_keeps_failing_has_its_words_and_the_work_can_go_without_it(faulty):
    fill_in_work(faulty, notes=NOTES)
    faulty.evaluate("() => { window.fault = 'unknown'; }")
    submit(faulty).click()
    trouble = faulty.locator("[data-part=trouble]")
    expect(trouble).to_contain_text(NOT_SAVED)
    expect(trouble).to_contain_text("Opslaan op dit toestel lukt nu niet.")
    expect(faulty.locator("textarea[name=notes]")).to_have_value(NOTES)
    assert in_store(faulty, "items") == [] and on_the_server() == {}
    trouble.get_by_role("button", name="Nu insturen, zonder opslaan").click()
    faulty.wait_for_url(THANKS)
    assert len(on_the_server()) == 1


def test_a_photo_that_comes_back_empty_is_not_called_saved(faulty):
    add_photo(faulty, "na.jpg", moment="after", data=noise())
    fill_in_work(faulty, notes=NOTES)
    faulty.evaluate(
        """() => new Promise((resolve) => {
          const asked = indexedDB.open("veld");
          asked.onsuccess = () => {
            const photos = asked.result.transaction(["photos"], "readwrite").objectStore("photos");
            photos.getAll().onsuccess = ({ target }) => {
              window.fault = "null";
              photos.put(target.result[0]);
            };
            photos.transaction.oncomplete = () => { asked.result.close(); resolve(); };
          };
        })"""
    )
    submit(faulty).click()
    expect(faulty.locator("[data-part=trouble]")).to_contain_text("Je toestel bewaart het niet goed.")
    expect(faulty.locator("textarea[name=notes]")).to_have_value(NOTES)
    assert on_the_server() == {}

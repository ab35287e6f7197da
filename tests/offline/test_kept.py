"""What stands there as saved stays (O01), and finds its way from two tabs and a worker (O04)."""

import pytest
from playwright.sync_api import expect

from tests.browser.capture import add_photo, fill_in_work, in_store, submit
from tests.browser.outbox import seed, thing
from tests.forms.filled import log_form
from tests.offline.checking import ask_to_send, noise, on_the_server, saved_on, send_now, wait_until_received

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
SAVED = "Opgeslagen op dit toestel"
LATER = """
const days = 31 * 86_400_000, RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) { given.length ? super(...given) : super(RealDate.now() + days); }
  static now() { return RealDate.now() + days; }
};
"""


def work(element, *, photos: int, label: str = "Heg", **more) -> dict:
    fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    return thing(label, about=str(element.id), fields=fields, photos=photos, **more)


def devtools(page):
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    return session


@pytest.mark.O01
def test_what_is_saved_survives_reload_tab_worker_kill_and_a_month(phone, front, anna, elements):
    page = phone.ready()
    page.goto(f"/onderhoud/nieuw?element={elements[0].id}")
    add_photo(page, "voor.jpg", moment="before", data=noise())
    add_photo(page, "na.jpg", moment="after", data=noise())
    fill_in_work(page, notes="Achter op de es")
    front.cut()
    submit(page).click()
    page.wait_for_url("/versturen")
    seed(page, anna.id, [thing("Oud", changes={"state": "received"})])
    kept = saved_on(page)

    def still_there(page, what: str) -> None:
        word = page.locator("[data-group=underway] .hv-badge")
        expect(word, what).to_have_text(SAVED)
        assert saved_on(page) == kept, what

    page.reload()
    still_there(page, "reload")
    tab = page.context.new_page()
    page.close()
    tab.goto("/versturen")
    still_there(tab, "the tab was closed")
    devtools(tab).send("ServiceWorker.stopAllWorkers")
    tab.reload()
    still_there(tab, "the worker was stopped")
    phone.kill()
    page = phone.start()
    page.goto("/versturen")
    still_there(page, "the browser was killed")
    page.context.add_init_script(LATER)
    page.goto("/versturen")
    expect(page.get_by_text("Er staat iets al meer dan twee weken")).to_be_visible()
    expect(page.locator("[data-group=done]")).to_be_hidden()  # the words of what was received a month ago go
    waiting = [one for one in in_store(page, "items") if one["label"] != "Oud"]
    kept = {one["id"]: kept[one["id"]] for one in waiting}
    still_there(page, "31 days")
    front.through()
    send_now(page)
    wait_until_received(page, 1)
    assert on_the_server() == kept


@pytest.mark.O04
def test_fifty_things_with_three_photos_arrive_once_from_two_tabs_and_a_worker(phone, front, anna, elements):
    page = phone.ready()
    page.goto("/versturen")
    front.cut()
    seed(
        page,
        anna.id,
        [work(elements[n % 3], photos=3, label=f"Ding {n}", age_ms=60_000 + n) for n in range(50)],
    )
    kept = saved_on(page)
    assert len(kept) == 50
    tab = page.context.new_page()
    tab.goto("/versturen")  # kept by the worker, for there is no line
    session = devtools(tab)
    front.flap(every_s=3)
    send_now(page)
    ask_to_send(tab)
    wake(session, page)
    wait_until_received(page, 50, timeout=120_000)
    assert on_the_server() == kept
    assert in_store(page, "photos") == []


@pytest.mark.O04
def test_without_a_page_the_worker_sends_when_the_browser_wakes_it(phone, front, anna, elements):
    page = phone.ready()
    page.goto("/versturen")
    front.cut()
    seed(page, anna.id, [work(elements[0], photos=2), work(elements[1], photos=1)])
    kept = saved_on(page)
    session = devtools(page)
    page.goto("about:blank")
    front.through()
    wake(session, page)
    while on_the_server() != kept:
        page.wait_for_timeout(200)
    page.goto("/versturen")
    wait_until_received(page, 2)
    assert in_store(page, "photos") == []


def wake(session, page) -> None:
    """Let the browser say to the worker that the line is back."""
    found = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    session.send("ServiceWorker.disable")
    session.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    told = {"origin": found[0]["scopeURL"].rstrip("/"), "registrationId": found[0]["registrationId"]}
    session.send("ServiceWorker.dispatchSyncEvent", told | {"tag": "versturen", "lastChance": False})

"""A new version of the app comes while things wait and a form is half filled in (O07): two builds in turn."""

import shutil

import pytest
from playwright.sync_api import expect

from app.config import ROOT
from tests.browser.capture import add_photo, fill_in_work, in_store, submit
from tests.browser.outbox import seed, thing
from tests.forms.filled import log_form
from tests.live import Server
from tests.offline.checking import noise, on_the_server, saved_on, send_now, wait_until_received
from tests.offline.front import reply

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
LOOK = "async () => { await (await navigator.serviceWorker.getRegistration()).update(); }"
VERSIONS = "async () => (await caches.keys()).filter((name) => name.startsWith('haarvaten-app-')).sort()"


@pytest.fixture
def next_build(app, front, tmp_path):
    """The same app with one module changed, in a server of its own."""
    folder = tmp_path / "next"
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "wsgi.py", folder)
    with (folder / "app/static/js/lib/words.js").open("a") as module:
        module.write("// the next version\n")
    server = Server(app, folder, HAARVATEN_BASE_URL=front.url)
    server.wait_until_up()
    yield server.url
    front.lead_to(front.server_url)
    server.stop()


@pytest.mark.O07
@pytest.mark.O01
def test_a_new_version_waits_for_a_yes_and_takes_over_what_waits(phone, front, anna, elements, next_build):
    page = phone.ready()
    page.goto("/versturen")
    front.answer_with(lambda _, path: reply("204 No Content") if "/api/v1/submissions" in path else None)
    fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    about = {"about": str(elements[0].id), "fields": fields}
    seed(page, anna.id, [thing(f"Ding {number}", photos=1, **about) for number in range(3)])
    page.goto(f"/onderhoud/nieuw?element={elements[1].id}")
    add_photo(page, "na.jpg", moment="after", data=noise())
    fill_in_work(page, notes="Half ingevuld")
    page.evaluate("() => { window.stays = true; }")
    before = page.evaluate(VERSIONS)

    front.lead_to(next_build)
    page.evaluate(LOOK)
    offer = page.locator("app-update")
    expect(offer).to_be_visible()
    offer.locator("[data-part=now]").click()
    expect(offer.locator("[data-part=status]")).not_to_be_empty()
    page.wait_for_timeout(1_000)  # nothing comes of it
    assert page.evaluate("() => window.stays"), "the page was loaded again"
    expect(page.locator("textarea[name=notes]")).to_have_value("Half ingevuld")
    assert len(in_store(page, "items")) == 3

    submit(page).click()
    page.wait_for_url("/versturen")
    kept = saved_on(page)
    assert len(kept) == 4
    page.evaluate("() => { window.stays = true; }")
    with page.expect_navigation():
        offer.locator("[data-part=now]").click()
    page.wait_for_function("() => !window.stays && document.querySelectorAll('outbox-list li').length === 4")
    after = page.evaluate(VERSIONS)
    assert set(after) - set(before), "the next version is there"
    assert saved_on(page) == kept
    front.through()
    send_now(page)
    wait_until_received(page, 4)
    assert on_the_server() == kept

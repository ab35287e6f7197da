"""A new version while things wait and a form is open, the switch, and a worker that sends alone (O07)."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from app.extensions import db
from app.models import MaintenanceLog
from tests.browser.capture import fill_in_work, submit, work_form
from tests.browser.conftest import Browser
from tests.browser.outbox import HOLD
from tests.browser.worker import Installation, phone, wait_until
from tests.factories.elements import ElementFactory

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once("postgis")]
ANOTHER = {
    "HAARVATEN_TILE_URL": "https://tegels.example/{z}/{x}/{y}.png"
}  # other pages are kept: another version
UPDATE = "() => navigator.serviceWorker.getRegistration().then((one) => one.update())"
WAITS = "() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.waiting))"


@pytest.fixture
def wall(anna):
    return ElementFactory(author=anna, title="Houtwal achter de es (voorbeeld)", published=True)


@pytest.fixture
def installation(app, database):
    made = Installation(app)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def device(chromium, installation):
    opened = Browser(chromium, installation.url)
    opened.offline = True  # the server goes away in these tests
    yield opened
    opened.close()
    assert opened.wrong == []


def logs() -> list[MaintenanceLog]:
    db.session.rollback()  # another process wrote it
    return db.session.scalars(sa.select(MaintenanceLog)).all()


@pytest.mark.O07
def test_a_new_version_waits_for_a_yes_and_nothing_is_lost(device, client, anna, wall, installation):
    page = phone(device, client, anna)
    work_form(page, wall)
    page.evaluate(f"() => {{ {HOLD} }}")  # nothing is sent until the end
    other = page.context.new_page()
    installation.stop()
    work_form(other, wall)
    fill_in_work(other)
    submit(other).click()
    other.wait_for_url("/versturen")
    expect(other.get_by_text(wall.title)).to_be_visible()
    page.locator("textarea[name=notes]").fill("Half ingevuld")
    page.evaluate("window.sameAsBefore = true")

    installation.start(**ANOTHER)
    other.evaluate(UPDATE)
    wait_until(other, WAITS)
    expect(page.locator("app-update")).to_be_visible()
    page.get_by_role("button", name="Nu bijwerken").click()
    expect(page.locator("app-update [role=status]")).to_contain_text("Stuur eerst in wat je hebt ingevuld")
    assert page.evaluate(WAITS) and page.evaluate("window.sameAsBefore")

    other.get_by_role("button", name="Nu bijwerken").click()
    expect(other.locator("app-update [role=status]")).to_contain_text("In een ander tabblad")
    page.locator("textarea[name=notes]").fill("")
    other.get_by_role("button", name="Nu bijwerken").click()
    expect(other.locator("app-update [role=status]")).to_contain_text("nog iets verstuurd")
    assert other.evaluate(WAITS) and page.evaluate("window.sameAsBefore")
    assert logs() == []
    with other.expect_navigation():
        page.evaluate("window.letGo()")
    wait_until(other, f"async () => !(await ({WAITS})())")
    assert page.evaluate("window.sameAsBefore")
    expect(other.locator("[data-group=done]")).to_be_visible(timeout=30_000)
    assert [one.element_id for one in logs()] == [wall.id]
    device.look(page)


@pytest.mark.O07
def test_the_switch_ends_the_worker_and_empties_what_it_kept(device, client, anna, installation):
    page = phone(device, client, anna)
    assert page.evaluate("async () => (await caches.keys()).length") > 0
    installation.stop()
    installation.start(HAARVATEN_WORKER="off")
    page.reload()
    wait_until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    page.goto("/elementen")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    wait_until(page, "async () => (await caches.keys()).length === 0")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_the_worker_sends_what_waits_when_no_page_is_open(device, client, anna, wall, installation):
    page = phone(device, client, anna)
    installation.stop()
    work_form(page, wall)
    fill_in_work(page)
    submit(page).click()
    page.wait_for_url("/versturen")
    expect(page.get_by_text(wall.title)).to_be_visible()
    blank = page.context.new_page()
    found = []
    devtools = page.context.new_cdp_session(blank)
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    page.close()
    installation.start()
    blank.wait_for_timeout(200)
    ours = next(one for one in found if one["scopeURL"].startswith(installation.url))
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": installation.url,
            "registrationId": ours["registrationId"],
            "tag": "versturen",
            "lastChance": False,
        },
    )
    for _ in range(100):
        if logs():
            break
        blank.wait_for_timeout(200)
    assert [one.element_id for one in logs()] == [wall.id]

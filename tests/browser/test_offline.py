"""What works without a line: the real server, a real worker, and no network (O07, O12, O14)."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from app.extensions import db
from app.models import MaintenanceLog
from tests.browser.capture import fill_in_work, submit, work_form
from tests.browser.conftest import LAPTOP, axe
from tests.browser.worker import READ, cut, phone, wait_until, wait_until_known
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once("postgis")]
TOLD = "Je hebt nu geen bereik"


@pytest.fixture
def wall(anna):
    return ElementFactory(author=anna, title="Houtwal achter de es (voorbeeld)", published=True)


def test_work_is_logged_without_a_line_on_an_element_that_one_knows(browser, client, anna, wall):
    page = phone(browser, client, anna)
    wait_until_known(page, wall.title)
    cut(browser, page)
    page.goto("/onderhoud/nieuw")
    expect(page.get_by_role("heading", name="Bij welk element heb je gewerkt?")).to_be_visible()
    page.get_by_label("Zoek op naam, soort of dorp").fill("achter es")
    page.get_by_role("link", name=wall.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(wall.title)
    assert page.url.endswith(f"/onderhoud/nieuw?element={wall.id}")
    page.locator("#activity_key > .hv-grid .hv-choice").first.locator("label").click()
    expect(page.locator("#seizoen .hv-badge")).to_be_visible()
    page.locator("label[for=share-1]").click()
    page.get_by_text("Gekeken, geen nest gezien").click()
    browser.look(page)
    page.locator(".hv-save-bar button").click()
    expect(page).to_have_url("/versturen")
    expect(page.get_by_text(wall.title)).to_be_visible()
    assert not db.session.scalars(sa.select(MaintenanceLog)).all()
    expect(page.get_by_text(TOLD)).to_be_visible()  # once: two of these would hide what waits on a phone
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text(TOLD)).to_be_hidden()
    page.wait_for_function(
        "() => document.querySelector('[data-group=done]')?.hidden === false", timeout=20_000
    )
    db.session.rollback()
    assert db.session.scalars(sa.select(MaintenanceLog)).one().element_id == wall.id


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/elementen/nieuw", "Element aanmelden"),
        ("/versturen", "Te versturen"),
        ("/vastleggen", "Wat wil je vastleggen?"),
        ("/elementen", "Deze pagina komt nu niet"),
        ("/account/inzendingen", "Deze pagina komt nu niet"),
    ],
)
def test_each_page_has_something_to_show_without_a_line(browser, client, anna, address, heading):
    page = phone(browser, client, anna)
    cut(browser, page)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert "Anna" not in page.content()
    browser.look(page)
    assert axe(page) == []


def test_a_line_that_is_back_is_noticed(browser, client, anna):
    page = phone(browser, client, anna)
    cut(browser, page)
    page.goto("/vastleggen")
    expect(page.get_by_text(TOLD)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(TOLD)).to_be_hidden()


@pytest.mark.O14
def test_who_leaves_takes_along_what_was_read(browser, client, anna, wall):
    page = phone(browser, client, anna)
    wait_until_known(page, wall.title)
    page.goto("/account")
    page.get_by_role("button", name="Log hier uit").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    wait_until(page, f"async () => (await ({READ})()).length === 0")


@pytest.mark.O14
def test_who_comes_after_reads_nothing_of_the_one_before(browser, client, anna, bram, wall):
    page = phone(browser, client, anna)
    wait_until_known(page, wall.title)
    other = phone(browser, client, bram)  # only to be signed in
    page.context.add_cookies(other.context.cookies())
    page.goto("/hulp")
    wait_until(page, f"async (title) => !(await ({READ})()).includes(title)", wall.title)


@pytest.mark.O14
def test_what_the_worker_keeps_names_nobody(browser, client, anna, wall):
    page = phone(browser, client, anna)
    kept = page.evaluate("""async () => {
      const texts = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const one of await cache.keys()) texts.push(one.url, await (await cache.match(one)).text());
      }
      return texts.join("\\n");
    }""")
    assert "/schil/nl/onderhoud" in kept
    for secret in (anna.name, anna.email, str(anna.id), wall.title, str(wall.id), 'csrf_token" value="I'):
        assert secret not in kept


@pytest.mark.O12
@pytest.mark.parametrize("scripts", [True, False])
def test_without_worker_and_store_or_without_scripts_the_plain_form_hands_in(
    browser, client, anna, wall, scripts
):
    page = browser.open(token=token_for(anna), service_workers="block", java_script_enabled=scripts, **LAPTOP)
    if scripts:
        page.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })")
    work_form(page, wall)
    expect(page.get_by_text("Offline bewaren kan op dit toestel niet")).to_be_visible(visible=scripts)
    fill_in_work(page)
    submit(page).click()
    page.wait_for_url("**/account/inzendingen?nieuw=*")
    db.session.rollback()
    assert db.session.scalars(sa.select(MaintenanceLog)).one().element_id == wall.id

"""The season beside a log, the list of what is to be done, and what is to be done now on map and list."""

import re
from datetime import date

import pytest

from app.core.clock import today
from app.models import Element
from app.queries.seasons import good_time
from app.services.dues import settle
from app.transaction import load, transactional
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.test_map import opened
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.world import BANK, token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once("postgis")]
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
LAST_YEAR = today().year - 1
WINTER, SPRING = f"{LAST_YEAR}-02-14", f"{LAST_YEAR}-05-10"
FENCE, HEDGE = "Houtwal met raster (voorbeeld)", "Wacht op zijn tijd (voorbeeld)"


@pytest.fixture
def bank(bram):
    return ElementFactory(
        author=bram,
        published=True,
        geometry=BANK,
        type_key="wooded_bank",
        title="Houtwal Westeres (voorbeeld)",
    ).id


@transactional
def settled(log) -> None:
    settle(load(Element, log.element_id))


@pytest.fixture
def due(bram, bank):
    """Two that are overdue: for one every day is a good time, for the other today is not."""
    other = {("wooded_bank", "coppicing"), ("pond_small_historic_water", "pond_clearing")}
    later = min(other - set(good_time(today()).pairs))  # no day is in the windows of both
    for title, (kind, work) in {FENCE: ("wooded_bank", "fence_repair"), HEDGE: later}.items():
        shape = {"geometry": BANK} if kind == "wooded_bank" else {}
        element = ElementFactory(author=bram, published=True, type_key=kind, title=title, name=title, **shape)
        whole = {"share_num": 1, "share_den": 1, "done_on": date(1990, 1, 10)}
        settled(
            MaintenanceLogFactory(author=bram, element=element, activity_key=work, published=True, **whole)
        )


def titles(page) -> list[str]:
    return page.locator("#lijst h2").all_inner_texts()


def test_the_season_follows_the_work_and_the_day_by_keyboard(browser, anna, bank):
    page = browser.open(token=token_for(anna), **LAPTOP)
    page.goto(f"/onderhoud/nieuw?element={bank}")
    line, why = page.locator("#seizoen"), page.locator("#season_why")
    line.get_by_text("Controleer altijd op nesten").wait_for()
    page.locator("#work-coppicing").focus()
    page.keyboard.press("Space")
    page.locator("#done_on").fill(WINTER)
    line.get_by_text("Goede tijd: afzetten").wait_for()
    assert why.is_hidden()
    page.locator("#done_on").fill(SPRING)
    line.get_by_text("Nu niet: afzetten").wait_for()
    line.get_by_text("De meeste vogels broeden dan").wait_for()
    why.fill("Hij lag op de weg.")
    page.locator("#work-fence_repair").focus()
    page.keyboard.press("Space")
    line.get_by_text("Goede tijd: raster herstellen").wait_for()
    assert why.is_hidden()
    page.locator("#work-coppicing").focus()
    page.keyboard.press("Space")
    line.get_by_text("Nu niet: afzetten").wait_for()
    assert why.input_value() == "Hij lag op de weg."
    assert axe(page) == []
    browser.look(page)


def test_a_line_that_is_lost_while_filling_in_says_that_the_season_is_not_known(browser, anna, bank):
    page = browser.open(token=token_for(anna), **LAPTOP)
    page.goto(f"/onderhoud/nieuw?element={bank}")
    line, unknown = page.locator("#seizoen"), page.get_by_text("Zonder bereik kunnen we niet zeggen")
    page.locator("#done_on").fill(SPRING)
    page.locator("label[for=work-coppicing]").click()
    line.get_by_text("Nu niet: afzetten").wait_for()
    page.context.set_offline(True)
    page.locator("label[for=work-fence_repair]").click()
    unknown.wait_for()
    assert line.is_hidden() and page.locator("#season_why").is_hidden()
    page.context.set_offline(False)
    page.locator("label[for=work-coppicing]").click()
    line.get_by_text("Nu niet: afzetten").wait_for()
    assert unknown.is_hidden()


def test_without_script_a_button_tells_the_season_and_keeps_all(browser, anna, bank):
    page = browser.open(token=token_for(anna), java_script_enabled=False, **PHONE)
    page.goto(f"/onderhoud/nieuw?element={bank}&werk=coppicing")
    page.locator("#done_on").fill(SPRING)
    page.locator("#notes").fill("Met de hand gedaan.")
    page.get_by_role("button", name="Is dit een goede tijd?").click()
    page.get_by_text("Nu niet: afzetten").wait_for()
    page.locator("#season_why").fill("Hij lag op de weg.")
    assert page.locator("#notes").input_value() == "Met de hand gedaan."
    page.locator("#done_on").fill(WINTER)
    page.get_by_role("button", name="Is dit een goede tijd?").click()
    page.get_by_text("Goede tijd: afzetten").wait_for()
    assert page.locator("#done_on").input_value() == WINTER


def test_the_list_is_filtered_by_keyboard(browser, due):
    page = browser.open(**LAPTOP)
    page.goto("/onderhoud")
    assert sorted(titles(page)) == [FENCE, HEDGE]
    page.get_by_label("Alleen nu goede tijd").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/onderhoud?goede-tijd=1*")
    assert titles(page) == [FENCE]
    page.locator("#filter summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Werk", exact=True).focus()
    page.keyboard.type("Dunnen")
    assert page.get_by_label("Werk", exact=True).input_value() == "thinning"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("werk=thinning"))
    page.get_by_text("Niets gevonden").wait_for()
    assert axe(page) == []
    browser.look(page)


@SCRIPT
def test_the_list_is_filtered_on_a_phone_and_leads_to_the_form(browser, anna, due, script):
    page = browser.open(token=token_for(anna), java_script_enabled=script, **PHONE)
    page.goto("/onderhoud")
    page.get_by_text("Filters (0)").tap()
    page.get_by_label("Werk", exact=True).select_option("fence_repair")
    page.get_by_role("button", name="Laat zien").tap()
    page.get_by_text("Filters (1)").wait_for()
    assert titles(page) == [FENCE]
    page.get_by_text(f"{today().year - 1996} jaar te laat", exact=True).or_(
        page.get_by_text(f"{today().year - 1995} jaar te laat", exact=True)
    ).wait_for()
    page.get_by_role("link", name=f"Werk vastleggen: Raster herstellen, {FENCE}").tap()
    page.locator("#work-fence_repair").wait_for(state="attached")
    assert page.locator("#work-fence_repair").is_checked()
    if script:
        browser.look(page)


def test_what_is_to_be_done_now_on_the_map_and_in_the_list(browser, due):
    page = opened(browser.open(**PHONE))
    chip = page.get_by_role("button", name="Nu te doen", exact=True)
    with page.expect_request(re.compile(r"\.mvt\?te-doen=1")):
        chip.tap()
    assert chip.get_attribute("aria-pressed") == "true"
    address = page.locator("map-view [data-part=list]").get_attribute("href")
    assert address.endswith("/elementen?te-doen=1")
    browser.look(page)
    page.goto(address)
    assert titles(page) == [FENCE]
    page.get_by_text("Nu te doen", exact=True).tap()
    page.get_by_text("Achterstallig", exact=True).first.tap()
    page.get_by_role("button", name="Laat zien").tap()
    page.wait_for_url("**achterstallig=1*")
    assert sorted(titles(page)) == [FENCE, HEDGE]
    browser.look(page)

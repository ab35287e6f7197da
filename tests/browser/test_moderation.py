"""The desk in a browser: keys, and clicks that come twice."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.extensions import db
from app.jobs.worker import Worker
from app.models import Decision, State, Submission
from tests.browser.conftest import LAPTOP, LOOKED, PHONE, axe
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.world import add_photos, token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once]

LOOKS = [(scheme, size) for scheme in ("light", "dark") for size in (LAPTOP, PHONE)]


@pytest.fixture
def items(anna):
    """Four things that wait, oldest first."""
    return [ElementFactory(author=anna, title=f"Poel {number} (voorbeeld)").id for number in (1, 2, 3, 4)]


def decisions():
    db.session.rollback()
    return db.session.scalar(select(func.count(Decision.id)))


def state(ident):
    db.session.rollback()
    return db.session.get(Submission, ident).state


@pytest.mark.M03
def test_a_double_click_the_back_button_and_sending_again_decide_once(browser, items, chris):
    page = browser.open(token=token_for(chris), **LAPTOP)
    page.goto(f"/controle/{items[0]}")
    page.get_by_role("button", name="Goedkeuren").dblclick()
    page.wait_for_url(f"**/controle/{items[1]}?*")
    assert (decisions(), state(items[0]), state(items[1])) == (1, State.PUBLISHED, State.PENDING)
    page.go_back()
    page.get_by_role("heading", name="Poel 1 (voorbeeld)").wait_for()
    if page.get_by_role("button", name="Goedkeuren").is_visible():  # the browser shows the page as it was
        page.get_by_role("button", name="Goedkeuren").click()
        page.wait_for_url(f"**/controle/{items[1]}?*")
    page.goto(f"/controle/{items[1]}")
    assert (decisions(), state(items[0]), state(items[1])) == (1, State.PUBLISHED, State.PENDING)
    browser.look(page)


def test_keys_walk_decide_take_back_and_can_be_switched_off(browser, items, chris):
    page = browser.open(token=token_for(chris), **LAPTOP)
    page.goto(f"/controle/{items[0]}")
    page.keyboard.press("j")
    page.wait_for_url(f"**/controle/{items[1]}")
    page.keyboard.press("k")
    page.wait_for_url(f"**/controle/{items[0]}")
    why = page.get_by_text("Schrijf wat je vraagt of waarom je afwijst.")
    assert not why.is_visible()
    page.keyboard.press("v")  # needs words: the field gets the focus, and letters are letters again
    why.wait_for()
    page.keyboard.type("agvj?")
    assert page.locator("#reason").input_value() == "agvj?"
    page.locator("#reason").fill("")
    page.locator("h2").first.click()
    page.keyboard.press("2")
    assert page.locator("#reason").input_value().startswith("Dag Anna Voorbeeld, de foto is niet scherp")
    page.wait_for_function(LOOKED)
    page.keyboard.press("v")
    page.wait_for_url(f"**/controle/{items[1]}?*")
    assert state(items[0]) == State.RETURNED
    page.keyboard.press("z")
    page.wait_for_url(f"**/controle/{items[0]}")
    assert state(items[0]) == State.PENDING
    before = decisions()
    page.wait_for_function(LOOKED)
    page.keyboard.press("?")
    page.get_by_role("button", name="Sneltoetsen uitzetten").click()
    page.get_by_role("button", name="Sluiten").click()
    page.keyboard.press("g")
    page.goto(f"/controle/{items[1]}")  # and they stay off
    page.keyboard.press("g")
    page.get_by_role("button", name="alle toetsen").click()
    page.get_by_role("button", name="Sneltoetsen aanzetten").wait_for()
    assert decisions() == before
    browser.look(page)


def test_own_words_leave_the_item_in_sight_and_escape_gives_the_keys_back(browser, items, chris):
    page = browser.open(token=token_for(chris), reduced_motion="reduce", **LAPTOP)
    page.goto(f"/controle/{items[0]}")
    page.keyboard.press("a")
    page.keyboard.type("Dit is een sloot en geen poel. Kijk maar op de kaart.")
    assert not page.get_by_text("Schrijf wat je vraagt of waarom je afwijst.").is_visible()
    assert page.evaluate("() => window.scrollY") == 0
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_url(f"**/controle/{items[1]}?*")
    assert state(items[0]) == State.REJECTED
    page.wait_for_function("() => document.activeElement.matches('[data-start]')")  # reading begins there
    assert page.evaluate("() => document.activeElement.textContent") == "Poel 2 (voorbeeld)"
    browser.look(page)


def test_a_key_turns_the_photos_and_the_chosen_line_stays_in_sight(app, browser, items, chris):
    add_photos(db.session.get(Submission, items[3]), count=2)
    Worker(app).run_until_empty()
    page = browser.open(token=token_for(chris), **LAPTOP)
    page.goto(f"/controle/{items[3]}")
    for number in (2, 1):
        page.keyboard.press("f")
        page.get_by_text(f"Foto {number} van 2").wait_for()
    expect(page.locator(".hv-queue__item.is-gekozen")).to_be_in_viewport(ratio=1)
    assert page.locator(".hv-queue__item").first.locator("a").inner_text().endswith("Poel 3 (voorbeeld)")
    browser.look(page)


def test_the_whole_way_without_a_script(browser, items, anna, chris):
    log = MaintenanceLogFactory(author=anna, element=ElementFactory(author=anna)).id
    page = browser.open(token=token_for(chris), java_script_enabled=False, **PHONE)
    page.goto("/controle")
    page.get_by_role("link", name="Begin bij de oudste").click()
    page.get_by_role("button", name="Afwijzen").click()
    page.get_by_role("link", name="Schrijf wat je vraagt").wait_for()
    page.get_by_text("Meer", exact=True).click()
    page.get_by_text("Staat er al").click()
    page.get_by_role("button", name="Afwijzen").click()
    page.get_by_text("De inzending is afgewezen.").wait_for()
    page.get_by_role("button", name="Ongedaan maken").click()
    page.wait_for_url(f"**/controle/{items[0]}")
    assert state(items[0]) == State.PENDING
    page.goto(f"/controle/{log}")
    page.get_by_role("button", name="Keur beide goed").click()
    page.get_by_text("Werk en element zijn goedgekeurd.").wait_for()
    assert state(log) == State.PUBLISHED


def test_everyone_can_use_every_state_of_an_item(browser, items, chris):
    """The pages as they open are looked at with all others; here: own, refused, done, decided."""
    own = ElementFactory(author=chris).id
    found = []
    for item, (scheme, size) in zip(items, LOOKS, strict=True):
        page = browser.open(token=token_for(chris), color_scheme=scheme, **size)
        page.goto(f"/controle/{own}")
        found += axe(page)
        page.goto(f"/controle/{item}")
        page.get_by_role("button", name="Afwijzen").click()  # no words: it says what is missing
        page.locator("#reason-why").wait_for()
        found += axe(page)
        page.locator("#reason").fill("Nee, want dit is een sloot.")
        page.get_by_role("button", name="Afwijzen").click()  # the next one, with the toast
        page.locator("#klaar").wait_for()
        found += axe(page)
        page.goto(f"/controle/{item}")
        found += axe(page)
        browser.look(page)
    assert found == []

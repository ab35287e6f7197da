"""/versturen in a real browser: what waits on this device, in words, and what people do with it."""

import json
import re

import pytest
from playwright.sync_api import expect

from app.extensions import db
from app.models import Element, ElementChange, MaintenanceLog
from app.services.plain import plain_of
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.outbox import HOLD, seed, stored, thing
from tests.factories.elements import ElementFactory
from tests.forms.filled import element_form, log_form
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]
DAY = 86_400_000
PAGE = "/versturen"
FAR = 4_070_908_800_000  # the year 2099: nothing becomes due meanwhile
WRONG = {"status": 422, "code": "invalid", "message": "De datum ligt in de toekomst."}
LINES = [{"name": "width_m", "title": "Breedte", "now": "4 meter", "mine": "6 meter"}]
BOTH = {"code": "stale", "both": {"lines": LINES, "theirs": []}, "now": {"width_m": 4}, "version": 3}
# state → what is given, the words on the card, and the buttons by their first words
STATES = {
    "draft": ({}, "Concept", ["Verder invullen", "Weggooien"]),
    "waiting": ({}, "Opgeslagen op dit toestel", ["Aanpassen", "Weggooien"]),
    "sending": ({"come": 2}, "Wordt verstuurd (2/3 foto’s)", []),
    "partial": ({"come": 1}, "Deels ontvangen (1/3 foto’s)", ["Weggooien"]),
    "busy": ({"nextTry": FAR}, "Het is druk", ["Aanpassen", "Weggooien"]),
    "sign_in": ({}, "Inloggen nodig", ["Inloggen", "Aanpassen", "Weggooien"]),
    "attention": (
        {"error": WRONG},
        "Aandacht nodig",
        ["Openen en aanvullen", "Nog een keer proberen", "Weggooien"],
    ),
    "conflict": ({"error": BOTH}, "Twee versies", ["Beide versies bekijken", "Weggooien"]),
    "gone": ({}, "Afgewezen of verwijderd", ["Als nieuw insturen", "Weggooien"]),
    "received": ({}, "Ontvangen", []),
}


@pytest.fixture
def token(anna):
    return token_for(anna)


@pytest.fixture
def held(browser, token):
    """Anna's phone, in which nothing is sent."""
    page = browser.open(token=token, **PHONE)
    page.context.add_init_script(HOLD)
    page.goto(PAGE)
    return page


def card(page, label: str):
    return page.locator("outbox-list li").filter(has=page.get_by_role("heading", name=label, exact=True))


def texts_of(found) -> list[str]:
    """Return the texts, also of what is out of sight and not laid out."""
    return [text.strip() for text in found.all_text_contents()]


def work(element, label: str, **more):
    fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    return thing(label, about=str(element.id), fields=fields | more.pop("fields", {}), **more)


@pytest.mark.O10
def test_each_state_has_its_word_its_sign_and_what_to_do(browser, held, anna):
    seed(
        held,
        anna.id,
        [thing(name, photos=3, changes={"state": name} | given) for name, (given, _, _) in STATES.items()],
    )
    for state, (_, word, actions) in STATES.items():
        one = card(held, state)
        expect(one.locator(".hv-badge")).to_have_text(word)
        one.scroll_into_view_if_needed()
        sign = one.locator(".hv-badge use")
        expect(sign).to_have_attribute("href", re.compile(r"icons\.svg[^#]*#i-[a-z]+$"))
        assert texts_of(one.locator("[data-part=actions] > *")) == actions
        if state != "sending":  # that has a bar
            expect(one.locator("[data-part=text]")).to_be_visible()
    expect(card(held, "sending").get_by_role("progressbar")).to_have_attribute("value", "2")
    expect(card(held, "attention")).to_contain_text("De datum ligt in de toekomst.")
    expect(card(held, "busy")).to_contain_text(re.compile(r"Wij proberen het om \d+\.\d\d uur weer"))
    card(held, "waiting").scroll_into_view_if_needed()
    expect(card(held, "waiting").locator("img.hv-thumb")).to_be_visible()
    card(held, "conflict").get_by_role("button", name="Beide versies").click()
    card(held, "waiting").get_by_role("button", name="Weggooien").click()
    assert axe(held) == []
    browser.look(held)


@pytest.mark.O10
def test_what_becomes_of_things_is_told_once_and_sending_is_not(held, anna):
    ids = seed(held, anna.id, [thing("Eslaan"), thing("Heg"), thing("Poel"), thing("Wal")])
    said = held.locator("outbox-list [data-part=said]")
    expect(card(held, "Wal")).to_be_visible()
    become(held, ids[0], {"state": "sending"})
    expect(card(held, "Eslaan")).to_contain_text("Wordt verstuurd")
    held.wait_for_timeout(1_500)
    expect(said).to_be_empty()
    become(held, ids[0], {"state": "attention", "error": WRONG})
    expect(said).to_have_text("Eslaan: Aandacht nodig.")
    for ident in ids[1:]:
        become(held, ident, {"state": "sign_in"})
    expect(said).to_contain_text("Inloggen nodig")


def become(page, ident: str, changes: dict) -> None:
    page.evaluate(
        """async ({ ident, changes }) => {
          const app = document.querySelector('script[type="module"][src*="js/app.js"]').src;
          const { outboxOf } = await import(new URL("offline/page.js", app));
          const { store } = await outboxOf();
          await store.patch(ident, (await store.item(ident)).sha256, changes);
        }""",
        {"ident": ident, "changes": changes},
    )


def test_what_waits_goes_by_itself_and_leaves_the_device(browser, token, anna):
    element = ElementFactory(author=anna, published=True)
    page = browser.open(token=token, **PHONE)
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Er staat niets te versturen")).to_be_visible()
    ids = seed(page, anna.id, [work(element, "Heg Schoolpad", photos=2), work(element, "Eslaan")])
    page.get_by_role("button", name="Nu versturen").click()
    for label in ("Heg Schoolpad", "Eslaan"):
        expect(card(page, label).locator(".hv-badge")).to_have_text("Ontvangen")
    expect(page.locator("outbox-list [data-part=notice]")).to_contain_text("Alles is verstuurd.")
    expect(page.locator("outbox-list [data-part=notice]")).to_be_in_viewport()
    db.session.rollback()
    assert {str(each.id) for each in db.session.query(MaintenanceLog)} == set(ids)
    browser.look(page)


def test_throwing_away_asks_twice_and_the_safe_answer_has_the_focus(held, anna):
    seed(held, anna.id, [thing("Eslaan", photos=1)])
    card(held, "Eslaan").get_by_role("button", name="Weggooien").press("Enter")
    expect(card(held, "Eslaan").get_by_role("button", name="Nee, bewaren")).to_be_focused()
    held.keyboard.press("Enter")
    expect(card(held, "Eslaan").get_by_role("button", name="Weggooien")).to_be_focused()
    held.keyboard.press("Enter")
    card(held, "Eslaan").get_by_role("button", name="Ja, weggooien").tap()
    expect(card(held, "Eslaan")).to_have_count(0)
    assert stored(held) == []
    expect(held.get_by_role("heading", name="Te versturen", exact=True)).to_be_focused()


def test_editing_takes_it_back_to_its_form(held, anna):
    (ident,) = seed(held, anna.id, [thing("Eslaan", address="/vastleggen?van=versturen")])
    card(held, "Eslaan").get_by_role("button", name="Aanpassen").click()
    held.wait_for_url(f"/vastleggen?van=versturen&concept=item%3A{ident}")
    assert [one["state"] for one in stored(held)] == ["draft"]
    held.goto(PAGE)
    expect(card(held, "Eslaan")).to_contain_text("Concept")


def test_who_was_too_late_chooses_line_by_line(browser, token, anna):
    element = ElementFactory(author=anna, published=True, width_m=4, name="Oude naam")
    seen = plain_of(element) | {"width_m": 3}
    fields = {name: text for name, text in element_form(width_m="6").items() if name != "id"}
    fields |= {"base": json.dumps(seen), "base_version": "0", "why": "Gemeten."}
    page = browser.open(token=token, **LAPTOP)
    page.goto(PAGE)
    given = thing("Houtwal", kind="element_change", about=str(element.id), fields=fields)
    (ident,) = seed(page, anna.id, [given])
    page.get_by_role("button", name="Nu versturen").click()
    one = card(page, "Houtwal")
    one.get_by_role("button", name="Beide versies bekijken").click()
    breedte = one.get_by_role("group", name="Breedte")
    expect(breedte.get_by_role("radio", name="4 meter")).to_be_focused()
    expect(breedte.get_by_role("radio", name="6 meter")).to_be_checked()
    one.get_by_role("button", name="Insturen met mijn keuze").click()
    expect(one.locator(".hv-badge")).to_have_text("Ontvangen")
    db.session.rollback()
    (change,) = db.session.query(ElementChange)
    assert (str(change.id) != ident, change.wanted["width_m"]) == (True, 6)
    assert change.base["width_m"] == 4


def test_work_follows_its_element_that_is_handed_in_as_new(browser, token, anna):
    """The server has another version of the element; the work must not land on that one."""
    there = ElementFactory(author=anna, name="Andere wal")
    page = browser.open(token=token, **PHONE)
    page.goto(PAGE)
    given = thing("Houtwal", kind="element", fields=element_form(), age_ms=90_000) | {"id": str(there.id)}
    given["fields"].pop("id")
    _, ident = seed(page, anna.id, [given, work(there, "Snoeiwerk", photos=1)])
    page.get_by_role("button", name="Nu versturen").click()
    expect(card(page, "Houtwal").locator(".hv-badge")).to_have_text("Twee versies")
    card(page, "Houtwal").get_by_role("button", name="Als nieuw insturen").click()
    for label in ("Houtwal", "Snoeiwerk"):
        expect(card(page, label).locator(".hv-badge")).to_have_text("Ontvangen")
    db.session.rollback()
    (log,) = db.session.query(MaintenanceLog)
    made = db.session.get(Element, log.element_id)
    assert (str(log.id), made.name) == (ident, given["fields"]["name"])
    assert made.id != there.id


def test_of_someone_else_nothing_is_shown_and_nothing_is_sent(browser, held, anna, bram):
    seed(held, bram.id, [thing("Geheime poel", photos=1), thing("Oud werk", changes={"state": "received"})])
    expect(held.get_by_role("heading", name="Iets van een ander account")).to_be_visible()
    expect(held.get_by_text("Ander account", exact=True)).to_be_visible()
    assert "Geheime poel" not in held.locator("outbox-list").text_content()
    assert "Oud werk" not in held.locator("outbox-list").text_content()
    assert held.locator("outbox-list img").count() == 0
    held.context.clear_cookies()  # the session is over: the page still opens, and leads to signing in
    held.goto(PAGE)
    way = held.get_by_role("link", name=re.compile("^Inloggen: "))
    assert way.get_attribute("href").endswith("next=/versturen") or "next=%2Fversturen" in way.get_attribute(
        "href"
    )
    browser.look(held)


def test_after_two_weeks_a_red_banner_says_what_to_do(held, anna):
    seed(held, anna.id, [thing("Eslaan", age_ms=13 * DAY)])
    late = held.get_by_text("Er staat iets al meer dan twee weken")
    expect(card(held, "Eslaan")).to_be_visible()
    expect(late).to_be_hidden()
    seed(held, anna.id, [thing("Heg", age_ms=15 * DAY)])
    expect(late).to_be_visible()


def test_without_signal_the_page_says_that_it_is_safe(held, anna):
    held.wait_for_load_state("networkidle")
    held.context.set_offline(True)
    expect(held.get_by_text("Je hebt nu geen bereik")).to_be_visible()
    held.context.set_offline(False)
    expect(held.get_by_text("Je hebt nu geen bereik")).to_be_hidden()


def test_what_was_damaged_on_the_device_is_told_in_its_own_words(held, anna):
    damaged = {"state": "attention", "error": {"status": 0, "code": "damaged_photo"}}
    seed(held, anna.id, [thing("Eslaan", changes=damaged)])
    expect(card(held, "Eslaan")).to_contain_text("Dit raakte beschadigd op je toestel")


def test_without_a_script_the_page_says_where_the_forms_are(browser, token):
    page = browser.open(token=token, java_script_enabled=False, **PHONE)
    page.goto(PAGE)
    expect(page.get_by_text("Deze pagina werkt met een script")).to_be_visible()
    expect(page.locator("[data-part=live]")).to_be_hidden()
    page.locator("main").get_by_role("link", name="Werk vastleggen").click()
    page.wait_for_url("/onderhoud/nieuw")


@pytest.mark.O13
def test_two_hundred_things_can_be_seen_and_thrown_away(held, anna):
    seed(held, anna.id, [thing(f"Ding {number}", age_ms=1000 * number) for number in range(200)])
    held.reload()
    cards = held.locator("outbox-list li")
    expect(cards).to_have_count(200)
    expect(cards.first.get_by_role("heading")).to_have_text("Ding 0")
    expect(held.locator(".hv-number-badge").first).to_contain_text("99+")
    card(held, "Ding 199").get_by_role("button", name="Weggooien").click()
    card(held, "Ding 199").get_by_role("button", name="Ja, weggooien").click()
    expect(cards).to_have_count(199)

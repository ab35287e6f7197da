"""The author's side on a phone: one tap answers, one tap stops mail; with and without a script."""

import pytest
from sqlalchemy import select

from app.core.mail_off import key_for
from app.extensions import db
from app.models import CannedAnswer, MailWhen, State, Submission, User
from tests.browser.conftest import PHONE, axe
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.world import token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once("postgis")]
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def asked(anna, chris):
    """A question with ready replies."""
    found = select(CannedAnswer).where(CannedAnswer.label_nl == "Wie is de eigenaar?")
    item = ElementFactory(author=anna, title="Heg Schoolpad (voorbeeld)")
    item.take(
        "return",
        actor=chris,
        reason="Mooie heg! Van wie is de grond?",
        answer=db.session.scalars(found).one(),
    )
    db.session.commit()
    return item.id


def stored(kind, ident):
    db.session.rollback()
    return db.session.get(kind, ident)


@SCRIPT
@pytest.mark.M03
def test_a_question_is_answered_in_one_tap_and_twice_is_once(browser, anna, asked, script):
    page = browser.open(token=token_for(anna), java_script_enabled=script, **PHONE)
    page.goto("/account/inzendingen")
    assert page.get_by_label("Jouw antwoord", exact=True).is_hidden()
    page.get_by_role("button", name="Een boer").dblclick()
    page.get_by_text("Je antwoord is verstuurd").wait_for()
    item = stored(Submission, asked)
    assert item.state == State.PENDING
    assert [(one.step, one.reason) for one in item.decisions[1:]] == [("resubmit", "Een boer")]
    page.go_back()
    if page.get_by_role("button", name="Een boer").is_visible():  # as the browser kept it
        page.get_by_role("button", name="Een boer").click()
        page.wait_for_url("**/account/inzendingen?*")
    assert len(stored(Submission, asked).decisions) == 2


@SCRIPT
def test_words_of_ones_own_unfold_and_are_sent_by_keyboard(browser, anna, asked, script):
    page = browser.open(token=token_for(anna), java_script_enabled=script, **PHONE)
    page.goto(f"/account/inzendingen/{asked}")
    page.get_by_text("Zelf iets schrijven").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Antwoord versturen").click()  # nothing yet
    page.get_by_role("link", name="Kies een antwoord, of schrijf zelf iets.").click()
    field = page.get_by_label("Jouw antwoord", exact=True)
    assert field.is_visible() and field.evaluate("(one) => one === document.activeElement")
    page.keyboard.type("Van de kerk")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Je antwoord is verstuurd").wait_for()
    assert stored(Submission, asked).decisions[-1].reason == "Van de kerk"


def test_the_page_reads_well_with_all_it_can_show(browser, anna, bram, chris, asked):
    ElementFactory(author=anna, title="Houtwal op De Es (voorbeeld)")
    poel = ElementFactory(author=anna, title="Poel Brinkveld (voorbeeld)", published=True)
    MaintenanceLogFactory(author=anna, element=poel, people=4, published=True)
    rejected = ElementFactory(author=anna, title="Poel achter de Brink (voorbeeld)")
    rejected.take("reject", actor=chris, reason="Deze poel staat er al.")
    db.session.commit()
    page = browser.open(token=token_for(anna), **PHONE)
    page.goto(f"/account/inzendingen?nieuw={asked}")
    assert page.locator("#dank").evaluate("(one) => one === document.activeElement")
    chips = page.locator(".hv-chips .hv-chip").all_inner_texts()
    assert chips == ["Alles (5)", "Vraag (1)", "Wacht (1)", "Klaar (3)"]
    page.get_by_text("Dankzij jou en 3 anderen is hier de poel geschoond.").wait_for()
    page.get_by_text("Dit klopt niet").click()
    assert axe(page) == []
    browser.look(page)


@SCRIPT
@pytest.mark.A12
def test_one_tap_in_a_mail_stops_it_and_opening_alone_does_not(app, browser, anna, script):
    page = browser.open(java_script_enabled=script, **PHONE)  # signed out, as from a mail program
    page.goto(f"/mail-uit/{key_for(anna.id, secret=app.secret_key)}")
    page.wait_for_timeout(300)
    assert stored(User, anna.id).mail_when == MailWhen.EACH
    if script:
        assert axe(page) == []
    page.get_by_role("button", name="Ja, stop met mail").click()
    page.get_by_role("heading", name="Je krijgt geen mail meer").wait_for()
    assert stored(User, anna.id).mail_when == MailWhen.NONE
    page.get_by_role("link", name="Kies wanneer je mail krijgt").click()
    page.get_by_role("textbox", name="E-mailadres").wait_for()


@SCRIPT
def test_mail_is_chosen_at_the_account(browser, anna, script):
    page = browser.open(token=token_for(anna), java_script_enabled=script, **PHONE)
    page.goto("/account/mail")
    if script:
        assert axe(page) == []
    page.get_by_text("Eén keer per dag").click()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Bewaard.").wait_for()
    assert stored(User, anna.id).mail_when == MailWhen.DAILY

"""Something is wrong in the fields, and there is no line: told at a place of its own, and on an element."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.models import ProblemReport
from tests.browser.capture import add_photo, submit
from tests.browser.worker import wait_until_known
from tests.offline.checking import noise, wait_until_received

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
SAVED = "Opgeslagen op dit toestel"


def tell(page, notes: str) -> None:
    page.get_by_text("Er ligt afval", exact=True).click()
    page.locator("textarea[name=notes]").fill(notes)


@pytest.mark.O01
def test_a_problem_at_a_free_place_and_one_on_an_element_wait_for_the_line(phone, front, elements):
    page = phone.ready()
    wait_until_known(page, elements[0].title)
    front.cut()
    page.context.set_offline(True)  # the phone itself knows that there is no line
    page.goto("/meldingen/nieuw")
    expect(page.get_by_text("Wij zijn geen alarmdienst")).to_be_visible()
    add_photo(page, "puin.jpg", data=noise())
    page.locator("label[for=people_ok]").click()
    tell(page, "In de sloot")
    submit(page).click()  # without a line the page itself knows that the place is missing
    expect(page.locator("#error-summary")).to_contain_text("Geef aan waar het is")
    page.locator("[data-part=ways]").evaluate("one => { one.open = true }")
    page.locator("input[name=begin]").fill("52,9967 6,5632")
    submit(page).click()
    page.wait_for_url("/versturen")

    page.goto(f"/meldingen/nieuw?element={elements[0].id}")
    expect(page.get_by_text(f"Bij {elements[0].title}")).to_be_visible()
    expect(page.locator("input[name=begin]")).to_have_count(0)
    tell(page, "Op de wal")
    submit(page).click()
    page.wait_for_url("/versturen")
    expect(page.locator("outbox-list li").get_by_text(SAVED, exact=True)).to_have_count(2)

    page.context.set_offline(False)
    front.through()
    page.reload()
    wait_until_received(page, 2)
    db.session.rollback()  # another process wrote it
    told = {one.notes: one for one in db.session.scalars(select(ProblemReport))}
    free, on = told["In de sloot"], told["Op de wal"]
    assert (free.element_id, free.village, len(free.manifest)) == (None, "Assen", 1)
    assert (on.element_id, on.lon) == (elements[0].id, None)

"""Something is reported with a photo through the outbox, and its reporter and everyone see how far it is."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.models import ProblemReport
from tests.browser.capture import THANKS, add_photo, in_store, submit
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.factories.corrections import ProblemReportFactory
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]


@pytest.fixture
def wall(bram):
    return ElementFactory(author=bram, published=True, title="Houtwal De Es (voorbeeld)")


def test_a_problem_is_reported_in_a_few_taps_and_goes_through_the_outbox(browser, anna, wall):
    page = browser.open(token=token_for(anna), **PHONE)
    page.goto(f"/elementen/{wall.id}")
    page.get_by_role("link", name="Iets melden").click()
    add_photo(page, "puin.jpg")
    page.locator("label[for=people_ok]").click()
    page.get_by_text("Er ligt afval", exact=True).click()
    assert axe(page) == []
    browser.look(page)
    submit(page).click()
    page.wait_for_url(THANKS)
    db.session.rollback()  # another process wrote it
    report = db.session.scalars(select(ProblemReport)).one()
    assert (report.element_id, report.problem, len(report.photos)) == (wall.id, "waste", 1)
    assert [one["kind"] for one in in_store(page, "items")] == ["problem_report"]


@pytest.mark.parametrize("device", [PHONE, LAPTOP])
def test_a_place_of_its_own_goes_through_the_outbox_and_what_is_too_far_comes_back_whole(
    browser, anna, device
):
    page = browser.open(token=token_for(anna), **device)
    page.goto("/")
    page.get_by_role("link", name="Iets melden").click()
    page.get_by_text("Het droogt uit", exact=True).click()
    page.locator("[data-part=ways]").evaluate("one => { one.open = true }")
    page.locator("input[name=begin]").fill("52,37 4,9")
    page.locator("textarea[name=notes]").fill("De sloot staat droog.")
    submit(page).click()
    expect(page.locator("#error-summary")).to_contain_text("Deze plek ligt ver buiten Drenthe.")
    assert page.locator("textarea[name=notes]").input_value() == "De sloot staat droog."
    page.locator("input[name=begin]").fill("52,9967 6,5632")
    page.locator("input[name=begin]").press("Tab")
    expect(page.locator("[data-part=place-now]")).to_contain_text("Assen")
    assert axe(page) == []
    submit(page).click()
    page.wait_for_url(THANKS)
    db.session.rollback()  # another process wrote it
    report = db.session.scalars(select(ProblemReport)).one()
    assert (report.element_id, report.problem, report.village) == (None, "drying", "Assen")
    browser.look(page)


@pytest.mark.parametrize("device", [PHONE, LAPTOP])
def test_a_coordinator_plans_and_solves_it_and_everyone_reads_that(browser, anna, chris, wall, device):
    report = ProblemReportFactory(author=anna, element=wall, published=True)
    page = browser.open(token=token_for(chris), **device)
    page.goto("/meldingen")
    page.get_by_role("link", name="Er ligt afval").click()
    page.get_by_role("link", name="Plannen").click()
    page.get_by_label("Wanneer gaat het gebeuren?").fill("2026-12-01")
    page.get_by_label("Wie?").fill("Landschapsploeg")
    page.locator(".hv-save-bar button").click()
    page.wait_for_url(f"**/meldingen/{report.id}")
    page.get_by_role("link", name="Opgelost").click()
    page.get_by_label("Wat is er gedaan?").fill("Het puin is weg.")
    assert axe(page) == []
    browser.look(page)
    page.locator(".hv-save-bar button").click()
    page.wait_for_url(f"**/meldingen/{report.id}")
    assert "Het puin is weg." in page.locator("article").inner_text()
    assert axe(page) == []
    browser.look(page)
    page.goto("/meldingen")
    assert axe(page) == []
    browser.look(page)

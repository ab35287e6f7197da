"""A work day on a phone: planned, too many sign up, one cancels, who was there, and the work at the desk."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core.clock import now, today
from app.extensions import db
from app.models import Event, MaintenanceLog
from tests.browser.conftest import PHONE
from tests.factories.elements import ElementFactory
from tests.factories.events import join
from tests.factories.groups import GroupFactory
from tests.factories.people import UserFactory
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]


def press(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_day_from_plan_to_the_log_at_the_desk(browser, anna, chris):
    group = GroupFactory(published=True, name="Dorpsgroep Westeres", village="Assen")
    join(anna, group)
    ElementFactory(published=True, title="Poel De Es")
    tokens = [token_for(UserFactory(name=f"Mens {number}")) for number in range(3)]
    page, desk = browser.open(token=token_for(anna), **PHONE), token_for(chris)

    page.goto("/agenda/nieuw")
    page.get_by_text("Werkdag", exact=True).click()
    page.get_by_text("Dorpsgroep Westeres").click()
    page.get_by_label("Titel").fill("Poel schonen")
    page.get_by_label("Datum").fill((today() + timedelta(days=7)).isoformat())
    page.get_by_label("Begintijd").fill("9.30")
    page.get_by_label("Eindtijd").fill("12.30")
    page.get_by_text("Zonder kaart:").click()
    page.get_by_label("Begin, of de plek zelf").fill("52.9967 6.5625")
    page.get_by_label("Hoeveel mensen kunnen mee?").fill("2")
    press(page, "Zet in de agenda")
    day = page.url
    page.get_by_role("link", name="Werk plannen").click()
    page.get_by_label("Welk element?").select_option(label="Poel De Es · Assen")
    page.get_by_label("Welk werk?").select_option("pond_clearing")
    press(page, "Zet het erbij")

    visitors = [browser.open(token=token, **PHONE) for token in tokens]
    for one, button in zip(visitors, ("Ik doe mee", "Ik doe mee", "Zet me op de wachtlijst"), strict=True):
        one.goto(day)
        press(one, button)
    press(visitors[0], "Meld me af")
    visitors[2].reload()
    assert visitors[2].get_by_role("heading", name="Je doet mee", exact=True).is_visible()

    db.session.rollback()
    event = db.session.scalars(sa.select(Event)).one()
    event.starts_at, event.ends_at = now() - timedelta(hours=2), now() + timedelta(hours=1)
    db.session.commit()
    page.goto(day)
    page.get_by_role("link", name="Wie is er").click()
    page.get_by_text("Mens 2", exact=True).click()
    page.get_by_label("Hoeveel mensen kwamen zonder aanmelding?").fill("3")
    press(page, "Bewaren")
    page.get_by_role("link", name="Dag afsluiten").click()
    page.get_by_text("De helft").click()
    page.get_by_text("Gekeken, geen nest gezien").click()
    press(page, "Sluit de dag af")
    assert page.get_by_text("4 mensen waren erbij.").is_visible()

    db.session.rollback()
    log = db.session.scalars(sa.select(MaintenanceLog)).one()
    coordinator = browser.open(token=desk, **PHONE)
    coordinator.goto(f"/controle/{log.id}")
    assert coordinator.get_by_role("heading", name="Poel De Es").first.is_visible()
    for each in (page, coordinator, *visitors):
        browser.look(each)

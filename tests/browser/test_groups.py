"""A group from request to handover, on a phone: asked for, agreed to, joined by a link, given to another."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Group, Membership
from tests.browser.conftest import PHONE, axe
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]


def press(page, name: str, role: str = "button") -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).first.click()


def test_a_group_from_request_to_handover(browser, anna, bram, chris):
    page = browser.open(token=token_for(anna), **PHONE)
    page.goto("/groepen")
    press(page, "Begin een groep", "link")
    page.locator("input[name=name]").fill("Groen Westeres (voorbeeld)")
    page.get_by_text("Dorpsgroep", exact=True).click()
    page.locator("select[name=place_id]").select_option(label="Assen (Assen)")
    page.locator("textarea[name=about]").fill("Wij knotten de wilgen. (voorbeeld)")
    assert axe(page) == []
    browser.look(page)
    press(page, "Aanvragen")
    db.session.rollback()  # another process wrote it
    group = db.session.scalars(select(Group)).one()

    desk = browser.open(token=token_for(chris), **PHONE)
    desk.goto(f"/controle/{group.id}")
    desk.wait_for_function("() => performance.now() - document.querySelector('review-keys').since > 600")
    desk.get_by_role("button", name=re.compile("^Goedkeuren")).click()
    desk.wait_for_url(re.compile("klaar|controle$|gedaan|\\?"))

    page.goto(f"/groepen/{group.id}")
    press(page, "Mensen en uitnodigen", "link")
    press(page, "Link maken")
    link = page.locator("#link").input_value()
    assert axe(page) == []
    friend = browser.open(token=token_for(bram), **PHONE)
    friend.goto(link[link.index("/groepen/") :])
    press(friend, "Ja, ik doe mee")

    page.reload()
    press(page, f"Groep overdragen: {bram.name}", "link")
    browser.look(page)
    press(page, "Ja, draag over")
    assert page.get_by_text("De groep is overgedragen.").is_visible()
    friend.goto(f"/groepen/{group.id}")
    assert friend.get_by_text("Je bent organisator.").is_visible() and axe(friend) == []
    browser.look(friend)
    db.session.rollback()
    parts = {one.person_id: one.part for one in db.session.scalars(select(Membership))}
    assert parts == {anna.id: "member", bram.id: "organiser"}

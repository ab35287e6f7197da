"""An element for the village group alone: chosen in the form, seen by its members, on no public page."""

import re

import pytest

from app.extensions import db
from app.models import Element, Part, State, Visibility
from tests.factories.corrections import ElementChangeFactory
from tests.factories.elements import ElementFactory
from tests.factories.groups import GroupFactory, add_to
from tests.forms.filled import element_form
from tests.personas import sign_in
from tests.routes.test_moderation import decide


@pytest.fixture
def group(anna):
    return GroupFactory(author=anna, led_by=anna, published=True, name="Groen Westeres")


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


def browser(app, person):
    client = app.test_client()
    sign_in(client, person)
    return client


def test_one_may_keep_it_for_a_group_that_one_is_in_and_no_other(mine, group, bram):
    other = GroupFactory(author=bram, led_by=bram, published=True, name="De Snoeiers")
    page = mine.get("/elementen/nieuw").text
    assert "Alleen mijn groep: Groen Westeres" in page and "De Snoeiers" not in page
    for word in (f"group:{other.id}", "group:onzin", "group:", "group"):
        assert mine.send("/elementen/nieuw", element_form(visibility=word)).status_code == 422
    assert mine.send("/elementen/nieuw", element_form(visibility=f"group:{group.id}")).status_code == 303
    element = db.session.query(Element).one()
    assert (element.visibility, element.group_id, element.is_public) == (Visibility.GROUP, group.id, False)


def test_its_members_see_it_once_it_was_agreed_to_and_others_never(app, mine, group, bram, chris):
    mine.send("/elementen/nieuw", element_form(visibility=f"group:{group.id}", name="Stille houtwal"))
    element = db.session.query(Element).one()
    page, theirs, visitor = f"/elementen/{element.id}", browser(app, bram), app.test_client()
    add_to(group, bram, Part.MEMBER)
    assert theirs.get(page).status_code == 404
    decide(browser(app, chris), element, "publish")
    assert (element.state, element.group_id) == (State.PUBLISHED, group.id)
    assert "Alleen de groep" in theirs.get(page).text
    assert "Stille houtwal" in theirs.get(f"/groepen/{group.id}").text
    assert visitor.get(page).status_code == 404
    for public in ("/elementen", "/", f"/groepen/{group.id}"):
        assert "Stille houtwal" not in visitor.get(public).text
    theirs.send(f"/groepen/{group.id}/verlaten", {})
    assert theirs.get(page).status_code == 404


def test_a_change_keeps_it_with_its_group_and_another_choice_lets_it_go(mine, group, anna):
    element = ElementFactory(author=anna, visibility=Visibility.GROUP, group_id=group.id)
    page = f"/elementen/{element.id}/verbeteren"
    told = re.search(r'value="(group:[^"]+)" checked', mine.get(page).text)[1]
    assert told == f"group:{group.id}"
    form = element_form(id=str(element.id), version=str(element.version), visibility=told, name="Nieuw")
    assert mine.send(page, form).status_code == 303
    assert (element.name, element.visibility, element.group_id) == ("Nieuw", "group", group.id)
    form |= {"version": str(element.version), "visibility": "everyone"}
    assert mine.send(page, form).status_code == 303 and element.visibility == Visibility.EVERYONE


def test_a_correction_of_it_keeps_it_with_its_group(app, mine, group, anna, chris):
    element = ElementFactory(
        author=anna, state=State.PUBLISHED, waits=False, visibility=Visibility.GROUP, group_id=group.id
    )
    assert mine.get(f"/elementen/{element.id}/voorstel").status_code == 200
    change = ElementChangeFactory(author=anna, element=element, base_version=element.version)
    decide(browser(app, chris), change, "publish", element_version=str(element.version))
    assert (element.name, element.visibility, element.group_id) == ("Nieuwe naam", "group", group.id)

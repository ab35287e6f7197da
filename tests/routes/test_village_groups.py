"""/groepen: asked for, agreed to, found by place and name, changed by its organisers."""

import re
from datetime import timedelta

import pytest

from app.core.clock import now
from app.extensions import db
from app.models import Group, Part, State
from tests.factories.events import EventFactory
from tests.factories.groups import GroupFactory, add_to
from tests.factories.walks import WalkFactory
from tests.forms.filled import group_form
from tests.personas import sign_in
from tests.routes.test_moderation import decide


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


@pytest.fixture
def desk(app, chris):
    client = app.test_client()
    sign_in(client, chris)
    return client


def edit(client, group, **changed):
    page = f"/groepen/{group.id}/verbeteren"
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(page).text)[1]
    return client.send(page, group_form(id=str(group.id), version=version, **changed))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Schrijf hoe de groep heet."),
        ({"name": "x" * 81}, "hoogstens 80 tekens"),
        ({"group_kind": ""}, "Kies wat voor groep het is."),
        ({"group_kind": "onzin"}, "Kies wat voor groep het is."),
        ({"place_id": ""}, "Kies het dorp."),
        ({"place_id": "onzin"}, "Kies het dorp."),
        ({"about": ""}, "Schrijf waar jullie voor zorgen."),
        ({"joining": "onzin"}, "Kies hoe iemand lid wordt."),
        ({"contact": "x" * 201}, "hoogstens 200 tekens"),
    ],
)
def test_what_cannot_be_is_named_and_all_that_was_typed_stays(mine, changed, sentence):
    kept = {"contact": "Bij het dorpshuis"} | changed
    answer = mine.send("/groepen/nieuw", group_form(**kept))
    assert answer.status_code == 422 and sentence in answer.text and kept["contact"] in answer.text
    assert db.session.query(Group).count() == 0


@pytest.mark.S02
def test_sending_twice_asks_for_one(mine):
    form = group_form()
    sent = [mine.send("/groepen/nieuw", form).status_code for _ in range(2)]
    group = db.session.query(Group).one()
    assert sent == [303, 303] and (group.state, group.waits, group.memberships) == (State.PENDING, True, [])
    assert "Groen Westeres" in mine.get("/account/inzendingen").text
    assert mine.send("/groepen/nieuw", form | {"name": "Anders"}).status_code == 409


def test_a_yes_of_the_desk_makes_it_public_and_the_asker_its_organiser(mine, desk, app, anna):
    group = GroupFactory(author=anna, name="Groen Westeres")
    visitor = app.test_client()
    assert visitor.get(f"/groepen/{group.id}").status_code == 404
    assert "Groen Westeres" in desk.get(f"/controle/{group.id}").text
    decide(desk, group, "publish")
    assert "Groen Westeres" in visitor.get("/groepen").text
    page = visitor.get(f"/groepen/{group.id}").text
    assert "Wij knotten de wilgen" in page and "1 mens" in page and anna.name not in page
    assert [(one.person_id, one.part) for one in group.memberships] == [(anna.id, Part.ORGANISER)]
    anna.show_name = True
    db.session.commit()
    assert anna.name in visitor.get(f"/groepen/{group.id}").text
    assert anna.email not in visitor.get(f"/groepen/{group.id}").text


def test_taking_back_the_yes_takes_back_the_organiser_too(desk, anna):
    group = GroupFactory(author=anna)
    done = decide(desk, group, "publish")
    desk.send(done.location, {}, to=f"/controle/{group.id}/herstel")
    db.session.expire_all()
    assert (group.state, group.is_public, group.memberships) == (State.PENDING, False, [])


def test_a_question_of_the_desk_is_answered_by_changing_it(mine, desk, anna):
    group = GroupFactory(author=anna)
    decide(desk, group, "return", reason="Welk dorp is het?")
    assert "Welk dorp is het?" in mine.get(f"/groepen/{group.id}").text
    assert edit(mine, group, place_id="").status_code == 422
    assert edit(mine, group, name="Groen Assen", answer="Assen.").status_code == 303
    assert (group.state, group.name) == (State.PENDING, "Groen Assen")
    assert "Assen." in desk.get(f"/controle/{group.id}").text


def test_organisers_change_what_it_says_but_not_where_it_is(mine, anna):
    group = GroupFactory(author=anna, led_by=anna, published=True)
    place = group.place_id
    answer = edit(mine, group, name="Nieuwe naam", group_kind="school", place_id="onzin", joining="open")
    assert answer.status_code == 303 and answer.location == f"/groepen/{group.id}"
    assert (group.name, group.group_kind, group.place_id) == ("Nieuwe naam", "village", place)
    assert (group.joining, group.state, group.decisions[-1].step) == ("open", State.PUBLISHED, "edit")
    stale = group_form(id=str(group.id), version="1", name="Te laat")
    assert mine.send(f"/groepen/{group.id}/verbeteren", stale).status_code == 409


def test_one_takes_a_request_back_but_not_a_group(mine, anna):
    asked, stands = GroupFactory(author=anna), GroupFactory(author=anna, led_by=anna, published=True)
    answers = [mine.send(f"/groepen/{one.id}/intrekken", {}).status_code for one in (asked, stands)]
    assert answers == [303, 409] and asked.state == State.WITHDRAWN and stands.state == State.PUBLISHED
    assert mine.send(f"/groepen/{asked.id}/verbeteren", group_form(version="2")).status_code == 409


def test_groups_are_found_by_municipality_village_and_name(client, anna):
    for name, village in (("Groen Westeres", "Assen"), ("De Snoeiers", "Emmen")):
        GroupFactory(author=anna, name=name, village=village, published=True)
    GroupFactory(author=anna, name="Wacht nog")

    def found(question: str) -> set[str]:
        page = client.get(f"/groepen?{question}").text
        return {name for name in ("Groen Westeres", "De Snoeiers", "Wacht nog") if name in page}

    assert found("") == {"Groen Westeres", "De Snoeiers"}
    assert found("gemeente=GM0114") == found("zoek=emm") == found("zoek=SNOEI") == {"De Snoeiers"}
    assert found("zoek=%25") == set()
    assert "Hier is nog geen groep" in client.get("/groepen?zoek=bestaat-niet").text


def test_a_long_list_is_walked_page_by_page(client, anna):
    for _ in range(25):
        GroupFactory(author=anna, published=True)
    first = client.get("/groepen").text
    further = re.search(r'href="(/groepen\?na=[^"]+)" rel="next"', first)[1]
    both = [set(re.findall(r"/groepen/[0-9a-f-]{36}", page)) for page in (first, client.get(further).text)]
    assert [len(one) for one in both] == [20, 5] and not both[0] & both[1]


def test_whose_account_was_closed_no_longer_counts(client, anna, bram):
    group = GroupFactory(author=anna, led_by=anna, published=True)
    add_to(group, bram, Part.ASKED)
    assert "1 mens" in client.get(f"/groepen/{group.id}").text
    anna.suspended_at = group.received_at
    db.session.commit()
    assert "Er doet nu niemand mee." in client.get(f"/groepen/{group.id}").text


def test_its_page_tells_what_comes_next_and_leads_to_its_walks(client, anna):
    group = GroupFactory(author=anna, led_by=anna, published=True)
    assert "Er staat nu niets in" in client.get(f"/groepen/{group.id}").text
    for day in range(1, 5):
        EventFactory(published=True, title=f"Dag {day}", hosts=[group], starts_at=now() + timedelta(days=day))
    EventFactory(title="Nog niet bekeken", hosts=[group])
    walk = WalkFactory(shown=True, group_id=group.id, name="Rondje Brink")
    WalkFactory(drawn=True, group_id=group.id, name="Nog niet open")
    page = client.get(f"/groepen/{group.id}").text
    assert [day for day in range(1, 5) if f"Dag {day}" in page] == [1, 2, 3]
    assert f"/ommetjes/{walk.id}" in page and "Nog niet" not in page and "Er staat nu niets in" not in page
    shown = client.get(f"/ommetjes/{walk.id}").text
    assert "Dag 1" in shown and "Dag 2" not in shown and f"/groepen/{group.id}" in shown

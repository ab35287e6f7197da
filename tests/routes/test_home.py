"""Start, for a visitor and for people who are signed in."""

import re
from datetime import date, timedelta

import pytest

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import db
from app.models import Going, Role, SignUp
from app.models.submissions import State
from app.services.dues import settle
from tests.checks.html import check
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory
from tests.factories.events import EventFactory
from tests.factories.groups import GroupFactory, HelpCallFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_a_visitor_sees_what_it_is_and_how_to_join(client):
    answer = client.get("/")
    check(answer.text, "/")
    assert "Samen zorgen voor het Drentse landschap" in answer.text
    assert "Inloggen met een code" in answer.text
    assert "Jouw inzendingen" not in answer.text


def test_a_visit_sets_no_cookie(client):
    assert "Set-Cookie" not in client.get("/").headers


def test_only_what_everyone_may_see_is_among_the_newest(client, database):
    ElementFactory(title="Houtwal voor iedereen", state=State.PUBLISHED, is_public=True)
    ElementFactory(title="Poel die nog wacht", state=State.PENDING, is_public=False)
    for who in ("visitor", "author"):
        text = client.get("/").text
        assert "Houtwal voor iedereen" in text, who
        assert "Poel die nog wacht" not in text, who


def test_what_waits_for_me_stands_on_start_and_in_the_navigation(client, anna, bram):
    ElementFactory(author=anna, state=State.RETURNED)
    ElementFactory(author=anna, state=State.PENDING)
    ElementFactory(author=anna, state=State.PENDING)
    ElementFactory(author=bram, state=State.RETURNED)
    sign_in(client, anna)
    answer = client.get("/")
    check(answer.text, "/")
    seen = words(answer)
    assert "Dag Anna Voorbeeld" in seen
    assert "1 terug met vraag" in seen
    assert "2 wachten op controle" in seen
    assert "Mijn inzendingen , terug met vraag: 1" in seen


def test_with_nothing_open_start_says_so(client, anna):
    sign_in(client, anna)
    assert "Er staat niets open" in client.get("/").text


@pytest.mark.parametrize(
    ("role", "has_desk"), [(Role.VOLUNTEER, False), (Role.COORDINATOR, True), (Role.ADMIN, True)]
)
def test_the_desk_is_shown_to_those_who_have_one(client, anna, role, has_desk):
    anna.role = role
    sign_in(client, anna)
    assert ('href="/controle"' in client.get("/").text) is has_desk


def test_recording_starts_with_a_choice(client):
    answer = client.get("/vastleggen")
    check(answer.text, "/vastleggen")
    assert 'aria-current="page"' in answer.text
    assert "/onderhoud/nieuw" in answer.text
    assert "/elementen/nieuw" in answer.text


def test_the_person_decides_about_light_and_dark(client, anna):
    assert "data-theme" not in client.get("/").text
    client.set_cookie("thema", "dark")
    assert '<html lang="nl" data-theme="dark"' in client.get("/").text
    client.set_cookie("thema", '"><script>')
    assert "data-theme" not in client.get("/").text
    anna.theme = "light"
    sign_in(client, anna)
    assert 'data-theme="light"' in client.get("/").text


def test_who_is_in_a_group_finds_it_and_what_it_asks(client, anna):
    sign_in(client, anna)
    assert "Mijn groepen" not in client.get("/").text
    group = GroupFactory(author=anna, led_by=anna, published=True, name="Groen Westeres")
    call, other = HelpCallFactory(group=group), HelpCallFactory()
    page = client.get("/").text
    assert "Mijn groepen" in page and f"/groepen/{group.id}" in page
    assert str(call.id) in page and str(other.id) not in page


def test_days_to_which_one_comes_stand_on_start(client, anna):
    sign_in(client, anna)
    assert "Mijn dagen" not in client.get("/").text
    for title, going in (("Knotten", Going.GOING), ("Maaien", Going.CANCELLED), ("Planten", Going.WAITING)):
        event = EventFactory(title=title, published=True)
        db.session.add(SignUp(event_id=event.id, person_id=anna.id, going=going))
    past = EventFactory(title="Geweest", published=True, starts_at=now() - timedelta(days=9))
    db.session.add(SignUp(event_id=past.id, person_id=anna.id, going=Going.GOING))
    db.session.commit()
    page = client.get("/")
    check(page.text, "/")
    assert "Mijn dagen" in page.text and "Knotten" in page.text and "Wachtlijst" in page.text
    assert "Maaien" not in page.text and "Geweest" not in page.text


def test_what_one_looks_after_stands_there_with_what_is_due(client, anna, bram):
    sign_in(client, anna)
    assert "Mijn elementen" not in client.get("/").text
    group = GroupFactory(author=anna, led_by=anna, published=True, name="Groen Westeres")
    mine = AdoptionFactory(person_id=anna.id)
    ours, his = AdoptionFactory(group_id=group.id), AdoptionFactory(person_id=bram.id)
    MaintenanceLogFactory(
        element=mine.element, done_on=date(2001, 1, 10), share_num=1, share_den=1, published=True
    )
    settle(mine.element)
    db.session.commit()
    page = client.get("/").text
    assert "Mijn elementen" in page and "te laat" in page and "Mijn uren" in page
    assert str(mine.id) in page and str(ours.id) in page and str(his.id) not in page
    mine.element.visibility, mine.element.is_public = "coordinators", False
    db.session.commit()
    assert str(mine.id) not in client.get("/").text


def test_who_is_asked_to_take_over_finds_it_there_too(client, anna, bram):
    sign_in(client, anna)
    his = AdoptionFactory(person_id=bram.id)
    his.offer_id, his.offer_person_id, his.offer_until = new_id(), anna.id, now() + timedelta(days=3)
    db.session.commit()
    assert "/elementen/overnemen/" in client.get("/").text
    his.offer_until = now()
    db.session.commit()
    assert "/elementen/overnemen/" not in client.get("/").text

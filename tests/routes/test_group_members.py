"""/groepen/…: come in openly, on request or by a link; organisers decide, hand over and let it rest."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.extensions import db
from app.models import GroupEvent, GroupInvitation, Joining, Membership, Part
from app.services.organisers import invite
from tests.factories.groups import GroupFactory, add_to
from tests.factories.people import UserFactory
from tests.personas import sign_in


@pytest.fixture
def lead(app, anna):
    client = app.test_client()
    sign_in(client, anna)
    return client


@pytest.fixture
def newcomer(app, bram):
    client = app.test_client()
    sign_in(client, bram)
    return client


@pytest.fixture
def group(anna):
    return GroupFactory(author=anna, led_by=anna, published=True, joining=Joining.REQUEST)


def parts(group) -> dict:
    db.session.expire_all()
    return {one.person.name.split()[0]: one.part for one in group.memberships}


def steps() -> list[str]:
    return [one.step for one in db.session.query(GroupEvent).order_by(GroupEvent.at)]


def move(client, group, person, word):
    page = f"/groepen/{group.id}/mensen/{person.id}/{word}"
    return client.send(page, {}).status_code


def test_in_an_open_group_one_is_in_at_once_and_twice_is_once(newcomer, group, bram):
    group.joining = Joining.OPEN
    db.session.commit()
    sent = [newcomer.send(f"/groepen/{group.id}/lid-worden", {}).status_code for _ in range(2)]
    assert sent == [303, 303] and parts(group) == {"Anna": Part.ORGANISER, "Bram": Part.MEMBER}
    assert steps() == ["joined"]
    assert "Je doet mee." in newcomer.get(f"/groepen/{group.id}").text


def test_on_request_an_organiser_says_yes_or_no(newcomer, lead, group, bram):
    page = f"/groepen/{group.id}/lid-worden"
    assert newcomer.send(page, {"note": "x" * 501}).status_code == 422
    newcomer.send(page, {"note": "Ik heb een zaag."})
    assert parts(group)["Bram"] == Part.ASKED
    people = lead.get(f"/groepen/{group.id}/mensen").text
    assert "Bram Voorbeeld" in people and "Ik heb een zaag." in people and bram.email not in people
    assert move(lead, group, bram, "weigeren") == 303 and "Bram" not in parts(group)
    newcomer.send(page, {})
    assert [move(lead, group, bram, "toelaten") for _ in range(2)] == [303, 303]
    assert parts(group)["Bram"] == Part.MEMBER and db.session.query(Membership).count() == 2
    assert steps() == ["asked", "refused", "asked", "admitted"]


def test_what_was_asked_can_be_taken_back(newcomer, group):
    newcomer.send(f"/groepen/{group.id}/lid-worden", {})
    sent = [newcomer.send(f"/groepen/{group.id}/verlaten", {}).status_code for _ in range(2)]
    assert sent == [303, 303] and parts(group) == {"Anna": Part.ORGANISER}


def test_by_invitation_only_means_so(newcomer, group):
    group.joining = Joining.INVITATION
    db.session.commit()
    assert "Doe mee" not in newcomer.get(f"/groepen/{group.id}").text
    assert "Alleen met een uitnodiging" in newcomer.get(f"/groepen/{group.id}/lid-worden").text
    there = f"/groepen/{group.id}/lid-worden"
    assert newcomer.send(f"/groepen/{group.id}/verlaten", {}, to=there).status_code == 403
    assert "Bram" not in parts(group)


def test_the_last_organiser_hands_over_first(lead, newcomer, group, bram, anna):
    add_to(group, bram, Part.MEMBER)
    page = lead.get(f"/groepen/{group.id}/verlaten").text
    assert "Draag de groep eerst over aan iemand anders." in page and "Ja, ik ga eruit" not in page
    answer = lead.send(f"/groepen/{group.id}/rusten", {}, to=f"/groepen/{group.id}/verlaten")
    assert answer.status_code == 409 and "Jij bent de enige organisator" in answer.text
    assert (
        move(lead, group, anna, "verwijderen") == 409 and move(lead, group, anna, "geen-organisator") == 409
    )
    assert move(lead, group, anna, "overdragen") == 409  # to oneself
    assert move(lead, group, bram, "overdragen") == 303
    assert parts(group) == {"Anna": Part.MEMBER, "Bram": Part.ORGANISER}
    assert lead.send(f"/groepen/{group.id}/verlaten", {}).status_code == 303
    assert parts(group) == {"Bram": Part.ORGANISER} and steps() == ["handed_over", "left"]


def test_organisers_make_organisers_and_take_people_out(lead, group, bram):
    add_to(group, bram, Part.MEMBER)
    for word, part in (
        ("organisator", Part.ORGANISER),
        ("geen-organisator", Part.MEMBER),
        ("verwijderen", None),
    ):
        assert move(lead, group, bram, word) == 303 and parts(group).get("Bram") == part
    assert steps() == ["raised", "lowered", "removed"]
    stranger = UserFactory()
    assert lead.get(f"/groepen/{group.id}/mensen/{stranger.id}/organisator").status_code == 404
    rested = f"/groepen/{group.id}/rusten"
    answer = lead.send(rested, {}, to=f"/groepen/{group.id}/mensen/{stranger.id}/organisator")
    assert answer.status_code == 409


def test_of_a_closed_account_nobody_makes_an_organiser(lead, group, bram):
    add_to(group, bram, Part.MEMBER)
    bram.suspended_at = now()
    db.session.commit()
    assert move(lead, group, bram, "organisator") == move(lead, group, bram, "overdragen") == 409


def test_members_have_no_rights_of_organisers(newcomer, group, bram, anna):
    add_to(group, bram, Part.MEMBER)
    assert newcomer.get(f"/groepen/{group.id}/mensen").status_code == 403
    mine = f"/groepen/{group.id}/lid-worden"
    for word in ("verwijderen", "geen-organisator", "aanwijzen"):
        there = f"/groepen/{group.id}/mensen/{anna.id}/{word}"
        assert newcomer.send(f"/groepen/{group.id}/verlaten", {}, to=there).status_code == 403
    assert "Je doet al mee" in newcomer.get(mine).text and parts(group)["Anna"] == Part.ORGANISER


def test_a_resting_group_takes_nobody_in_until_it_wakes(lead, newcomer, group):
    assert lead.send(f"/groepen/{group.id}/rusten", {}).status_code == 303
    assert "Rust" in newcomer.get("/groepen").text
    assert "Deze groep rust nu" in newcomer.get(f"/groepen/{group.id}/lid-worden").text
    there = f"/groepen/{group.id}/lid-worden"
    assert newcomer.send(f"/groepen/{group.id}/verlaten", {}, to=there).status_code == 409
    assert "Bram" not in parts(group)
    lead.send(f"/groepen/{group.id}/verder", {})
    assert newcomer.send(there, {}).status_code == 303 and steps() == ["rested", "woken", "asked"]


def link_of(page: str) -> str:
    return re.search(r'value="http://localhost(/groepen/uitnodiging/[^"]+)"', page)[1]


def test_a_link_lets_many_in_and_stays_the_same_until_it_is_taken_back(lead, newcomer, app, group):
    people = f"/groepen/{group.id}/mensen"
    group.joining = Joining.INVITATION
    db.session.commit()
    for _ in range(2):
        lead.send(people, {}, to=f"/groepen/{group.id}/uitnodiging")
    link = link_of(lead.get(people).text)
    assert "Inloggen om mee te doen" in app.test_client().get(link).text
    assert [newcomer.send(link, {}).status_code for _ in range(2)] == [303, 303]
    assert parts(group)["Bram"] == Part.MEMBER and steps() == ["invited", "joined"]
    known = db.session.query(GroupInvitation).one()
    lead.send(people, {}, to=f"/groepen/{group.id}/uitnodiging/{known.id}/intrekken")
    assert newcomer.get(link).status_code == 410
    lead.send(people, {}, to=f"/groepen/{group.id}/uitnodiging")
    assert link_of(lead.get(people).text) != link


def test_a_link_counts_for_thirty_days_and_cannot_be_made_up(lead, newcomer, group, anna):
    invite(group.id, actor=anna)
    link = link_of(lead.get(f"/groepen/{group.id}/mensen").text)
    assert newcomer.get(link).status_code == 200
    assert newcomer.get(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404
    with time_machine.travel(now() + timedelta(days=30, minutes=1)):
        assert "Deze uitnodiging geldt niet meer." in newcomer.get(link).text
    with time_machine.travel(now() + timedelta(days=29)):
        assert newcomer.get(link).status_code in {200, 302}


def test_someone_without_an_account_comes_back_to_the_invitation(client, group, anna, lead):
    invite(group.id, actor=anna)
    link = link_of(lead.get(f"/groepen/{group.id}/mensen").text)
    found = re.search(r'href="(/account/inloggen\?next=[^"]+)"', client.get(link).text)[1]
    page = client.get(found).text
    assert f'value="{link}"' in page  # the form of the code takes it along


def test_a_link_of_one_group_is_not_taken_back_by_another(lead, newcomer, group, anna, bram):
    other = GroupFactory(author=bram, led_by=bram, published=True)
    made = invite(group.id, actor=anna)
    there = f"/groepen/{other.id}/uitnodiging/{made.id}/intrekken"
    assert newcomer.send(f"/groepen/{other.id}/rusten", {}, to=there).status_code == 404
    assert db.session.query(GroupInvitation).one().counts


def test_without_organiser_the_coordinators_hear_it_and_appoint_someone(app, group, anna, bram, chris):
    add_to(group, bram, Part.MEMBER)
    desk = app.test_client()
    sign_in(desk, chris)
    assert "geen organisator" not in desk.get("/groepen").text
    assert move(desk, group, bram, "aanwijzen") == 409
    anna.suspended_at = now()
    db.session.commit()
    assert "1 groep heeft geen organisator" in desk.get("/groepen").text
    assert group.name in desk.get("/groepen?zonder=organisator").text
    assert "Deze groep heeft geen organisator" in desk.get(f"/groepen/{group.id}").text
    assert "geen organisator" not in app.test_client().get(f"/groepen/{group.id}").text
    assert move(desk, group, bram, "aanwijzen") == 303
    assert parts(group)["Bram"] == Part.ORGANISER and steps() == ["appointed"]
    assert "geen organisator" not in desk.get("/groepen").text


@pytest.mark.parametrize("path", ["", "/mensen", "/lid-worden", "/verlaten"])
def test_no_page_shows_an_address_of_anyone(lead, group, bram, path):
    add_to(group, bram, Part.ASKED)
    bram.show_name = True
    db.session.commit()
    page = lead.get(f"/groepen/{group.id}{path}").text
    assert "bram@" not in page and "anna@" not in page

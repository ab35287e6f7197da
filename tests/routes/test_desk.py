"""Working at the desk all day: filters, for whom, setting right, several at once, and keys."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Consent, Owner, Place, State, Submission, Visibility
from tests.factories.corrections import GroundClaimFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in
from tests.routes.test_moderation import decide


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


def lines(desk, query: str) -> list[str]:
    return re.findall(r'id="wacht-([0-9a-f-]+)"', desk.get(f"/controle?{query}").text)


def test_chips_and_filters_show_what_they_say(desk, anna, chris):
    fine = ElementFactory(author=anna, needs_look=False)
    look = ElementFactory(author=anna, needs_look=True, assignee_id=chris.id)
    log = MaintenanceLogFactory(author=anna, needs_look=True)
    ids = {name: str(one.id) for name, one in {"fine": fine, "look": look, "log": log}.items()}
    assert lines(desk, "toon=alles-goed") == [ids["fine"]]
    assert set(lines(desk, "toon=let-op")) == {ids["look"], ids["log"]}
    assert lines(desk, "soort=werk") == [ids["log"]]
    assert lines(desk, "voor=mij") == [ids["look"]]
    assert ids["look"] not in lines(desk, "voor=niemand")
    assert lines(desk, "wacht=3") == []
    assert set(lines(desk, "gemeente=GM0106")) == set(ids.values())
    assert lines(desk, "gemeente=GM0114") == []


def test_the_filter_goes_along_from_item_to_item(desk, anna):
    first = ElementFactory(author=anna, needs_look=False)
    ElementFactory(author=anna, needs_look=True)
    last = ElementFactory(author=anna, needs_look=False)
    page = desk.get(f"/controle/{first.id}?toon=alles-goed").text
    assert f"/controle/{last.id}?toon=alles-goed" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    sent = {"version": version, "step": "publish"}
    done = desk.send(f"/controle/{first.id}", sent, to=f"/controle/{first.id}/besluit?toon=alles-goed")
    assert f"/controle/{last.id}?" in done.location and "toon=alles-goed" in done.location


def test_it_is_for_a_colleague_of_that_municipality_or_for_nobody(desk, anna, chris, dirk):
    poel = ElementFactory(author=anna)
    page = f"/controle/{poel.id}"
    before = poel.version
    assert desk.send(page, {"person": str(chris.id)}, to=f"{page}/toewijzing").status_code == 303
    assert db.session.get(Submission, poel.id).assignee_id == chris.id
    assert "voor jou" in desk.get("/controle").text
    assert desk.send(page, {"person": str(anna.id)}, to=f"{page}/toewijzing").status_code == 403
    desk.send(page, {"person": ""}, to=f"{page}/toewijzing")
    db.session.expire_all()
    assert (poel.assignee_id, poel.version) == (None, before)


def test_what_is_wrong_is_set_right_while_approving_and_stands_in_the_decision(desk, anna):
    poel = ElementFactory(author=anna, owner_kind=Owner.UNKNOWN, consent=Consent.UNKNOWN)
    village = db.session.scalars(select(Place).where(Place.name == "Loon")).one()
    decide(
        desk, poel, "publish", type_key="small_water", place_id=str(village.id),
        owner_kind="private", consent="yes", visibility="coordinators",
    )  # fmt: skip
    assert (poel.type_key, poel.place_id, poel.village) == ("small_water", village.id, "Loon")
    assert (poel.owner_kind, poel.consent, poel.visibility) == ("private", "yes", "coordinators")
    assert poel.state == State.PUBLISHED and not poel.is_public
    changes = poel.decisions[-1].changes
    assert changes["type_key"] == ["pond_small_historic_water", "small_water"]
    assert changes["visibility"] == ["everyone", "coordinators"]
    desk.send(f"/controle/{poel.id}", {}, to=f"/controle/{poel.id}/herstel")
    assert (poel.type_key, poel.village, poel.owner_kind) == ("pond_small_historic_water", "Assen", "unknown")
    assert poel.visibility == Visibility.EVERYONE


def test_a_kind_that_does_not_fit_what_was_drawn_is_refused_beside_its_field(desk, anna):
    poel = ElementFactory(author=anna)
    refused = decide(desk, poel, "publish", type_key="alder_belt")  # a line only; this is a point
    assert refused.status_code == 422 and 'id="type_key-error"' in refused.text
    assert (poel.type_key, poel.state) == ("pond_small_historic_water", State.PENDING)


def approve(desk, *items, per=""):
    sent = {"item": [f"{one.id}:{one.version}" for one in items]}
    return desk.send(f"/controle/samen{per}", sent, to=f"/controle/samen{per}")


@pytest.mark.M06
def test_several_are_approved_each_by_itself_and_what_was_not_is_told(desk, anna, chris):
    fine = [ElementFactory(author=anna, needs_look=False) for _ in range(2)]
    looks = ElementFactory(author=anna, needs_look=True)
    own = ElementFactory(author=chris, needs_look=False)
    owner = GroundClaimFactory(author=anna, needs_look=False)
    old = ElementFactory(author=anna, needs_look=False)
    seen = f"{old.id}:{old.version}"
    old.name = "Intussen anders"
    db.session.commit()
    sent = {"item": [*(f"{one.id}:{one.version}" for one in (*fine, looks, own, owner)), seen]}
    page = desk.send("/controle/samen", sent, to="/controle/samen")
    assert page.status_code == 200
    assert [one.state for one in fine] == [State.PUBLISHED] * 2
    assert {one.state for one in (looks, own, owner, old)} == {State.PENDING}
    assert "2 goedgekeurd" in page.text and page.text.count("Niet gelukt:") == 4
    assert "Dit heb je zelf ingestuurd." in page.text and "Bekijk dit apart." in page.text


def test_together_is_by_person_or_by_village_and_undone_at_once(desk, anna, bram):
    mine, his = (ElementFactory(author=one, needs_look=False) for one in (anna, bram))
    page = desk.get("/controle/samen").text
    assert f"{anna.name} (1)" in page and f"{bram.name} (1)" in page
    assert "Assen (2)" in desk.get("/controle/samen?per=dorp").text
    done = approve(desk, mine, his, per="?per=dorp")
    assert "2 goedgekeurd" in done.text
    back = {"item": [str(mine.id), str(his.id)]}
    undone = desk.send("/controle", back, to="/controle/samen/herstel")
    assert "2 teruggedraaid" in undone.text
    assert {mine.state, his.state} == {State.PENDING}


def test_nothing_to_approve_together_is_said(desk):
    assert "Niets om samen goed te keuren" in desk.get("/controle/samen").text


def test_keys_are_switched_off_for_the_account(desk, chris):
    desk.send("/controle", {"on": ""}, to="/controle/toetsen")
    assert not chris.desk_keys
    ElementFactory()
    assert 'data-keys="off"' in desk.get("/controle").text
    desk.send("/controle", {"on": "1"}, to="/controle/toetsen")
    assert chris.desk_keys


def test_htmx_gets_the_desk_alone(desk, anna):
    poel = ElementFactory(author=anna)
    part = desk.get(f"/controle/{poel.id}", headers={"HX-Request-Type": "partial"}).text
    assert "<html" not in part and part.lstrip().startswith("<review-keys")

"""Correcting what is published: only what differs, against a version, side by side when someone was first."""

import json
import re
import uuid

import pytest
import shapely

from app.extensions import db
from app.models import Condition, Element, ElementChange, Owner, State
from app.queries.map import token_of
from app.queries.search import find_named
from tests.factories.elements import ElementFactory, place_named
from tests.forms.filled import LINE, sent_again
from tests.personas import sign_in
from tests.routes.test_moderation import decide

LONGER = '{"type":"LineString","coordinates":[[6.6501,53.0301],[6.6531,53.0321],[6.6551,53.0331]]}'


@pytest.fixture
def wal(database, anna):
    return ElementFactory(
        published=True,
        author=anna,
        type_key="wooded_bank",
        geometry=shapely.from_geojson(LINE),
        name="Houtwal De Es",
        title="Houtwal De Es",
        condition=Condition.FAIR,
        village="Anloo",
    )


@pytest.fixture
def desk(app, chris):
    client = app.test_client()
    sign_in(client, chris)
    return client


def opened(client, wal) -> dict:
    """The fields of the form as the browser would send them back."""
    page = client.get(f"/elementen/{wal.id}/voorstel")
    assert page.status_code == 200
    return sent_again(page.text) | {"place_id": str(wal.place_id), "age": str(wal.age)}


def propose(client, wal, form: dict, **changed):
    answer = client.send(f"/elementen/{wal.id}/voorstel", form | changed)
    return answer, db.session.get(ElementChange, uuid.UUID(form["id"]))


def change_version(desk, item) -> str:
    return re.search(r'name="element_version" value="(\d+)"', desk.get(f"/controle/{item.id}").text)[1]


def accept(desk, item, **more):
    return decide(desk, item, "publish", element_version=change_version(desk, item), **more)


def test_only_what_differs_is_proposed_and_nothing_changes_yet(client, bram, wal):
    sign_in(client, bram)
    answer, item = propose(client, wal, opened(client, wal), condition="good", width_m="4", why="Ik was er.")
    assert answer.location == f"/account/inzendingen?nieuw={item.id}"
    assert item.wanted == {"condition": "good", "width_m": 4.0}
    assert item.base == {"condition": "fair", "width_m": None}
    assert (wal.condition, wal.width_m) == (Condition.FAIR, None)


def test_without_a_change_nothing_is_handed_in(client, bram, wal):
    sign_in(client, bram)
    answer, item = propose(client, wal, opened(client, wal), why="zomaar")
    assert answer.status_code == 422 and item is None
    assert "Je hebt nog niets veranderd" in answer.text and "zomaar" in answer.text


def test_what_cannot_be_right_is_named_and_kept(client, bram, wal):
    sign_in(client, bram)
    point = '{"type":"Point","coordinates":[6.65,53.03]}'
    answer, item = propose(client, wal, opened(client, wal), shape=point, name="Nieuwe naam")
    assert answer.status_code == 422 and item is None
    assert "lijn of een vlak" in answer.text and "Nieuwe naam" in answer.text


@pytest.mark.S02
def test_sending_twice_makes_one_and_other_content_is_refused(client, bram, wal):
    sign_in(client, bram)
    form = opened(client, wal)
    first, _item = propose(client, wal, form, name="Andere naam")
    assert propose(client, wal, form, name="Andere naam")[0].location == first.location
    assert db.session.query(ElementChange).count() == 1
    assert propose(client, wal, form, name="Weer anders")[0].status_code == 409


def test_the_desk_sees_both_and_approving_writes_it_everywhere(client, desk, bram, wal):
    sign_in(client, bram)
    place = place_named("Rolde")
    _answer, item = propose(
        client, wal, opened(client, wal), name="Wal van Exloo", shape=LONGER, place_id=str(place.id)
    )
    page = desk.get(f"/controle/{item.id}").text
    assert "Houtwal De Es" in page and "Wal van Exloo" in page
    assert 'class="e-oud"' in page and "Rolde" in page
    before, length = token_of(), wal.length_m
    assert accept(desk, item).status_code == 303
    assert (wal.title, wal.village, item.state) == ("Wal van Exloo", "Rolde", State.PUBLISHED)
    assert wal.length_m > length + 100 and token_of() != before
    assert [one.id for one in find_named("exloo", viewer=None)] == [wal.id]
    assert wal.decisions[-1].step == "correct"
    assert "Wal van Exloo" not in json.dumps(wal.decisions[-1].changes)
    assert "Verbeterd" in client.get(f"/elementen/{wal.id}").text


def test_undo_puts_back_what_nobody_changed_since(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, item = propose(client, wal, opened(client, wal), name="Anders", shape=LONGER)
    old = wal.length_m
    done = accept(desk, item)
    desk.send(done.location, {}, to=f"/controle/{item.id}/herstel")
    assert (wal.name, wal.title, item.state) == ("Houtwal De Es", "Houtwal De Es", State.PENDING)
    assert wal.length_m == pytest.approx(old)


def test_the_desk_leaves_out_what_is_not_right(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, item = propose(client, wal, opened(client, wal), name="Anders", condition="poor")
    accept(desk, item, without="name")
    assert (wal.name, wal.condition) == ("Houtwal De Es", Condition.POOR)


def test_leaving_out_everything_is_no_approval(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, item = propose(client, wal, opened(client, wal), name="Anders")
    assert accept(desk, item, without="name").status_code == 409
    assert item.state == State.PENDING


def test_a_rough_place_is_drawn_by_anyone(client, desk, bram, wal):
    wal.accuracy_m = 700.0
    db.session.commit()
    sign_in(client, bram)
    assert "Lijn nog tekenen" in client.get("/elementen").text
    _answer, item = propose(client, wal, opened(client, wal), shape=LONGER)
    assert item.wanted["accuracy_m"] is None
    accept(desk, item)
    assert wal.accuracy_m is None and "Lijn nog tekenen" not in client.get("/elementen").text


def test_a_private_owner_is_neither_shown_nor_changed_by_strangers(client, desk, bram, wal):
    wal.owner_kind = Owner.FARMER
    db.session.commit()
    sign_in(client, bram)
    page = client.get(f"/elementen/{wal.id}/voorstel").text
    assert "farmer" not in re.search(r'name="base"[^>]*value="([^"]*)"', page)[1]
    assert not re.search(r'value="farmer"[^>]* checked', page)
    _answer, item = propose(client, wal, opened(client, wal), name="Anders")
    assert set(item.wanted) == {"name"}
    accept(desk, item)
    assert wal.owner_kind == Owner.FARMER


@pytest.mark.parametrize("base", ["", "null", "[]", "{", '{"name": 3}', "[" * 5000])
def test_a_form_that_was_tampered_with_never_breaks(client, bram, wal, base):
    sign_in(client, bram)
    answer, _item = propose(client, wal, opened(client, wal), base=base, base_version="x", name="Anders")
    assert answer.status_code in {303, 409, 422}
    assert db.session.get(Element, wal.id).name == "Houtwal De Es"


@pytest.mark.M06
def test_nobody_approves_their_own_correction(desk, chris, wal):
    _answer, item = propose(desk, wal, opened(desk, wal), name="Anders")
    version = re.search(r"Dit heb je zelf ingestuurd", desk.get(f"/controle/{item.id}").text)
    assert version is not None
    refused = desk.send(
        f"/elementen/{wal.id}",
        {"version": item.version, "step": "publish"},
        to=f"/controle/{item.id}/besluit",
    )
    assert refused.status_code == 403 and item.state == State.PENDING


def test_ones_own_proposal_is_changed_answered_and_taken_back(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, item = propose(client, wal, opened(client, wal), name="Anders")
    decide(desk, item, "return", reason="Hoe weet je dat?")
    page = f"/elementen/verbeteringen/{item.id}/verbeteren"
    form = client.get(page).text
    assert "Hoe weet je dat?" in form and "Anders" in form
    told = sent_again(form) | {"place_id": str(wal.place_id), "age": str(wal.age), "answer": "Van de buren."}
    assert client.send(page, told | {"name": "Nog anders"}).status_code == 303
    assert (item.state, item.wanted) == (State.PENDING, {"name": "Nog anders"})
    assert client.get(f"/elementen/verbeteringen/{item.id}").status_code == 200
    assert client.send(f"/elementen/verbeteringen/{item.id}/intrekken", {}).status_code == 303
    assert item.state == State.WITHDRAWN


def test_what_waits_or_is_gone_is_not_corrected(client, bram, wal):
    sign_in(client, bram)
    wal.state, wal.is_public = State.GONE, False
    db.session.commit()
    assert client.get(f"/elementen/{wal.id}/voorstel").status_code == 403

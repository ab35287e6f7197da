"""Sightings: handed in once, as coarse as their species and behaviour ask, changed with a trace."""

import uuid
from dataclasses import replace

import hypothesis
import hypothesis.strategies as st
import pytest
import shapely
from sqlalchemy import func, select

from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.sensitivity import UNCERTAINTY_M
from app.extensions import db
from app.models import Behaviour, Sighting, State
from app.models.exact_places import ExactPlace
from app.queries.exact_places import find_exact
from app.services.public_place import public_place
from app.services.sightings import edit_sighting, submit_sighting, withdraw_sighting
from app.spatial.blur import cell_of
from app.spatial.crs import rd_of, wgs84_of
from app.spatial.exact import reading_exact_places
from app.spatial.shapes import unwrap
from tests.factories.elements import ElementFactory
from tests.factories.sightings import DAY, HAZEL_SPOT, facts, sighting

OWL, GRASS_SNAKE, ADDER = "athene-noctua", "natrix-helvetica", "vipera-berus"


def shown(one):
    place = unwrap(one.shape)
    return place.x, place.y


def test_the_same_form_twice_is_one_sighting(anna):
    ident, told = uuid.uuid4(), facts()
    assert submit_sighting(ident, told, actor=anna) is submit_sighting(ident, told, actor=anna)
    assert db.session.query(Sighting).count() == 1
    with pytest.raises(ConflictError):
        submit_sighting(ident, replace(told, number=3), actor=anna)


@pytest.mark.L03
@pytest.mark.parametrize(
    ("told", "km"),
    [
        ({}, 0),
        ({"claimed_key": OWL}, 1),
        ({"claimed_key": ADDER}, 5),
        ({"claimed_key": None, "claim_text": "Kleine bruine vogel"}, 1),
        ({"claimed_key": None}, 1),
        ({"claimed_key": "falco-tinnunculus"}, 0),
        ({"claimed_key": "falco-tinnunculus", "behaviour": Behaviour.NEST}, 1),
        ({"claimed_key": "falco-tinnunculus", "behaviour": Behaviour.ROOST}, 1),
        ({"claimed_key": "corylus-avellana", "behaviour": Behaviour.NEST}, 0),
    ],
)
@pytest.mark.L09
def test_the_public_square_is_as_wide_as_the_most_vulnerable_asks(anna, told, km):
    one = sighting(anna, **told)
    assert one.blur_km == km
    if km == 0:
        assert shown(one) == pytest.approx(HAZEL_SPOT) and one.accuracy_m == 8.0
        assert one.seen_from == DAY
    else:
        cell = cell_of(one.square, km)
        assert shown(one) == pytest.approx(cell.centre) and one.accuracy_m == UNCERTAINTY_M[km]
        x, y = rd_of(*HAZEL_SPOT)
        assert cell.x_m <= x < cell.x_m + km * 1000 and cell.y_m <= y < cell.y_m + km * 1000
        assert one.seen_from == DAY.replace(day=1, month=5 if km == 1 else 1)


@pytest.mark.L03
@hypothesis.given(st.floats(0, 0.999), st.floats(0, 0.999), st.sampled_from([1, 5]))
def test_every_spot_of_a_square_is_shown_alike(across, up, km):
    cell = cell_of("230-555", km)
    spot = shapely.Point(wgs84_of(cell.x_m + across * cell.size_m, cell.y_m + up * cell.size_m))
    columns = public_place(spot, accuracy_m=5.0, seen_on=DAY, element_id=uuid.uuid4(), blur_km=km)
    middle = shapely.Point(wgs84_of(cell.x_m + cell.size_m / 2, cell.y_m + cell.size_m / 2))
    assert unwrap(columns["shape"]).equals_exact(middle, 1e-9)
    assert (columns["square"], columns["element_id"]) == (cell.name, None)
    assert (
        columns["village"]
        == public_place(middle, accuracy_m=None, seen_on=DAY, element_id=None, blur_km=km)["village"]
    )


@pytest.mark.L03
def test_changing_and_saving_again_leaves_the_square_as_it_was(anna):
    one = sighting(anna, claimed_key=OWL)
    before = (one.square, shown(one))
    for number in (2, 3):
        told = facts(claimed_key=OWL, number=number)
        edit_sighting(one.id, told, version=one.version, actor=anna)
        assert (one.square, shown(one)) == before


@pytest.mark.L06
def test_the_element_of_a_vulnerable_sighting_is_known_to_few(anna, bram, chris):
    bank = ElementFactory(published=True, type_key="wooded_bank")
    plain, owl = sighting(anna, element_id=bank.id), sighting(anna, claimed_key=OWL, element_id=bank.id)
    assert (plain.element_id, owl.element_id) == (bank.id, None)
    assert find_exact(owl, viewer=anna).element.id == bank.id
    assert find_exact(owl, viewer=chris).element.id == bank.id
    assert find_exact(owl, viewer=bram) is None and find_exact(owl, viewer=None) is None


def test_a_changed_place_is_traced_without_saying_where(anna):
    one = sighting(anna, claimed_key=OWL)
    told = facts(claimed_key=OWL, at=(6.6, 52.9))
    edit_sighting(one.id, told, version=one.version, actor=anna)
    assert one.decisions[-1].changes["shape"] == [None, None]
    assert "6.6" not in str(one.decisions[-1].changes)
    exact = find_exact(one, viewer=anna)
    assert (exact.shape.x, exact.shape.y) == (6.6, 52.9)
    with reading_exact_places():
        assert db.session.scalar(select(func.count(ExactPlace.__table__.c.sighting_id))) == 1


def test_the_same_again_changes_nothing(anna):
    one = sighting(anna, claimed_key=OWL)
    version = one.version
    edit_sighting(one.id, facts(claimed_key=OWL), version=version, actor=anna)
    assert one.version == version and [step.step for step in one.decisions] == ["submit"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"number": 100_001}, "number"),
        ({"claim_text": "x" * 121, "claimed_key": None}, "species"),
        ({"claimed_key": "niets-zo"}, "species"),
        ({"notes": "n" * 2001}, "notes"),
        ({"seen_on": DAY.replace(year=1800)}, "seen_on"),
    ],
)
def test_what_cannot_be_is_named(anna, told, field):
    with pytest.raises(InvalidError) as refused:
        submit_sighting(uuid.uuid4(), facts(**told), actor=anna)
    assert refused.value.field == field
    assert db.session.query(Sighting).count() == 0


def test_only_its_author_changes_or_takes_it_back(anna, bram):
    one = sighting(anna, published=True)
    with pytest.raises(NotAllowedError):
        withdraw_sighting(one.id, actor=bram)
    withdraw_sighting(one.id, actor=anna)
    withdraw_sighting(one.id, actor=anna)
    assert one.state == State.WITHDRAWN and [step.step for step in one.decisions][-1] == "withdraw"
    with pytest.raises(NotFoundError):
        withdraw_sighting(one.id, actor=bram)

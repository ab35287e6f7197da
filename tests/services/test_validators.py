"""Groups of species that a coordinator looks after: whose a sighting is, and who sees it first."""

import itertools

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.core.errors import InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.models import CoordinatorArea, Role, Submission
from app.queries.desk_filter import DeskFilter
from app.queries.moderation import find_waiting
from app.queries.validators import find_groups_of, find_keepers, group_of, keepers_of, not_of_others
from app.services.moderation import decide
from app.services.validators import choose_groups
from app.services.verdicts import Verdict
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.factories.sightings import sighting, stored_sighting

OWL, HAZEL, TOADSTOOL = "athene-noctua", "corylus-avellana", "amanita-muscaria"


@pytest.fixture
def colleague(database):
    """A coordinator of Assen too."""
    areas = [CoordinatorArea(municipality_code="GM0106")]
    return UserFactory(name="Els Voorbeeld", role=Role.COORDINATOR, areas=areas)


def seen(person, *, mine=True):
    asked = DeskFilter(groups_of=person.id) if mine else DeskFilter()
    return {one.id for one in find_waiting(person, asked).rows}


def test_chosen_groups_are_kept_in_order_and_replaced(chris, dirk):
    choose_groups(chris.id, {"plant", "bird"}, own_first=True, actor=chris)
    assert find_groups_of(chris) == ["bird", "plant"] and chris.desk_own_groups
    choose_groups(chris.id, {"fungus"}, actor=dirk)
    assert find_groups_of(chris) == ["fungus"] and chris.desk_own_groups, "that is theirs to say"
    choose_groups(chris.id, (), actor=chris)
    assert find_groups_of(chris) == []


def test_others_and_volunteers_are_refused_and_so_is_a_group_that_there_is_not(anna, chris, dirk, colleague):
    for person, actor in ((colleague, chris), (anna, anna), (anna, dirk)):
        with pytest.raises(NotAllowedError):
            choose_groups(person.id, {"bird"}, actor=actor)
    with pytest.raises(InvalidError):
        choose_groups(chris.id, {"dinosaur"}, actor=chris)
    with pytest.raises(NotFoundError):
        choose_groups(new_id(), {"bird"}, actor=dirk)


def test_my_groups_leave_out_only_sightings_of_which_someone_else_says_theirs(anna, chris, colleague):
    owl, hazel = sighting(anna, claimed_key=OWL), sighting(anna, claimed_key=HAZEL)
    toadstool = sighting(anna, claimed_key=TOADSTOOL)
    typed = sighting(anna, claimed_key=None, claim_text="Vogeltje", claim_group="bird")
    unnamed = sighting(anna, claimed_key=None)
    poel = ElementFactory(author=anna)
    every = {one.id for one in (owl, hazel, toadstool, typed, unnamed, poel)}
    assert seen(chris) == seen(colleague) == every, "who chose no group sees all"
    choose_groups(chris.id, {"tree_shrub"}, actor=chris)
    choose_groups(colleague.id, {"bird", "tree_shrub"}, actor=colleague)
    assert seen(chris) == every - {owl.id, typed.id}
    assert seen(colleague) == every
    assert seen(chris, mine=False) == every


@pytest.mark.parametrize("gone", ["suspended", "volunteer", "elsewhere", "author"])
def test_what_nobody_there_looks_after_falls_between_no_chairs(anna, chris, colleague, gone):
    author = colleague if gone == "author" else anna
    owl = sighting(author, claimed_key=OWL)
    choose_groups(chris.id, {"plant"}, actor=chris)
    choose_groups(colleague.id, {"bird"}, actor=colleague)
    if gone == "suspended":
        colleague.suspended_at = now()
    elif gone == "volunteer":
        colleague.role = Role.VOLUNTEER
    elif gone == "elsewhere":
        colleague.areas = [CoordinatorArea(municipality_code="GM0114")]
    db.session.commit()
    assert owl.id in seen(chris)
    assert keepers_of(owl, find_keepers()) == []


def test_any_coordinator_of_the_municipality_decides_all_the_same(anna, chris, colleague):
    choose_groups(colleague.id, {"bird"}, actor=colleague)
    owl = sighting(anna, claimed_key=OWL)
    decide(Verdict(id=owl.id, version=owl.version, step="publish"), actor=chris)
    assert not owl.waits


def test_sql_and_python_say_the_same_of_whose_a_sighting_is(anna, chris, colleague, dirk):
    told = ({"claimed_key": OWL}, {"claimed_key": HAZEL}, {"claim_group": "bird"}, {},
            {"claimed_key": HAZEL, "species_key": OWL})  # fmt: skip
    towns = ("GM0106", "GM0114", None)
    items = [
        stored_sighting(author, municipality_code=town, **what)
        for author, what, town in itertools.product((anna, colleague), told, towns)
    ]
    choose_groups(chris.id, {"tree_shrub"}, actor=chris)
    for groups, of in (({"bird"}, colleague), ({"bird", "tree_shrub"}, colleague), ({"bird"}, dirk)):
        choose_groups(of.id, groups, actor=of)
        known, mine = find_keepers(), set(find_groups_of(chris))
        left = set(db.session.scalars(select(Submission.id).where(not_of_others(chris.id))))
        keepers = {one.id: {who.id for who in keepers_of(one, known)} - {chris.id} for one in items}
        assert left == {one.id for one in items if not keepers[one.id] or group_of(one) in mine}
        assert 0 < len(left) < len(items)

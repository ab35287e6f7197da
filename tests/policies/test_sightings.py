"""Who sees a sighting, and who its true place: Python and SQL say the same."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.extensions import db
from app.models import Licence, Sighting, Species, State
from app.policies import sightings as policy
from app.policies import submissions
from tests.factories.sightings import stored_sighting
from tests.personas import AA_EN_HUNZE

EMMEN, OWL, HAZEL = "GM0114", "athene-noctua", "corylus-avellana"


@pytest.fixture
def rows(anna, bram):
    found = []
    for author in (anna, bram):
        for state in (State.PENDING, State.PUBLISHED, State.RETURNED, State.REJECTED, State.WITHDRAWN):
            for days in (None, -1, 0, 1):
                until = None if days is None else today() + timedelta(days=days)
                for code, licence in ((AA_EN_HUNZE, "cc0"), (EMMEN, "cc_by"), (None, "ours")):
                    told = {"state": state, "waits": state == State.PENDING, "embargo_until": until}
                    told["licence"] = Licence(licence)
                    found.append(stored_sighting(author, municipality_code=code, **told))
        for pair in ((OWL, HAZEL), (HAZEL, OWL)):
            keys = {"municipality_code": EMMEN} | dict(zip(("claimed_key", "species_key"), pair, strict=True))
            found += [stored_sighting(author, state=State.PUBLISHED, waits=False, **keys)]
    return found


@pytest.mark.parametrize("withheld", [False, True])
@pytest.mark.parametrize("who", [None, "anna", "bram", "chris", "dirk"])
def test_policy_in_python_and_in_sql_agree(rows, request, who, withheld):
    db.session.get(Species, OWL).withheld = withheld
    db.session.commit()
    viewer = request.getfixturevalue(who) if who else None
    for in_python, in_sql in (
        (policy.can_see, policy.visible_to),
        (policy.can_see_exact, policy.exact_visible_to),
        (submissions.can_see, submissions.visible_to),
    ):
        found = set(db.session.scalars(select(Sighting.id).where(in_sql(viewer))))
        assert found == {row.id for row in rows if in_python(viewer, row)}, in_python


def test_what_may_leave_in_a_file_is_the_same_in_python_and_in_sql(rows):
    found = set(db.session.scalars(select(Sighting.id).where(policy.leaves())))
    assert found == {row.id for row in rows if policy.may_leave(row)}
    assert found and all(row.licence != Licence.OURS for row in rows if row.id in found)


def test_what_is_held_back_is_seen_from_its_day_on(rows):
    shown = [row for row in rows if policy.can_see(None, row)]
    assert shown and {row.state for row in shown} == {State.PUBLISHED}
    assert {row.embargo_until for row in shown} == {None, today(), today() - timedelta(days=1)}


@pytest.mark.L09
@pytest.mark.L10
def test_what_must_still_become_coarser_is_seen_by_its_author_and_coordinators_only(rows, anna, bram, chris):
    db.session.get(Species, OWL).withheld = True
    db.session.commit()
    of_owl = [row for row in rows if OWL in {row.claimed_key, row.species_key} and row.author_id == anna.id]
    assert len(of_owl) == 2
    for row in of_owl:
        may = [policy.can_see(who, row) for who in (None, bram, anna, chris)]
        assert may == [False, False, True, True]


def test_a_coordinator_knows_true_places_of_the_own_municipalities_only(rows, chris, dirk):
    known = {row.municipality_code for row in rows if policy.can_see_exact(chris, row)}
    assert known == {AA_EN_HUNZE}
    assert all(policy.can_see_exact(dirk, row) for row in rows)

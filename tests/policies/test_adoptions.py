"""Who sees that an element is looked after: whoever sees it; the same in Python and in SQL."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Adoption, Part, State, Visibility
from app.policies import adoptions
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory
from tests.factories.groups import GroupFactory, add_to


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_seeing_is_the_same_in_python_and_in_sql(who, anna, bram, request):
    viewer = None if who == "nobody" else request.getfixturevalue(who)
    group = GroupFactory(author=anna, led_by=anna, published=True)
    facts = [
        {"published": True},
        {"state": State.GONE},
        {"published": True, "visibility": Visibility.COORDINATORS, "is_public": False},
        {"published": True, "visibility": Visibility.GROUP, "group_id": group.id, "is_public": False},
    ]
    add_to(group, bram, Part.MEMBER)
    elements = [ElementFactory(author=anna, **one) for one in facts]
    rows = [AdoptionFactory(element=one, person_id=anna.id) for one in elements]
    in_python = {row.id for row in rows if adoptions.can_see(viewer, row)}
    assert set(db.session.scalars(select(Adoption.id).where(adoptions.visible_to(viewer)))) == in_python
    assert len(in_python) == {"nobody": 2, "bram": 3}.get(who, 4)


def test_only_who_looks_after_it_acts(anna, bram, chris):
    group = GroupFactory(author=anna, led_by=anna, joined_by=bram, published=True)
    of_person, of_group = AdoptionFactory(person_id=bram.id), AdoptionFactory(group_id=group.id)
    assert [adoptions.acts_for(who, of_person) for who in (anna, bram, chris, None)] == [
        False,
        True,
        False,
        False,
    ]
    assert [adoptions.acts_for(who, of_group) for who in (anna, bram, chris, None)] == [
        True,
        False,
        False,
        False,
    ]

"""Who says which groups of species someone looks after."""

import pytest

from app.policies.validators import can_choose_groups


@pytest.mark.once
def test_coordinators_choose_their_own_and_an_admin_gives_them_to_whoever_has_a_desk(anna, bram, chris, dirk):
    persons = (anna, bram, chris, dirk)
    may = {
        (actor.name[0], person.name[0])
        for actor in persons
        for person in persons
        if can_choose_groups(actor, person)
    }
    assert may == {("C", "C"), ("D", "C"), ("D", "D")}
    assert not can_choose_groups(None, chris)

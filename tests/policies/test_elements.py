"""A permission says the same in Python and in SQL, for everyone and every element."""

from itertools import product

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.extensions import db
from app.models import Consent, CoordinatorArea, Element, Owner, Part, Role, State, Submission, Visibility
from app.policies import elements, submissions
from tests.factories.elements import ElementFactory
from tests.factories.groups import GroupFactory, add_to
from tests.factories.people import UserFactory

EVERYONE = [
    *("nobody", "author", "neighbour", "coordinator", "coordinator_elsewhere", "suspended", "admin"),
    *("member", "organiser", "asked", "member_elsewhere", "closed_member"),
]


@pytest.fixture
def cast(database, anna, bram, chris, dirk, group):
    elsewhere = [CoordinatorArea(municipality_code="GM0114")]
    return {
        "nobody": None,
        "author": anna,
        "neighbour": bram,
        "coordinator": chris,
        "coordinator_elsewhere": UserFactory(role=Role.COORDINATOR, areas=elsewhere),
        "suspended": UserFactory(role=Role.COORDINATOR, suspended_at=now()),
        "admin": dirk,
        "member": someone(group, Part.MEMBER),
        "organiser": someone(group, Part.ORGANISER),
        "asked": someone(group, Part.ASKED),
        "member_elsewhere": someone(GroupFactory(published=True), Part.MEMBER),
        "closed_member": someone(group, Part.MEMBER, suspended_at=now()),
    }


@pytest.fixture
def group(database):
    return GroupFactory(published=True)


def someone(group, part, **facts):
    person = UserFactory(**facts)
    add_to(group, person, part)
    return person


@pytest.fixture
def rows(anna, group):
    """One element of Anna for every state, visibility and consent; who is in the group sees some."""
    found = []
    for state, visibility, consent in product(State, Visibility, Consent):
        element = ElementFactory.build(author_id=anna.id, state=state, visibility=visibility, consent=consent)
        element.author, element.group_id = anna, group.id
        element.is_public = element.public_by_rule()
        found.append(element)
    db.session.add_all(found)
    db.session.commit()
    return found


@pytest.mark.parametrize("who", EVERYONE)
def test_seeing_an_element_is_the_same_in_python_and_in_sql(who, cast, rows):
    viewer = cast[who]
    in_python = {row.id for row in rows if elements.can_see(viewer, row)}
    assert set(db.session.scalars(select(Element.id).where(elements.visible_to(viewer)))) == in_python
    assert {row.id for row in rows if submissions.can_see(viewer, row)} == in_python
    assert set(db.session.scalars(elements.seen_ids(viewer))) == in_python
    all_kinds = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer))))
    assert all_kinds & {row.id for row in rows} == in_python


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        *(("nobody", 6), ("neighbour", 6), ("suspended", 6), ("asked", 6), ("closed_member", 6)),
        *(("member_elsewhere", 6), ("author", 72), ("coordinator", 72)),
    ],
)
def test_others_see_what_is_published_for_everyone_and_not_refused(who, seen, cast, rows):
    found = [row for row in rows if elements.can_see(cast[who], row)]
    assert len(found) == seen
    if seen == 6:  # published, and what is gone since: on no map, but its page stays
        assert all(
            row.state in {State.PUBLISHED, State.GONE}
            and row.visibility == Visibility.EVERYONE
            and row.consent != Consent.NO
            for row in found
        )


@pytest.mark.parametrize("who", ["member", "organiser"])
def test_who_is_in_the_group_also_sees_what_is_meant_for_it_unless_the_owner_says_no(who, cast, rows):
    found = [row for row in rows if elements.can_see(cast[who], row) and not row.is_public]
    meant = [row for row in found if row.visibility == Visibility.GROUP]
    assert len(meant) == 6 and len(found) == 6 + 3  # what is gone for everyone is on no map, but has a page
    assert all(row.consent != Consent.NO and row.state in {State.PUBLISHED, State.GONE} for row in meant)


def test_for_a_group_but_without_one_means_for_coordinators(cast):
    element = ElementFactory(
        author=cast["author"], state=State.PUBLISHED, visibility=Visibility.GROUP, waits=False
    )
    seen = [who for who in EVERYONE if elements.can_see(cast[who], element)]
    assert seen == ["author", "coordinator", "coordinator_elsewhere", "admin"]


@pytest.mark.parametrize("state", State)
def test_only_the_author_changes_it_and_only_before_the_decision(state, cast):
    element = ElementFactory(author=cast["author"], state=state)
    open_still = state in {State.PENDING, State.RETURNED}
    for who in EVERYONE:
        mine = who == "author" and open_still
        assert elements.can_edit(cast[who], element) is mine
        assert elements.can_withdraw(cast[who], element) is mine


@pytest.mark.parametrize("state", State)
def test_work_is_logged_on_what_one_sees_and_what_still_stands(state, cast):
    element = ElementFactory(author=cast["author"], state=state, is_public=state == State.PUBLISHED)
    stands = state in {State.PENDING, State.RETURNED, State.PUBLISHED}
    assert not elements.can_log_work(None, element)
    assert elements.can_log_work(cast["author"], element) is stands
    assert elements.can_log_work(cast["coordinator"], element) is stands
    assert elements.can_log_work(cast["neighbour"], element) is (state == State.PUBLISHED)


def test_a_private_owner_is_named_to_the_author_and_the_desk_only(cast):
    for owner in Owner:
        element = ElementFactory(author=cast["author"], published=True, owner_kind=owner)
        secret = owner in {Owner.FARMER, Owner.PRIVATE}
        assert elements.can_see_owner(None, element) is not secret
        assert elements.can_see_owner(cast["neighbour"], element) is not secret
        assert elements.can_see_owner(cast["author"], element)
        assert elements.can_see_owner(cast["coordinator"], element)


@pytest.mark.parametrize(
    ("type_key", "owner", "consent", "expected"),
    [
        ("wooded_bank", Owner.UNKNOWN, Consent.UNKNOWN, Visibility.EVERYONE),
        ("wooded_bank", Owner.MUNICIPALITY, Consent.ASKED, Visibility.EVERYONE),
        ("wooded_bank", Owner.FARMER, Consent.ASKED, Visibility.COORDINATORS),
        ("wooded_bank", Owner.PRIVATE, Consent.UNKNOWN, Visibility.COORDINATORS),
        ("wooded_bank", Owner.FARMER, Consent.YES, Visibility.EVERYONE),
        ("farmyard", Owner.UNKNOWN, Consent.YES, Visibility.COORDINATORS),
        ("historic_garden", Owner.MUNICIPALITY, Consent.YES, Visibility.COORDINATORS),
        ("historic_building_and_yard", Owner.PRIVATE, Consent.YES, Visibility.COORDINATORS),
    ],
)
def test_nobody_chose_then_yards_and_unasked_owners_stay_with_coordinators(
    type_key, owner, consent, expected
):
    assert elements.default_visibility(type_key=type_key, owner=owner, consent=consent) == expected

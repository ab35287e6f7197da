"""Giving and taking rights: by admins, never one's own, never the last, ended at once and written down."""

import pytest
from sqlalchemy import select

from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.models import PersonEvent, Role, Session, Tier, Trust, User
from app.services.people import (
    Duty,
    Profile,
    change_profile,
    change_role,
    duty_of,
    grant_role,
    restore,
    set_trust,
    suspend,
    suspend_person,
)
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.personas import AA_EN_HUNZE, ASSEN
from tests.together import together

HELPER = Duty(role=Role.VOLUNTEER)
DESK = Duty(role=Role.COORDINATOR, areas=frozenset({ASSEN}))


def session_of(person):
    session = Session(person_id=person.id, token_sha256=new_id().hex)
    db.session.add(session)
    db.session.commit()
    return session.id


def lives(ident):
    db.session.expire_all()
    return db.session.get(Session, ident).ended_at is None


def events(person):
    found = select(PersonEvent).where(PersonEvent.person_id == person.id).order_by(PersonEvent.at)
    return [(one.step, one.before, one.after, one.actor_id) for one in db.session.scalars(found)]


@pytest.mark.A06
def test_a_role_is_given_ends_sessions_and_is_written_down(anna, dirk):
    here, desk = session_of(anna), {"role": "coordinator", "areas": [ASSEN]}
    change_role(anna.id, DESK, instead_of=HELPER, actor=dirk)
    assert duty_of(db.session.get(User, anna.id)) == DESK and not lives(here)
    change_role(anna.id, DESK, instead_of=HELPER, actor=dirk)  # sent twice
    assert events(anna) == [("role", {"role": "volunteer", "areas": []}, desk, dirk.id)]


def test_other_municipalities_replace_those_there_were(chris, dirk):
    was = duty_of(chris)
    change_role(chris.id, DESK, instead_of=was, actor=dirk)
    assert duty_of(db.session.get(User, chris.id)) == DESK
    assert events(chris)[0][1] == {"role": "coordinator", "areas": sorted((ASSEN, AA_EN_HUNZE))}


def test_who_saw_something_else_changes_nothing(chris, dirk):
    was = duty_of(chris)
    with pytest.raises(ConflictError):
        change_role(chris.id, DESK, instead_of=HELPER, actor=dirk)
    assert duty_of(db.session.get(User, chris.id)) == was and events(chris) == []


@pytest.mark.parametrize("who", ["anna", "chris"])
def test_only_admins_change_rights(request, bram, who):
    actor = request.getfixturevalue(who)
    acts = (
        lambda: change_role(bram.id, DESK, instead_of=HELPER, actor=actor),
        lambda: suspend(bram.id, actor=actor),
        lambda: restore(bram.id, actor=actor),
    )
    for act in acts:
        with pytest.raises(NotAllowedError):
            act()
    assert events(bram) == []


def test_nobody_changes_themselves(dirk):
    UserFactory(role=Role.ADMIN)
    with pytest.raises(NotAllowedError):
        change_role(dirk.id, HELPER, instead_of=Duty(role=Role.ADMIN), actor=dirk)
    with pytest.raises(NotAllowedError):
        suspend(dirk.id, actor=dirk)


def test_the_last_admin_stays_from_the_shell_too(dirk):
    UserFactory(role=Role.ADMIN, suspended_at=dirk.created_at)  # does not count
    for act in (lambda: grant_role(dirk.email, Role.VOLUNTEER), lambda: suspend_person(dirk.email)):
        with pytest.raises(ConflictError, match="overblijven"):
            act()
    UserFactory(role=Role.ADMIN)
    grant_role(dirk.email, Role.VOLUNTEER)
    assert events(dirk)[0][3] is None


@pytest.mark.M04
@pytest.mark.committed
def test_two_admins_who_take_each_others_rights_at_once_leave_one(app):
    one, two = (UserFactory(role=Role.ADMIN).id for _ in range(2))
    take = lambda whose, by: change_role(  # noqa: E731
        whose, HELPER, instead_of=Duty(role=Role.ADMIN), actor=db.session.get(User, by)
    )
    for _ in range(5):
        got = together(app, lambda: take(one, two), lambda: take(two, one))
        errors = [each for each in got if isinstance(each, Exception)]
        assert len(errors) == 1 and isinstance(errors[0], NotAllowedError | ConflictError), got
        db.session.expire_all()
        assert [db.session.get(User, each).role for each in (one, two)].count(Role.ADMIN) == 1
        for each in (one, two):
            db.session.get(User, each).role = Role.ADMIN
        db.session.commit()


@pytest.mark.A06
def test_closing_and_opening_are_each_done_once(anna, dirk):
    here = session_of(anna)
    for _ in range(2):
        suspend(anna.id, actor=dirk)
    assert db.session.get(User, anna.id).suspended_at and not lives(here)
    for _ in range(2):
        restore(anna.id, actor=dirk)
    assert db.session.get(User, anna.id).suspended_at is None
    assert [step for step, *_ in events(anna)] == ["suspended", "restored"]


@pytest.mark.parametrize(
    "wrong",
    [Duty(role=Role.COORDINATOR, areas=frozenset({"GM9999"})), Duty(role=Role.VOLUNTEER, areas=DESK.areas)],
)
def test_municipalities_that_cannot_be_are_refused(anna, dirk, wrong):
    with pytest.raises(InvalidError):
        change_role(anna.id, wrong, instead_of=HELPER, actor=dirk)


def test_trust_is_given_by_who_may_open_someone_and_written_down(anna, bram, chris):
    ElementFactory(author=anna, municipality_code=ASSEN)
    for _ in range(2):
        set_trust(anna.id, "element", Tier.TRUSTED, actor=chris)
    assert db.session.get(Trust, (anna.id, "element")).tier == Tier.TRUSTED
    old, new = {"kind": "element", "tier": "new"}, {"kind": "element", "tier": "trusted"}
    assert events(anna) == [("trust", old, new, chris.id)]
    with pytest.raises(NotFoundError):  # sent nothing that Chris decides on
        set_trust(bram.id, "element", Tier.TRUSTED, actor=chris)


def test_keys_of_the_desk_are_for_those_who_have_one(anna, chris):
    facts = {"show_name": True, "language": "nl", "theme": "", "desk_keys": False}
    for person in (anna, chris):
        change_profile(Profile(name="Ander Voorbeeld", **facts), actor=person)
    assert (db.session.get(User, anna.id).desk_keys, db.session.get(User, chris.id).desk_keys) == (
        True,
        False,
    )

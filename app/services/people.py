"""What people change about themselves, and what others give them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.clock import now
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import CoordinatorArea, Municipality, PersonEvent, PersonStep, Role, Tier, User
from app.policies.admin import can_change_rights
from app.queries.admin_people import get_person
from app.queries.people import get_person_by_email
from app.services.exports import expire_exports, expire_exports_of
from app.services.sessions import end_sessions_of
from app.services.trust import give_trust, tier_of
from app.transaction import load, transactional


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How someone wants to be called and what the screen looks like."""

    name: str
    show_name: bool
    language: str
    theme: str  # light, dark or empty for what the device says
    desk_keys: bool | None = None  # of those who have a desk


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A role, and of a coordinator the municipalities by code."""

    role: Role
    areas: frozenset[str] = frozenset()


@transactional
def change_profile(new: Profile, *, actor: User) -> None:
    """Keep what someone chose on the account page; what was decided before keeps the words it had."""
    if actor.show_name and (actor.name, True) != (new.name, new.show_name):
        expire_exports()  # files may name them
    actor.name, actor.show_name = new.name, new.show_name
    actor.language, actor.theme = new.language, new.theme
    if new.desk_keys is not None and actor.role != Role.VOLUNTEER:
        actor.desk_keys = new.desk_keys


def duty_of(person: User) -> Duty:
    """Return what someone is here for now."""
    return Duty(role=person.role, areas=frozenset(area.municipality_code for area in person.areas))


@transactional
def change_role(person_id: uuid.UUID, wanted: Duty, *, instead_of: Duty, actor: User) -> None:
    """Give someone another role or other municipalities; they sign in again and have them.

    ``instead_of`` is what the actor saw. Raises NotFoundError, NotAllowedError (who is no admin, and for
    oneself), ConflictError when another was first, InvalidError for municipalities that cannot be.
    """
    person = _subject(person_id, actor)
    if duty_of(person) == wanted:
        return
    if duty_of(person) != instead_of:
        raise ConflictError(N_("Iemand anders veranderde dit net. Kijk hoe het er nu voor staat."))
    _give(person, wanted, actor=actor)


@transactional
def suspend(person_id: uuid.UUID, *, actor: User) -> None:
    """Close an account: signed out everywhere, and no code brings anyone in; twice is once."""
    _close(_subject(person_id, actor), actor=actor)


@transactional
def restore(person_id: uuid.UUID, *, actor: User) -> None:
    """Open a closed account again; twice is once."""
    _open(_subject(person_id, actor), actor=actor)


@transactional
def set_trust(person_id: uuid.UUID, kind: str, tier: Tier, *, actor: User) -> None:
    """Say how far someone is trusted with one kind of thing, and write that down; the same is nothing.

    Raises NotFoundError for whom the actor may not open, and what give_trust() raises.
    """
    person = get_person(person_id, actor)
    if person is None:
        raise NotFoundError
    before = tier_of(person_id, kind)
    give_trust(person_id, kind, tier, actor=actor)
    if before != tier:
        old, new = {"kind": kind, "tier": str(before)}, {"kind": kind, "tier": str(tier)}
        note_event(person, PersonStep.TRUST, before=old, after=new, actor=actor)


@transactional
def grant_role(email: str, role: Role, *, municipalities: Sequence[str] = ()) -> None:
    """Give a role from the shell, for a coordinator with municipality codes; it replaces what there was.

    The person is signed out everywhere and signs in with the new rights. Raises NotFoundError for an
    unknown address, InvalidError for an unknown code or for municipalities of a volunteer, ConflictError
    for the last admin.
    """
    _give(_by_email(email), Duty(role=role, areas=frozenset(municipalities)), actor=None)


@transactional
def suspend_person(email: str) -> None:
    """Close an account from the shell. Raises NotFoundError, and ConflictError for the last admin."""
    _close(_by_email(email), actor=None)


@transactional
def restore_person(email: str) -> None:
    """Open a closed account from the shell. Raises NotFoundError."""
    _open(_by_email(email), actor=None)


def note_event(
    person: User, step: PersonStep, *, before: dict[str, Any], after: dict[str, Any], actor: User | None
) -> None:
    """Write in the log, within the running use case, what became of someone's rights."""
    found = PersonEvent(person_id=person.id, step=step, before=before, after=after)
    found.actor_id = actor.id if actor else None
    db.session.add(found)


def _give(person: User, wanted: Duty, *, actor: User | None) -> None:
    _check_areas(wanted)
    before = duty_of(person)
    if wanted.role != Role.ADMIN:
        _keep_an_admin(person)
    person.role = wanted.role
    person.areas = [area for area in person.areas if area.municipality_code in wanted.areas] + [
        CoordinatorArea(person_id=person.id, municipality_code=code)
        for code in sorted(wanted.areas - before.areas)
    ]
    end_sessions_of(person)
    if before != wanted:
        note_event(person, PersonStep.ROLE, before=_written(before), after=_written(wanted), actor=actor)


def _close(person: User, *, actor: User | None) -> None:
    _keep_an_admin(person)
    if person.suspended_at is None:
        person.suspended_at = now()
        note_event(person, PersonStep.SUSPENDED, before={}, after={}, actor=actor)
    end_sessions_of(person)
    expire_exports_of(person)


def _open(person: User, *, actor: User | None) -> None:
    if person.suspended_at is not None:
        person.suspended_at = None
        note_event(person, PersonStep.RESTORED, before={}, after={}, actor=actor)


def _check_areas(wanted: Duty) -> None:
    if wanted.areas and wanted.role == Role.VOLUNTEER:
        raise InvalidError(N_("Een vrijwilliger heeft geen gemeenten."), field="areas")
    known = set(db.session.scalars(select(Municipality.code).where(Municipality.code.in_(wanted.areas))))
    if missing := sorted(wanted.areas - known):
        raise InvalidError(
            N_("Deze gemeente kennen wij niet: %(codes)s"), field="areas", codes=", ".join(missing)
        )


def _keep_an_admin(person: User) -> None:
    """Refuse to take the rights of the last one who could give them back."""
    if person.role != Role.ADMIN or person.suspended_at is not None:
        return
    others = select(User.id).where(User.role == Role.ADMIN, User.suspended_at.is_(None), User.id != person.id)
    if db.session.scalar(others.limit(1).with_for_update(key_share=True)) is None:
        raise ConflictError(N_("Er moet een beheerder overblijven."))


def _written(duty: Duty) -> dict[str, Any]:
    return {"role": str(duty.role), "areas": sorted(duty.areas)}


def _subject(person_id: uuid.UUID, actor: User) -> User:
    person = load(User, person_id)
    if person is None:
        raise NotFoundError
    if not can_change_rights(actor, person):
        raise NotAllowedError(N_("Een beheerder verandert de rechten van anderen, niet die van zichzelf."))
    return person


def _by_email(email: str) -> User:
    found = get_person_by_email(email)
    person = load(User, found.id) if found else None
    if person is None:
        raise NotFoundError(N_("Niemand heeft dit adres."))
    return person

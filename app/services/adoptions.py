"""Looking after an element: begin, go on, end."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.core.clock import today
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Adoption, Element, Ending, State, User
from app.policies import adoptions as policy
from app.policies.elements import can_see
from app.policies.groups import organises
from app.queries.adoptions import get_active
from app.services.members import public_group
from app.transaction import load, transactional

TERMS: Final = range(1, 6)
UNSEEN: Final = N_("Dit kan pas als het element op de kaart staat.")
OVER: Final = N_("Je zorgt niet meer voor dit element.")


@dataclass(frozen=True, kw_only=True)
class AdoptFacts:
    """For how many years; and in the name of which group, None for oneself."""

    years: int
    group_id: uuid.UUID | None = None


@transactional
def adopt(ident: uuid.UUID, element_id: uuid.UUID, facts: AdoptFacts, *, actor: User) -> Adoption:
    """Look after an element from today on. Who does already, goes on as it was: twice is once.

    Raises NotFoundError for what one may not see, NotAllowedError when it does not stand or in the name of
    a group of others, InvalidError for the term, ConflictError for a group that rests or cannot see it.
    """
    element = load(Element, element_id)
    if element is None or not can_see(actor, element):
        raise NotFoundError
    if element.state != State.PUBLISHED:
        raise NotAllowedError(UNSEEN)
    return begin(ident, element, facts, actor=actor)


@transactional
def end_adoption(ident: uuid.UUID, *, actor: User) -> Adoption:
    """Stop looking after it. Twice is once. Raises NotFoundError and NotAllowedError by the policy."""
    adoption = own_adoption(ident, actor=actor)
    if adoption.is_active:
        adoption.take("end", Ending.OWN)
    return adoption


@transactional
def go_on(ident: uuid.UUID, *, actor: User) -> Adoption:
    """Say that one still does; a term that is over begins anew. Raises ConflictError when it ended."""
    adoption = own_adoption(ident, actor=actor)
    if not adoption.is_active:
        raise ConflictError(OVER)
    if adoption.until_on <= today():
        adoption.until_on = years_on(today(), adoption.years)
    adoption.asked_on, adoption.answered_on = None, today()
    return adoption


def begin(ident: uuid.UUID, element: Element, facts: AdoptFacts, *, actor: User) -> Adoption:
    """Begin within the running use case, with the element locked; raises as adopt() does."""
    if facts.years not in TERMS:
        raise InvalidError(N_("Kies voor hoeveel jaar, van 1 tot en met 5."), field="years")
    if facts.group_id is not None:
        _check_group(facts.group_id, element, actor)
    person_id = actor.id if facts.group_id is None else None
    if (known := get_active(element.id, person_id=person_id, group_id=facts.group_id)) is not None:
        return known
    if db.session.get(Adoption, ident) is not None:
        raise ConflictError(N_("Dit formulier is al verstuurd. Open de pagina opnieuw."))
    made = Adoption(id=ident, element=element, person_id=person_id, group_id=facts.group_id)
    made.years, made.until_on = facts.years, years_on(today(), facts.years)
    db.session.add(made)
    return made


def own_adoption(ident: uuid.UUID, *, actor: User) -> Adoption:
    """Return what this person may change, locked; raises NotFoundError, NotAllowedError."""
    adoption = load(Adoption, ident)
    if adoption is None or not policy.can_see(actor, adoption):
        raise NotFoundError
    if not policy.acts_for(actor, adoption):
        raise NotAllowedError(N_("Alleen wie voor dit element zorgt, kan dit."))
    return adoption


def years_on(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _check_group(group_id: uuid.UUID, element: Element, actor: User) -> None:
    group = public_group(group_id, actor=actor)
    if not organises(actor, group_id):
        raise NotAllowedError(N_("Alleen organisatoren van deze groep kunnen dit."))
    if group.resting_on is not None:
        raise ConflictError(N_("Deze groep rust nu. Laat hem eerst weer verder gaan."))
    if not policy.can_be_seen_by_group(element, group_id):
        raise ConflictError(N_("Niet iedereen in deze groep kan dit element zien."))

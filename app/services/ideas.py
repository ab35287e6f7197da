"""What people do with ideas: hand one in, change it, take it back, join in with another's."""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from shapely import Point

from app.core.clock import today
from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Idea, IdeaJoin, State, User
from app.policies.elements import CHANGEABLE
from app.queries.ideas import get_idea
from app.queries.known_places import nearest_village
from app.services.checks import look_later
from app.services.photos import ChosenPhoto, attach_photos
from app.services.presence import checkable
from app.services.public_place import near_village
from app.services.publication import Changes
from app.services.submissions import (
    change,
    differences,
    envelope,
    keep_clock,
    same_or_conflict,
    take_back,
    told,
)
from app.transaction import load, transactional

MAX_TITLE: Final = 120
MAX_ABOUT: Final = 2000
FAR_M: Final = 20_000.0  # from the nearest village of Drenthe
IDEA_TERM_DAYS: Final = 42  # within which a coordinator answers, from the day it was put on view


@dataclass(frozen=True, kw_only=True)
class IdeaFacts:
    """What someone would like at an element or at a spot (degrees of WGS84); all of it becomes public."""

    title: str
    about: str
    element_id: uuid.UUID | None = None
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    photos: tuple[ChosenPhoto, ...] = ()


@transactional
def submit_idea(ident: uuid.UUID, facts: IdeaFacts, *, clock: DeviceClock | None = None, actor: User) -> Idea:
    """Store an idea once, however often its form is sent; it waits for the desk.

    Raises InvalidError with a sentence per field, NotFoundError or NotAllowedError by the policy of the
    element, ConflictError when the id came with other content.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(Idea, ident, sha256, actor=actor)) is not None:
        return known
    _check(facts)
    element = checkable(facts.element_id, actor=actor) if facts.element_id is not None else None
    idea = Idea(id=ident, author=actor, envelope_sha256=sha256, **told(facts))
    if element is not None:
        idea.municipality_code = element.municipality_code
    else:
        idea.village, idea.municipality_code = near_village(_spot(facts))
    keep_clock(idea, clock)
    db.session.add(idea)
    idea.note("submit", actor=actor)
    attach_photos(idea, facts.photos, actor=actor)
    look_later(ident)
    return idea


@transactional
def edit_idea(ident: uuid.UUID, facts: IdeaFacts, *, version: int, answer: str = "", actor: User) -> Idea:
    """Change one's own idea before the desk has decided; a returned one goes back to the desk."""
    idea = _own(ident, actor=actor)
    if idea.state not in CHANGEABLE:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    facts = replace(facts, element_id=idea.element_id)
    _check(facts)
    values = told(facts)
    if idea.element_id is None:
        values["village"], town = near_village(_spot(facts))
    change(idea, facts, differences(idea, values), version=version, answer=answer, actor=actor)
    if idea.element_id is None:
        idea.municipality_code = town
    return idea


@transactional
def withdraw_idea(ident: uuid.UUID, *, actor: User) -> Idea:
    """Take back one's own idea before the desk has decided. Twice is once."""
    idea = _own(ident, actor=actor)
    if idea.state not in CHANGEABLE | {State.WITHDRAWN}:
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Intrekken kan niet meer."))
    take_back([idea], actor=actor)
    return idea


@transactional
def join_idea(ident: uuid.UUID, *, actor: User) -> None:
    """Say that one would like it too. Twice is once, and whose idea it is joins by that alone.

    Raises NotFoundError for what one may not see, ConflictError when it waits or was decided on.
    """
    idea = _locked(ident, actor=actor)
    if idea.author_id == actor.id or db.session.get(IdeaJoin, (idea.id, actor.id)) is not None:
        return
    if not idea.is_undecided:
        raise ConflictError(N_("Over dit idee is al besloten. Je kunt niet meer meedoen."))
    db.session.add(IdeaJoin(idea_id=idea.id, person_id=actor.id))


@transactional
def leave_idea(ident: uuid.UUID, *, actor: User) -> None:
    """Take back that one would like it too. Twice is once."""
    idea = _locked(ident, actor=actor)
    if (known := db.session.get(IdeaJoin, (idea.id, actor.id))) is not None:
        db.session.delete(known)


def begin_term(idea: Idea) -> Changes:
    """Say by which day a coordinator answers, now that everyone sees it; return what that changes."""
    before, idea.answer_by = idea.answer_by, today() + timedelta(days=IDEA_TERM_DAYS)
    return {"answer_by": [before and str(before), str(idea.answer_by)]}


def unbegin_term(idea: Idea) -> None:
    """Take the day back with the decision."""
    idea.answer_by = None


def _locked(ident: uuid.UUID, *, actor: User) -> Idea:
    get_idea(ident, viewer=actor)  # asks alike about what is not there and what is not theirs to see (A02)
    idea = load(Idea, ident)
    if idea is None:
        raise NotFoundError
    return idea


def _own(ident: uuid.UUID, *, actor: User) -> Idea:
    idea = _locked(ident, actor=actor)
    if idea.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft ingestuurd, kan dit veranderen."))
    return idea


def _spot(facts: IdeaFacts) -> Point:
    return Point(facts.lon, facts.lat)


def _check(facts: IdeaFacts) -> None:
    """Raise InvalidError for the first thing that is missing or cannot be."""
    if not facts.title:
        raise InvalidError(N_("Geef je idee een titel."), field="title")
    if not facts.about:
        raise InvalidError(N_("Schrijf wat je hier graag wilt."), field="about")
    for field, most in (("title", MAX_TITLE), ("about", MAX_ABOUT)):
        if len(getattr(facts, field)) > most:
            raise InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)
    if facts.element_id is None:
        _check_place(facts)
    elif facts.lon is not None:
        raise InvalidError(N_("Een idee bij een element heeft geen eigen plek."), field="shape")


def _check_place(facts: IdeaFacts) -> None:
    if facts.lon is None or facts.lat is None:
        raise InvalidError(N_("Geef aan waar het is."), field="shape")
    if nearest_village(_spot(facts)).metres > FAR_M:
        raise InvalidError(N_("Deze plek ligt ver buiten Drenthe. Kies een plek dichterbij."), field="shape")

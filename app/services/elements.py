"""What people do with landscape elements: register, change, take back."""

import uuid
from dataclasses import dataclass
from typing import Final

from shapely.geometry.base import BaseGeometry
from sqlalchemy import select

from app.core.device_clock import DeviceClock
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import (
    AgeClass,
    AreaType,
    Condition,
    Consent,
    CoreNetwork,
    Element,
    ElementType,
    MaintenanceLog,
    Owner,
    Place,
    State,
    User,
    Visibility,
)
from app.policies import elements as policy
from app.policies.groups import belongs
from app.queries.kept_reference import reference
from app.services.checks import look_later
from app.services.dues import tell_first
from app.services.locating import locate_later, location_of
from app.services.photos import ChosenPhoto, attach_photos
from app.services.publication import show_or_hide
from app.services.submissions import (
    Values,
    change,
    differences,
    envelope,
    keep_clock,
    same_or_conflict,
    take_back,
    told,
)
from app.spatial.blur import grid_cell
from app.spatial.reading import KINDS
from app.spatial.shapes import area_m2, length_m, mercator, unwrap, wgs84
from app.transaction import load, transactional

MAX_NAME: Final = 120
MAX_STORY: Final = 4000
WRONG_KIND: Final = {
    ("point",): N_("Deze soort is een punt. Zet één punt."),
    ("line",): N_("Deze soort is een lijn. Zet minstens twee punten: begin en eind."),
    ("polygon",): N_("Deze soort is een vlak. Zet minstens drie hoeken."),
    ("line", "point"): N_("Deze soort is een punt of een lijn, geen vlak."),
    ("line", "polygon"): N_("Deze soort is een lijn of een vlak. Zet minstens twee punten."),
    ("point", "polygon"): N_("Deze soort is een punt of een vlak, geen lijn."),
}


@dataclass(frozen=True, kw_only=True)
class ElementFacts:
    """What a person tells about an element.

    ``shape`` is in WGS84, longitude first; with ``accuracy_m`` it is a point somewhere within that
    many metres. ``visibility`` None means: by the usual rule; ``group_id`` says whose members alone see
    it. ``municipality_code``, ``core_network`` and ``area_type`` None mean: as the map says.
    """

    type_key: str
    place_id: uuid.UUID
    shape: BaseGeometry
    accuracy_m: float | None = None
    name: str = ""
    width_m: float | None = None
    count: int | None = None
    owner_kind: Owner = Owner.UNKNOWN
    consent: Consent = Consent.UNKNOWN
    visibility: Visibility | None = None
    group_id: uuid.UUID | None = None
    condition: Condition | None = None
    overdue: bool = False
    age: AgeClass = AgeClass.UNKNOWN
    story: str = ""
    municipality_code: str | None = None
    core_network: CoreNetwork | None = None
    area_type: AreaType | None = None
    photos: tuple[ChosenPhoto, ...] = ()


@transactional
def register_element(
    ident: uuid.UUID, facts: ElementFacts, *, clock: DeviceClock | None = None, actor: User
) -> Element:
    """Store an element once, however often its form is sent; it waits for the desk.

    Raises InvalidError with a sentence per field, ConflictError when the id came with other content,
    NotFoundError when the id is someone else's.
    """
    sha256 = envelope(facts, actor=actor)
    if (known := same_or_conflict(Element, ident, sha256, actor=actor)) is not None:
        return known
    _check_group(facts, None, actor)
    element = Element(id=ident, author=actor, envelope_sha256=sha256, **element_values(facts))
    keep_clock(element, clock)
    db.session.add(element)
    element.note("submit", actor=actor)
    tell_first(element)
    show_or_hide(element)
    attach_photos(element, facts.photos, actor=actor)
    locate_later(ident)
    look_later(ident)
    return element


@transactional
def edit_element(
    ident: uuid.UUID, facts: ElementFacts, *, version: int, answer: str = "", actor: User
) -> Element:
    """Change one's own element before the desk has decided; a returned one goes back to the desk.

    ``version`` is what the person saw, ``answer`` what they say to the question. The same again
    changes nothing. Raises NotFoundError, NotAllowedError, ConflictError or InvalidError.
    """
    element = _own_open(ident, actor=actor)
    _check_group(facts, element.group_id, actor)
    changes = differences(element, element_values(facts, before=element))
    if unwrap(element.shape).equals_exact(facts.shape, 0):
        changes = {name: pair for name, pair in changes.items() if name not in {"shape", "shape_3857"}}
    change(element, facts, changes, version=version, answer=answer, actor=actor)
    tell_first(element)
    show_or_hide(element)
    if changes:
        locate_later(ident)
    return element


@transactional
def withdraw_element(ident: uuid.UUID, *, actor: User) -> Element:
    """Take back one's own element before it is published, and with it the work that waits on it.

    Twice is once. Raises NotFoundError, NotAllowedError or ConflictError.
    """
    element = load(Element, ident)
    if element is not None and element.author_id == actor.id and element.state == State.WITHDRAWN:
        return element
    element = _own_open(ident, actor=actor)
    waiting = select(MaintenanceLog).where(
        MaintenanceLog.element_id == ident, MaintenanceLog.state.in_([State.PENDING, State.RETURNED])
    )
    take_back([element, *db.session.scalars(waiting.with_for_update(key_share=True))], actor=actor)
    return element


def check_fits(kind: ElementType, shape: BaseGeometry, accuracy_m: float | None) -> None:
    """Raise InvalidError when the kind of element is not drawn like this; roughly any kind is a point."""
    if accuracy_m is None and KINDS[shape.geom_type] not in kind.geometries:
        raise InvalidError(WRONG_KIND[tuple(sorted(kind.geometries))], field="shape")


def _own_open(ident: uuid.UUID, *, actor: User) -> Element:
    element = load(Element, ident)
    if element is None or not policy.can_see(actor, element):
        raise NotFoundError
    if element.author_id != actor.id:
        raise NotAllowedError(N_("Alleen wie het heeft aangemeld, kan dit veranderen."))
    if not policy.can_edit(actor, element):
        raise ConflictError(N_("Een coördinator heeft dit al bekeken. Je kunt het niet meer veranderen."))
    return element


def _check_group(facts: ElementFacts, before: uuid.UUID | None, actor: User) -> None:
    if facts.group_id not in {None, before} and not belongs(actor, facts.group_id):
        raise InvalidError(N_("Je doet niet mee in deze groep. Kies wie het mag zien."), field="visibility")


def element_values(facts: ElementFacts, before: Element | None = None) -> Values:
    """Return the columns: what was told, and what follows from it, computed once, here.

    ``before`` is the element that is changed: while it stays where it was, it keeps what the map said.
    """
    kind, place = _check(facts)
    middle = facts.shape.centroid
    visibility = facts.visibility or policy.default_visibility(
        type_key=kind.key, owner=facts.owner_kind, consent=facts.consent
    )
    values = told(facts) | {
        "visibility": visibility,
        "title": facts.name or f"{kind.name_nl}, {place.name}",
        "village": place.name,
        "shape": wgs84(facts.shape),
        "shape_3857": mercator(facts.shape),
        "length_m": length_m(facts.shape),
        "area_m2": area_m2(facts.shape),
        "square": grid_cell(middle.x, middle.y).name,
    }
    values |= location_of(facts, place, before)
    if facts.shape.geom_type != "LineString":
        values["width_m"] = None  # an area has its own, a point has none
    return values


def _check(facts: ElementFacts) -> tuple[ElementType, Place]:
    known = reference()
    kind, place = known.types.get(facts.type_key), known.places.get(facts.place_id)
    if kind is None:
        raise InvalidError(N_("Kies wat het is."), field="type_key")
    if place is None:
        raise InvalidError(N_("Kies het dorp."), field="place_id")
    if facts.municipality_code and facts.municipality_code not in known.municipalities:
        raise InvalidError(N_("Kies een gemeente."), field="municipality_code")
    check_fits(kind, facts.shape, facts.accuracy_m)
    for field, text, most in (("name", facts.name, MAX_NAME), ("story", facts.story, MAX_STORY)):
        if len(text) > most:
            raise InvalidError(N_("Maak de tekst korter: hoogstens %(most)s tekens."), field=field, most=most)
    return kind, place

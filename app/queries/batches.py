"""What may be approved together: of all kinds but sightings, or sightings alone; nothing of it stands out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.extensions import db
from app.models import Element, Sighting, Submission, User
from app.queries.desk_filter import DeskFilter, Look
from app.queries.kept_reference import reference
from app.queries.moderation import ORDER, for_list, waiting

AT_ONCE: Final = 200  # items that are looked through for groups
IN_GROUP: Final = 30  # all are decided before the first can no longer be taken back
# an owner, someone on a photo, or what many will see of a neighbour is looked at one by one
APART: Final = ("ground_claim", "photo_report", "problem_report", "group", "event", "walk", "idea")
SIGHTING: Final = "sighting"
Key = tuple[object, str]  # what makes it one group, and what that is called


@dataclass(frozen=True)
class Group:
    """Items that belong together in one way, oldest first."""

    name: str
    items: Sequence[Submission]


def _species(one: Sighting) -> Key:
    named = one.named
    return (named.key, named.called) if named is not None else ("", one.title_shown)


def _town(one: Sighting) -> Key:
    found = reference().municipalities.get(one.municipality_code or "")
    return one.municipality_code, found.name if found is not None else ""


SIGHTINGS_BY: Final[Mapping[str, Callable[[Sighting], Key]]] = {
    "soort": _species,
    "gemeente": _town,
    "vak": lambda one: (one.square, one.square),
    "dag": lambda one: ((one.seen_from, one.blur_km), one.seen_from.isoformat()),
    "melder": lambda one: (one.author_id, one.author.name),
}


def find_groups(viewer: User, *, by_village: bool) -> Sequence[Group]:
    """Return what may be approved together, largest group first: of one person, or in one village."""
    query = waiting(viewer, DeskFilter(look=Look.FINE)).where(Submission.kind.not_in((*APART, SIGHTING)))
    rows = db.session.scalars(query.order_by(*ORDER).limit(AT_ONCE).options(*for_list())).all()
    return _grouped(
        (_village(item) if by_village else (item.author_id, item.author.name), item) for item in rows
    )


def find_sighting_groups(viewer: User, asked: DeskFilter, *, by: str) -> Sequence[Group]:
    """Return which sightings may be approved together, largest group first; ``by`` is one of SIGHTINGS_BY."""
    query = waiting(viewer, replace(asked, look=Look.FINE, kind=SIGHTING))
    rows = db.session.scalars(query.order_by(*ORDER).limit(AT_ONCE).options(*for_list())).all()
    return _grouped((SIGHTINGS_BY[by](item), item) for item in rows if isinstance(item, Sighting))


def _village(item: Submission) -> Key:
    element: Element = item if isinstance(item, Element) else item.element  # type: ignore[attr-defined]  # of each kind
    return element.place_id, element.place.name


def _grouped(keyed: Iterable[tuple[Key, Submission]]) -> Sequence[Group]:
    found: dict[Key, list[Submission]] = defaultdict(list)
    for key, item in keyed:
        found[key].append(item)
    groups = [Group(name, items[:IN_GROUP]) for (_key, name), items in found.items()]
    return sorted(groups, key=lambda one: -len(one.items))

"""A walk as its documents want it: plain values in the reader's language, nothing of the database."""

from typing import Final

from app import wording
from app.config import settings
from app.exports import walks as documents
from app.i18n import _
from app.models import Element, Walk, WalkSection, WalkStage, WalkStop
from app.queries.walks import find_around
from app.routes._walk_words import weeks_shut
from app.spatial.shapes import unwrap

TOLD_DOGS: Final = {"yes", "leash", "no"}


def document_of(walk: Walk, address: str) -> documents.Walk:
    """Return all that its files say; ``address`` is its page, as a path. Owners are not told to anyone."""
    page = f"{settings().base_url.rstrip('/')}{address}"
    group = walk.group if walk.group is not None and walk.group.is_public else None
    return documents.Walk(
        id=walk.id,
        name=walk.name,
        village=walk.place.name,
        address=page,
        minutes=walk.minutes or 0,
        sections=tuple(_section(one) for one in walk.sections),
        summary=walk.about,
        dogs=wording.say(wording.DOGS_SHOWN, walk.dogs) if walk.dogs in TOLD_DOGS else "",
        made_by=group.name if group is not None else "",
        start=_start(walk),
        stops=tuple(_stop(one, number, page) for number, one in enumerate(walk.stops, start=1)),
        notices=tuple(_notices(walk)),
        nearby=tuple(_nearby(one) for one in find_around(walk)),
    )


def _section(one: WalkSection) -> documents.Section:
    line = tuple((lon, lat) for lon, lat in unwrap(one.shape).coords)
    surface = wording.say(wording.SURFACES_SHOWN, one.surface)
    return documents.Section(line=line, surface=surface, length_m=one.length_m)


def _start(walk: Walk) -> documents.Start | None:
    line = walk.line
    if line is None:
        return None
    lon, lat = line.coords[0]
    ways = [
        _("Parkeren: %(where)s", where=walk.parking) if walk.parking else "",
        _("Bus: %(where)s", where=walk.bus) if walk.bus else "",
    ]
    return documents.Start(
        name=walk.start or walk.place.name, lon=lon, lat=lat, text=" ".join(way for way in ways if way)
    )


def _stop(one: WalkStop, number: int, page: str) -> documents.Stop:
    """Say of a stop what its page does; its code opens exactly this one, also when stops change places."""
    return documents.Stop(
        number=number, name=one.name, text=one.text, lon=one.lon, lat=one.lat, along_m=one.along_m,
        address=f"{page}#stop-{one.id}",
    )  # fmt: skip


def _notices(walk: Walk) -> list[documents.Notice]:
    """Return what one must know before going, what is closed first."""
    told = []
    if walk.stage == WalkStage.CLOSED:
        told.append(documents.Notice(title=_("Nu gesloten"), text=walk.closed_why))
    told += [documents.Notice(title=weeks_shut(one), text=one.why) for one in walk.closures]
    if walk.wet_notes:
        told.append(documents.Notice(title=_("Soms nat"), text=walk.wet_notes))
    if walk.wheelchair != "unknown":
        how = wording.say(wording.FITS_SHOWN, walk.wheelchair)
        told.append(documents.Notice(title=_("Rolstoel: %(how)s", how=how), text=walk.wheelchair_notes))
    return told


def _nearby(one: Element) -> documents.Nearby:
    return documents.Nearby(kind=one.type.key, family=one.type.family, shape=unwrap(one.shape))

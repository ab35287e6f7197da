"""What stands out in a submission, so that a coordinator need not look for it."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from app.core.errors import N_
from app.extensions import db
from app.models import (
    Consent,
    Element,
    MaintenanceLog,
    NestCheck,
    Owner,
    PhotoState,
    Submission,
    TypeActivity,
    Visibility,
)
from app.queries.area_remarks import on_area
from app.queries.remark import Remark
from app.spatial.shapes import unwrap
from app.wording import named

CONSENTS = {
    Consent.YES: Remark(good=True, sentence=N_("De eigenaar vindt het goed")),
    Consent.ASKED: Remark(good=False, sentence=N_("De eigenaar heeft nog geen antwoord gegeven")),
    Consent.NO: Remark(good=False, sentence=N_("De eigenaar wil het niet: bezoekers zien dit niet")),
    Consent.UNKNOWN: Remark(good=False, sentence=N_("Niet bekend of de eigenaar het goed vindt")),
}
NESTS = {
    NestCheck.NONE_SEEN: Remark(good=True, sentence=N_("Nest: gekeken, niets gezien")),
    NestCheck.NEST_SEEN: Remark(good=False, sentence=N_("Nest: gekeken en wel een nest gezien")),
    NestCheck.NOT_CHECKED: Remark(good=False, sentence=N_("Niet gekeken of er een nest zat")),
}


def remarks_on(item: Submission) -> Sequence[Remark]:
    """Return what is fine and what to look at, each in a sentence."""
    return [*_on_place(item), *_on_kind(item), *_on_photos(item)]


def _on_place(item: Submission) -> Iterator[Remark]:
    if item.municipality is None:
        yield Remark(good=False, sentence=N_("Niet bekend in welke gemeente dit is"))
    else:
        name = (("name", item.municipality.name),)
        yield Remark(good=True, sentence=N_("In de gemeente %(name)s"), values=name)
    if isinstance(item, Element):
        yield from on_area(unwrap(item.shape))


def _on_kind(item: Submission) -> Iterator[Remark]:
    if isinstance(item, Element):
        yield from _on_element(item)
    elif isinstance(item, MaintenanceLog):
        yield _on_activity(item)
        yield NESTS[NestCheck(item.nest_check)]
        yield CONSENTS[Consent(item.element.consent)]


def _on_element(element: Element) -> Iterator[Remark]:
    if element.accuracy_m is not None:
        yield Remark(good=False, sentence=N_("De plek is bij benadering: de lijn is nog niet getekend"))
    yield CONSENTS[Consent(element.consent)]
    everyone = element.visibility == Visibility.EVERYONE
    if everyone and element.owner_kind in {Owner.PRIVATE, Owner.FARMER} and element.consent != Consent.YES:
        yield Remark(good=False, sentence=N_("Grond van een particulier of boer, en voor iedereen te zien"))


def _on_activity(log: MaintenanceLog) -> Remark:
    key = (log.element.type_key, log.activity_key)
    usual = select(TypeActivity).where(TypeActivity.type_key == key[0], TypeActivity.activity_key == key[1])
    fits = db.session.scalar(select(usual.exists()))
    name = (("name", named(log.element.type)),)
    return Remark(
        good=bool(fits),
        sentence=N_("Dit werk past bij: %(name)s") if fits else N_("Dit werk is niet gewoon bij: %(name)s"),
        values=name,
    )


def _on_photos(item: Submission) -> Iterator[Remark]:
    states = [photo.state for photo in item.photos]
    if not states:
        yield Remark(good=False, sentence=N_("Er zijn geen foto’s"))
    elif PhotoState.UNREADABLE in states:
        yield Remark(good=False, sentence=N_("Een foto is niet te lezen"))
    elif PhotoState.RECEIVED in states:
        yield Remark(good=False, sentence=N_("Nog niet alle foto’s zijn klaar"))
    else:
        yield Remark(good=True, sentence=N_("Alle foto’s zijn er"))

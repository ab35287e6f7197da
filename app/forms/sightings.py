"""The form of a sighting: photo, name, place, and what else there is to tell."""

import re
import uuid
from types import SimpleNamespace
from typing import Any, Final

from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from app import nature_words
from app.core.clock import today
from app.core.ids import is_random
from app.forms.beside import Beside, find_beside
from app.forms.fields import (
    ChooseOne,
    FormId,
    NumberField,
    OneOf,
    SentAt,
    VersionField,
    at_most,
    choices_of,
    latest_day,
    line,
    lines,
    number_text,
)
from app.forms.photos import PhotosField
from app.forms.place import PlaceForm
from app.forms.place_now import PlaceNow, place_now
from app.forms.placed import Placed
from app.i18n import _, _l
from app.models import Behaviour, Element, Licence, LifeStage, Origin, Sighting, Species, User
from app.queries.exact_places import Exact
from app.queries.species_names import species_called
from app.services.sightings import EARLIEST, MAX_CLAIM, MAX_NOTES, MAX_NUMBER, SightingFacts
from app.spatial.areas import middle_of
from app.spatial.shapes import reach_m, unwrap

POINT: Final[Any] = SimpleNamespace(key="", geometries=["point"])  # what the fields of a place are told of it
CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)


class Village(ChooseOne):
    """The village may stay open: it follows from the place."""

    may_stay_open = True

    def pre_validate(self, form: Any) -> None:
        """Refuse only what is not among the choices."""
        if self.data:
            super().pre_validate(form)


class SightingForm(PlaceForm):
    """Everything about one species at one place, on one page."""

    by_device = False  # an envelope fills it in, made days ago by another clock

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(_l("Er staan geen mensen herkenbaar op de foto’s, of zij vinden het goed."))
    species = StringField(_l("Naam van plant of dier"), filters=[line], validators=[at_most(MAX_CLAIM)])
    unknown = BooleanField(_l("Ik weet het niet"))
    claim_group = SelectField(
        _l("Wat voor iets is het?"), choices=choices_of(nature_words.GROUPS), default=""
    )
    origin = OneOf(
        _l("Is de boom of struik geplant of wild?"),
        choices=choices_of(nature_words.ORIGINS),
        default="unknown",
    )
    place_id = Village(_l("Dorp"), needed=_l("Kies het dorp."))
    seen_on = DateField(_l("Datum"), format=["%Y-%m-%d", "%d-%m-%Y"], default=today, validators=[])
    seen_at = StringField(_l("Hoe laat?"), filters=[line], validators=[Optional()])
    number = NumberField(_l("Aantal"), low=1, high=MAX_NUMBER, whole=True)
    stage = SelectField(_l("Stadium"), choices=choices_of(nature_words.STAGES), default=LifeStage.UNKNOWN)
    behaviour = SelectField(
        _l("Wat deed het?"), choices=choices_of(nature_words.BEHAVIOURS), default=Behaviour.UNKNOWN
    )
    absent = BooleanField(_l("Ik heb gezocht en het niet gevonden."))
    notes = TextAreaField(
        _l("Wil je nog iets kwijt?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTES)]
    )
    licence = OneOf(
        _l("Wat mogen anderen met deze waarneming?"),
        choices=choices_of(nature_words.LICENCES),
        default=Licence.CC_BY,
    )
    embargo_until = DateField(
        _l("Nog niet laten zien, tot"), format=["%Y-%m-%d", "%d-%m-%Y"], validators=[Optional()]
    )
    visit = HiddenField()  # the same for several species at one place and time
    beside = HiddenField()  # one of those: where it was, this one is too, unless told otherwise
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(
        self,
        *args: Any,
        element: Element | None = None,
        before: Sighting | None = None,
        exact: Exact | None = None,
        beside: Beside | None = None,
        viewer: User | None = None,
        **kwargs: Any,
    ) -> None:
        """``before`` is a sighting that is changed, ``exact`` where it was; ``element`` what it is on.

        ``beside`` is one of the same visit; once it is handed in the form finds it again for ``viewer``.
        """
        data = _data_of(before, exact) if before is not None and exact is not None else None
        if beside is not None:
            data = beside.fields()
        super().__init__(*args, data=data, **kwargs)
        self.mends = {}
        self.element = element
        self.found: Species | None = None
        self.same_visit = beside or find_beside(self.beside.data or "", viewer=viewer)
        if exact is not None and not self.is_submitted():
            self.show_place(Placed(exact.shape, exact.accuracy_m))
        elif beside is not None:
            self.show_place(beside.placed)
        elif self.same_visit is not None:
            self.before = self.same_visit.placed
        elif element is not None:
            self.before = _on(element)
        if before is not None and not self.is_submitted():
            self.photos.show(before.photos)
        if exact is not None and self.is_submitted():
            self.before = Placed(exact.shape, exact.accuracy_m)
        self.offer_places()

    kind: Any = POINT

    def place_now(self) -> PlaceNow | None:
        """Return what is known of the place by now."""
        return place_now(self, POINT)

    def named(self) -> Species | None:
        """Return the species of the list that was typed, if it is one."""
        return (
            species_called(self.species.data or "") if self.species.data and not self.unknown.data else None
        )

    def validate_seen_on(self, field: Any) -> None:
        """Refuse a day that must still come, or lies too far back."""
        if field.data is None:
            field.errors = []  # WTForms' own words are English
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))
        if field.data < EARLIEST or (field.data > latest_day() and not self.by_device):
            raise ValidationError(_("Kies vandaag of een eerdere dag."))

    def validate_seen_at(self, field: Any) -> None:
        """Read the hour."""
        if field.data and not CLOCK.fullmatch(field.data):
            raise ValidationError(_("Vul een tijd in, bijvoorbeeld 7:30 of 19:05."))

    def validate_embargo_until(self, field: Any) -> None:
        """Say it in our own words when it is no day."""
        if field.errors:
            field.errors = []
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))

    def validate_people_ok(self, field: Any) -> None:
        """Ask for the tick when there are photos."""
        if self.photos.any and not field.data:
            raise ValidationError(
                _("Zet hier een vinkje. Staat er iemand herkenbaar op? Haal die foto dan weg.")
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, the place, and that there is a name, a group, or "weet ik niet"."""
        right = super().validate(extra_validators)
        self.found = self.named()
        if not (self.species.data or self.claim_group.data or self.unknown.data):
            self.species.errors = [
                *self.species.errors,
                _("Vul een naam in, kies een groep, of zet een vinkje bij ‘Ik weet het niet’."),
            ]
        if self.roughly.data and not self.place_id.data:
            self.place_id.errors = [*self.place_id.errors, _("Kies het dorp.")]
        placed = self.read_place(POINT)
        return right and placed and not self.species.errors and not self.place_id.errors

    def command(self) -> SightingFacts:
        """Return what was told; only after validate() said yes."""
        placed = self.placed
        if placed is None:
            raise ValueError("the form was not validated")
        named = self.found
        typed = "" if self.unknown.data else self.species.data or ""
        return SightingFacts(
            shape=middle_of(placed.shape),
            accuracy_m=placed.accuracy_m,
            seen_on=self.seen_on.data,
            seen_at=_clock(self.seen_at.data or ""),
            claimed_key=named.key if named is not None else None,
            claim_text="" if named is not None else typed,
            claim_group=self.claim_group.data or "",
            element_id=self.element.id if self.element is not None else None,
            visit_id=_visit(self.visit.data or ""),
            number=None if self.number.number is None else int(self.number.number),
            stage=LifeStage(self.stage.data),
            behaviour=Behaviour(self.behaviour.data),
            origin=Origin(self.origin.data or Origin.UNKNOWN),
            absent=self.absent.data,
            notes=self.notes.data or "",
            licence=Licence(self.licence.data or Licence.CC_BY),
            embargo_until=self.embargo_until.data,
            photos=self.photos.chosen(),
        )

    def _kept(self) -> bool:
        """Keep where it was: on its element, or where it was told before."""
        return self.before is not None


def _on(element: Element) -> Placed:
    """Return the middle of an element, with how far that may be off."""
    shape = unwrap(element.shape)
    return Placed(middle_of(shape), max(reach_m(shape), element.accuracy_m or 0.0) or None)


def _clock(text: str) -> str:
    found = CLOCK.fullmatch(text)
    return f"{int(found[1]):02}:{found[2]}" if found else ""


def _visit(text: str) -> uuid.UUID | None:
    try:
        found = uuid.UUID(text)
    except ValueError:
        return None
    return found if is_random(found) else None


def _data_of(sighting: Sighting, exact: Exact) -> dict[str, Any]:
    """Return the sighting as the fields of the form show it, with the place of its own eyes."""
    same = ("claim_group", "origin", "stage", "behaviour", "absent", "notes", "licence", "embargo_until")
    claimed = sighting.claimed.called if sighting.claimed is not None else sighting.claim_text
    return {name: getattr(sighting, name) for name in same} | {
        "id": str(sighting.id),
        "version": str(sighting.version),
        "species": claimed,
        "unknown": not claimed and not sighting.claim_group,
        "number": number_text(sighting.number),
        "seen_on": exact.seen_on,
        "seen_at": exact.seen_at,
        "visit": str(sighting.visit_id or ""),
        "people_ok": bool(sighting.photos),
    }

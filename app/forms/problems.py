"""What is wrong at an element or a place, and what a coordinator does about it."""

import uuid
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from app import wording
from app.core.clock import today
from app.forms.fields import (
    FormId,
    OneOf,
    SentAt,
    VersionField,
    at_most,
    choices_of,
    latest_day,
    line,
    lines,
)
from app.forms.photos import PhotosField
from app.forms.place import PlaceForm
from app.forms.place_now import PlaceNow, place_now
from app.forms.placed import Placed
from app.forms.sightings import POINT, Village
from app.i18n import _, _l
from app.models import Element, Problem, ProblemReport
from app.services.problem_steps import MAX_WHO, MAX_WORDS, FollowUp
from app.services.problems import EARLIEST, MAX_NOTES, ProblemFacts
from app.spatial.areas import middle_of
from app.spatial.shapes import unwrap

DAYS: Final = ["%Y-%m-%d", "%d-%m-%Y"]
TICK: Final = _l("Er staan geen mensen herkenbaar op de foto’s, of zij vinden het goed.")


class ProblemForm(PlaceForm):
    """A photo, what is wrong, when, and where when it is on no element; ``before`` is one to change."""

    by_device = False  # an envelope fills it in, made days ago by another clock

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(TICK)
    problem = OneOf(
        _l("Wat is er mis?"), choices=choices_of(wording.PROBLEMS), needed=_l("Kies wat er mis is.")
    )
    place_id = Village(_l("Dorp"), needed=_l("Kies het dorp."))
    seen_on = DateField(_l("Wanneer zag je het?"), format=DAYS, default=today, validators=[])
    notes = TextAreaField(_l("Opmerking"), filters=[lines], validators=[Optional(), at_most(MAX_NOTES)])
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    kind: Any = POINT

    def __init__(
        self,
        *args: Any,
        element: Element | None = None,
        before: ProblemReport | None = None,
        **kwargs: Any,
    ) -> None:
        """``element`` is what it is on; without one the form asks for a place."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        self.mends = {}
        self.element = before.element if before is not None else element
        if before is not None and not self.is_submitted():
            self.photos.show(before.photos)
        if before is not None and self.element is None:
            placed = Placed(unwrap(before.shape), before.accuracy_m)
            self.before = placed
            if not self.is_submitted():
                self.show_place(placed)
        self.offer_places()

    def place_now(self) -> PlaceNow | None:
        """Return what is known of the place by now."""
        return place_now(self, POINT)

    def validate_seen_on(self, field: Any) -> None:
        """Refuse a day that must still come, or lies too far back."""
        if field.data is None:
            field.errors = []  # WTForms' own words are English
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))
        if field.data < EARLIEST or (field.data > latest_day() and not self.by_device):
            raise ValidationError(_("Kies vandaag of een eerdere dag."))

    def validate_people_ok(self, field: Any) -> None:
        """Ask for the tick when there are photos."""
        if self.photos.any and not field.data:
            raise ValidationError(
                _("Zet hier een vinkje. Staat er iemand herkenbaar op? Haal die foto dan weg.")
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and the place when it is on no element."""
        right = bool(super().validate(extra_validators))
        if self.element is not None:
            return right
        if self.roughly.data and not self.place_id.data:
            self.place_id.errors = [*self.place_id.errors, _("Kies het dorp.")]
        return self.read_place(POINT) and right and not self.place_id.errors

    def command(self) -> ProblemFacts:
        """Return what was told; only after validate() said yes."""
        placed = self.placed if self.element is None else None
        spot = middle_of(placed.shape) if placed is not None else None
        return ProblemFacts(
            element_id=self.element.id if self.element is not None else None,
            lon=spot.x if spot is not None else None,
            lat=spot.y if spot is not None else None,
            accuracy_m=placed.accuracy_m if placed is not None else None,
            problem=Problem(self.problem.data),
            seen_on=self.seen_on.data,
            notes=self.notes.data or "",
            photos=self.photos.chosen(),
        )

    def _kept(self) -> bool:
        """Keep where it was told before."""
        return self.before is not None


class FollowUpForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What a coordinator does about it; the page shows the fields that its step has."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    planned_on = DateField(_l("Wanneer gaat het gebeuren?"), format=DAYS, validators=[])
    handled_by = StringField(_l("Wie?"), filters=[line], validators=[at_most(MAX_WHO)])
    outcome = TextAreaField(_l("Wat is er gedaan?"), filters=[lines], validators=[at_most(MAX_WORDS)])
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(TICK)
    reason = TextAreaField(
        _l("Bericht aan de melder"), filters=[lines], validators=[Optional(), at_most(MAX_WORDS)]
    )

    def validate_planned_on(self, field: Any) -> None:
        """Say in Dutch that a day cannot be read; the use case asks for one where it is needed."""
        if field.errors:
            field.errors = []
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))

    def validate_people_ok(self, field: Any) -> None:
        """Ask for the tick when there are photos."""
        if self.photos.any and not field.data:
            raise ValidationError(
                _("Zet hier een vinkje. Staat er iemand herkenbaar op? Haal die foto dan weg.")
            )

    def command(self, ident: uuid.UUID, step: str) -> FollowUp:
        """Return the step; only after validate() said yes."""
        return FollowUp(
            id=ident,
            version=self.version.data or 0,
            step=step,
            reason=self.reason.data or "",
            planned_on=self.planned_on.data,
            handled_by=self.handled_by.data or "",
            outcome=self.outcome.data or "",
            photos=self.photos.chosen(),
        )


class ReopenForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Why it is not solved."""

    reason = TextAreaField(_l("Wat is er nog mis?"), filters=[lines], validators=[at_most(MAX_WORDS)])


def _data_of(report: ProblemReport) -> dict[str, Any]:
    return {
        "id": str(report.id),
        "version": str(report.version),
        "problem": str(report.problem),
        "seen_on": report.seen_on,
        "notes": report.notes,
        "people_ok": bool(report.photos),
    }

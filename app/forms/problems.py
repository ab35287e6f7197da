"""What is wrong at an element, and what a coordinator does about it."""

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
from app.i18n import _, _l
from app.models import Problem, ProblemReport
from app.services.problem_steps import MAX_WHO, MAX_WORDS, FollowUp
from app.services.problems import EARLIEST, MAX_NOTES, ProblemFacts

DAYS: Final = ["%Y-%m-%d", "%d-%m-%Y"]
TICK: Final = _l("Er staan geen mensen herkenbaar op de foto’s, of zij vinden het goed.")


class ProblemForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A photo, what is wrong and when; ``before`` is a report that is changed."""

    by_device = False  # an envelope fills it in, made days ago by another clock

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(TICK)
    problem = OneOf(
        _l("Wat is er mis?"), choices=choices_of(wording.PROBLEMS), needed=_l("Kies wat er mis is.")
    )
    seen_on = DateField(_l("Wanneer zag je het?"), format=DAYS, default=today, validators=[])
    notes = TextAreaField(
        _l("Wil je er iets bij zeggen?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTES)]
    )
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(self, *args: Any, before: ProblemReport | None = None, **kwargs: Any) -> None:
        """Fill in what was said before."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        if before is not None and not self.is_submitted():
            self.photos.show(before.photos)

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

    def command(self, element_id: uuid.UUID) -> ProblemFacts:
        """Return what was told; only after validate() said yes."""
        return ProblemFacts(
            element_id=element_id,
            problem=Problem(self.problem.data),
            seen_on=self.seen_on.data,
            notes=self.notes.data or "",
            photos=self.photos.chosen(),
        )


class FollowUpForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What a coordinator does about it; the page shows the fields that its step has."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    planned_on = DateField(_l("Wanneer gaat het gebeuren?"), format=DAYS, validators=[])
    handled_by = StringField(_l("Wie?"), filters=[line], validators=[Optional(), at_most(MAX_WHO)])
    outcome = TextAreaField(
        _l("Wat is er gedaan?"), filters=[lines], validators=[Optional(), at_most(MAX_WORDS)]
    )
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

    reason = TextAreaField(
        _l("Wat is er nog mis?"), filters=[lines], validators=[Optional(), at_most(MAX_WORDS)]
    )


def _data_of(report: ProblemReport) -> dict[str, Any]:
    return {
        "id": str(report.id),
        "version": str(report.version),
        "problem": str(report.problem),
        "seen_on": report.seen_on,
        "notes": report.notes,
        "people_ok": bool(report.photos),
    }

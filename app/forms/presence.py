"""What someone saw where the element is."""

import uuid
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, TextAreaField
from wtforms.validators import Optional, ValidationError

from app import wording
from app.core.clock import today
from app.forms.fields import FormId, OneOf, SentAt, VersionField, at_most, choices_of, latest_day, lines
from app.forms.photos import PhotosField
from app.i18n import _, _l
from app.models import PresenceCheck, Seen
from app.services.presence import EARLIEST, MAX_NOTES, PresenceFacts


class PresenceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Four answers, nothing filled in beforehand; ``before`` is a check that is changed."""

    by_device = False  # an envelope fills it in, made days ago by another clock

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    seen = OneOf(_l("Wat zie je?"), choices=choices_of(wording.SEEN), needed=_l("Kies wat je ziet."))
    seen_on = DateField(_l("Wanneer keek je?"), format=["%Y-%m-%d", "%d-%m-%Y"], default=today, validators=[])
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(_l("Er staan geen mensen herkenbaar op de foto’s, of zij vinden het goed."))
    notes = TextAreaField(
        _l("Wat is er veranderd?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTES)]
    )
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(self, *args: Any, before: PresenceCheck | None = None, **kwargs: Any) -> None:
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

    def command(self, element_id: uuid.UUID) -> PresenceFacts:
        """Return what was told; only after validate() said yes."""
        return PresenceFacts(
            element_id=element_id,
            seen=Seen(self.seen.data),
            seen_on=self.seen_on.data,
            notes=self.notes.data or "",
            photos=self.photos.chosen(),
        )


def _data_of(check: PresenceCheck) -> dict[str, Any]:
    return {
        "id": str(check.id),
        "version": str(check.version),
        "seen": str(check.seen),
        "seen_on": check.seen_on,
        "notes": check.notes,
        "people_ok": bool(check.photos),
    }

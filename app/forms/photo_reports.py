"""What is wrong with a photo."""

import uuid
from typing import Any

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Optional

from app import wording
from app.forms.fields import FormId, OneOf, SentAt, VersionField, at_most, choices_of, lines
from app.i18n import _l
from app.models import PhotoReport, PhotoWrong
from app.services.photo_reports import MAX_NOTES, ReportFacts


class PhotoReportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One choice and a few words; ``before`` is a report that is changed."""

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    wrong = OneOf(
        _l("Wat is er mis met deze foto?"),
        choices=choices_of(wording.PHOTO_WRONG),
        needed=_l("Kies wat er mis is."),
    )
    notes = TextAreaField(
        _l("Wil je nog iets zeggen?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTES)]
    )
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(self, *args: Any, before: PhotoReport | None = None, **kwargs: Any) -> None:
        """Fill in what was said before."""
        data = None
        if before is not None:
            data = {"id": str(before.id), "version": str(before.version)}
            data |= {"wrong": str(before.wrong), "notes": before.notes}
        super().__init__(*args, data=data, **kwargs)

    def command(self, photo_id: uuid.UUID) -> ReportFacts:
        """Return what was told; only after validate() said yes."""
        return ReportFacts(photo_id=photo_id, wrong=PhotoWrong(self.wrong.data), notes=self.notes.data or "")

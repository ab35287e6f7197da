"""What an owner asks."""

import uuid
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from app import wording
from app.forms.fields import FormId, OneOf, SentAt, VersionField, at_most, choices_of, line, lines
from app.i18n import _l
from app.models import GroundClaim, Wish
from app.services.ground import MAX_CONTACT, MAX_NOTES, GroundFacts


class GroundForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Four wishes, and how to reach the person; ``before`` is a wish that is changed."""

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    wish = OneOf(_l("Wat wil je?"), choices=choices_of(wording.WISHES), needed=_l("Kies wat je wilt."))
    contact = StringField(
        _l("Hoe kunnen wij je bereiken?"), filters=[line], validators=[Optional(), at_most(MAX_CONTACT)]
    )
    notes = TextAreaField(
        _l("Wil je nog iets zeggen?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTES)]
    )
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(self, *args: Any, before: GroundClaim | None = None, **kwargs: Any) -> None:
        """Fill in what was asked before."""
        data = None
        if before is not None:
            data = {name: getattr(before, name) for name in ("contact", "notes")}
            data |= {"id": str(before.id), "version": str(before.version), "wish": str(before.wish)}
        super().__init__(*args, data=data, **kwargs)

    def command(self, element_id: uuid.UUID) -> GroundFacts:
        """Return what was told; only after validate() said yes."""
        return GroundFacts(
            element_id=element_id,
            wish=Wish(self.wish.data),
            contact=self.contact.data or "",
            notes=self.notes.data or "",
        )

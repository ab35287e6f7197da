"""Whom to ask about a section of a walk, and what an owner answers."""

import uuid
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from app import wording
from app.core.addresses import mailbox
from app.core.errors import InvalidError
from app.forms.fields import FormId, OneOf, VersionField, choices_of, line
from app.i18n import _, _l
from app.models import OwnerAnswer
from app.services.walk_consents import Asked

NEEDED: Final = _l("Kies een antwoord.")


class AskOwnerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The address of an owner."""

    id = FormId()
    version = VersionField()
    email = StringField(_l("E-mailadres van de eigenaar"), filters=[line])

    def validate_email(self, field: Any) -> None:
        """Say how an address is written."""
        if not field.data:
            raise ValidationError(_("Vul een e-mailadres in."))
        try:
            mailbox(field.data)
        except InvalidError as error:
            raise ValidationError(_(error.sentence)) from error

    def command(self, walk_id: uuid.UUID, number: int) -> Asked:
        """Return the question; only after validate() said yes."""
        return Asked(id=self.id.uuid, walk_id=walk_id, number=number, email=mailbox(self.email.data))


class OwnerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One answer."""

    answer = OneOf(
        _l("Mogen mensen hier wandelen?"), choices=choices_of(wording.OWNER_ANSWERS), needed=NEEDED
    )

    def command(self) -> OwnerAnswer:
        """Return the answer; only after validate() said yes."""
        return OwnerAnswer(self.answer.data)

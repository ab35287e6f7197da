"""The form that blocks an address or a domain."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from app.core.addresses import domain, mailbox
from app.core.errors import InvalidError
from app.forms.fields import FormId, line
from app.i18n import _, _l


class BlockForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One address, or a domain with everyone in it."""

    id = FormId()
    value = StringField(_l("E-mailadres of domein"), filters=[line])

    def validate_value(self, _field: Any) -> None:
        """Say how an address or a domain is written."""
        try:
            self.command()
        except InvalidError as error:
            raise ValidationError(
                _("Schrijf een e-mailadres (naam@voorbeeld.nl) of een domein (voorbeeld.nl).")
            ) from error

    def command(self) -> str:
        """Return it as it is kept; raises InvalidError."""
        text = (self.value.data or "").strip()
        return mailbox(text) if "@" in text.removeprefix("@") else domain(text)

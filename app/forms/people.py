"""Forms of sign-in and of the account page."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from app.core.addresses import mailbox, safe_path
from app.core.codes import DIGITS, typed_digits
from app.core.errors import InvalidError
from app.core.text import one_line
from app.i18n import _, _l
from app.services.people import Profile

LONGEST_NAME = 80


def _clean(text: str | None) -> str:
    return one_line(text or "")


class EmailForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Where the code goes."""

    email = StringField(_l("E-mailadres"), filters=[_clean])
    next = HiddenField(filters=[safe_path])

    def validate_email(self, field: Any) -> None:
        """Say how an address is written."""
        if not field.data:
            raise ValidationError(_("Vul je e-mailadres in."))
        try:
            mailbox(field.data)
        except InvalidError as error:
            raise ValidationError(_(error.sentence)) from error

    def command(self) -> str:
        """Return the address as it is kept."""
        return mailbox(self.email.data)


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The six digits."""

    code = StringField(_l("Code van 6 cijfers"), filters=[_clean])

    def validate_code(self, field: Any) -> None:
        """Ask for six digits, however they are spaced."""
        if len(typed_digits(field.data)) != DIGITS:
            raise ValidationError(_("De code heeft 6 cijfers. Kijk nog eens in de nieuwste mail."))

    def command(self) -> str:
        """Return the digits only."""
        return typed_digits(self.code.data)


def _name_field() -> Any:
    too_long = _l("Je naam mag hoogstens 80 letters hebben.")
    needed = _l("Vul in hoe wij je mogen noemen.")
    validators = [DataRequired(needed), Length(max=LONGEST_NAME, message=too_long)]
    return StringField(_l("Hoe mogen wij je noemen?"), filters=[_clean], validators=validators)


class WelcomeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Asked once: a name, and the age from which someone may decide for themselves."""

    name = _name_field()
    sixteen = BooleanField(
        _l("Ik ben 16 jaar of ouder."),
        validators=[DataRequired(_l("Zet een vinkje als je 16 jaar of ouder bent."))],
    )

    def command(self) -> str:
        """Return the name."""
        name: str = self.name.data
        return name


class ProfileForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Name, and what the screen looks like."""

    name = _name_field()
    show_name = RadioField(
        _l("Wat zien andere mensen?"),
        choices=[
            SelectChoice("no", _l("‘Een vrijwilliger’")),
            SelectChoice("yes", _l("Je eigen naam")),
        ],
    )
    language = RadioField(
        _l("Taal"), choices=[SelectChoice("nl", "Nederlands"), SelectChoice("en", "English")]
    )
    theme = RadioField(
        _l("Licht of donker"),
        choices=[
            SelectChoice("device", _l("Zoals mijn toestel")),
            SelectChoice("light", _l("Altijd licht")),
            SelectChoice("dark", _l("Altijd donker")),
        ],
    )

    desk_keys = BooleanField(_l("Sneltoetsen gebruiken bij Controle"))  # shown to those who have a desk

    def command(self) -> Profile:
        """Return what was chosen."""
        theme = "" if self.theme.data == "device" else self.theme.data
        return Profile(
            name=self.name.data,
            show_name=self.show_name.data == "yes",
            language=self.language.data,
            theme=theme,
            desk_keys=self.desk_keys.data,
        )

"""What a group asks of people, and what someone says who can help."""

from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from app import wording
from app.forms.fields import FormId, HoursField, OneOf, at_most, choices_of, lines
from app.i18n import _, _l
from app.models import Hands
from app.services.hands import MAX_NOTE, MAX_WORDS, CallFacts

DAYS: Final = ["%Y-%m-%d", "%d-%m-%Y"]


class HandsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What is to be done, when and how long."""

    id = FormId()
    hands = OneOf(_l("Wat vraag je?"), choices=choices_of(wording.HANDS), needed=_l("Kies wat je vraagt."))
    words = TextAreaField(
        _l("Vertel wat er te doen is"),
        filters=[lines],
        validators=[InputRequired(_l("Schrijf wat er te doen is.")), at_most(MAX_WORDS)],
    )
    on_day = DateField(_l("Op welke dag?"), format=DAYS, validators=[Optional()])
    weekday = SelectField(
        _l("Of vaker, op welke dag van de week?"),
        choices=choices_of(wording.WEEKDAYS),
        validate_choice=False,
    )
    until = DateField(_l("Tot en met wanneer zoek je mensen?"), format=DAYS, validators=[Optional()])
    hours = HoursField(_l("Hoeveel uur kost het?"))

    def validate_on_day(self, field: Any) -> None:
        """Say in Dutch that a day cannot be read."""
        _readable(field)

    def validate_weekday(self, field: Any) -> None:
        """Refuse what is not among the choices."""
        if (field.data or "") not in wording.WEEKDAYS:
            raise ValidationError(_("Kies één van de mogelijkheden."))

    def validate_until(self, field: Any) -> None:
        """Say the same of the last day."""
        _readable(field)

    def command(self) -> CallFacts:
        """Return what was told; only after validate() said yes."""
        return CallFacts(
            hands=Hands(self.hands.data),
            words=self.words.data,
            on_day=self.on_day.data,
            weekday=int(self.weekday.data) if self.weekday.data else None,
            minutes=self.hours.minutes,
            until=self.until.data,
        )


class OfferForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A few words for the organisers, and whether they get the address."""

    note = TextAreaField(
        _l("Wil je er iets bij zeggen?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTE)]
    )
    with_address = BooleanField(
        _l("De organisatoren mogen mijn e-mailadres hebben, dan kunnen ze antwoorden.")
    )


def _readable(field: Any) -> None:
    if field.errors or (field.data is None and field.raw_data and field.raw_data[0].strip()):
        field.errors = []
        raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))

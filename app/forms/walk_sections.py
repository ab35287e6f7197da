"""What is told of a section of a walk, where it is cut, and the reason of a step."""

from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from app import wording
from app.forms.fields import VersionField, at_most, choices_of, line, lines
from app.i18n import _, _l
from app.models import LandConsent, Owner, Surface, Walk
from app.services.walk_sections import FIELDS, MAX_NOTE, MAX_OWNER, SectionFacts
from app.services.walk_steps import MAX_WHY

DAYS: Final = ["%Y-%m-%d", "%d-%m-%Y"]
CHOICES: Final = ("surface", "owner_kind", "consent")


class SectionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One section of a walk."""

    version = VersionField()
    surface = SelectField(_l("Wat is het voor pad?"), choices=choices_of(wording.SURFACES))
    bike = BooleanField(_l("Fietsen mag hier ook."))
    horse = BooleanField(_l("Paardrijden mag hier ook."))
    wet = BooleanField(_l("In de winter is het hier nat."))
    owner_kind = SelectField(_l("Van wie is de grond?"), choices=choices_of(wording.OWNERS))
    owner_name = StringField(
        _l("Naam van de eigenaar"), filters=[line], validators=[Optional(), at_most(MAX_OWNER)]
    )
    consent = SelectField(
        _l("Vindt de eigenaar het goed dat mensen hier lopen?"), choices=choices_of(wording.LAND_CONSENTS)
    )
    consent_on = DateField(_l("Wanneer gaf de eigenaar antwoord?"), format=DAYS, validators=[Optional()])
    consent_note = TextAreaField(
        _l("Wat is er afgesproken?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTE)]
    )

    def __init__(self, *args: Any, before: Walk, number: int, **kwargs: Any) -> None:
        """Show what is known of the section with this number, from 1."""
        section = before.sections[number - 1]
        data = {name: getattr(section, name) for name in FIELDS} | {"version": str(before.version)}
        super().__init__(*args, data=data, **kwargs)
        for name in CHOICES:
            self[name].data = str(self[name].data or "unknown")

    def validate_consent_on(self, field: Any) -> None:
        """Say in Dutch that a day cannot be read."""
        if field.errors:
            field.errors = []
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))

    def command(self) -> SectionFacts:
        """Return what was told; only after validate() said yes."""
        return SectionFacts(
            surface=Surface(self.surface.data),
            bike=self.bike.data,
            horse=self.horse.data,
            wet=self.wet.data,
            owner_kind=Owner(self.owner_kind.data),
            owner_name=self.owner_name.data or "",
            consent=LandConsent(self.consent.data),
            consent_on=self.consent_on.data,
            consent_note=self.consent_note.data or "",
        )


class SplitForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """At which of its points a section is cut."""

    version = VersionField()
    point = StringField(_l("Bij welk punt?"), filters=[line])

    @property
    def number(self) -> int:
        """Return the point; -1, which nothing has, when it is no number."""
        said = self.point.data or ""
        return int(said) if said.isdecimal() and len(said) < 7 else -1  # noqa: PLR2004 (at most 20.000)


class StepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A step of a walk: a button, and when it closes the reason."""

    version = VersionField()
    why = StringField(_l("Waarom is het dicht?"), filters=[line], validators=[Optional(), at_most(MAX_WHY)])

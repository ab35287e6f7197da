"""A form with one field of each kind, for the living style guide."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from app.i18n import _l


class SampleForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Shows how fields look; it is never sent."""

    name = StringField(_l("Naam van de plek"), [Length(max=80)])
    kind = SelectField(_l("Soort"), choices=[("", _l("Kies een soort")), ("poel", _l("Poel"))])
    length = DecimalField(
        _l("Lengte"), [NumberRange(min=1, message=_l("Vul een getal in, bijvoorbeeld 120."))]
    )
    notes = TextAreaField(_l("Opmerking"), [Optional()])
    people = BooleanField(_l("Er staan geen mensen herkenbaar op de foto"))
    owner = RadioField(
        _l("Van wie is de grond?"), choices=[("gemeente", _l("Gemeente")), ("onbekend", _l("Weet ik niet"))]
    )
    picture = RadioField(_l("Soort, met tekening"), choices=[])
    part = RadioField(_l("Hoeveel?"), choices=[("helft", _l("De helft")), ("derde", _l("Een derde"))])


def sample() -> SampleForm:
    """Return the form as someone left it, with one mistake in it."""
    form = SampleForm(formdata=None, data={"owner": "onbekend", "part": "derde", "people": True, "length": 0})
    form.length.errors = [_l("Vul een getal in, bijvoorbeeld 120.")]
    return form

"""A stop along a walk, and the weeks in which it is closed."""

import re
import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask_wtf import FlaskForm
from shapely import Point
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from app.core.errors import InvalidError
from app.forms.fields import FormId, NumberField, VersionField, at_most, line, lines
from app.i18n import _, _l
from app.models import Element, WalkStop
from app.services.walk_parts import (
    MAX_NAME,
    MAX_TEXT,
    MAX_WHY,
    ClosureFacts,
    StopFacts,
    day_of_year,
)
from app.spatial.reading import geojson_of, shape_of_geojson

DAY: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})")
NO_ELEMENT: Final = ""


class StopForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A stop: its name and text, and where it is, in one of three ways."""

    id = FormId()
    version = VersionField()
    name = StringField(
        _l("Hoe heet deze stop?"),
        filters=[line],
        validators=[InputRequired(_l("Geef de stop een naam.")), at_most(MAX_NAME)],
    )
    text = TextAreaField(
        _l("Wat is hier te zien?"), filters=[lines], validators=[Optional(), at_most(MAX_TEXT)]
    )
    element_id = SelectField(_l("Bij welk landschapselement?"), default=NO_ELEMENT, validate_choice=False)
    along_m = NumberField(_l("Hoeveel meter lopen vanaf de start?"), low=0, high=100_000)
    shape = HiddenField(_l("Plek"), id="plek")
    spot: Point | None = None

    def __init__(
        self, *args: Any, elements: Sequence[Element] = (), before: WalkStop | None = None, **kwargs: Any
    ) -> None:
        """Offer ``elements`` along the walk; ``before`` is the stop that is changed."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        offered = {str(one.id): one.title_shown for one in elements}
        if before is not None and before.element_id is not None and before.element is not None:
            offered.setdefault(str(before.element_id), before.element.title_shown)
        self.element_id.choices = [
            SelectChoice(NO_ELEMENT, _("Bij geen")),
            *(SelectChoice(ident, title) for ident, title in offered.items()),
        ]
        self.old = geojson_of(Point(before.lon, before.lat)) if before is not None else ""

    def validate_element_id(self, field: Any) -> None:
        """Refuse an element that is not offered."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_("Kies één van de mogelijkheden."))

    def validate_shape(self, field: Any) -> None:
        """Read the point that was put on the map."""
        if not field.data or (field.data == self.old and self.along_m.data):
            return
        try:
            shape = shape_of_geojson(field.data)
        except InvalidError as error:
            raise ValidationError(_(error.sentence, **error.values)) from error
        if not isinstance(shape, Point):
            raise ValidationError(_("Zet één punt op de kaart."))
        self.spot = shape

    def command(self) -> StopFacts:
        """Return what was told; only after validate() said yes."""
        return StopFacts(
            name=self.name.data,
            text=self.text.data or "",
            element_id=uuid.UUID(self.element_id.data) if self.element_id.data else None,
            spot=self.spot,
            along_m=self.along_m.number,
        )


class ClosureForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """From which day up to which day a walk is closed each year, and why."""

    id = FormId()
    version = VersionField()
    first = StringField(_l("Dicht vanaf"), filters=[line])
    last = StringField(_l("Weer open op"), filters=[line])
    why = StringField(
        _l("Waarom is het dicht?"),
        filters=[line],
        validators=[
            InputRequired(_l("Schrijf waarom het dicht is. Wandelaars lezen dit.")),
            at_most(MAX_WHY),
        ],
    )

    def validate_first(self, field: Any) -> None:
        """Refuse what is no day of a year."""
        if _day(field.data) is None:
            raise ValidationError(_("Vul een dag en een maand in, bijvoorbeeld 15-3."))

    validate_last = validate_first

    def command(self) -> ClosureFacts:
        """Return what was told; only after validate() said yes."""
        first, last = _day(self.first.data), _day(self.last.data)
        if first is None or last is None:
            raise ValueError("the form was not validated")
        return ClosureFacts(first=first, last=last, why=self.why.data or "")


class DropForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A button that takes a part away, on the version that was seen."""

    version = VersionField()


def _day(text: str | None) -> tuple[int, int] | None:
    """Return month and day of 15-3; None when it is no day."""
    found = DAY.fullmatch(text or "")
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    return (month, day) if day_of_year(month, day) else None


def _data_of(stop: WalkStop) -> dict[str, Any]:
    return {
        "id": str(stop.id),
        "name": stop.name,
        "text": stop.text,
        "element_id": str(stop.element_id or NO_ELEMENT),
        "shape": geojson_of(Point(stop.lon, stop.lat)),
    }

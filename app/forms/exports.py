"""The form with which someone asks for a file of sightings: the filter of the list, and the kind of file."""

from typing import Any, Final

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields import SelectChoice

from app import nature_words
from app.core.clock import today
from app.forms.fields import FormId, OneOf, at_most, choices_of, line
from app.i18n import _, _l
from app.models import ExportKind
from app.queries.reference import find_municipalities
from app.queries.sightings import SightingFilter
from app.queries.species_names import species_called
from app.spatial.blur import square_named

FIRST_YEAR: Final = 2000
MAX_NAME: Final = 120
KINDS: Final = {
    "csv": _l("CSV: voor Excel en LibreOffice"),
    "darwin_core": _l("Darwin Core: voor programma’s"),
}
FILTER: Final = ("naam", "groep", "gemeente", "jaar", "hok", "rode-lijst", "invasief", "foto")


class ExportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Its fields are called as they stand in the address of the list."""

    id = FormId()
    name = StringField(_l("Soort"), name="naam", filters=[line], validators=[at_most(MAX_NAME)])
    group = SelectField(_l("Groep"), name="groep", default="")
    town = SelectField(_l("Gemeente"), name="gemeente", default="")
    year = SelectField(_l("Jaar"), name="jaar", default="")
    square = StringField(_l("Kilometerhok"), name="hok", filters=[line])
    red_list = BooleanField(_l("Staat op de Rode Lijst"), name="rode-lijst")
    invasive = BooleanField(_l("Invasief"), name="invasief")
    with_photo = BooleanField(_l("Met foto"), name="foto")
    kind = OneOf(
        _l("Wat voor bestand?"),
        choices=[SelectChoice(value, text) for value, text in KINDS.items()],
        default="csv",
        needed=_l("Kies wat voor bestand je wilt."),
    )

    def __init__(self, *, filled_by: MultiDict[str, str] | None = None, **more: Any) -> None:
        """Offer the choices; ``filled_by`` is the address of a list whose filter is taken over."""
        if filled_by is not None:
            known = [(name, filled_by[name]) for name in FILTER if name in filled_by]
            more["formdata"] = MultiDict(known)
        super().__init__(**more)
        groups = {value: words for value, words in nature_words.GROUPS.items() if value}
        self.group.choices = [SelectChoice("", _("Alle groepen")), *choices_of(groups)]
        self.town.choices = [
            SelectChoice("", _("Heel Drenthe")),
            *(SelectChoice(town.code, town.name) for town in find_municipalities()),
        ]
        years = [str(year) for year in range(today().year, FIRST_YEAR - 1, -1)]
        self.year.choices = [SelectChoice("", _("Alle jaren")), *(SelectChoice(one, one) for one in years)]
        self.species_key = ""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the choices, and that the species and the square are known."""
        right = bool(super().validate(extra_validators))
        named = species_called(self.name.data) if self.name.data and not self.name.errors else None
        if self.name.data and not self.name.errors and named is None:
            self.name.errors = [_("Deze soort kennen wij niet. Kies een naam uit de lijst.")]
            right = False
        self.species_key = named.key if named is not None else ""
        if self.square.data and square_named(self.square.data) is None:
            self.square.errors = [_("Dit is geen kilometerhok. Schrijf het zo: 233-557.")]
            right = False
        return right

    @property
    def narrowed(self) -> bool:
        """Tell whether anything of the filter was filled in, or is wrong."""
        told = (field for field in self if field.name in FILTER)
        return any(field.data or field.errors for field in told)

    @property
    def asked(self) -> SightingFilter:
        """Return the filter; only after validate() said yes."""
        square = square_named(self.square.data or "")
        return SightingFilter(
            species_key=self.species_key,
            group=self.group.data,
            red_list=self.red_list.data,
            invasive=self.invasive.data,
            town=self.town.data,
            square=square.name if square is not None else "",
            year=int(self.year.data or 0),
            with_photo=self.with_photo.data,
        )

    @property
    def chosen(self) -> ExportKind:
        """Return the kind of file; only after validate() said yes."""
        return ExportKind(self.kind.data)

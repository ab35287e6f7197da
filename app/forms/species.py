"""The form with which a coordinator changes a species."""

from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from app.core.errors import N_
from app.forms.fields import NumberField, OneOf, at_most, choices_of, line, lines
from app.i18n import _l
from app.models import Species
from app.services.species import MAX_WORDS, SpeciesFacts, seen

MAX_NAME: Final = 200
FIRST_UNION_LIST: Final = 2016
LAST_YEAR: Final = 2099
BLURS: Final = {
    "0": N_("De plek zelf"),
    "1": N_("Een vak van 1 bij 1 kilometer"),
    "5": N_("Een vak van 5 bij 5 kilometer"),
}
NO_NEST: Final = "geen"
NESTS: Final = {
    NO_NEST: N_("Geen, of niet van toepassing"),
    "1": N_("Categorie 1: ook slaapplek buiten het broedseizoen"),
    "2": N_("Categorie 2: elk jaar in dezelfde kolonie"),
    "3": N_("Categorie 3: elk jaar op dezelfde plek"),
    "4": N_("Categorie 4: maakt bijna nooit zelf een nest"),
    "5": N_("Categorie 5: soms het hele jaar beschermd"),
}


class SpeciesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What may be changed; ``species`` fills in how it is now."""

    opened_with = HiddenField()
    dutch_name = StringField(
        _l("Nederlandse naam"), filters=[line], validators=[Optional(), at_most(MAX_NAME)]
    )
    blur_km = OneOf(
        _l("Wat mag iedereen van de plek zien?"),
        choices=choices_of(BLURS),
        needed=_l("Kies wat iedereen van de plek mag zien."),
    )
    blur_reason_nl = StringField(
        _l("Waarom wordt de plek verborgen?"), filters=[line], validators=[Optional(), at_most(MAX_NAME)]
    )
    nest_category = OneOf(
        _l("Nest"), choices=choices_of(NESTS), needed=_l("Kies een categorie, of kies geen.")
    )
    union_list_year = NumberField(
        _l("Op de Unielijst sinds"), low=FIRST_UNION_LIST, high=LAST_YEAR, whole=True
    )
    reason = TextAreaField(
        _l("Waarom verander je dit?"), filters=[lines], validators=[Optional(), at_most(MAX_WORDS)]
    )

    def __init__(self, *args: Any, species: Species, **kwargs: Any) -> None:
        """Fill in how the species is now."""
        super().__init__(*args, data=_data_of(species), **kwargs)

    def look_again(self, species: Species) -> None:
        """Let the next try count as made with how it is now, which the page shows."""
        self.opened_with.data = seen(species)

    def command(self) -> SpeciesFacts:
        """Return what was filled in; only after validate() said yes."""
        nest, year = self.nest_category.data, self.union_list_year.number
        return SpeciesFacts(
            dutch_name=self.dutch_name.data or "",
            blur_km=int(self.blur_km.data),
            blur_reason_nl=self.blur_reason_nl.data or "",
            union_list_year=None if year is None else int(year),
            nest_category=None if nest == NO_NEST else int(nest),
        )


def _data_of(species: Species) -> dict[str, Any]:
    return {
        "opened_with": seen(species),
        "dutch_name": species.dutch_name,
        "blur_km": str(species.blur_km),
        "blur_reason_nl": species.blur_reason_nl,
        "nest_category": str(species.nest_category or NO_NEST),
        "union_list_year": str(species.union_list_year or ""),
    }

"""The form with which a map of areas comes in."""

from pathlib import PurePath
from typing import Any, Final

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import Optional

from app import wording
from app.forms.fields import OneOf, at_most, choices_of, line
from app.i18n import _, _l
from app.models import AreaLayer
from app.outside.areas import COLLECTIONS

MAX_CREDIT: Final = 120
CREDITS: Final = {
    AreaLayer.MUNICIPALITIES: "© Kadaster, CC BY 4.0",
    AreaLayer.PROVINCES: "© Kadaster, CC BY 4.0",
    AreaLayer.NATURA2000: "RVO",
}


class AreasForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Which map it is, and the file; or ``fetch`` to let it be fetched from PDOK."""

    layer = OneOf(
        _l("Welke kaart is het?"),
        choices=choices_of(wording.AREA_LAYERS),
        needed=_l("Kies welke kaart het is."),
    )
    file = FileField(_l("Bestand"))
    credit = StringField(
        _l("Van wie is de kaart?"), filters=[line], validators=[Optional(), at_most(MAX_CREDIT)]
    )

    @property
    def chosen(self) -> AreaLayer:
        """Return the layer; only after validate() said yes."""
        return AreaLayer(self.layer.data)

    @property
    def source(self) -> str:
        """Return the name of the file, for people."""
        name = PurePath(str(self.file.data.filename).replace("\\", "/")).name
        return line(name) or _("bestand")

    def validate(self, extra_validators: Any = None, *, fetch: bool = False) -> bool:
        """Check the choice, and that there is a file or a way to fetch it."""
        right = bool(super().validate(extra_validators))
        if fetch and not self.layer.errors and self.chosen not in COLLECTIONS:
            self.layer.errors = [_("Deze kaart staat niet bij PDOK. Kies een bestand.")]
            return False
        if not fetch and not self.file.data:
            self.file.errors = [_("Kies een bestand.")]
            return False
        return right

    def credit_or_usual(self) -> str:
        """Return whose map it is, as typed or as is usual for PDOK."""
        return self.credit.data or CREDITS.get(self.chosen, "")


class AreasStepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Nothing but the token: apply, undo and throw away are buttons."""

"""Which groups of species someone looks after."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import ValidationError

from app.forms.fields import choices_of
from app.i18n import _, _l
from app.nature_words import MANY


class GroupsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A tick for each group, and whether one's own desk opens with these."""

    groups = SelectMultipleField(
        _l("Naar welke groepen kijk je?"), choices=choices_of(MANY), validate_choice=False
    )
    own_first = BooleanField(_l("Open Controle met mijn groepen"))

    def validate_groups(self, field: Any) -> None:
        """Refuse what is not in the list."""
        if set(field.data or ()) - set(MANY):
            raise ValidationError(_("Kies groepen uit de lijst."))

    def command(self) -> frozenset[str]:
        """Return the groups."""
        return frozenset(self.groups.data or ())

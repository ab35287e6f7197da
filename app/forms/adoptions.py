"""For how long someone looks after an element, and in whose name."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.forms.fields import FormId, OneOf, line
from app.i18n import _, _l
from app.models import Group, User
from app.services.adoptions import TERMS, AdoptFacts

MYSELF: Final = "me"


class AdoptForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A term; and, for who organises groups, for whom."""

    id = FormId()
    adopter = OneOf(_l("Wie zorgt ervoor?"), choices=[], default=MYSELF, needed=_l("Kies wie ervoor zorgt."))
    years = OneOf(
        _l("Voor hoe lang?"),
        choices=[
            SelectChoice(str(number), _l("1 jaar") if number == 1 else _l("%(years)s jaar", years=number))
            for number in TERMS
        ],
        default="1",
        needed=_l("Kies voor hoeveel jaar, van 1 tot en met 5."),
    )

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        """Offer oneself, and the groups in whose name this person may act."""
        super().__init__(*args, **kwargs)
        named = [SelectChoice(str(one.id), one.name) for one in groups]
        self.adopter.choices = [SelectChoice(MYSELF, _("Ikzelf")), *named]
        if not named:  # nothing to choose, and nothing that a page of before may have offered
            self.adopter.data = MYSELF

    def command(self) -> AdoptFacts:
        """Return what was told; only after validate() said yes."""
        chosen = self.adopter.data
        group_id = uuid.UUID(chosen) if chosen != MYSELF else None
        return AdoptFacts(years=int(self.years.data), group_id=group_id)


class OfferForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Who is asked to take over: someone from one's own groups, or an address."""

    heir = SelectField(_l("Iemand uit je groep"), validate_choice=False)
    email = EmailField(_l("Of een e-mailadres"), filters=[line])

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        """Offer the people who may be asked by name."""
        super().__init__(*args, **kwargs)
        named = [SelectChoice(str(one.id), one.name) for one in people]
        self.heir.choices = [SelectChoice("", _("Kies iemand")), *named]

    def validate_heir(self, field: Any) -> None:
        """Refuse who is not among the choices."""
        if field.data and field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_("Kies één van de mogelijkheden."))

    @property
    def person_id(self) -> uuid.UUID | None:
        """Return who was chosen; only after validate() said yes."""
        return uuid.UUID(self.heir.data) if self.heir.data else None

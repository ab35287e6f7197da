"""For how long someone looks after an element, and in whose name."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms.fields import SelectChoice

from app.forms.fields import FormId, OneOf
from app.i18n import _, _l
from app.models import Group
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

"""What a coordinator says of an idea, and what it becomes."""

import re
import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional, ValidationError

from app.forms.fields import VersionField, at_most, line, lines
from app.forms.sightings import Village
from app.i18n import _, _l
from app.models import Event, Group
from app.services.idea_steps import MAX_WORDS, IdeaStep

# what a choice is called, and what an address of a page ends with
TARGET: Final = re.compile(r"(agenda|groepen)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=$|[/?#\s])")


class IdeaStepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One step, on the version that the coordinator saw; the page shows the fields that its step has."""

    version = VersionField()
    became = Village(_l("Wat wordt het?"), needed=_l("Kies uit de lijst."))
    address = StringField(_l("Of plak het adres van de pagina"), filters=[line], validators=[at_most(500)])
    reason = TextAreaField(_l("Jouw bericht"), filters=[lines], validators=[Optional(), at_most(MAX_WORDS)])

    def __init__(self, *args: Any, events: Sequence[Event], groups: Sequence[Group], **kwargs: Any) -> None:
        """``events`` and ``groups`` are what the list offers."""
        super().__init__(*args, **kwargs)
        known = {f"agenda/{one.id}": f"{one.day:%d-%m-%Y}: {one.title}" for one in events}
        known |= {f"groepen/{one.id}": one.name for one in groups}
        self.became.offer(
            lambda: [SelectChoice("", ""), *(SelectChoice(key, words) for key, words in known.items())],
            known=known,
        )

    def validate_address(self, field: Any) -> None:
        """Refuse what is no address of a day or a group."""
        if field.data and TARGET.search(field.data) is None:
            raise ValidationError(_("Dit is geen adres van een dag in de agenda of van een groep."))

    def command(self, ident: uuid.UUID, step: str) -> IdeaStep:
        """Return the step; only after validate() said yes. A pasted address goes before the list."""
        found = TARGET.search(self.address.data or self.became.data or "")
        kind, target = (found[1], uuid.UUID(found[2])) if found is not None else ("", None)
        return IdeaStep(
            id=ident,
            version=self.version.number,
            step=step,
            reason=self.reason.data or "",
            event_id=target if kind == "agenda" else None,
            group_id=target if kind == "groepen" else None,
        )

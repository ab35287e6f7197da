"""One kind of work on one element, for an event."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms.fields import SelectChoice

from app.forms.fields import ChooseOne, FormId, named_choices
from app.i18n import _l
from app.models import Element
from app.queries.reference import find_activities


class EventTaskForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Which element, and which work."""

    id = FormId()
    element_id = ChooseOne(_l("Welk element?"), needed=_l("Kies het element."))
    activity_key = ChooseOne(_l("Welk werk?"), needed=_l("Kies het werk."))

    def __init__(self, *args: Any, near: Sequence[Element], **kwargs: Any) -> None:
        """``near`` is what may be chosen."""
        super().__init__(*args, **kwargs)
        known = {str(one.id): f"{one.title_shown} · {one.place.name}" for one in near}
        self.element_id.offer(
            lambda: [SelectChoice("", ""), *(SelectChoice(ident, words) for ident, words in known.items())],
            known=known,
        )
        work = find_activities()
        self.activity_key.offer(
            lambda: [SelectChoice("", ""), *named_choices(work)], known={one.key for one in work}
        )

    @property
    def element(self) -> uuid.UUID:
        """Return the chosen element; only after validate() said yes."""
        return uuid.UUID(self.element_id.data)

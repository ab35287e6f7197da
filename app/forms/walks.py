"""What someone tells of a walk: its name, its village and what one should know before going."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from app import wording
from app.forms.fields import ChooseOne, FormId, SentAt, VersionField, at_most, choices_of, line, lines
from app.forms.villages import village_choices, village_ids
from app.i18n import _, _l
from app.models import Dogs, Fit, Group, Walk
from app.services.walks import MAX_ABOUT, MAX_NAME, MAX_NOTE, WalkFacts

NO_GROUP: Final = ""
FITS: Final = choices_of(wording.FITS)
WORDS: Final = (
    "about", "start", "parking", "bus", "wheelchair_notes", "buggy_notes", "dogs_notes", "wet_notes",
)  # fmt: skip
SAME: Final = ("name", *WORDS, "wheelchair", "buggy", "dogs")


def _note(label: Any) -> StringField:
    return StringField(label, filters=[line], validators=[Optional(), at_most(MAX_NOTE)])


class WalkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Everything in words about one walk; its line has a page of its own."""

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    name = StringField(
        _l("Hoe heet het ommetje?"),
        filters=[line],
        validators=[InputRequired(_l("Geef het ommetje een naam.")), at_most(MAX_NAME)],
    )
    place_id = ChooseOne(_l("Bij welk dorp?"), needed=_l("Kies het dorp."))
    group_id = SelectField(_l("Van welke groep is het?"), default=NO_GROUP, validate_choice=False)
    about = TextAreaField(
        _l("Wat is er te zien?"), filters=[lines], validators=[Optional(), at_most(MAX_ABOUT)]
    )
    start = _note(_l("Waar begint het?"))
    parking = _note(_l("Waar kun je parkeren?"))
    bus = _note(_l("Welke bushalte is dichtbij?"))
    wheelchair = SelectField(_l("Kan het met een rolstoel?"), choices=FITS, default=Fit.UNKNOWN)
    wheelchair_notes = _note(_l("Wat moet iemand in een rolstoel weten?"))
    buggy = SelectField(_l("Kan het met een kinderwagen?"), choices=FITS, default=Fit.UNKNOWN)
    buggy_notes = _note(_l("Wat moet iemand met een kinderwagen weten?"))
    dogs = SelectField(_l("Mag een hond mee?"), choices=choices_of(wording.DOGS), default=Dogs.UNKNOWN)
    dogs_notes = _note(_l("Wat moet iemand met een hond weten?"))
    wet_notes = _note(_l("Is het ergens nat?"))
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(
        self, *args: Any, groups: Sequence[Group] = (), before: Walk | None = None, **kwargs: Any
    ) -> None:
        """Offer the villages and ``groups``; ``before`` is the walk that is changed."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        self.place_id.offer(lambda: village_choices(near=None), known=village_ids())
        offered = {str(one.id): one.name for one in groups}
        if before is not None and before.group is not None:
            offered.setdefault(str(before.group.id), before.group.name)
        self.group_id.choices = [
            SelectChoice(NO_GROUP, _("Van geen groep")),
            *(SelectChoice(ident, name) for ident, name in offered.items()),
        ]

    def validate_group_id(self, field: Any) -> None:
        """Refuse a group that is not offered."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_("Kies een groep waar je zelf bij hoort."))

    def _words(self) -> dict[str, Any]:
        return {name: self[name].data or "" for name in WORDS}

    def command(self) -> WalkFacts:
        """Return what was told; only after validate() said yes."""
        return WalkFacts(
            name=self.name.data,
            place_id=self.place_id.uuid,
            group_id=uuid.UUID(self.group_id.data) if self.group_id.data else None,
            wheelchair=Fit(self.wheelchair.data),
            buggy=Fit(self.buggy.data),
            dogs=Dogs(self.dogs.data),
            **self._words(),
        )


def _data_of(walk: Walk) -> dict[str, Any]:
    return {name: getattr(walk, name) for name in SAME} | {
        "id": str(walk.id),
        "version": str(walk.version),
        "place_id": str(walk.place_id),
        "group_id": str(walk.group_id or NO_GROUP),
    }

"""The form of a group: what it is called, where it is, what it cares for and how one joins."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app import wording
from app.forms.fields import ChooseOne, FormId, OneOf, VersionField, at_most, choices_of, line, lines
from app.forms.villages import village_choices, village_ids
from app.i18n import _l
from app.models import Group, GroupKind, Joining, State
from app.services.groups import MAX_ABOUT, MAX_CONTACT, MAX_NAME, GroupFacts


class GroupForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """``before`` is a group that is changed; once it was agreed to, its kind and village stay."""

    id = FormId()
    version = VersionField()
    name = StringField(
        _l("Naam van de groep"),
        filters=[line],
        validators=[InputRequired(_l("Schrijf hoe de groep heet.")), at_most(MAX_NAME)],
    )
    group_kind = OneOf(
        _l("Wat voor groep is het?"),
        choices=choices_of(wording.GROUP_KINDS),
        needed=_l("Kies wat voor groep het is."),
    )
    place_id = ChooseOne(_l("Dorp"), needed=_l("Kies het dorp."))
    about = TextAreaField(
        _l("Waar zorgen jullie voor?"),
        filters=[lines],
        validators=[InputRequired(_l("Schrijf waar jullie voor zorgen.")), at_most(MAX_ABOUT)],
    )
    joining = OneOf(
        _l("Hoe wordt iemand lid?"),
        choices=choices_of(wording.JOINING),
        default=Joining.REQUEST,
        needed=_l("Kies hoe iemand lid wordt."),
    )
    contact = StringField(
        _l("Hoe kunnen mensen jullie vinden?"),
        filters=[line],
        validators=[Optional(), at_most(MAX_CONTACT)],
    )
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(self, *args: Any, before: Group | None = None, **kwargs: Any) -> None:
        """Fill in what the group says now."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        self.place_id.offer(lambda: village_choices(near=None), known=village_ids())
        self.settled = before is not None and before.state == State.PUBLISHED
        if self.settled and before is not None:
            self.group_kind.data, self.place_id.data = str(before.group_kind), str(before.place_id)

    def command(self) -> GroupFacts:
        """Return what was told; only after validate() said yes."""
        return GroupFacts(
            name=self.name.data,
            group_kind=GroupKind(self.group_kind.data),
            place_id=self.place_id.uuid,
            about=self.about.data,
            contact=self.contact.data or "",
            joining=Joining(self.joining.data),
        )


def _data_of(group: Group) -> dict[str, Any]:
    same = ("name", "about", "contact")
    facts = {name: getattr(group, name) for name in same}
    chosen = {
        name: str(getattr(group, name)) for name in ("id", "version", "group_kind", "place_id", "joining")
    }
    return facts | chosen

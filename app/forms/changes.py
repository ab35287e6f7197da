"""The form of an element, filled in, of which only what differs is proposed."""

import json
from collections.abc import Mapping
from typing import Any, Final

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from app.core.ids import new_id
from app.forms.elements import ElementForm
from app.forms.fields import at_most, lines
from app.i18n import _, _l
from app.models import Element, ElementChange, Owner
from app.services.changes import MAX_WHY, ChangeFacts
from app.services.plain import FIELDS, Plain, different, plain_of

NOW: Final = "nu"
CHOICE: Final = "kies_"  # field → whose version: nu, or mijn
MAX_BASE: Final = 2_000_000  # characters; a shape of 10,000 points has a tenth of it
OWNER: Final = "owner_kind"


class ChangeForm(ElementForm):
    """Everything that may be corrected; ``base`` is what the person saw, as JSON."""

    base = HiddenField()
    base_version = HiddenField()
    why = TextAreaField(
        _l("Waarom verander je dit?"), filters=[lines], validators=[Optional(), at_most(MAX_WHY)]
    )
    desk = HiddenField()  # the button that leaves the choice to the coordinator

    def __init__(
        self,
        *args: Any,
        element: Element,
        shows_owner: bool,
        change: ElementChange | None = None,
        **kwargs: Any,
    ) -> None:
        """Fill in how it is now, or what was proposed before; private owners are not shown to others."""
        super().__init__(*args, before=element, **kwargs)
        self.element = element
        self.now = plain_of(element)
        if not shows_owner:
            self.now.pop(OWNER)
        if self.is_submitted():
            self._settle()
            return
        self.id.data = str(change.id if change is not None else new_id())
        self.version.data = str(change.version if change is not None else 0)
        self.base_version.data = str(element.version)
        self.base.data = json.dumps({name: self.now.get(name) for name in FIELDS if name in self.now})
        if not shows_owner:
            self.owner_kind.data = Owner.UNKNOWN
        if change is not None:
            self._show(change)

    @property
    def seen(self) -> Plain:
        """Return the fields as the person saw them; nothing when the form was tampered with."""
        text = self.base.data or ""
        try:
            found = json.loads(text) if len(text) <= MAX_BASE else None
        except (ValueError, RecursionError):
            found = None
        return {name: found[name] for name in FIELDS if name in found} if isinstance(found, dict) else {}

    def proposal(self, element: Element) -> ChangeFacts:
        """Return what differs from what the person saw; only after validate() said yes."""
        seen, mine = self.seen, plain_of(self.command())
        if OWNER not in seen and mine[OWNER] == Owner.UNKNOWN:
            mine.pop(OWNER)
        wanted = {name: mine[name] for name in different(seen, mine) if name not in self.settled}
        version = self.base_version.data or ""
        return ChangeFacts(
            element_id=element.id,
            base_version=int(version) if version.isdecimal() and len(version) < 10 else 0,  # noqa: PLR2004
            base=seen,
            wanted=wanted,
            desk_chooses=bool(self.desk.data),
            why=self.why.data or "",
        )

    def validate_people_ok(self, _field: Any) -> None:
        """Ask nothing: a correction has no photos."""

    @property
    def settled(self) -> list[str]:
        """Name the fields that the person left to the other version."""
        return [name for name in FIELDS if self._chose(name) == NOW]

    def _settle(self) -> None:
        """Put what stands now in those fields, so that nothing later proposes the old value again."""
        self._put({name: self.now[name] for name in self.settled if name in self.now})

    def _chose(self, name: str) -> str:
        sent: Mapping[str, str] = getattr(self, "_sent", {})
        return sent.get(CHOICE + name, "")

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Remember the choices between two versions, which are no fields of their own."""
        self._sent = self.meta.wrap_formdata(self, formdata) or {}
        super().process(formdata, *args, **kwargs)

    def _show(self, change: ElementChange) -> None:
        """Put what was proposed before in the fields."""
        self._put(change.wanted)
        self.why.data = change.why

    def _put(self, values: Mapping[str, Any]) -> None:
        """Put plain values in the fields; the place as it was drawn."""
        for name, value in values.items():
            if name == "shape":
                self.shape.data = value
            elif name == "overdue":
                self.overdue.data = value
            elif name in self._fields:
                self[name].data = "" if value is None else str(value)


def title_of(name: str) -> str:
    """Name a field for people."""
    names = {
        "type_key": _("Soort"),
        "shape": _("Plek of lijn"),
        "accuracy_m": _("Hoe precies"),
        "place_id": _("Dorp"),
        "width_m": _("Breedte"),
        "name": _("Naam"),
        "owner_kind": _("Grond van"),
        "condition": _("Toestand"),
        "overdue": _("Achterstallig"),
        "count": _("Aantal"),
        "age": _("Leeftijd"),
        "story": _("Verhaal"),
        "municipality_code": _("Gemeente"),
        "core_network": _("Natuurnetwerk"),
        "area_type": _("Gebiedstype"),
    }
    return names.get(name, name)

"""Setting right, while approving a new element, what a coordinator sees is wrong with it."""

import uuid
from dataclasses import dataclass
from typing import Any, Final

from app.core.errors import InvalidError
from app.models import Consent, Element, Owner, Visibility
from app.policies.elements import default_visibility
from app.services.elements import element_values
from app.services.locating import BY, locate_later
from app.services.plain import facts_of, plain_of
from app.services.publication import Changes

FIXABLE: Final = ("type_key", "place_id", "owner_kind", "consent", "visibility")
FOLLOWING: Final = ("title", *BY, *BY.values())  # what the five decide of the rest


@dataclass(frozen=True, kw_only=True)
class Fixes:
    """How it should be; None, or what it is already, leaves a field alone."""

    type_key: str | None = None
    place_id: uuid.UUID | None = None
    owner_kind: Owner | None = None
    consent: Consent | None = None
    visibility: Visibility | None = None


NO_FIXES: Final = Fixes()


def fix(element: Element, fixes: Fixes) -> Changes:
    """Write the fixes; return [old, new] of each of the five fields that changed, as plain words.

    Who may see it follows kind, owner and consent by the usual rule, unless someone chose otherwise.
    Raises InvalidError when what was drawn does not fit the new kind.
    """
    wanted = {name: getattr(fixes, name) for name in FIXABLE}
    wanted = {
        name: value for name, value in wanted.items() if value is not None and value != getattr(element, name)
    }
    if not wanted:
        return {}
    wanted.setdefault("visibility", _followed(element, wanted))
    return _write(element, wanted)


def unfix(element: Element, changes: Changes) -> None:
    """Put back what the decision had fixed, but for what was changed since."""
    back = {name: pair[0] for name, pair in changes.items() if str(getattr(element, name)) == pair[1]}
    if back:
        _write(element, back)


def is_fixed(element: Element, fixes: Fixes, changes: Changes) -> bool:
    """Tell whether the element is as these fixes left it; ``changes`` are those of the decision."""
    return all(
        value in {None, getattr(element, name)} or _has_followed(name, value, changes)
        for name, value in vars(fixes).items()
    )


def _has_followed(name: str, value: object, changes: Changes) -> bool:
    """Tell whether it was left as it was, and then followed what was fixed beside it."""
    return name == "visibility" and len(changes) > 1 and changes.get(name, [None])[0] == value


def _followed(element: Element, wanted: dict[str, Any]) -> Visibility:
    now: dict[str, Any] = {
        "type_key": element.type_key,
        "owner": element.owner_kind,
        "consent": element.consent,
    }
    new = now | {"owner" if name == "owner_kind" else name: value for name, value in wanted.items()}
    usual: dict[str, Any] = {name: new[name] for name in now}
    return (
        default_visibility(**usual) if element.visibility == default_visibility(**now) else element.visibility
    )


def _write(element: Element, wanted: dict[str, Any]) -> Changes:
    told = plain_of(element) | {name: str(value) for name, value in wanted.items()}
    visibility = Visibility(wanted.get("visibility", element.visibility))
    try:
        values = element_values(facts_of(told, visibility=visibility), before=element)
    except InvalidError as error:
        field = "type_key" if error.field == "shape" else error.field
        raise InvalidError(error.sentence, field=field, **error.values) from error
    changes = {
        name: [str(getattr(element, name)), str(values[name])]
        for name in FIXABLE
        if getattr(element, name) != values[name]
    }
    for name in (*FIXABLE, *FOLLOWING):
        setattr(element, name, values[name])
    if "place_id" in changes:
        locate_later(element.id)
    return changes

"""What coordinators do with a published element itself: gone, back, out of view, in view again."""

import uuid
from collections.abc import Callable
from typing import Final

from app.core.errors import N_, ConflictError, NotAllowedError, NotFoundError
from app.models import Consent, Element, State, User, Visibility
from app.policies.elements import can_see
from app.policies.moderation import can_moderate, is_on_desk_of
from app.queries.moderation import coordinators_of
from app.queries.photos import find_photos_about, reported_photos
from app.services.ground import hide_photos, set_fields, show_photos
from app.services.presence import turn
from app.transaction import load, transactional


@transactional
def stand(ident: uuid.UUID, step: str, *, actor: User) -> Element:
    """Take one step with an element that is or was published: gone, restore, hide or show.

    Doing it again changes nothing. Raises NotFoundError, NotAllowedError when it is not on this
    person's desk, ConflictError when the element was never published.
    """
    element = load(Element, ident)
    if element is None or not can_see(actor, element):
        raise NotFoundError
    if not can_moderate(actor) or not is_on_desk_of(
        actor, element, coordinators=coordinators_of(element.municipality_code)
    ):
        raise NotAllowedError(N_("Alleen coördinatoren van deze gemeente kunnen dit."))
    if element.state not in {State.PUBLISHED, State.GONE}:
        raise ConflictError(N_("Dit element wacht nog op controle. Beslis daar eerst over."))
    STEPS[step](element, actor)
    return element


def _gone(element: Element, actor: User) -> None:
    if element.state == State.PUBLISHED:
        turn(element, State.GONE, actor=actor)


def _restore(element: Element, actor: User) -> None:
    if element.state == State.GONE:
        turn(element, State.PUBLISHED, actor=actor)


def _hide(element: Element, actor: User) -> None:
    changes = set_fields(element, {"visibility": Visibility.COORDINATORS})
    if changes:
        element.note("hide", actor=actor, changes=changes)


def _show(element: Element, actor: User) -> None:
    wanted: dict[str, object] = {"visibility": Visibility.EVERYONE}
    if element.consent == Consent.NO:
        wanted["consent"] = Consent.UNKNOWN
    photos = find_photos_about(element, viewer=actor)
    reported = reported_photos(element)  # what is wrong with those, stays wrong
    hidden = {str(photo.id) for photo in photos if photo.hidden_at is not None and photo.id not in reported}
    changes = set_fields(element, wanted)
    if hidden:
        show_photos(element, hidden, actor=actor)
    if changes or hidden:
        element.note("show", actor=actor, changes=changes)


def _hide_photos(element: Element, actor: User) -> None:
    hidden = hide_photos(element, actor=actor)
    if hidden:
        element.note("hide", actor=actor, changes={"photos_hidden": [0, len(hidden)]})


STEPS: Final[dict[str, Callable[[Element, User], None]]] = {
    "gone": _gone,
    "restore": _restore,
    "hide": _hide,
    "hide_photos": _hide_photos,
    "show": _show,
}

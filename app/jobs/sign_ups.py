"""Mails to who comes to an event: each tells how it is by the time that it goes out."""

import uuid
from typing import Final

from app.config import settings
from app.core.errors import N_, NotFoundError
from app.core.sign_up_key import sign_up_key
from app.mail import deliver
from app.models import EventStage, Going, SignUp
from app.queries.sign_ups import get_sign_up
from app.services.event_steps import remind_tomorrow
from app.services.sign_up_memory import forget_details

SUBJECTS: Final = {
    "asked": N_("Bevestig dat je meedoet: %(title)s"),
    "going": N_("Je doet mee: %(title)s"),
    "waiting": N_("Je staat op de wachtlijst: %(title)s"),
    "moved_up": N_("Er is plek, je doet mee: %(title)s"),
    "on": N_("Gaat door: %(title)s"),
    "off": N_("Afgelast: %(title)s"),
    "remind": N_("Morgen: %(title)s"),
    "thanks": N_("Dank je wel: %(title)s"),
}


def tell(*, sign_up_id: str, what: str) -> None:
    """Mail who signed up, unless it is no longer so; a repeat after a crash has the same Message-ID."""
    try:
        mine = get_sign_up(uuid.UUID(sign_up_id))
    except NotFoundError:
        return
    said = _said(mine, what)
    to = mine.person.email if mine.person is not None else mine.email
    if said is None or not to:
        return
    deliver(
        to=to,
        template="mail/events/sign_up",
        subject=SUBJECTS[said],
        message_key=f"sign-up-{mine.id}-{mine.rank}-{said}",
        language=mine.language,
        title=mine.event.title,
        event=mine.event,
        said=said,
        because=mine.event.reason_of({"on": "confirm", "off": "call_off"}.get(said, "")),
        key=None if mine.person is not None else sign_up_key(mine.id, secret=settings().secret_key),
    )


def remind() -> None:
    """Have everyone mailed who comes to something tomorrow."""
    remind_tomorrow()


def forget() -> None:
    """Forget what is no longer needed of who came."""
    forget_details()


def _said(mine: SignUp, what: str) -> str | None:
    """Return what to tell by now: nothing of what was cancelled since, of what was called off only that."""
    if (what == "off") != (mine.event.stage == EventStage.OFF):
        return None
    if what == "confirm":
        return "asked" if mine.going == Going.ASKED else None
    if mine.going not in {Going.GOING, Going.WAITING}:
        return None
    if what in {"on", "off", "thanks"} or (what in {"moved_up", "remind"} and mine.going == Going.GOING):
        return what
    return str(mine.going)

"""Mails about who looks after an element: each tells how it is by the time that it goes out."""

import uuid

from app.config import settings
from app.core.errors import N_
from app.core.offers import offer_key
from app.mail import deliver
from app.models import MailWhen, State
from app.queries.handovers import get_offered
from app.queries.people import get_person
from app.services.handovers import forget_offers


def tell_offer(*, offer_id: str, asker_id: str) -> None:
    """Mail who is asked to take over, unless that was answered or the element is out of view by now."""
    found, asker = (
        next(iter(get_offered(offer_id=uuid.UUID(offer_id))), None),
        get_person(uuid.UUID(asker_id)),
    )
    if found is None or not found.has_offer or asker is None or not asker.is_active:
        return
    reader = found.offer_person
    if found.element.state != State.PUBLISHED or (reader is not None and reader.mail_when == MailWhen.NONE):
        return
    deliver(
        to=reader or found.offer_email,
        template="mail/adoptions/offer",
        subject=N_("Wil jij zorgen voor %(title)s?"),
        message_key=f"adoption-offer-{offer_id}",
        language="" if reader is not None else asker.language,
        may_stop=reader is not None,
        asker=asker.name,
        title=found.element.title_shown,
        village=found.element.place.name,
        key=offer_key(uuid.UUID(offer_id), secret=settings().secret_key),
    )


def sweep() -> None:
    """Forget to whom something was proposed that no longer counts."""
    forget_offers()

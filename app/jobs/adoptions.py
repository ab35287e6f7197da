"""Mails about who looks after an element: each tells how it is by the time that it goes out."""

import uuid
from typing import Final

from app.config import settings
from app.core.clock import today
from app.core.errors import N_
from app.core.offers import offer_key
from app.mail import deliver
from app.models import MailWhen, State, User
from app.policies.adoptions import acts_for, can_see
from app.queries.adoptions import get_adoption
from app.queries.element_work import find_work
from app.queries.handovers import get_offered
from app.queries.people import get_person
from app.services.adoption_year import (
    ANSWER_DAYS,
    ask_again,
    end_unseen,
    lapse_unanswered,
    remind_in_season,
)
from app.services.handovers import forget_offers

SUBJECTS: Final = {
    "ask": N_("Zorg je nog voor %(title)s?"),
    "remind": N_("Nu te doen: %(title)s"),
}


def tell_offer(*, offer_id: str, asker_id: str) -> None:
    """Mail who is asked to take over, unless that was answered or the element is out of view by now."""
    found, asker = (
        next(iter(get_offered(offer_id=uuid.UUID(offer_id))), None),
        get_person(uuid.UUID(asker_id)),
    )
    if found is None or not found.has_offer or asker is None or not asker.is_active:
        return
    reader = found.offer_person
    if found.element.state != State.PUBLISHED or (reader is not None and not _reads(reader)):
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


def tell(*, adoption_id: str, person_id: str, what: str) -> None:
    """Mail what there is to do now, or ask whether they go on; nothing when that was answered meanwhile."""
    adoption, reader = get_adoption(uuid.UUID(adoption_id)), get_person(uuid.UUID(person_id))
    if adoption is None or reader is None or not _reads(reader) or not acts_for(reader, adoption):
        return
    element = adoption.element
    works = [one for one in find_work(element, today()) if one.is_due and one.is_good_time]
    about = adoption.asked_about if what == "ask" else None
    if not adoption.is_active or not can_see(reader, adoption) or not (about or (what == "remind" and works)):
        return
    deliver(
        to=reader,
        template=f"mail/adoptions/{what}",
        subject=SUBJECTS[what],
        message_key=f"adoption-{what}-{adoption_id}-{person_id}-{adoption.asked_on or adoption.reminded_on}",
        may_stop=True,
        reader=reader,
        title=element.title_shown,
        village=element.place.name,
        group=adoption.group.name if adoption.group is not None else "",
        about=about,
        works=works,
        days=ANSWER_DAYS,
        adoption_id=adoption_id,
    )


def sweep() -> None:
    """Do what time does: in this order, so that nobody is asked about what is over."""
    forget_offers()
    end_unseen()
    lapse_unanswered()
    ask_again()
    remind_in_season()


def _reads(person: User) -> bool:
    return person.is_active and person.mail_when != MailWhen.NONE

"""Mails about who comes into a group or can help, one by one; an address only when its owner chose so."""

import uuid
from dataclasses import dataclass
from typing import Final

from app.core.errors import N_
from app.mail import deliver
from app.models import GroupStep, MailWhen, Part, User
from app.policies.groups import organises, part_of
from app.queries.hands import get_call, get_offer
from app.queries.members import get_event
from app.queries.people import get_person


@dataclass(frozen=True, kw_only=True)
class News:
    """What a step is told by, and what its person must still be."""

    template: str
    subject: str
    while_part: Part | None


NEWS: Final = {
    GroupStep.ADMITTED: News(
        template="joined",
        subject=N_("Je doet mee met %(group)s"),
        while_part=Part.MEMBER,
    ),
    GroupStep.REFUSED: News(
        template="refused",
        subject=N_("Meedoen met %(group)s kan nu niet"),
        while_part=None,
    ),
    **dict.fromkeys(
        (GroupStep.RAISED, GroupStep.HANDED_OVER, GroupStep.APPOINTED),
        News(
            template="organiser",
            subject=N_("Je bent organisator van %(group)s"),
            while_part=Part.ORGANISER,
        ),
    ),
}


def tell_organiser(*, event_id: str, person_id: str) -> None:
    """Mail an organiser that someone wants to join, unless that was answered or taken back meanwhile."""
    event, reader = get_event(uuid.UUID(event_id)), get_person(uuid.UUID(person_id))
    if event is None or event.person is None or reader is None or not _reads(reader):
        return
    asked = next((one for one in event.person.memberships if one.group_id == event.group_id), None)
    if asked is None or asked.part != Part.ASKED or part_of(reader, event.group_id) != Part.ORGANISER:
        return
    deliver(
        to=reader,
        template="mail/groups/asked",
        subject=N_("%(asker)s wil meedoen met %(group)s"),
        message_key=f"group-{event_id}-{person_id}",
        may_stop=True,
        reader=reader,
        asker=event.person.name,
        group=event.group.name,
        note=asked.note,
        group_id=event.group_id,
    )


def tell_person(*, event_id: str) -> None:
    """Mail someone what became of them in a group, unless it is otherwise by now."""
    event = get_event(uuid.UUID(event_id))
    if event is None or event.person is None or not _reads(event.person):
        return
    news = NEWS[GroupStep(event.step)]
    if part_of(event.person, event.group_id) != news.while_part:
        return
    deliver(
        to=event.person,
        template=f"mail/groups/{news.template}",
        subject=news.subject,
        message_key=f"group-{event_id}",
        may_stop=True,
        reader=event.person,
        group=event.group.name,
        group_id=event.group_id,
    )


def tell_of_offer(*, call_id: str, helper_id: str, person_id: str) -> None:
    """Mail an organiser who can help; with the address only when that person chose so."""
    offer, reader = get_offer(uuid.UUID(call_id), uuid.UUID(helper_id)), get_person(uuid.UUID(person_id))
    if offer is None or not offer.person.is_active or reader is None or not _reads(reader):
        return
    call = get_call(offer.call_id, viewer=reader)
    if not organises(reader, call.group_id):
        return
    deliver(
        to=reader,
        template="mail/groups/offered",
        subject=N_("%(helper)s kan helpen bij %(group)s"),
        message_key=f"offer-{call_id}-{helper_id}-{person_id}",
        may_stop=True,
        reader=reader,
        helper=offer.person.name,
        address=offer.person.email if offer.with_address else "",
        group=call.group.name,
        note=offer.note,
        words=call.words,
        call_id=call_id,
    )


def _reads(person: User) -> bool:
    """Tell whether they want mail; it does not wait for the morning of who reads once a day."""
    return person.is_active and person.mail_when != MailWhen.NONE

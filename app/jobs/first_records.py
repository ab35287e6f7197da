"""The mail of the same day about a species on the Union list."""

import uuid

from app.core.errors import N_
from app.i18n import in_language
from app.mail import deliver
from app.models import MailWhen
from app.policies.moderation import can_moderate
from app.queries.first_records import get_first_record
from app.queries.people import get_person


def tell_coordinator(*, person_id: str, sighting_id: str) -> None:
    """Mail one coordinator, unless it fell meanwhile; a repeat after a crash has the same Message-ID.

    It does not wait for the morning of who reads once a day: what spreads is told the same day.
    """
    person, sighting = get_person(uuid.UUID(person_id)), get_first_record(uuid.UUID(sighting_id))
    if person is None or sighting is None or sighting.named is None:
        return
    if not can_moderate(person) or person.mail_when == MailWhen.NONE:
        return
    with in_language(person.language):
        species = sighting.named.called
    deliver(
        to=person,
        template="mail/moderation/first_record",
        subject=N_("Nieuw in vak %(square)s: %(species)s"),
        message_key=f"first-{sighting_id}-{person_id}",
        may_stop=True,
        species=species,
        square=sighting.square,
        sighting=sighting,
        reader=person,
    )

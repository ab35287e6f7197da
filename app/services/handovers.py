"""Handing over the care of an element: proposed by mail, and taken by who gets it."""

import uuid
from datetime import timedelta
from typing import Final

from app import queue
from app.core.addresses import mailbox
from app.core.clock import now
from app.core.errors import N_, ConflictError, GoneError, InvalidError, NotAllowedError
from app.core.ids import new_id
from app.models import Adoption, Element, State, User
from app.policies.elements import can_see
from app.queries.blocked_senders import is_blocked
from app.queries.handovers import find_candidates, get_offered
from app.services.adoptions import OVER, AdoptFacts, begin, own_adoption
from app.services.limits import Limit, spend
from app.transaction import load, transactional

LIVES: Final = timedelta(days=14)
DAY_S: Final = 24 * 3600
PER_PERSON, PER_ADDRESS = 10, 3
TOO_OFTEN: Final = N_("Dit was te vaak achter elkaar. Probeer het morgen opnieuw.")
STALE: Final = N_("Deze vraag geldt niet meer. Vraag om een nieuwe mail.")


@transactional
def offer(ident: uuid.UUID, *, person_id: uuid.UUID | None = None, email: str = "", actor: User) -> Adoption:
    """Ask someone by mail to take over: from one's own groups, or at an address. A new one replaces it.

    Until they say yes nothing changes. A blocked address gets no mail, and the same answer. Raises
    NotFoundError and NotAllowedError by the policy, ConflictError when it is over, InvalidError without
    anyone to ask or with both, TooManyError.
    """
    adoption = own_adoption(ident, actor=actor)
    if not adoption.is_active:
        raise ConflictError(OVER)
    if bool(email) == (person_id is not None):
        raise InvalidError(N_("Kies iemand uit je groep, of vul een e-mailadres in."), field="email")
    if person_id is not None and person_id not in {one.id for one in find_candidates(adoption, viewer=actor)}:
        raise InvalidError(N_("Kies één van de mogelijkheden."), field="heir")
    address = mailbox(email) if email else ""
    spend(
        [
            Limit("handover-person", str(actor.id), PER_PERSON, DAY_S),
            Limit("handover-address", address or str(person_id), PER_ADDRESS, DAY_S),
        ],
        sentence=TOO_OFTEN,
    )
    adoption.offer_id, adoption.offer_until = new_id(), now() + LIVES
    adoption.offer_email, adoption.offer_person_id = address, person_id
    if not address or not is_blocked(address):
        queue.add("mails.adoption_offer", offer_id=str(adoption.offer_id), asker_id=str(actor.id))
    return adoption


@transactional
def accept_offer(offer_id: uuid.UUID, ident: uuid.UUID, facts: AdoptFacts, *, actor: User) -> Adoption:
    """Take over what was proposed, from today on, for oneself or a group that one organises.

    Raises GoneError for what no longer counts, NotAllowedError for what another was asked, and as adopt().
    """
    before, element = _offered(offer_id, actor)
    if element.state != State.PUBLISHED or not can_see(actor, element):
        raise NotAllowedError(N_("Jij kunt dit element niet zien. Je kunt er dus niet voor zorgen."))
    before.take("hand_over")
    return begin(ident, element, facts, actor=actor)


@transactional
def decline_offer(offer_id: uuid.UUID, *, actor: User) -> None:
    """Say that one does not take over: who asked goes on, and may ask another. Raises as accept_offer()."""
    before, _element = _offered(offer_id, actor)
    before.forget_offer()


@transactional
def forget_offers() -> None:
    """Forget to whom something was proposed that no longer counts."""
    for adoption in get_offered(before=now()):
        adoption.forget_offer()


def _offered(offer_id: uuid.UUID, actor: User) -> tuple[Adoption, Element]:
    found = next(iter(get_offered(offer_id=offer_id)), None)
    element = load(Element, found.element_id) if found is not None else None
    before = load(Adoption, found.id) if found is not None else None
    if before is None or element is None or before.offer_id != offer_id or not before.has_offer:
        raise GoneError(STALE)
    if before.offer_person_id not in {None, actor.id}:
        raise NotAllowedError(N_("Deze vraag is voor iemand anders."))
    if before.person_id == actor.id:
        raise ConflictError(N_("Jij zorgt al voor dit element. Stuur de link aan wie het overneemt."))
    return before, element

"""Who may be asked to take over an adoption, and what a link in a mail proposes."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.config import settings
from app.core.clock import now
from app.core.errors import N_, GoneError, NotAllowedError, NotFoundError
from app.core.offers import offer_key, offer_of
from app.extensions import db
from app.models import Adoption, Element, Membership, State, User
from app.policies.adoptions import visible_to
from app.policies.elements import can_see
from app.policies.groups import INSIDE, groups_of


def find_candidates(adoption: Adoption, *, viewer: User) -> Sequence[User]:
    """Return who may be asked by name to take over: who is in the group, or in a group with this person."""
    groups = [adoption.group_id] if adoption.group_id is not None else list(groups_of(viewer))
    if not groups:
        return ()
    inside = select(Membership.person_id).where(Membership.group_id.in_(groups), Membership.part.in_(INSIDE))
    open_ = (User.suspended_at.is_(None), User.email.is_not(None))
    query = select(User).where(User.id.in_(inside), User.id != viewer.id, *open_)
    return db.session.scalars(query.order_by(User.name, User.id)).all()


def get_offered(*, offer_id: uuid.UUID | None = None, before: datetime | None = None) -> Sequence[Adoption]:
    """Return the adoption with this proposed handover, or all whose proposal is older than a moment."""
    which = Adoption.offer_id == offer_id if before is None else Adoption.offer_until < before
    parts = (joinedload(Adoption.element), joinedload(Adoption.offer_person), joinedload(Adoption.person))
    return db.session.scalars(select(Adoption).where(which).options(*parts)).all()


def get_offer(key: str, *, viewer: User) -> Adoption:
    """Return what the link of a mail proposes; raises NotFoundError for a key that we did not make.

    Raises GoneError for what no longer counts, NotAllowedError for what another was asked or one may not see.
    """
    ident = offer_of(key, secret=settings().secret_key)
    if ident is None:
        raise NotFoundError
    found = next(iter(get_offered(offer_id=ident)), None)
    if found is None or not found.has_offer:
        raise GoneError(N_("Deze vraag geldt niet meer. Vraag om een nieuwe mail."))
    if found.offer_person_id not in {None, viewer.id}:
        raise NotAllowedError(N_("Deze vraag is voor iemand anders."))
    if found.element.state != State.PUBLISHED or not can_see(viewer, found.element):
        raise NotAllowedError(N_("Jij kunt dit element niet zien. Je kunt er dus niet voor zorgen."))
    return found


def find_offers_to(viewer: User) -> Sequence[tuple[Adoption, str]]:
    """Return what someone is asked by name to take over, each with the key of its link."""
    query = (
        select(Adoption)
        .join(Adoption.element)
        .where(
            Adoption.offer_person_id == viewer.id,
            Adoption.offer_until > now(),
            Element.state == State.PUBLISHED,
            visible_to(viewer),
        )
    )
    rows = db.session.scalars(query.order_by(Adoption.offer_until).options(joinedload(Adoption.element)))
    secret = settings().secret_key
    return [(one, offer_key(one.offer_id, secret=secret)) for one in rows if one.offer_id is not None]

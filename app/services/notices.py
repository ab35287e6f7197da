"""A notice above every page: put it there, end it."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.clock import now, today
from app.core.errors import N_, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import NoticeLevel, SiteNotice, User
from app.policies.admin import can_manage
from app.transaction import load, transactional

MOST = 2  # at a time: more, and nobody reads them


@dataclass(frozen=True, kw_only=True)
class NoticeText:
    """What it says, how it looks, and from which to which day (both included)."""

    level: NoticeLevel
    title_nl: str
    title_en: str = ""
    text_nl: str = ""
    text_en: str = ""
    first_on: date
    last_on: date


@transactional
def post_notice(ident: uuid.UUID, new: NoticeText, *, actor: User) -> None:
    """Put a notice above every page; the same id again changes nothing.

    Raises NotAllowedError, and InvalidError for days that are over, in the wrong order or full.
    """
    if not can_manage(actor):
        raise NotAllowedError
    if load(SiteNotice, ident) is not None:
        return
    if new.first_on > new.last_on:
        raise InvalidError(N_("De laatste dag komt niet voor de eerste."), field="last_on")
    if new.last_on < today():
        raise InvalidError(N_("Deze dag is al voorbij."), field="last_on")
    others = select(SiteNotice).where(SiteNotice.ended_at.is_(None))
    others = others.where(SiteNotice.first_on <= new.last_on, SiteNotice.last_on >= new.first_on)
    if len(db.session.scalars(others).all()) >= MOST:
        raise InvalidError(
            N_("In deze dagen staan er al 2 meldingen. Haal er eerst één weg."), field="first_on"
        )
    db.session.add(SiteNotice(id=ident, by_id=actor.id, **vars(new)))


@transactional
def end_notice(ident: uuid.UUID, *, actor: User) -> None:
    """Take a notice off every page at once; it stays as a record; twice is once."""
    if not can_manage(actor):
        raise NotAllowedError
    notice = load(SiteNotice, ident)
    if notice is None:
        raise NotFoundError
    notice.ended_at = notice.ended_at or now()

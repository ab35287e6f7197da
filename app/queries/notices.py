"""Notices above every page: which count today, and which there are."""

from collections.abc import Sequence

from sqlalchemy import select

from app.core.clock import today
from app.extensions import db
from app.i18n import shown_language
from app.models import SiteNotice


def find_shown() -> Sequence[SiteNotice]:
    """Return what stands above every page today, oldest first."""
    day = today()
    query = select(SiteNotice).where(SiteNotice.ended_at.is_(None))
    query = query.where(SiteNotice.first_on <= day, SiteNotice.last_on >= day)
    return db.session.scalars(query.order_by(SiteNotice.created_at, SiteNotice.id)).all()


def find_notices(*, size: int = 20) -> Sequence[SiteNotice]:
    """Return the notices that were made last, those to come and those that are over too."""
    query = select(SiteNotice).order_by(SiteNotice.created_at.desc(), SiteNotice.id).limit(size)
    return db.session.scalars(query).all()


def title_of(notice: SiteNotice) -> str:
    """Return the title in the reader's language; Dutch where there is no English."""
    return notice.title_en if _english(notice) else notice.title_nl


def text_of(notice: SiteNotice) -> str:
    """Return the text that goes with that title."""
    return notice.text_en if _english(notice) else notice.text_nl


def _english(notice: SiteNotice) -> bool:
    return shown_language() == "en" and bool(notice.title_en)

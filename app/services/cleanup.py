"""Forget what nobody needs any more."""

from datetime import timedelta

from sqlalchemy import delete, or_

from app.core.clock import now
from app.extensions import db
from app.models import Attempt, JobDone, Session, SignInCode, WalkConsent
from app.transaction import transactional

COUNTED = timedelta(days=2)  # longer than any limit looks back
CODES = timedelta(days=1)
DONE_JOBS = timedelta(days=2)
ENDED = timedelta(days=30)
UNSEEN = timedelta(days=400)  # a volunteer's cookie lives no longer


@transactional
def forget_expired() -> int:
    """Delete attempts, counts, codes, sessions and questions to owners that are over; return how many."""
    moment = now()
    old = (
        delete(Attempt).where(Attempt.at < moment - COUNTED),
        delete(JobDone).where(JobDone.at < moment - DONE_JOBS),
        delete(SignInCode).where(SignInCode.expires_at < moment - CODES),
        delete(WalkConsent).where(WalkConsent.expires_at < moment, WalkConsent.said.is_(None)),
        delete(Session).where(or_(Session.ended_at < moment - ENDED, Session.last_seen_at < moment - UNSEEN)),
    )
    return sum(db.session.connection().execute(each).rowcount for each in old)

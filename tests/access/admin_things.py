"""What /beheer is about: one of each."""

import uuid

from app.core.clock import now, today
from app.extensions import db
from app.models import BlockedSender, CannedAnswer, Job, SiteNotice


def of_admins() -> dict[str, uuid.UUID]:
    """Make what /beheer is about."""
    answer = CannedAnswer(
        step="publish", kinds=[], position=50, label_nl="Fijn", label_en="", text_nl="Fijn!", text_en="",
        replies_nl=[], replies_en=[],
    )  # fmt: skip
    notice = SiteNotice(title_nl="Even weg", first_on=today(), last_on=today())
    job = Job(name="mails.decision", payload={}, tries=5, parked_at=now(), last_error="")
    blocked = BlockedSender(value="elders.example.nl")
    db.session.add_all([answer, notice, blocked, job])
    db.session.flush()
    return {"answer": answer.id, "notice": notice.id, "blocked": blocked.id, "job": job.id}

"""/beheer/taken: jobs that were given up, and how the queue stands."""

import uuid

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.i18n import _, _n
from app.queries.parked import get_queue, why_of
from app.queue import find_parked
from app.routes._access import admins_only, member
from app.routes._admin import admin_page
from app.routes._job_words import job_words, waited
from app.services.parked import drop_job, retry_all, retry_job

bp = Blueprint("admin_jobs", __name__, url_prefix="/beheer/taken")


@bp.get("")
@admins_only
def index() -> ResponseReturnValue:
    """Show what was given up and why."""
    jobs = [(job, *job_words(job.name), why_of(job)) for job in find_parked()]
    queue = get_queue()
    return admin_page("admin/jobs.html", jobs=jobs, queue=queue, oldest=waited(queue.oldest_s))


@bp.post("/alles-opnieuw")
@admins_only
def again_all() -> ResponseReturnValue:
    """Give everything that was given up new tries."""
    count = retry_all(actor=member())
    flash(
        _n("%(num)s taak wordt opnieuw geprobeerd.", "%(num)s taken worden opnieuw geprobeerd.", count), "ok"
    )
    return redirect(url_for(".index"), 303)


@bp.post("/<uuid:job_id>/opnieuw")
@admins_only
def again(job_id: uuid.UUID) -> ResponseReturnValue:
    """Give one job new tries."""
    found = retry_job(job_id, actor=member())
    flash(_("De taak wordt opnieuw geprobeerd.") if found else _("Deze taak staat hier niet meer."), "ok")
    return redirect(url_for(".index"), 303)


@bp.post("/<uuid:job_id>/opgeven")
@admins_only
def drop(job_id: uuid.UUID) -> ResponseReturnValue:
    """Give one job up for good."""
    found = drop_job(job_id, actor=member())
    flash(_("De taak is opgegeven.") if found else _("Deze taak staat hier niet meer."), "ok")
    return redirect(url_for(".index"), 303)

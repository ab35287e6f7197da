"""/downloads: files with sightings; asked for, made by a job, fetched by whoever asked."""

import uuid
from collections.abc import Iterator

from flask import Blueprint, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import nature_words
from app.core.clock import today
from app.core.errors import N_, BusyError, DomainError, GoneError, UnreachableError
from app.forms.exports import ExportForm
from app.i18n import gettext as _
from app.models import Export, ExportKind
from app.queries.exports import find_exports, get_export
from app.queries.reference import find_municipalities
from app.queries.species_names import find_shipped, name_of
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.exports import A_DAY, KEPT, MAX_ROWS, request_export
from app.storage import export_files
from app.wording import say

bp = Blueprint("exports", __name__, url_prefix="/downloads")
TYPES = {ExportKind.CSV: "text/csv; charset=utf-8", ExportKind.DARWIN_CORE: "application/zip"}
GONE = N_("Dit bestand is er niet meer. Vraag een nieuw bestand.")


@bp.get("")
@members_only
def index() -> ResponseReturnValue:
    """Show the form, with the filter of the list in the address, and one's own files."""
    return _page(ExportForm(filled_by=request.args))


@bp.post("")
@members_only
def create() -> ResponseReturnValue:
    """Have a file made."""
    form = ExportForm()
    if not form.validate():
        return _page(form, 422)
    try:
        request_export(form.id.uuid, form.chosen, form.asked, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status))
    return redirect(url_for(".index", _anchor="bestanden"), 303)


@bp.get("/<uuid:export_id>")
@members_only
def show(export_id: uuid.UUID) -> ResponseReturnValue:
    """Send the file, a part at a time; 410 when it is over, or not made yet."""
    found = get_export(export_id, viewer=member())
    if not found.there:
        raise GoneError(N_("Dit bestand is nog niet klaar.") if found.busy else GONE)
    try:
        parts = export_files.chunks(found.id, found.ending)
    except FileNotFoundError as error:  # the data folder was put back from a backup
        raise GoneError(GONE) from error
    except UnreachableError as error:
        raise BusyError(N_("Het bestand is nu even niet te bereiken."), retry_after_s=30) from error
    made_on = (found.made_at or found.asked_at).date().isoformat()
    response = Response(parts, content_type=TYPES[found.kind])
    response.headers["Content-Length"] = str(found.size_bytes)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="haarvaten-waarnemingen-{made_on}.{found.ending}"'
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page(form: ExportForm, status: int = 200) -> Response:
    files = [(one, list(_asked(one))) for one in find_exports(member())]
    return answer(
        "exports/index.html",
        fragment="exports/_list.html",
        status=status,
        form=form,
        files=files,
        busy=any(one.busy for one, _words in files),
        names=find_shipped(),
        most=MAX_ROWS,
        a_day=A_DAY,
        days=KEPT.days,
        today=today(),
    )


def _asked(export: Export) -> Iterator[str]:
    """Say in words which sightings were asked for; nothing when all."""
    asked = export.asked
    if key := asked.get("species_key"):
        yield name_of(key)
    if group := asked.get("group"):
        yield say(nature_words.GROUPS, group)
    if code := asked.get("town"):
        yield next((town.name for town in find_municipalities() if town.code == code), code)
    if year := asked.get("year"):
        yield str(year)
    if square := asked.get("square"):
        yield _("vak %(square)s", square=square)
    for name, words in (
        ("red_list", _("Rode Lijst")),
        ("invasive", _("invasief")),
        ("with_photo", _("met foto")),
    ):
        if asked.get(name):
            yield words

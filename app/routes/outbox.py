"""/versturen: what waits on the device that looks, and taking in a copy of it."""

from contextlib import closing

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.copies import CopyForm
from app.routes._access import member, members_only, public
from app.routes._copies import take_copy
from app.routes._http import answer
from app.routes._refusals import show_refusal

bp = Blueprint("outbox", __name__, url_prefix="/versturen")


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """Show the page that the device fills in; also for whose session is over."""
    return answer("outbox/index.html")


@bp.get("/kopie")
@members_only
def new_copy() -> ResponseReturnValue:
    """Ask for the file."""
    return _page(CopyForm())


@bp.post("/kopie")
@members_only
def create_copy() -> ResponseReturnValue:
    """Take in a copy under the ids that its device gave; the same copy twice is once."""
    form = CopyForm()
    if not form.validate():
        return _page(form, 422)
    try:
        with closing(form.file.data) as file:  # a large one lies in a file of its own
            outcomes, drafts = take_copy(file.stream, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, status))
    return answer("outbox/taken.html", outcomes=outcomes, drafts=drafts)


def _page(form: CopyForm, status: int = 200) -> Response:
    return answer("outbox/copy.html", status=status, form=form)

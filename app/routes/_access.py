"""Who may come in: one guard on every route (a test walks the URL map)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import (
    Flask,
    Request,
    Response,
    abort,
    after_this_request,
    current_app,
    g,
    redirect,
    request,
    url_for,
)
from flask_login import current_user
from werkzeug.urls import iri_to_uri

from app.config import settings
from app.core.clock import now
from app.core.errors import N_, BusyError, ClosedAccountError, FullError, SignInError
from app.extensions import db, login_manager
from app.models import Role, User
from app.policies.people import can_sign_in
from app.queries.people import SignedIn, find_signed_in, find_uploader
from app.routes._cookies import session_cookie, upload_token
from app.routes._http import answer
from app.services.sessions import SEEN_EVERY, touch_session
from app.spatial.engine import read_by_questions
from app.transaction import naming_a_busy_database

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[P, R]

GUARDS = frozenset(
    {"public", "members_only", "coordinators_only", "admins_only", "development_only", "device_only"}
)


# Flask-Login would mark our signed cookie at every visit; who is signed in is not in there
login_manager.session_protection = None


@login_manager.request_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def _load_person(asked: Request) -> User | None:
    found = find_signed_in(asked.cookies.get(session_cookie(), ""))
    if found is None:
        return None
    _note_use(found)
    return found.person


def _note_use(found: SignedIn) -> None:
    """Note after the answer, in a transaction of its own, that a session is in use."""
    app, ident = cast("Flask", current_app._get_current_object()), found.session.id  # type: ignore[attr-defined]  # noqa: SLF001
    if now() - found.session.last_seen_at < SEEN_EVERY:
        return

    @after_this_request
    def note(response: Response) -> Response:
        @response.call_on_close
        def touch() -> None:
            with app.app_context(), suppress(BusyError, FullError):  # next time is soon enough
                touch_session(ident)

        return response


def viewer() -> User | None:
    """Return who looks, or None for a visitor."""
    return cast("User", current_user._get_current_object()) if current_user.is_authenticated else None  # noqa: SLF001


def member() -> User:
    """Return who is signed in; a guard has made sure of it."""
    found = viewer()
    if found is None:
        abort(401)
    return found


def public(view: View[P, R]) -> View[P, R]:
    """Let everyone in."""
    return _mark(view, "public")


def members_only(view: View[P, Any]) -> View[P, Any]:
    """Let in whoever has signed in."""
    return _guard(view, "members_only", lambda _person: True)


def coordinators_only(view: View[P, Any]) -> View[P, Any]:
    """Let in coordinators and admins."""
    return _guard(view, "coordinators_only", lambda person: person.role in {Role.COORDINATOR, Role.ADMIN})


def admins_only(view: View[P, Any]) -> View[P, Any]:
    """Let in admins."""
    return _guard(view, "admins_only", lambda person: person.role == Role.ADMIN)


def device_only(view: View[P, Any]) -> View[P, Any]:
    """Let in a device that hands in for whom it was signed in, long after that session ended by itself.

    It opens nothing else (A13). A header that other sites cannot send stands in for the form's token.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        if request.method == "PUT" and request.headers.get("X-Haarvaten") != "1":
            abort(403)
        with naming_a_busy_database():  # a device is told when to come back, also while reading
            read_by_questions(db.session())
            g.uploader = _uploader()
            return view(*args, **kwargs)

    return _mark(guarded, "device_only")


def uploader() -> User:
    """Return for whom the device hands in; its guard has made sure of it."""
    return cast("User", g.uploader)


@contextmanager
def nothing_read(person: User | None) -> Iterator[None]:
    """End what was read, but keep who looks (None is a visitor): to read that again is a query more."""
    if person is not None:
        db.session.expunge(person)
    db.session.rollback()
    try:
        yield
    finally:
        read_by_questions(db.session())
        if person is not None:
            db.session.add(person)


def _uploader() -> User:
    found = find_uploader(upload_token())
    if found is None or not can_sign_in(found):
        person = viewer()
        if person is not None:
            return person
        if found is not None:
            raise ClosedAccountError(N_("Dit account is gesloten. Wat op je toestel staat, blijft daar."))
        raise SignInError(N_("Log in om dit in te sturen. Wat op je toestel staat, blijft daar."))
    return found


def development_only(view: View[P, Any]) -> View[P, Any]:
    """Let everyone in while developing; elsewhere there is no such page."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        if not settings().development:
            abort(404)
        return view(*args, **kwargs)

    return _mark(guarded, "development_only")


def guards_of(view: Callable[..., Any]) -> frozenset[str]:
    """Return the names of the guards around a view."""
    return cast("frozenset[str]", getattr(view, "guards", frozenset()))


def _guard(view: View[P, Any], name: str, may: Callable[[User], bool]) -> View[P, Any]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        person = viewer()
        if person is None:
            return sign_in_first()
        if not may(person):
            abort(403)
        return view(*args, **kwargs)

    return _mark(guarded, name)


def _mark(view: View[P, R], name: str) -> View[P, R]:
    view.guards = guards_of(view) | {name}  # type: ignore[attr-defined]  # read by the test of all routes
    return view


def sign_in_first() -> Response:
    """Send to sign-in and back here afterwards; htmx gets a header it understands, scripts a 401.

    Who was signed out while filling in a form keeps all that was typed, on a page to send it again.
    """
    looking = request.method in {"GET", "HEAD"}
    there = url_for("people.sign_in", next=iri_to_uri(request.full_path.rstrip("?")) if looking else "/")
    if request.headers.get("HX-Request") == "true":
        return Response(status=401, headers={"HX-Redirect": there})
    if request.accept_mimetypes.best == "application/json":
        abort(401)
    if looking:
        return cast("Response", redirect(there, 302))
    fields = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    again = request.full_path.rstrip("?")
    return answer("people/signed_out.html", status=401, fields=fields, resend_to=again)

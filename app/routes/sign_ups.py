"""/agenda/…/aanmelden: who comes along, with an account or by a link in a mail."""

import uuid

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.errors import DomainError, NotFoundError
from app.core.sign_up_key import sign_up_of
from app.forms.sign_ups import SignUpForm
from app.i18n import _, language
from app.queries.event_tasks import needs_certificate
from app.queries.events import get_event
from app.queries.sign_ups import find_sign_ups, get_sign_up, places_of
from app.routes._access import member, members_only, public, viewer
from app.routes._client import network
from app.routes._event_page import event_page
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.sign_ups import ask_sign_up, cancel_own, cancel_sign_up, confirm_sign_up, sign_up

bp = Blueprint("sign_ups", __name__, url_prefix="/agenda")


@bp.post("/<uuid:event_id>/aanmelden")
@public
def create(event_id: uuid.UUID) -> ResponseReturnValue:
    """Take a place; who has no account gets a mail first."""
    who = viewer()
    form = SignUpForm(known=who is not None)
    if not form.validate():
        return event_page(event_id, form, status=422)
    try:
        if who is not None:
            sign_up(event_id, form.id.uuid, form.command(), actor=who)
        else:
            ask_sign_up(event_id, form.id.uuid, form.command(), network=network(), language=language())
    except NotFoundError:
        raise
    except DomainError as error:
        return show_refusal(error, form, lambda status: event_page(event_id, form, status=status))
    if who is None:
        return redirect(url_for(".sent", event_id=event_id), 303)
    return redirect(url_for("events.show", event_id=event_id, _anchor="meedoen"), 303)


@bp.get("/<uuid:event_id>/aanmelden")
@public
def sent(event_id: uuid.UUID) -> ResponseReturnValue:
    """Say that a mail is on its way; the same to everyone."""
    return answer("events/sent.html", event=get_event(event_id, viewer=viewer()))


@bp.post("/<uuid:event_id>/afmelden")
@members_only
def destroy(event_id: uuid.UUID) -> ResponseReturnValue:
    """Give one's own place back."""
    cancel_own(event_id, actor=member())
    flash(_("Je bent afgemeld. Dank je dat je het laat weten."), "ok")
    return redirect(url_for("events.show", event_id=event_id), 303)


@bp.get("/<uuid:event_id>/aanmeldingen")
@members_only
def index(event_id: uuid.UUID) -> ResponseReturnValue:
    """Show who comes and who waits, to who runs the day."""
    event = get_event(event_id, viewer=member())
    return answer(
        "events/sign_ups.html",
        event=event,
        rows=find_sign_ups(event, viewer=member()),
        places=places_of(event),
        certificates=needs_certificate(event),
    )


@bp.get("/aanmelding/<place_key>")
@public
def show(place_key: str) -> ResponseReturnValue:
    """Show one sign-up to who has the link of the mail, with one button: nothing changes by looking."""
    return answer("events/sign_up.html", mine=get_sign_up(_ident(place_key)), key=place_key)


@bp.post("/aanmelding/<place_key>/bevestigen")
@public
def confirm(place_key: str) -> ResponseReturnValue:
    """Take the place that was asked for."""
    confirm_sign_up(_ident(place_key))
    return redirect(url_for(".show", place_key=place_key), 303)


@bp.post("/aanmelding/<place_key>/afmelden")
@public
def cancel(place_key: str) -> ResponseReturnValue:
    """Give the place back."""
    cancel_sign_up(_ident(place_key))
    return redirect(url_for(".show", place_key=place_key), 303)


def _ident(key: str) -> uuid.UUID:
    found = sign_up_of(key, secret=settings().secret_key)
    if found is None:
        raise NotFoundError
    return found

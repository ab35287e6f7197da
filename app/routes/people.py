"""/account: come in by a code from the mail, see and change what we keep, go out."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from app.config import settings
from app.core.addresses import safe_path
from app.core.clock import now
from app.core.errors import DomainError, GoneError, TooManyError
from app.core.ids import digest
from app.forms.people import CodeForm, EmailForm, ProfileForm, WelcomeForm
from app.i18n import _, _n, in_language, language
from app.nature_words import MANY
from app.queries.people import find_areas, find_demo_people, find_devices, get_code
from app.queries.validators import find_groups_of
from app.routes import _cookies as cookies
from app.routes._access import member, members_only, public, viewer
from app.routes._client import browser
from app.routes._http import answer
from app.services.people import change_profile
from app.services.sessions import end_all_sessions, end_other_session, end_other_sessions, end_session
from app.services.sign_in import Entry, Outcome, begin_account, enter_code, may_be_named, request_code
from app.wording import say

bp = Blueprint("people", __name__, url_prefix="/account")


@bp.get("/inloggen")
@public
def sign_in() -> ResponseReturnValue:
    """Ask the address, or go on when someone is in already."""
    there = safe_path(request.args.get("next"))
    if viewer():
        return redirect(there, 302)
    return _ask_email(EmailForm(next=there))


@bp.post("/inloggen")
@public
def ask_code() -> ResponseReturnValue:
    """Have a code mailed."""
    form = EmailForm()
    if not form.validate():
        return _ask_email(form, status=422)
    there = safe_path(form.next.data)
    try:
        token = request_code(form.command(), next_url=there, language=language(), browser=browser())
    except TooManyError as error:
        return _later(_ask_email(_with(form, form.email, error), status=error.status), error)
    response = redirect(url_for("people.code"), 303)
    cookies.keep_pending(response, token)
    return response


@bp.get("/inloggen/code")
@public
def code() -> ResponseReturnValue:
    """Ask the digits, in the browser that asked for them."""
    return _ask_code(CodeForm())


@bp.post("/inloggen/code")
@public
def enter() -> ResponseReturnValue:
    """Compare the digits and let in, or ask the name of someone new."""
    form = CodeForm()
    if not form.validate():
        return _ask_code(form, status=422)
    try:
        entry = enter_code(form.command(), browser=browser())
    except TooManyError as error:
        return _later(_ask_code(_with(form, form.code, error), status=error.status), error)
    if entry.outcome == Outcome.SIGNED_IN:
        return _let_in(entry)
    if entry.outcome == Outcome.NEW:
        return redirect(url_for("people.welcome"), 303)
    form.code.errors.append(_why_not(entry))
    return _ask_code(form, status=422)


@bp.get("/inloggen/naam")
@public
def welcome() -> ResponseReturnValue:
    """Ask the name of someone who proved an address that we did not know."""
    return _ask_name(WelcomeForm())


@bp.post("/inloggen/naam")
@public
def begin() -> ResponseReturnValue:
    """Make the account."""
    form = WelcomeForm()
    if not form.validate():
        return _ask_name(form, status=422)
    try:
        entry = begin_account(form.command(), language=language(), browser=browser())
    except GoneError as error:
        flash(_(error.sentence), "warning")
        return redirect(url_for("people.sign_in"), 303)
    return _let_in(entry)


@bp.get("")
@members_only
def account() -> ResponseReturnValue:
    """Show what someone can choose, and where they are signed in."""
    person = member()
    return _account(
        ProfileForm(
            name=person.name,
            show_name="yes" if person.show_name else "no",
            language=person.language,
            theme=person.theme or "device",
            desk_keys=person.desk_keys,
        )
    )


@bp.post("")
@members_only
def update() -> ResponseReturnValue:
    """Keep what was chosen."""
    form = ProfileForm()
    if not form.validate():
        return _account(form, status=422)
    chosen = form.command()
    change_profile(chosen, actor=member())
    with in_language(chosen.language):  # of the page that comes
        flash(_("Bewaard."), "ok")
    response = redirect(url_for("people.account"), 303)
    cookies.keep_choice(response, "taal", chosen.language)
    cookies.keep_choice(response, "thema", chosen.theme)
    return response


@bp.post("/uitloggen")
@public
def sign_out() -> ResponseReturnValue:
    """Go out in this browser; whoever was out already stays out."""
    end_session(cookies.session_token(), cookies.upload_token())
    return _gone(_("Je bent uitgelogd."))


@bp.post("/uitloggen/overal")
@members_only
def sign_out_everywhere() -> ResponseReturnValue:
    """Go out in every browser."""
    end_all_sessions(actor=member())
    return _gone(_("Je bent overal uitgelogd."))


@bp.post("/toestellen/uitloggen")
@members_only
def sign_out_elsewhere() -> ResponseReturnValue:
    """Go out in every browser but this one."""
    end_other_sessions(cookies.session_token(), actor=member())
    flash(_("Op al je andere toestellen ben je nu uitgelogd."), "ok")
    return redirect(url_for("people.account"), 303)


@bp.post("/toestellen/<uuid:session_id>/uitloggen")
@members_only
def sign_out_there(session_id: uuid.UUID) -> ResponseReturnValue:
    """Go out in one other browser."""
    end_other_session(session_id, actor=member())
    flash(_("Daar ben je nu uitgelogd."), "ok")
    return redirect(url_for("people.account"), 303)


def _ask_email(form: EmailForm, *, status: int = 200) -> Response:
    demo = find_demo_people() if settings().development else []
    return answer("people/sign_in.html", status=status, form=form, demo=demo)


def _ask_code(form: CodeForm, *, status: int = 200) -> ResponseReturnValue:
    asked = get_code(cookies.pending_token())
    if asked is None:
        return redirect(url_for("people.sign_in"), 303)
    works = asked.ended_at is None and asked.expires_at > now()
    return answer("people/code.html", status=status, form=form, asked=asked, works=works)


def _ask_name(form: WelcomeForm, *, status: int = 200) -> ResponseReturnValue:
    asked = get_code(cookies.pending_token())
    if asked is None or not may_be_named(asked):
        return redirect(url_for("people.sign_in"), 303)
    return answer("people/welcome.html", status=status, form=form)


def _account(form: ProfileForm, *, status: int = 200) -> Response:
    person = member()
    devices = find_devices(person)
    here = digest(cookies.session_token())
    groups = [say(MANY, group) for group in find_groups_of(person)]
    more: dict[str, Any] = {"devices": devices, "here": here, "areas": find_areas(person), "groups": groups}
    return answer("people/account.html", status=status, form=form, **more)


def _why_not(entry: Entry) -> str:
    if entry.outcome == Outcome.WRONG:
        wrong = _("Deze code klopt niet. Kijk nog eens in de nieuwste mail.")
        left = _n("Je kunt nog %(num)s keer.", "Je kunt nog %(num)s keer.", entry.left)
        return f"{wrong} {left}"
    if entry.outcome == Outcome.CLOSED:
        return _("Dit account is gesloten. Vraag hulp op %(email)s.", email=settings().operator_email)
    return _("Deze code werkt niet meer. Vraag een nieuwe code.")


def _let_in(entry: Entry) -> Response:
    response = redirect(safe_path(entry.next_url), 303)
    if entry.tokens is not None:
        cookies.keep_session(response, entry.tokens)
    cookies.keep_device(response, entry.email)
    return response


def _gone(sentence: str) -> Response:
    session.clear()  # a new CSRF secret for whoever comes next
    flash(sentence, "ok")
    response = redirect("/", 303)
    cookies.forget(response, "aanmelding")
    cookies.forget(response, cookies.UPLOAD)
    return response


def _with(form: Any, field: Any, error: DomainError) -> Any:
    field.errors.append(_(error.sentence, **error.values))
    return form


def _later(response: ResponseReturnValue, error: TooManyError) -> ResponseReturnValue:
    if isinstance(response, Response):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response

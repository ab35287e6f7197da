"""/beheer/mensen: who there is, what they may do, how far they are trusted."""

import uuid

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError
from app.forms.admin_people import RoleForm, StepForm, TrustForm
from app.i18n import _
from app.models import User
from app.nature_words import MANY
from app.policies.admin import can_change_rights, can_manage
from app.policies.trust import KINDS, can_give_trust
from app.policies.validators import can_choose_groups
from app.queries.admin_people import (
    SHOWN,
    PeopleFilter,
    count_by_role,
    find_events,
    find_people,
    find_trust,
    get_person,
    left_alone,
)
from app.queries.reference import find_municipalities
from app.queries.validators import find_groups_of
from app.routes._access import admins_only, coordinators_only, member
from app.routes._admin import admin_page
from app.routes._refusals import show_refusal
from app.services.people import change_role, restore, set_trust, suspend
from app.wording import say

bp = Blueprint("admin_people", __name__, url_prefix="/beheer/mensen")

CHANGES = {"uitzetten": suspend, "aanzetten": restore}


@bp.get("")
@coordinators_only
def index() -> ResponseReturnValue:
    """Show people by name, with what they are here for."""
    asked = PeopleFilter(words=request.args.get("zoek", ""), shown=request.args.get("toon", ""))
    after = request.args.get("na", "")
    page = find_people(asked, member(), after=after)
    return admin_page(
        "admin/people.html",
        page=page,
        asked=asked,
        after=after,
        counts=count_by_role(member()),
        trust=find_trust([person.id for person in page.rows]),
        towns=_towns(),
        chips=list(SHOWN),
    )


@bp.get("/<uuid:person_id>")
@coordinators_only
def show(person_id: uuid.UUID) -> ResponseReturnValue:
    """Show one person, with forms for what may be changed."""
    person = _person(person_id)
    return _show(person, RoleForm(formdata=None, person=person))


@bp.get("/<uuid:person_id>/rol")
@admins_only
def ask_role(person_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether a role is to be changed, and say what that leaves behind."""
    person = _other(person_id)
    form = RoleForm(request.args, person=person, meta={"csrf": False})
    if not form.validate():
        return _show(person, form, status=422)
    return _ask_role(person, form)


@bp.post("/<uuid:person_id>/rol")
@admins_only
def give_role(person_id: uuid.UUID) -> ResponseReturnValue:
    """Change the role; the person signs in again and has it."""
    person = _other(person_id)
    form = RoleForm(person=person)
    if not form.validate():
        return _show(person, form, status=422)
    try:
        change_role(person.id, form.command(), instead_of=form.instead_of(), actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _show(_person(person_id), form, status=status))
    flash(_("Bewaard. %(name)s logt opnieuw in.", name=_person(person_id).name), "ok")
    return redirect(url_for(".show", person_id=person_id), 303)


@bp.get("/<uuid:person_id>/<any(uitzetten, aanzetten):change>")
@admins_only
def ask(person_id: uuid.UUID, change: str) -> ResponseReturnValue:
    """Ask whether an account is to be closed or opened, and say what that leaves behind."""
    person = _other(person_id)
    alone = left_alone(person) if change == "uitzetten" else []
    return admin_page("admin/ask.html", who=person, change=change, alone=alone, form=StepForm())


@bp.post("/<uuid:person_id>/<any(uitzetten, aanzetten):change>")
@admins_only
def take(person_id: uuid.UUID, change: str) -> ResponseReturnValue:
    """Close or open an account."""
    CHANGES[change](person_id, actor=member())
    name = _person(person_id).name
    done = (
        _("%(name)s kan niet meer inloggen.") if change == "uitzetten" else _("%(name)s kan weer inloggen.")
    )
    flash(done % {"name": name}, "ok")
    return redirect(url_for(".show", person_id=person_id), 303)


@bp.get("/<uuid:person_id>/vertrouwen/<any(element, maintenance, presence_check, sighting):kind>")
@coordinators_only
def ask_trust(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Ask how far someone is trusted with one kind of thing, and say what that means."""
    person = _person(person_id)
    if not can_give_trust(member(), person):
        abort(403)
    known = find_trust([person.id])[person.id].get(kind)
    return _ask_trust(person, kind, TrustForm(formdata=None, tier=str(known.tier if known else "new")))


@bp.post("/<uuid:person_id>/vertrouwen/<any(element, maintenance, presence_check, sighting):kind>")
@coordinators_only
def give(person_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Keep how far someone is trusted."""
    person, form = _person(person_id), TrustForm()
    if not form.validate():
        return _ask_trust(person, kind, form, status=422)
    set_trust(person_id, kind, form.command(), actor=member())
    flash(_("Bewaard."), "ok")
    return redirect(url_for(".show", person_id=person_id), 303)


def _show(person: User, form: RoleForm, *, status: int = 200) -> Response:
    return admin_page(
        "admin/person.html",
        status=status,
        who=person,
        form=form,
        trust=find_trust([person.id])[person.id],
        kinds=KINDS,
        events=find_events(person),
        towns=_towns(),
        may_change=can_change_rights(member(), person),
        may_trust=can_give_trust(member(), person),
        groups=[say(MANY, group) for group in find_groups_of(person)],
        may_give_groups=can_manage(member()) and can_choose_groups(member(), person),
    )


def _ask_role(person: User, form: RoleForm) -> Response:
    wanted = form.command()
    alone = left_alone(person, keeping=wanted.areas if wanted.role == "coordinator" else ())
    return admin_page(
        "admin/ask.html", who=person, change="rol", alone=alone, form=form, wanted=wanted, towns=_towns()
    )


def _ask_trust(person: User, kind: str, form: TrustForm, *, status: int = 200) -> Response:
    return admin_page("admin/trust.html", status=status, who=person, kind=kind, form=form)


def _person(person_id: uuid.UUID) -> User:
    return get_person(person_id, member()) or abort(404)


def _other(person_id: uuid.UUID) -> User:
    person = _person(person_id)
    return person if can_change_rights(member(), person) else abort(403)


def _towns() -> dict[str, str]:
    return {one.code: one.name for one in find_municipalities()}

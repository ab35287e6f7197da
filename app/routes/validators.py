"""/account/soortgroepen and below /beheer/mensen: which groups of species a coordinator looks after."""

import uuid

from flask import Blueprint, Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.forms.validators import GroupsForm
from app.i18n import _
from app.models import User
from app.policies.validators import can_choose_groups
from app.queries.admin_people import get_person
from app.queries.validators import find_groups_of
from app.routes._access import admins_only, coordinators_only, member
from app.routes._http import answer
from app.services.validators import choose_groups

bp = Blueprint("validators", __name__)


@bp.get("/account/soortgroepen")
@coordinators_only
def edit() -> ResponseReturnValue:
    """Show one's own groups."""
    return _page(_form_of(member()), member())


@bp.post("/account/soortgroepen")
@coordinators_only
def update() -> ResponseReturnValue:
    """Keep one's own groups, and whether the desk opens with them."""
    form = GroupsForm()
    if not form.validate():
        return _page(form, member(), status=422)
    choose_groups(member().id, form.command(), own_first=form.own_first.data, actor=member())
    flash(_("Bewaard."), "ok")
    return redirect(url_for("people.account"), 303)


@bp.get("/beheer/mensen/<uuid:person_id>/soortgroepen")
@admins_only
def ask(person_id: uuid.UUID) -> ResponseReturnValue:
    """Show the groups of someone who has a desk."""
    person = _person(person_id)
    return _page(_form_of(person), person)


@bp.post("/beheer/mensen/<uuid:person_id>/soortgroepen")
@admins_only
def give(person_id: uuid.UUID) -> ResponseReturnValue:
    """Keep the groups that an admin gives; how the desk of that person opens is theirs to say."""
    person, form = _person(person_id), GroupsForm()
    if not form.validate():
        return _page(form, person, status=422)
    choose_groups(person_id, form.command(), actor=member())
    flash(_("Bewaard."), "ok")
    return redirect(url_for("admin_people.show", person_id=person_id), 303)


def _form_of(person: User) -> GroupsForm:
    return GroupsForm(formdata=None, groups=list(find_groups_of(person)), own_first=person.desk_own_groups)


def _page(form: GroupsForm, person: User, *, status: int = 200) -> Response:
    return answer("people/groups.html", status=status, form=form, who=person, own=person.id == member().id)


def _person(person_id: uuid.UUID) -> User:
    person = get_person(person_id, member()) or abort(404)
    return person if can_choose_groups(member(), person) else abort(403)

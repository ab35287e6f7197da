"""/groepen/uitnodiging/…: a link that lets people into a group, also those without an account yet."""

import uuid

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.i18n import _
from app.policies.groups import belongs
from app.queries.groups import get_group
from app.queries.members import get_invitation
from app.routes._access import member, members_only, public, viewer
from app.routes._http import answer
from app.services.members import accept_invitation
from app.services.organisers import invite
from app.services.organisers import revoke as revoke_invitation

bp = Blueprint("invitations", __name__, url_prefix="/groepen")


@bp.get("/uitnodiging/<invitation_key>")
@public
def show(invitation_key: str) -> ResponseReturnValue:
    """Show into which group the link leads; who has no account makes one first, and comes back here."""
    invitation = get_invitation(invitation_key)
    group = get_group(invitation.group_id, viewer=viewer())
    inside = belongs(viewer(), group.id)
    return answer("groups/invitation.html", group=group, key=invitation_key, inside=inside, who=viewer())


@bp.post("/uitnodiging/<invitation_key>")
@members_only
def accept(invitation_key: str) -> ResponseReturnValue:
    """Come in."""
    group = accept_invitation(get_invitation(invitation_key).id, actor=member())
    flash(_("Je doet nu mee."), "ok")
    return redirect(url_for("groups.show", group_id=group.id), 303)


@bp.post("/<uuid:group_id>/uitnodiging")
@members_only
def create(group_id: uuid.UUID) -> ResponseReturnValue:
    """Make the link."""
    invite(group_id, actor=member())
    return redirect(url_for("members.index", group_id=group_id, _anchor="uitnodiging"), 303)


@bp.post("/<uuid:group_id>/uitnodiging/<uuid:invitation_id>/intrekken")
@members_only
def revoke(group_id: uuid.UUID, invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Let the link count no longer."""
    revoke_invitation(group_id, invitation_id, actor=member())
    return redirect(url_for("members.index", group_id=group_id, _anchor="uitnodiging"), 303)

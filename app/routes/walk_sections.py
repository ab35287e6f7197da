"""/ommetjes/<id>/delen: the sections of a walk, what their owners say, and the steps that follow from it."""

import uuid
from typing import Final

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import DomainError, NotFoundError
from app.forms.walk_sections import SectionForm, SplitForm, StepForm
from app.models import Walk
from app.policies.walks import can_change
from app.routes._access import member, members_only
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.routes._walks import inside_walk, own_walk_of
from app.services.walk_sections import join_section, split_section, tell_section
from app.services.walk_steps import hindrance, move_walk, steps_of
from app.spatial.shapes import unwrap
from app.spatial.walk_lines import numbered_points

bp = Blueprint("walk_sections", __name__, url_prefix="/ommetjes/<uuid:walk_id>")
MOVES: Final = {
    "akkoord": "agree",
    "aanleg-klaar": "lay_out",
    "controle": "ask",
    "openen": "open",
    "weer-openen": "open_again",
    "sluiten": "shut",
    "terug": "redraw",
    "vervallen": "lapse",
}
MOVE: Final = f"<any({', '.join(repr(word) for word in MOVES)}):move>"
SECTION: Final = "/delen/<int(max=20000):number>"


@bp.get("/delen")
@members_only
def index(walk_id: uuid.UUID) -> ResponseReturnValue:
    """List the sections with what blocks; for who makes the walk, and for coordinators."""
    walk = inside_walk(walk_id)
    return answer("walks/sections.html", walk=walk, line=walk.line, may_change=can_change(member(), walk))


@bp.get(SECTION)
@members_only
def edit(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Show what is known of a section."""
    walk = _with_section(walk_id, number)
    return _page(SectionForm(before=walk, number=number), walk, number)


@bp.post(SECTION)
@members_only
def update(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Take what was told."""
    walk = _with_section(walk_id, number)
    form = SectionForm(before=walk, number=number)
    if not form.validate():
        return _page(form, walk, number, 422)
    try:
        tell_section(walk_id, number, form.command(), version=form.version.number, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(form, own_walk_of(walk_id), number, status))
    return redirect(url_for(".index", walk_id=walk_id), 303)


@bp.get(f"{SECTION}/knippen")
@members_only
def ask_split(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Show the points of a section with their numbers."""
    walk = _with_section(walk_id, number)
    return _points(SplitForm(version=walk.version), walk, number)


@bp.post(f"{SECTION}/knippen")
@members_only
def split(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Cut it at the chosen point."""
    _with_section(walk_id, number)
    form = SplitForm()
    try:
        split_section(walk_id, number, form.number, version=form.version.number, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _points(form, own_walk_of(walk_id), number, status))
    return redirect(url_for(".index", walk_id=walk_id), 303)


@bp.post(f"{SECTION}/samenvoegen")
@members_only
def join(walk_id: uuid.UUID, number: int) -> ResponseReturnValue:
    """Join it with the next one."""
    _with_section(walk_id, number)
    join_section(walk_id, number, version=StepForm().version.number, actor=member())
    return redirect(url_for(".index", walk_id=walk_id), 303)


@bp.get(f"/stap/{MOVE}")
@members_only
def ask_move(walk_id: uuid.UUID, move: str) -> ResponseReturnValue:
    """Say what a step does, or what is in its way."""
    walk = own_walk_of(walk_id)
    return _step(StepForm(version=walk.version), walk, move)


@bp.post(f"/stap/{MOVE}")
@members_only
def take(walk_id: uuid.UUID, move: str) -> ResponseReturnValue:
    """Take the step."""
    walk = own_walk_of(walk_id)
    form = StepForm()
    if not form.validate():
        return _step(form, walk, move, 422)
    why = form.why.data or ""
    try:
        move_walk(walk_id, MOVES[move], why=why, version=form.version.number, actor=member())
    except DomainError as error:
        return show_refusal(error, form, lambda status: _step(form, own_walk_of(walk_id), move, status))
    return redirect(url_for("walks.show", walk_id=walk_id), 303)


def open_moves(walk: Walk) -> list[str]:
    """Return the words of the steps that a walk may take by its stage."""
    steps = steps_of(walk)
    return [word for word, step in MOVES.items() if step in steps]


def _with_section(walk_id: uuid.UUID, number: int) -> Walk:
    walk = own_walk_of(walk_id)
    if not 0 < number <= len(walk.sections):
        raise NotFoundError
    return walk


def _page(form: SectionForm, walk: Walk, number: int, status: int = 200) -> Response:
    return answer("walks/section.html", status=status, form=form, walk=walk, number=number)


def _points(form: SplitForm, walk: Walk, number: int, status: int = 200) -> Response:
    section = walk.sections[number - 1]
    points = numbered_points(unwrap(section.shape))
    return answer(
        "walks/split.html", status=status, form=form, walk=walk, number=number, section=section, points=points
    )


def _step(form: StepForm, walk: Walk, move: str, status: int = 200) -> Response:
    return answer(
        "walks/step.html",
        status=status,
        form=form,
        walk=walk,
        move=move,
        hindrance=hindrance(walk, MOVES[move]),
    )

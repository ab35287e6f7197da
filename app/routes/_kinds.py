"""The kinds of thing that a device can hand in: one line for each, with its form and its use case."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.forms.changes import ChangeForm
from app.forms.elements import ElementForm
from app.forms.ground import GroundForm
from app.forms.maintenance import MaintenanceForm
from app.forms.photo_reports import PhotoReportForm
from app.forms.presence import PresenceForm
from app.forms.problems import ProblemForm
from app.forms.sightings import SightingForm
from app.models import User
from app.policies.elements import can_see_owner
from app.queries.elements import get_element
from app.queries.groups import find_groups_of
from app.services.changes import propose_change
from app.services.elements import register_element
from app.services.ground import claim_ground
from app.services.maintenance import log_maintenance
from app.services.photo_reports import report_photo
from app.services.presence import report_presence
from app.services.problems import report_problem
from app.services.sightings import submit_sighting
from app.services.sync import Create


@dataclass(frozen=True)
class Kind:
    """How to build the form of a kind, what it tells, and which use case takes it.

    ``form`` gets what it is about, who looks, and how it comes by its fields; ``command`` the form
    and what it is about.
    """

    form: Callable[..., Any]
    command: Callable[[Any, uuid.UUID], Any]
    create: Create
    has_about: bool | None = True  # None: it may be about an element
    has_photos: bool = False


def _work(about: uuid.UUID, viewer: User, **given: Any) -> MaintenanceForm:
    return MaintenanceForm(element=get_element(about, viewer=viewer, whole=False), **given)


def _element(_about: uuid.UUID, viewer: User, **given: Any) -> ElementForm:
    return ElementForm(groups=find_groups_of(viewer), **given)


def _change(about: uuid.UUID, viewer: User, **given: Any) -> ChangeForm:
    element = get_element(about, viewer=viewer)
    return ChangeForm(element=element, shows_owner=can_see_owner(viewer, element), **given)


def _alone(form: Callable[..., Any]) -> Callable[..., Any]:
    """Build a form that needs nothing of what it is about."""
    return lambda _about, _viewer, **given: form(**given)


def _told(form: Any, _about: uuid.UUID) -> Any:
    return form.command()


def _proposed(form: ChangeForm, _about: uuid.UUID) -> Any:
    return form.proposal(form.element)


def _told_of(form: Any, about: uuid.UUID) -> Any:
    return form.command(about)


def _sighting(about: uuid.UUID | None, viewer: User, **given: Any) -> SightingForm:
    element = get_element(about, viewer=viewer) if about is not None else None
    return SightingForm(element=element, viewer=viewer, **given)


def _problem(about: uuid.UUID | None, viewer: User, **given: Any) -> ProblemForm:
    element = get_element(about, viewer=viewer) if about is not None else None
    return ProblemForm(element=element, **given)


KINDS: Final = {
    "element": Kind(_element, _told, register_element, has_about=False, has_photos=True),
    "maintenance": Kind(_work, _told, log_maintenance, has_photos=True),
    "element_change": Kind(_change, _proposed, propose_change),
    "presence_check": Kind(_alone(PresenceForm), _told_of, report_presence, has_photos=True),
    "ground_claim": Kind(_alone(GroundForm), _told_of, claim_ground),
    "sighting": Kind(_sighting, _told, submit_sighting, has_about=None, has_photos=True),
    "photo_report": Kind(_alone(PhotoReportForm), _told_of, report_photo),
    "problem_report": Kind(_problem, _told, report_problem, has_about=None, has_photos=True),
}

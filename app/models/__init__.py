"""All tables, so that metadata is whole."""

from app.models.elements import AgeClass, Condition, Consent, Element, Owner, Visibility
from app.models.freshness import PAGES
from app.models.jobs import Job
from app.models.maintenance import MaintenanceLog, NestCheck
from app.models.map import MapLayer
from app.models.moderation import Decision
from app.models.people import Attempt, CoordinatorArea, Role, Session, SignInCode, User
from app.models.photos import Moment, Photo, PhotoState, Rendition
from app.models.reference import Activity, ElementType, Municipality, Place, TypeActivity
from app.models.submissions import WORKFLOW, State, Submission

__all__ = [
    "PAGES",
    "WORKFLOW",
    "Activity",
    "AgeClass",
    "Attempt",
    "Condition",
    "Consent",
    "CoordinatorArea",
    "Decision",
    "Element",
    "ElementType",
    "Job",
    "MaintenanceLog",
    "MapLayer",
    "Moment",
    "Municipality",
    "NestCheck",
    "Owner",
    "Photo",
    "PhotoState",
    "Place",
    "Rendition",
    "Role",
    "Session",
    "SignInCode",
    "State",
    "Submission",
    "TypeActivity",
    "User",
    "Visibility",
]

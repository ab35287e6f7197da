"""All tables, so that metadata is whole."""

from app.models.answers import CannedAnswer
from app.models.areas import Area, AreaImport, AreaLayer, ImportState
from app.models.changes import ElementChange
from app.models.dues import ElementDue
from app.models.elements import (
    AgeClass,
    AreaType,
    Condition,
    Consent,
    CoreNetwork,
    Element,
    Owner,
    Source,
    Visibility,
)
from app.models.follows import Follow
from app.models.freshness import PAGES, REFERENCE
from app.models.ground import GroundClaim, Wish
from app.models.jobs import Job, JobDone
from app.models.maintenance import MaintenanceLog, NestCheck
from app.models.map import MapLayer
from app.models.moderation import Decision
from app.models.notices import NoticeLevel, SiteNotice
from app.models.people import Attempt, CoordinatorArea, MailWhen, Role, Session, SignInCode, User
from app.models.people_log import PersonEvent, PersonStep
from app.models.photo_reports import PhotoReport, PhotoWrong
from app.models.photos import Moment, Photo, PhotoState, Rendition
from app.models.presence import PresenceCheck, Seen
from app.models.reference import Activity, ElementType, Municipality, Place, TypeActivity
from app.models.species import Species
from app.models.submissions import WORKFLOW, State, Submission
from app.models.trust import Tier, Trust
from app.models.words import ElementWord

__all__ = [
    "PAGES",
    "REFERENCE",
    "WORKFLOW",
    "Activity",
    "AgeClass",
    "Area",
    "AreaImport",
    "AreaLayer",
    "AreaType",
    "Attempt",
    "CannedAnswer",
    "Condition",
    "Consent",
    "CoordinatorArea",
    "CoreNetwork",
    "Decision",
    "Element",
    "ElementChange",
    "ElementDue",
    "ElementType",
    "ElementWord",
    "Follow",
    "GroundClaim",
    "ImportState",
    "Job",
    "JobDone",
    "MailWhen",
    "MaintenanceLog",
    "MapLayer",
    "Moment",
    "Municipality",
    "NestCheck",
    "NoticeLevel",
    "Owner",
    "PersonEvent",
    "PersonStep",
    "Photo",
    "PhotoReport",
    "PhotoState",
    "PhotoWrong",
    "Place",
    "PresenceCheck",
    "Rendition",
    "Role",
    "Seen",
    "Session",
    "SignInCode",
    "SiteNotice",
    "Source",
    "Species",
    "State",
    "Submission",
    "Tier",
    "Trust",
    "TypeActivity",
    "User",
    "Visibility",
    "Wish",
]

"""All tables, so that metadata is whole; that of true places is there, but not for the taking (L02)."""

from app.models import exact_places as _exact_places  # noqa: F401, I001 (its table belongs to the metadata)

from app.models.adoptions import ADOPTION_STEPS, Adoption, AdoptionState, Ending
from app.models.answers import CannedAnswer
from app.models.areas import Area, AreaImport, AreaLayer, ImportState
from app.models.blocked_senders import BlockedSender
from app.models.changes import ElementChange
from app.models.checklists import ChecklistImport, ChecklistState
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
from app.models.events import EVENT_STAGES, Event, EventHost, EventKind, EventStage, EventTask
from app.models.exact_views import ExactView
from app.models.exports import Export, ExportKind, ExportState
from app.models.first_records import FirstRecord
from app.models.follows import Follow
from app.models.freshness import PAGES, REFERENCE
from app.models.ground import GroundClaim, Wish
from app.models.group_calls import Hands, HelpCall, HelpOffer
from app.models.group_log import GroupEvent, GroupInvitation, GroupStep
from app.models.groups import Group, GroupKind, Joining, Membership, Part
from app.models.ideas import IDEA_STAGES, IDEA_STEPS, Idea, IdeaJoin, IdeaStage
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
from app.models.problems import FOLLOW_UP, STAGES, Problem, ProblemReport, Stage
from app.models.reference import Activity, ElementType, Municipality, Place, TypeActivity
from app.models.sign_ups import Going, SignUp
from app.models.sightings import Behaviour, Certainty, Licence, Origin, LifeStage, Sighting
from app.models.species import Species
from app.models.species_changes import SpeciesChange
from app.models.species_names import NameKind, SpeciesName, SpeciesStem, SpeciesTypo, SpeciesWord
from app.models.submissions import WORKFLOW, State, Submission
from app.models.trust import Tier, Trust
from app.models.validators import Validator
from app.models.walk_consents import OwnerAnswer, WalkConsent
from app.models.walk_parts import WalkClosure, WalkStop
from app.models.walk_sections import DATED, LandConsent, Surface, WalkSection
from app.models.walks import SHOWN, WALK_STAGES, Dogs, Fit, Walk, WalkShape, WalkStage
from app.models.words import ElementWord

__all__ = [
    "ADOPTION_STEPS",
    "DATED",
    "EVENT_STAGES",
    "FOLLOW_UP",
    "IDEA_STAGES",
    "IDEA_STEPS",
    "PAGES",
    "REFERENCE",
    "SHOWN",
    "STAGES",
    "WALK_STAGES",
    "WORKFLOW",
    "Activity",
    "Adoption",
    "AdoptionState",
    "AgeClass",
    "Area",
    "AreaImport",
    "AreaLayer",
    "AreaType",
    "Attempt",
    "Behaviour",
    "BlockedSender",
    "CannedAnswer",
    "Certainty",
    "ChecklistImport",
    "ChecklistState",
    "Condition",
    "Consent",
    "CoordinatorArea",
    "CoreNetwork",
    "Decision",
    "Dogs",
    "Element",
    "ElementChange",
    "ElementDue",
    "ElementType",
    "ElementWord",
    "Ending",
    "Event",
    "EventHost",
    "EventKind",
    "EventStage",
    "EventTask",
    "ExactView",
    "Export",
    "ExportKind",
    "ExportState",
    "FirstRecord",
    "Fit",
    "Follow",
    "Going",
    "GroundClaim",
    "Group",
    "GroupEvent",
    "GroupInvitation",
    "GroupKind",
    "GroupStep",
    "Hands",
    "HelpCall",
    "HelpOffer",
    "Idea",
    "IdeaJoin",
    "IdeaStage",
    "ImportState",
    "Job",
    "JobDone",
    "Joining",
    "LandConsent",
    "Licence",
    "LifeStage",
    "MailWhen",
    "MaintenanceLog",
    "MapLayer",
    "Membership",
    "Moment",
    "Municipality",
    "NameKind",
    "NestCheck",
    "NoticeLevel",
    "Origin",
    "Owner",
    "OwnerAnswer",
    "Part",
    "PersonEvent",
    "PersonStep",
    "Photo",
    "PhotoReport",
    "PhotoState",
    "PhotoWrong",
    "Place",
    "PresenceCheck",
    "Problem",
    "ProblemReport",
    "Rendition",
    "Role",
    "Seen",
    "Session",
    "Sighting",
    "SignInCode",
    "SignUp",
    "SiteNotice",
    "Source",
    "Species",
    "SpeciesChange",
    "SpeciesName",
    "SpeciesStem",
    "SpeciesTypo",
    "SpeciesWord",
    "Stage",
    "State",
    "Submission",
    "Surface",
    "Tier",
    "Trust",
    "TypeActivity",
    "User",
    "Validator",
    "Visibility",
    "Walk",
    "WalkClosure",
    "WalkConsent",
    "WalkSection",
    "WalkShape",
    "WalkStage",
    "WalkStop",
    "Wish",
]

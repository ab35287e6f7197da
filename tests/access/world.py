"""Anna's things in every state, the people who look at them, and what each kind is called in addresses.

Each thing says a word of its own (``said``), so that a page can be searched for what it may not show.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from app.core.clock import now, today
from app.extensions import db
from app.models import (
    CoordinatorArea,
    Decision,
    Element,
    Follow,
    IdeaJoin,
    Photo,
    PhotoState,
    Rendition,
    Role,
    Stage,
    State,
    User,
    Visibility,
)
from tests.access.admin_things import of_admins
from tests.access.adoption_things import settle_adoptions
from tests.access.event_things import by_mail, said, settle_events
from tests.access.groups import GROUPS, PUBLIC, call, group, invitation, key_into
from tests.access.keys import code, mail_key, session, session_of
from tests.access.tables import SEEN
from tests.access.walks import put_walks
from tests.factories.areas import TYNAARLO, area_layer
from tests.factories.corrections import (
    ElementChangeFactory,
    FreeReportFactory,
    GroundClaimFactory,
    PhotoReportFactory,
    PresenceCheckFactory,
    ProblemReportFactory,
)
from tests.factories.elements import ElementFactory
from tests.factories.exports import stored_export
from tests.factories.ideas import IdeaFactory, IdeaOnFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory
from tests.factories.photos import ready_photo
from tests.factories.sightings import stored_sighting
from tests.factories.species import example_checklist
from tests.sync.device import give_key

WORD_ID = uuid.UUID("7d1c0f5a-93b6-4f0c-8a51-2f5e6b7c8d90")
ASSEN, EMMEN = "GM0106", "GM0114"
KINDS = {  # name in the address → kind of thing
    "element_id": "element",
    "ident": "element",
    "item_id": "element",
    "log_id": "log",
    "check_id": "check",
    "change_id": "change",
    "claim_id": "claim",
    "report_id": "report",
    "problem_id": "problem",
    "idea_id": "idea",
    "event_id": "event",
    "host_id": "host",
    "task_id": "task",
    "group_id": "group",
    "member_id": "member",
    "call_id": "call",
    "adoption_id": "adoption",
    "invitation_id": "invitation",
    "photo_id": "photo",
    "sighting_id": "sighting",
    "walk_id": "walk",
    "session_id": "session",
    "export_id": "export",
    "import_id": "import",
    "checklist_id": "checklist",
    "person_id": "person",
    "answer_id": "answer",
    "notice_id": "notice",
    "blocked_id": "blocked",
    "job_id": "job",
}
WAITING = {"state": State.PENDING}
DONE = {"waits": False}
STATES = {
    "own": WAITING,
    "pending": WAITING,
    "returned": {"state": State.RETURNED, **DONE},
    "rejected": {"state": State.REJECTED, **DONE},
    "withdrawn": {"state": State.WITHDRAWN, **DONE},
    "published": {"state": State.PUBLISHED, **DONE},
    "hidden": {"state": State.PUBLISHED, **DONE},
    "gone": {"state": State.GONE, **DONE},
    "elsewhere": WAITING,
}
BELOW = {
    "log": MaintenanceLogFactory,
    "check": PresenceCheckFactory,
    "change": ElementChangeFactory,
    "claim": GroundClaimFactory,
    "report": PhotoReportFactory,
    "problem": ProblemReportFactory,
    "idea": IdeaOnFactory,
}
FREE = {"published", "returned", "elsewhere"}  # problems and ideas on no element
AT_PLACES = {"problem": FreeReportFactory, "idea": IdeaFactory}
DESKS = ("neighbour", "coordinator", "admin")
WORDS = {
    "log": "notes",
    "check": "notes",
    "change": "why",
    "claim": "contact",
    "report": "notes",
    "problem": "notes",
    "idea": "about",
}


@dataclass
class World:
    """Whoever looks, their browser's token, and the things: kind → column → id."""

    person: User | None
    token: str
    pending: str  # of the browser of a visitor who proved an address and still has to give a name
    plain: dict[str, str]  # what else addresses name
    key: str = ""  # of a device that only hands in
    ids: dict[str, dict[str, uuid.UUID]] = field(default_factory=dict)

    def of(self, kind: str, column: str) -> uuid.UUID:
        """Return a thing; one that does not exist for ``random``."""
        return uuid.uuid4() if column == "random" else self.ids[kind][column]


def settle(role: str) -> World:
    """Make all people and things, and a session for the one with this role."""
    people = _people()
    anna, who = people["author"], people.get(role)
    world = World(who, session(who) if who else "", code(), {"key": mail_key(anna)})
    if role == "device":  # the author's own phone, on which the session is over
        world.person, world.key = anna, give_key(anna)
    mine = who or anna  # a suspended person's things stay; a visitor has none
    world.ids["element"] = {
        column: _element(column, mine if column == "own" else anna, people["coordinator"]).id
        for column in STATES
    }
    _ask(world.ids["element"]["returned"], people[role if role in DESKS else "coordinator"])
    world.ids["photo"] = _photos(world, mine, anna)
    for kind in BELOW:
        world.ids[kind] = {
            column: _below(world, kind, column, mine if column == "own" else anna) for column in STATES
        }
    world.ids["sighting"] = {
        column: _sighting(column, mine if column == "own" else anna) for column in STATES if column != "gone"
    }
    put_walks(world, STATES, said, mine, anna)
    public = world.ids["element"]["published"]
    world.ids |= settle_events(STATES, mine, anna, element=public)
    world.plain["place_key"] = by_mail(world.ids["event"]["published"])
    _groups(world, people, mine)
    world.plain["offer_key"] = settle_adoptions(world.ids, mine, people["unknown"])
    db.session.add(IdeaJoin(person_id=mine.id, idea_id=world.ids["idea"]["gone"]))
    db.session.add(Follow(person_id=mine.id, element_id=world.ids["element"]["published"]))
    others = people["volunteer" if role == "author" else "author"]
    session(others)
    world.ids["session"] = {"own": session_of(mine), "someone's": session_of(others)}
    world.ids["export"] = {"own": stored_export(mine).id, "someone's": stored_export(others).id}
    world.ids["import"] = {"any": area_layer("municipalities", TYNAARLO, state="checked").id}
    world.ids["checklist"] = {"any": example_checklist().id}
    world.ids["person"] = {"own": mine.id, "author": anna.id, "unknown": people["unknown"].id}
    if mine is anna:
        world.ids["person"]["author"] = people["volunteer"].id
    world.ids |= {kind: {"any": ident} for kind, ident in of_admins().items()}
    db.session.commit()
    return world


def _people() -> dict[str, User]:
    desk = {"role": Role.COORDINATOR}
    return {
        "author": UserFactory(name="kanarie-naam", email="kanarie-post@example.nl"),
        "volunteer": UserFactory(),
        "neighbour": UserFactory(**desk, areas=[CoordinatorArea(municipality_code=EMMEN)]),
        "coordinator": UserFactory(**desk, areas=[CoordinatorArea(municipality_code=ASSEN)]),
        "admin": UserFactory(role=Role.ADMIN),
        "unknown": UserFactory(),  # who sent nothing
        "suspended": UserFactory(
            **desk, areas=[CoordinatorArea(municipality_code=ASSEN)], suspended_at=now()
        ),
    }


def _element(column: str, author: User, coordinator: User) -> Element:
    village = "Emmen" if column == "elsewhere" else "Assen"
    seen_by = Visibility.COORDINATORS if column == "hidden" else Visibility.EVERYONE
    title = said("element", column)
    return ElementFactory(
        author=author, village=village, visibility=seen_by, title=title, name=title,
        is_public=column == "published", **STATES[column],
        assignee=coordinator if column == "pending" else None,
    )  # fmt: skip


def _below(world: World, kind: str, column: str, author: User) -> uuid.UUID:
    """Hang it below the public element, or the hidden or gone one; or at a free place."""
    on = column if column in {"hidden", "gone"} else "published"
    state = STATES["published"] if column == "gone" else STATES[column]
    code = {"municipality_code": EMMEN} if column == "elsewhere" else {}
    words = {WORDS[kind]: said(kind, column)}
    if kind == "report":
        words["photo"] = db.session.get(Photo, world.ids["photo"][on])
    if kind in AT_PLACES and column in FREE:
        code = {"municipality_code": ASSEN} | code
        return AT_PLACES[kind](author=author, **code, **state, **words).id
    if kind == "problem" and column == "gone":
        words["stage"] = Stage.SOLVED
    element = db.session.get(Element, world.ids["element"][on])
    return BELOW[kind](author=author, element=element, **code, **state, **words).id


def _sighting(column: str, author: User) -> uuid.UUID:
    held = {"embargo_until": today() + timedelta(days=9)} if column == "hidden" else {}
    code = {"municipality_code": EMMEN} if column == "elsewhere" else {}
    return stored_sighting(author, claim_text=said("sighting", column), **STATES[column], **held, **code).id


def _groups(world: World, people: dict[str, User], mine: User) -> None:
    """Make Anna's groups, who is in them, and a link into each that has an organiser."""
    other = people["unknown"]
    world.ids["group"] = groups = {
        column: group(
            column, mine, people["author"], other, about=said("group", column),
            **STATES.get(column, STATES["published"]),
        )
        for column in GROUPS
    }  # fmt: skip
    world.ids["call"] = {column: call(groups[column]) for column in PUBLIC}
    world.ids["member"] = dict.fromkeys(GROUPS, other.id)
    world.ids["invitation"] = {
        column: invitation(ident, other, days=9 if column == "others" else -9)
        for column, ident in groups.items()
    }
    world.plain["invitation_key"] = key_into(world.ids["invitation"]["others"])


def _ask(ident: uuid.UUID, coordinator: User) -> None:
    """Let a desk have asked Anna something, just now."""
    asked = Decision(
        id=WORD_ID, submission_id=ident, step="return", before="pending", after="returned", actor=coordinator
    )
    asked.reason = "kanarie-vraag"
    db.session.add(asked)
    db.session.commit()


def _photos(world: World, mine: User, anna: User) -> dict[str, uuid.UUID]:
    """Give each element a picture; ``loose`` belongs to nothing yet, ``veil`` was taken from view."""
    first = ready_photo(anna)
    elements = world.ids["element"]
    made = {column: _copy(first, elements[column], mine if column == "own" else anna) for column in STATES}
    made["veil"] = _copy(first, elements["published"], anna, hidden_at=now())
    made["loose"] = first.id
    return made


def _copy(photo: Photo, item_id: uuid.UUID, owner: User, **more: object) -> uuid.UUID:
    same = ("sent_sha256", "sent_bytes", "sent_type", "host", "master_sha256", "width", "height")
    facts = {name: getattr(photo, name) for name in same}
    copies = [
        Rendition(size=one.size, sha256=one.sha256, bytes=one.bytes, width=one.width, height=one.height)
        for one in photo.renditions
    ]
    found = Photo(
        owner_id=owner.id, submission_id=item_id, state=PhotoState.READY, renditions=copies, **facts, **more
    )
    db.session.add(found)
    db.session.flush()
    return found.id


def words_hidden_from(role: str) -> list[str]:
    """Return the words of all that this role may not see, and of who made it."""
    hidden = [
        said(kind, column)
        for kind in ("element", "sighting", "group", "event", "walk", *BELOW)
        for column, sign in SEEN[kind].cells[role].items()
        if sign in "->" and column != "random"
    ]
    if role in {"visitor", "device", "suspended", "volunteer"}:
        hidden += ["kanarie-naam", "kanarie-vraag"]  # she chose not to show hers
    if role not in {"author", "admin"}:
        hidden.append("kanarie-post")
    return hidden

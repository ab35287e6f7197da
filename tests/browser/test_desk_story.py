"""A morning at the desk: thirty items decided by keys alone, an answer from a phone, a race, and a backup."""

import re
import time
import uuid
from functools import partial

import pytest
import sqlalchemy as sa

from app.extensions import db
from app.jobs.worker import Worker
from app.models import (
    Consent,
    Decision,
    Element,
    Job,
    PhotoReport,
    State,
    Submission,
    Visibility,
)
from app.spatial.shapes import length_m, unwrap
from app.storage import files
from tests.backups import opened
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.desk_items import LONGER, NO, WHAT, WHOSE, YES, Waiting, thirty
from tests.browser.story import Person, wait_for
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.M01, pytest.mark.D05, pytest.mark.once]

TWICE_MS = 650  # the desk takes no second press so soon
NO_MOUSE = """
for (const kind of ["pointerdown", "mousedown", "touchstart"]) {
  addEventListener(kind, () => window.broken.push(`${kind} at the desk`), { capture: true });
}
"""
MEANT = "Van wie is deze poel?"
DESK = ("publish", "return", "reject", "undo")


class Desk:
    """A coordinator without a mouse."""

    def __init__(self, town, token: str) -> None:
        self.page = town.open(token=token, **LAPTOP)
        self.page.add_init_script(NO_MOUSE)
        self.page.goto("/controle")

    @property
    def here(self) -> uuid.UUID | None:
        """Return which item is open."""
        found = re.search(r"/controle/([0-9a-f-]{36})", self.page.url)
        return uuid.UUID(found[1]) if found else None

    def press(self, keys: str) -> None:
        """Press keys one by one, or write words where they belong first and then decide."""
        if keys not in {NO, WHAT, MEANT}:
            for key in keys:
                self.page.keyboard.press(key)
            return
        step = "a" if keys == NO else "v"
        self.page.keyboard.press(step)  # is told that words are needed, and stands in the field
        self.page.get_by_text("Schrijf wat je vraagt of waarom je afwijst.").wait_for()
        self.page.keyboard.type(keys)
        self.page.keyboard.press("Escape")  # out of the field, so that keys decide again
        if keys != MEANT:
            self.page.keyboard.press(step)

    def go(self, keys: str) -> uuid.UUID | None:
        """Press keys that lead to another item; returns that, or None when nothing waits."""
        before = self.here
        self.press(keys)
        self.page.wait_for_url(lambda _url: self.here != before)
        place = f"#besluit[action*='{self.here}']" if self.here else ".hv-empty"
        self.page.locator(place).wait_for(state="attached")
        self.page.wait_for_timeout(TWICE_MS)
        return self.here


@pytest.fixture
def tokens(anna, chris, dirk):
    """Return what signs each of them in."""
    return {person.name[:5].strip(): token_for(person) for person in (anna, chris, dirk)}


@pytest.fixture
def waits(app, tokens, anna, bram):
    """The thirty, with their pictures made; nobody else writes yet."""
    found = thirty(anna, bram)
    Worker(app).run_until_empty()
    return found


def fresh(query):
    db.session.rollback()  # another process wrote it
    return db.session.scalars(query).all()


def stored(ident: uuid.UUID) -> Submission:
    return fresh(sa.select(Submission).where(Submission.id == ident))[0]


def steps(ident: uuid.UUID) -> list[str]:
    return [one.step for one in stored(ident).decisions]


def walk_a_little(desk: Desk) -> None:
    """Begin, go on and back, and read which keys there are."""
    first = desk.go("j")
    assert desk.go("j") != first
    assert desk.go("k") == first
    desk.page.keyboard.press("?")
    desk.page.get_by_role("heading", name="Sneltoetsen").wait_for()
    desk.page.keyboard.press("g")  # while one reads about keys they do nothing
    desk.page.keyboard.press("Escape")
    assert desk.here == first and desk.page.locator("dialog[open]").count() == 0


def decide_all(desk: Desk, waits: Waiting, special) -> None:
    """Press for each what is meant for it, until nothing waits."""
    for _item in range(40):
        if desk.here is None:
            break
        name = waits.name(desk.here)
        special.get(name, partial(desk.go, waits.keys[name]))()
    desk.page.get_by_role("heading", name="Alles is nagekeken").wait_for()


def take_back(desk: Desk, waits: Waiting) -> None:
    """Approve by mistake, take it back at once, and ask instead."""
    ident = waits.ids["taken back"]
    desk.go(YES)
    assert stored(ident).state == State.PUBLISHED
    begun = time.monotonic()
    assert desk.go("z") == ident
    assert time.monotonic() - begun < 10
    assert stored(ident).state == State.PENDING
    desk.go(waits.keys["taken back"])


def lose_the_race(desk: Desk, other, waits: Waiting) -> None:
    """Write a question while someone else approves: it is told who was first, and the words are there."""
    ident = waits.ids["lost race"]
    desk.press(MEANT)
    other.goto(f"/controle/{ident}")
    other.get_by_role("button", name="Goedkeuren").click()
    other.wait_for_url(f"**?*klaar={ident}*")
    desk.page.keyboard.press("v")
    told = desk.page.locator("#conflict")
    told.get_by_role("heading", name="Dirk Voorbeeld heeft dit al goedgekeurd.").wait_for()
    assert re.search(r"Goedgekeurd – Dirk Voorbeeld, .*\d+[.:]\d{2}", told.inner_text())
    assert told.locator("blockquote").inner_text() == MEANT
    assert (desk.here, desk.page.get_by_role("button", name="Goedkeuren").count()) == (ident, 0)
    desk.go("j")


def answer_on_the_phone(anna: Person, waits: Waiting) -> None:
    """Read the mail, open what it says, and tap one reply."""
    ident = waits.ids["asked"]
    told = re.compile(rf"/account/inzendingen/{ident}")
    mail = wait_for("question", lambda: [one for one in anna.mails() if told.search(one)])[0]
    anna.page.goto(told.search(mail)[0])
    anna.page.get_by_role("button", name="De gemeente").tap()
    anna.page.get_by_text("Je antwoord is verstuurd").wait_for()
    assert steps(ident) == ["return", "resubmit"]


def test_a_morning_at_the_desk(app, run, request, waits, tokens, chris, dirk, outside, empty_database):
    town, post = request.getfixturevalue("town"), request.getfixturevalue("post")
    phone = Person(town, post, "anna@example.nl", token=tokens["Anna"], **PHONE)
    desk, other = Desk(town, tokens["Chris"]), town.open(token=tokens["Dirk"], **LAPTOP)
    assert len(fresh(sa.select(Submission.id).where(Submission.waits))) == 30

    def ask() -> None:
        if not steps(waits.ids["asked"]):
            desk.go(WHOSE)
            return
        desk.page.get_by_text("Antwoord van Anna Voorbeeld").wait_for()
        assert desk.page.locator("#gewijzigd").inner_text().count("De gemeente") == 1
        desk.go(YES)

    special = {
        "asked": ask,
        "taken back": lambda: take_back(desk, waits),
        "lost race": lambda: lose_the_race(desk, other, waits),
        "with work": lambda: desk.go("j"),
        "not visible": lambda: (answer_on_the_phone(phone, waits), desk.go(YES)),
    }
    walk_a_little(desk)
    decide_all(desk, waits, special)
    for window in (desk.page, phone.page, other):
        town.look(window)

    each_is_decided_once(waits, chris, dirk)
    each_decision_did_what_it_says(waits)
    nothing_is_lost_in_a_backup(app, run, waits, outside, empty_database)
    wait_for("mails", lambda: not fresh(sa.select(Job.id).where(Job.name == "mails.decision")))
    assert sorted(told_of(post)) == sorted(final_words(waits))


def each_is_decided_once(waits: Waiting, chris, dirk) -> None:
    usual = {name: [waits.step(name)] for name in waits.ids if name != "with work"}
    apart = {
        "asked": ["return", "resubmit", "publish"],
        "taken back": ["publish", "undo", "return"],
        "lost race": ["publish"],
        "with work": ["publish"],
    }
    assert {name: steps(ident) for name, ident in waits.ids.items()} == usual | apart
    states = {"publish": State.PUBLISHED, "return": State.RETURNED, "reject": State.REJECTED}
    wanted = {name: states[(usual | apart)[name][-1]] for name in waits.ids}
    assert {name: stored(ident).state for name, ident in waits.ids.items()} == wanted
    query = sa.select(Decision).where(Decision.submission_id.in_(waits.ids.values()), Decision.step.in_(DESK))
    actors = {(waits.name(one.submission_id), one.actor_id) for one in fresh(query)}
    assert actors == {(name, dirk.id if name == "lost race" else chris.id) for name in waits.ids}
    words = {
        name: stored(waits.ids[name]).decisions[-1].reason for name in ("refused", "bank", "seen changed")
    }
    assert words == {
        "refused": NO,
        "bank": "Dag Bram Voorbeeld, mooi werk. Bedankt!",
        "seen changed": WHAT,
    }


def each_decision_did_what_it_says(waits: Waiting) -> None:
    """Look at the elements and photos that the items are about."""

    def about(name: str) -> Element:
        return stored(waits.ids[name]).element

    assert about("done well").condition == "good"
    assert unwrap(about("longer").shape).equals_exact(LONGER, 1e-7)
    assert about("longer").length_m == pytest.approx(length_m(LONGER))
    assert about("other name").name == about("other name").title == "Poel De Kolk"
    assert about("story").story == "Hier waste men de was."
    assert about("wrong name").name == "Poel 13"
    assert about("seen the same").state == about("not visible").state == State.PUBLISHED
    assert (about("seen gone").state, about("seen gone").is_public) == (State.GONE, False)
    hidden, kept = about("hide me"), about("keep").consent
    assert (hidden.visibility, hidden.is_public) == (Visibility.COORDINATORS, False)
    assert (kept, about("talk").is_public, about("hide photos").is_public) == (Consent.YES, True, True)
    assert [one.hidden_at is None for one in about("hide photos").photos] == [False]
    reports = {one: fresh(sa.select(PhotoReport).where(PhotoReport.id == waits.ids[one]))[0].photo.hidden_at
               for one in ("someone on it", "elsewhere", "nothing wrong")}  # fmt: skip
    assert [hidden is not None for hidden in reports.values()] == [True, True, False]
    assert all(stored(waits.ids[name]).is_public for name in ("poel", "bank", "pond", "asked", "lost race"))
    assert not any(stored(waits.ids[name]).is_public for name in ("refused", "taken back"))


def kept(waits: Waiting) -> dict[str, object]:
    """Return of each item its state, its steps and its photos, and whether their files are there."""
    found = {}
    for name, ident in waits.ids.items():
        item = stored(ident)
        log = [(one.id, one.step, one.reason, one.actor_id, one.at) for one in item.decisions]
        photos = [(one.id, one.hidden_at, files.get(files.master_key(one.master_sha256)))
                  for one in item.photos]  # fmt: skip
        found[name] = (item.kind, item.state, item.version, log, photos)
    return found


def nothing_is_lost_in_a_backup(app, run, waits: Waiting, outside, empty_database) -> None:
    before = kept(waits)
    assert sum(len(photos) for *_, photos in before.values()) == 6
    code, said = run("backup", "--to", outside / "made.zip")
    assert code == 0, said
    code, said = run("restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database)
    assert (code, "0 faults" in said) == (0, True), said
    with opened(app, outside / "new", empty_database) as other:
        assert kept(waits) == before
        db.session.rollback()
        assert other.test_cli_runner().invoke(args=["fsck"]).output == "0 faults.\n"


def told_of(post) -> list[str]:
    """Return of which decisions mail came, by its Message-ID."""
    idents = [each.mail["Message-ID"] for each in post.taken]
    return [found[1] for ident in idents if (found := re.match(r"<decision-([0-9a-f-]{36})@", ident))]


def final_words(waits: Waiting) -> list[str]:
    """Return the decisions that stood when their author was told: all but what was taken back at once."""
    query = sa.select(Decision).where(Decision.submission_id.in_(waits.ids.values()), Decision.step.in_(DESK))
    rows = fresh(query.order_by(Decision.at))
    undone = [one.submission_id for one in rows if one.step == "undo"]
    gone = {next(one.id for one in rows if one.submission_id == ident) for ident in undone}
    return [str(one.id) for one in rows if one.step != "undo" and one.id not in gone]

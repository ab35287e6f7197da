"""A backup made while people write holds all that they were told has arrived (D05)."""

import io
import threading
import time
from dataclasses import replace

import pytest
import shapely
import sqlalchemy as sa

from app import queue
from app.core.errors import BackupError
from app.core.ids import new_id
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Element, Photo, Session, User
from app.services import backup
from app.services.elements import ElementFacts, register_element
from app.services.photo_rendering import render_photo
from app.services.photos import ChosenPhoto, receive_photo
from app.spatial import dumping
from app.storage import files, incoming
from tests.backups import opened
from tests.factories.elements import place_named
from tests.factories.photos import ready_photo, sent_photo, small_photo
from tests.personas import sign_in

A_SECOND = 20
BEFORE = 25
pytestmark = [pytest.mark.committed, pytest.mark.usefixtures("data_dir")]


class People(threading.Thread):
    """Hand in twenty elements a second, one in ten with a photo, and note each that was acknowledged."""

    def __init__(self, app, person, place):
        super().__init__()
        self.app, self.person, self.place = app, person, place
        self.acknowledged, self.over, self.errors = [], threading.Event(), []

    def run(self):
        number = 0
        begun = time.monotonic()
        while not self.over.wait(max(0, begun + number / A_SECOND - time.monotonic())):
            number += 1
            try:
                with self.app.app_context():
                    self.acknowledged.append(self.hand_in(number))
            except Exception as error:  # noqa: BLE001 (what went wrong is what the test looks at)
                self.errors.append(error)

    def hand_in(self, number):
        actor, photos = db.session.get(User, self.person), ()
        if number % 10 == 1:
            with small_file(number) as stream:
                photos = (ChosenPhoto(id=receive_photo(stream, actor=actor).id),)
        facts = ElementFacts(
            type_key="pond_small_historic_water",
            place_id=self.place,
            shape=shapely.Point(6.4 + number / 2000, 52.99),  # apart, so that none is a double
            name=f"Poel {number}",
            photos=photos,
        )
        element = register_element(new_id(), facts, actor=actor)
        return element.id, element.envelope_sha256, [one.id for one in photos]


def small_file(number):
    return io.BytesIO(small_photo((number % 256, 120, 60)))


class Work(threading.Thread):
    """A worker beside it: makes pictures and deletes the bytes as sent."""

    def __init__(self, app):
        super().__init__()
        self.worker = Worker(app)

    def run(self):
        self.worker.run()


@pytest.mark.D05
def test_all_that_was_acknowledged_before_the_backup_began_is_in_it(app, run, anna, outside, empty_database):
    people, work = People(app, anna.id, place_named("Assen").id), Work(app)
    db.session.rollback()
    people.start()
    work.start()
    try:
        wait_until(lambda: len(people.acknowledged) >= BEFORE)
        before = list(people.acknowledged)
        made = run("backup", "--to", outside / "made.zip")
        during = len(people.acknowledged) - len(before)
    finally:
        people.over.set()
        work.worker.stop()
        people.join()
        work.join()
    assert made[0] == 0, made[1]
    assert people.errors == []
    assert during > 0, "people wrote while it was made"

    code, said = run("restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database)
    assert code == 0, said
    assert "0 faults" in said
    with opened(app, outside / "new", empty_database) as other:
        assert other.test_cli_runner().invoke(args=["fsck"]).output == "0 faults.\n"
        assert dumping.find_damage(db.session.connection()) == []
        receipts = dict(db.session.execute(sa.select(Element.id, Element.envelope_sha256)).all())
        photos = set(db.session.scalars(sa.select(Photo.id)))
        assert {ident: receipts.get(ident) for ident, _, _ in before} == {i: sha for i, sha, _ in before}
        assert {one for _, _, sent in before for one in sent} <= photos
        db.session.rollback()  # looking at SpatiaLite's indexes holds the lock of writers
        Worker(other).run_until_empty()
        assert set(db.session.scalars(sa.select(Photo.state))) == {"ready"}, "each picture can still be made"
        assert other.test_cli_runner().invoke(args=["fsck"]).output == "0 faults.\n"


def wait_until(there):
    until = time.monotonic() + 60
    while not there():
        assert time.monotonic() < until
        time.sleep(0.01)


def back_up_while(act, target):
    """Make a backup and do something between its copy of the database and its copy of the files."""
    done = []

    def progress(what, _bytes):
        if what == "written" and not done:
            done.append(act())

    backup.back_up(target, progress)
    assert done, "it happened while the backup was made"


@pytest.mark.D05
def test_bytes_as_sent_stay_until_the_files_are_copied_although_a_worker_is_done_with_them(
    app, run, anna, outside, empty_database
):
    photo = sent_photo(anna)
    ident, sha256 = photo.id, photo.sent_sha256
    db.session.rollback()
    back_up_while(lambda: render_photo(ident), outside / "made.zip")
    assert db.session.get(Photo, ident, populate_existing=True).state == "ready"
    code, said = run("restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database)
    assert code == 0, said
    with opened(app, outside / "new", empty_database):
        assert db.session.get(Photo, ident).state == "received"
        assert incoming.read(ident, sha256) == small_photo()


@pytest.mark.D05
def test_no_clean_up_takes_a_stored_file_while_a_backup_runs(app, run, anna, outside, empty_database):
    photo = ready_photo(anna)
    key = files.master_key(photo.master_sha256)
    db.session.rollback()
    back_up_while(lambda: files.delete(key), outside / "made.zip")
    assert files.exists(key)
    files.delete(key)
    assert not files.exists(key), "it goes when no backup runs"
    code, said = run("restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database)
    assert (code, "0 faults" in said) == (0, True)


@pytest.mark.D05
def test_files_that_come_after_the_database_was_copied_harm_nothing(app, run, anna, outside, empty_database):
    late = []
    back_up_while(lambda: late.append(ready_photo(anna).id), outside / "made.zip")
    code, said = run("restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database)
    assert code == 0, said
    with opened(app, outside / "new", empty_database):
        assert db.session.get(Photo, late[0]) is None
        assert [one.key for one in files.listed()], "the file is there, for the clean-up"


@pytest.mark.D05
def test_two_backups_at_once_on_one_server_are_one_too_many(run, anna, outside):
    def second():
        with pytest.raises(BackupError, match="Another backup"):
            backup.back_up(outside / "second.zip", lambda *_: None)
        return True

    db.session.rollback()
    back_up_while(second, outside / "first.zip")
    assert sorted(path.name for path in outside.iterdir() if path.suffix == ".zip") == ["first.zip"]


@pytest.mark.D05
def test_what_was_restored_on_another_server_is_worked_there_and_nobody_is_signed_in(
    app, run, anna, client, outside, empty_database
):
    sign_in(client, anna)
    ident = sent_photo(anna).id
    assert queue.claim("a worker there", host=app.config["SETTINGS"].host).name == "photos.render"
    run("backup", "--to", outside / "made.zip")
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, host="another-server")
    try:
        code, said = run(
            "restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database
        )
        assert (code, "Everyone signs in again" in said) == (0, True)
        with opened(app, outside / "new", empty_database) as other:
            assert db.session.scalar(sa.select(Session.ended_at)) is not None
            db.session.rollback()
            Worker(other).run_until_empty()
            db.session.rollback()
            assert db.session.get(Photo, ident).state == "ready"
    finally:
        app.config["SETTINGS"] = before
    assert client.get("/account").status_code == 200, "where it came from they still are"

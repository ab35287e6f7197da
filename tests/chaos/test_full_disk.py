"""A disk runs full: photos are refused first, then texts; nothing is torn; with room it works again (D11)."""

import hashlib
import io
import threading
import time
from contextlib import closing, contextmanager, nullcontext
from datetime import timedelta

import pytest
from sqlalchemy import event

from app import queue
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Element, Photo
from app.services.backup import examine
from app.spatial import dumping
from app.storage import incoming
from tests.backups import opened
from tests.disks import Counted, tiny_disk
from tests.factories.people import UserFactory
from tests.factories.photos import small_photo
from tests.forms.filled import element_form
from tests.personas import sign_in
from tests.routes.test_photos import post

NEW = "/elementen/nieuw"
ROOM_FOR_TEXT, NO_ROOM_FOR_TEXT = (
    1_500_000,
    300_000,
)  # the last 5 % of 40 MB is for texts, 1 % for the database
ALMOST_NONE = 2_300_000
PHOTO = "Onze schijf is vol. Je foto is niet bewaard."
TEXT = "Onze schijf is vol. Wij kunnen nu niets bewaren."
pytestmark = [pytest.mark.D11, pytest.mark.committed]


class Person:
    """Someone who keeps handing in, and remembers what was acknowledged."""

    def __init__(self, app):
        self.client = app.test_client()
        self.elements, self.photos = 0, 0
        sign_in(self.client, UserFactory())

    def photo(self, data=None):
        answer = post(self.client, "/fotos/", [("wal.jpg", data or small_photo())])
        self.photos += answer.status_code == 201
        return answer

    def text(self, **more):
        west = 6.3 + self.elements / 200
        shape = f'{{"type":"LineString","coordinates":[[{west},53.03],[{west},53.032]]}}'
        answer = self.client.send(NEW, element_form(shape=shape, **more))
        self.elements += answer.status_code == 303
        return answer

    def is_refused(self, answer, words):
        assert answer.status_code == 507
        assert int(answer.headers["Retry-After"]) >= 60
        assert words in (answer.json["message"] if answer.is_json else answer.text)

    def reads(self):
        pages = ("/", "/elementen", "/account/inzendingen", NEW)
        assert [self.client.get(page).status_code for page in pages] == [200] * 4


@contextmanager
def app_on(disk, app, database):
    """The app with its data folder, and its database if that is a file, on this disk."""
    url = app.config["SETTINGS"].database_url
    if database.dialect.name == "sqlite":
        url = f"sqlite:///{disk.folder / 'haarvaten.db'}"
        db.session.rollback()
        dumping.copy_out(database, disk.folder / "haarvaten.db", lambda *_: None)
    with opened(app, disk.folder, url) as other:
        other.testing, other.config["PROPAGATE_EXCEPTIONS"] = True, False
        other.test_client_class = app.test_client_class
        yield other


@pytest.mark.parametrize("kind", ["as it is here", "counted"])
def test_photos_are_refused_first_then_texts_and_it_works_again_when_there_is_room(
    app, database, kind, tmp_path, monkeypatch
):
    with (
        tiny_disk(tmp_path, monkeypatch)
        if kind != "counted"
        else nullcontext(Counted(tmp_path, monkeypatch)) as disk,
        app_on(disk, app, database) as other,
    ):
        person = Person(other)
        assert (person.photo().status_code, person.text().status_code) == (201, 303)

        disk.fill(leaving=ALMOST_NONE)
        person.is_refused(person.photo(small_photo() + bytes(4_000_000)), PHOTO)

        disk.fill(leaving=ROOM_FOR_TEXT)
        person.is_refused(person.photo(), PHOTO)
        with_photo = person.text(photos_new=(io.BytesIO(small_photo()), "wal.jpg"), people_ok="y")
        person.is_refused(with_photo, PHOTO)
        assert "Houtwal De Es" in with_photo.text, "what was typed is still there"
        assert person.text().status_code == 303

        for left in (NO_ROOM_FOR_TEXT, 0):
            disk.fill(leaving=left)
            answer = person.text()
            if database.dialect.name == "sqlite":
                person.is_refused(answer, TEXT)
                assert "Houtwal De Es" in answer.text
            else:
                assert answer.status_code == 303, "the database has a disk of its own"
            person.is_refused(person.photo(), PHOTO)
            person.reads()

        disk.free()
        assert (person.photo().status_code, person.text().status_code) == (201, 303)
        all_is_whole(person)


def all_is_whole(person):
    db.session.rollback()
    stored = db.session.query(Element).count(), db.session.query(Photo).count()
    assert stored == (person.elements, person.photos), "all that was acknowledged, and nothing else"
    files = list(incoming.folder().iterdir())
    assert len(files) == person.photos, "no torn file"
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() == file.name[33:] for file in files)
    found = examine()
    assert (found.damage, found.faults) == ([], [])


@contextmanager
def no_room_in(engine):
    """Let the database itself say that its disk is full."""
    if engine.dialect.name == "sqlite":

        def limit(connection, _record):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages}")

        with closing(engine.raw_connection()) as raw:
            raw.driver_connection.execute("VACUUM")  # what tests before deleted would be room
        event.listen(engine, "connect", limit)
        engine.dispose()
        try:
            yield
        finally:
            event.remove(engine, "connect", limit)
            engine.dispose()
        return
    with engine.begin() as connection:
        full = "BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END"
        connection.exec_driver_sql(
            f"CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $${full}$$;"
            "CREATE TRIGGER no_room BEFORE INSERT ON element FOR EACH ROW EXECUTE FUNCTION no_room()"
        )
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP FUNCTION no_room() CASCADE")


def test_a_database_without_room_refuses_texts_in_the_same_words_and_stays_whole(app, database, data_dir):
    person = Person(app)
    db.session.rollback()
    with no_room_in(database):
        answers = [person.text(story="Zo was het. " * 300) for _ in range(30)]
        assert {answer.status_code for answer in answers} <= {303, 507}
        person.is_refused(answers[-1], TEXT)
        assert "Houtwal De Es" in answers[-1].text
        person.reads()
    assert person.text().status_code == 303
    all_is_whole(person)


def test_a_worker_waits_while_the_disk_is_full_and_goes_on_after_it(app, database, tmp_path, monkeypatch):
    monkeypatch.setattr(queue, "PAUSE", timedelta(seconds=0.1))
    disk = Counted(tmp_path, monkeypatch)
    with app_on(disk, app, database) as other:
        person = Person(other)
        assert person.photo().status_code == 201
        worker = Worker(other)
        running = threading.Thread(target=worker.run)
        disk.fill(leaving=0)
        running.start()
        time.sleep(1.5)
        assert running.is_alive()
        assert state_of_photo() == "received"
        disk.free()
        until = time.monotonic() + 30
        while state_of_photo() != "ready" and time.monotonic() < until:
            time.sleep(0.1)
        worker.stop()
        running.join()
        assert state_of_photo() == "ready"


def state_of_photo():
    db.session.rollback()
    return db.session.query(Photo.state).scalar()

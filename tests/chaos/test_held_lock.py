"""Another program holds the lock of the database: writers hear so in time, readers notice nothing (D09)."""

import io
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from app.extensions import db
from app.models import Element, Photo
from app.spatial.engine import BUSY_S
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.factories.photos import small_photo
from tests.forms.filled import element_form
from tests.personas import sign_in
from tests.routes.test_photos import post

IN_TIME_S = 11
HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
NEW = "/elementen/nieuw"


@contextmanager
def held_by_another(engine):
    """Hold what every writer needs, from another process or session."""
    if engine.dialect.name == "sqlite":
        command = [sys.executable, "-c", HOLD, engine.url.database]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout.readline() == b"held\n"
            yield
            other.stdin.close()
        return
    with engine.connect() as other, other.begin():
        other.exec_driver_sql(f"LOCK TABLE {', '.join(db.metadata.tables)} IN EXCLUSIVE MODE")
        yield


class Visitor(threading.Thread):
    """Someone who is signed in, with the form open, and sends it after some seconds."""

    def __init__(self, app, *, after_s, files=0):
        super().__init__()
        self.app, self.after_s, self.files = app, after_s, files
        west = 6.65 + after_s / 100  # nobody draws what another has drawn
        self.sent = element_form(
            shape=f'{{"type":"LineString","coordinates":[[{west},53.03],[{west},53.032]]}}'
        )
        self.client = app.test_client()
        sign_in(self.client, UserFactory())
        self.token = self.client.csrf(NEW)

    def run(self):
        time.sleep(self.after_s)
        begun = time.monotonic()
        with self.app.app_context():
            self.answer = self.send()
        self.took_s = time.monotonic() - begun

    def send(self):
        if self.files:
            return post(self.client, "/fotos/", [(f"{n}.jpg", small_photo()) for n in range(self.files)])
        photo = (io.BytesIO(small_photo()), "wal.jpg")
        more = {"photos_new": photo, "people_ok": "y"} if self.after_s else {}
        return self.client.post(NEW, data={**self.sent, **more, "csrf_token": self.token})


@pytest.mark.D09
@pytest.mark.committed
def test_who_writes_hears_in_time_that_it_is_busy_and_who_reads_notices_nothing(
    app, database, data_dir, client, anna
):
    there = ElementFactory(published=True)
    page = f"/elementen/{there.id}"
    sign_in(client, anna)
    people = [
        Visitor(app, after_s=0),
        Visitor(app, after_s=1, files=3),
        Visitor(app, after_s=4),  # in line behind the first, who waits for the database
    ]
    db.session.rollback()
    with held_by_another(database):
        for one in people:
            one.start()
        read = []
        while any(one.is_alive() for one in people):
            read += [client.get(path).status_code for path in (page, "/elementen", "/account/inzendingen")]
            time.sleep(0.5)
    assert [one.answer.status_code for one in people] == [503, 503, 503]
    assert all(one.took_s <= IN_TIME_S for one in people), [one.took_s for one in people]
    assert {one.answer.headers["Retry-After"] for one in people} == {str(BUSY_S)}
    assert "Het is nu druk." in people[0].answer.text
    assert "Houtwal De Es" in people[0].answer.text, "what was typed is still there"
    assert len(read) > 20 and set(read) == {200}
    assert (db.session.query(Element).count(), db.session.query(Photo).count()) == (1, 0)
    assert list((data_dir / "incoming").iterdir()) == [], "no bytes without a row"

    again = [one.send().status_code for one in people if one.files == 0]
    assert again == [303, 303], "it works again without a restart"
    assert db.session.query(Element).count() == 3

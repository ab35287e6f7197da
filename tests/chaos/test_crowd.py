"""Ten times more phones than the server has threads, and a database that is held: come back later (S11)."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text

from app.extensions import db
from app.models import Element
from app.spatial import engine
from tests.access.test_limits_away import hasty  # noqa: F401 (a fixture: waits one second for a lock)
from tests.factories.people import UserFactory
from tests.personas import sign_in
from tests.sync.device import Phone, element_parcel, give_key
from tests.sync.ledger import counts, faults_of
from tests.sync.uploader import Uploader

pytestmark = [pytest.mark.S11, pytest.mark.committed]
PHONES = 160  # of sixteen threads


@pytest.mark.chaos
def test_a_crowd_that_obeys_loses_nothing(server):
    sent = []
    for _ in range(4):
        person = UserFactory()
        key = give_key(person)
        sent += [Uploader(server, key, element_parcel(person), timeout_s=90) for _ in range(PHONES // 4)]
    gate = threading.Barrier(PHONES)

    def one(uploader: Uploader) -> bool:
        gate.wait()
        return uploader.until_complete(pause=lambda: None, within_s=240)

    with ThreadPoolExecutor(PHONES) as pool:
        assert all(pool.map(one, sent))
    assert faults_of(sent) == [] and counts() == (PHONES, 0, PHONES)
    assert {status for each in sent for status in each.statuses} <= {200, 201, 404, 429, 503}


def test_a_database_that_is_held_is_busy_in_json_and_it_comes_later(hasty, database_url, anna):  # noqa: F811
    phone, parcel = Phone(hasty, anna), element_parcel(anna, 1)
    sign_in(phone.client, anna)  # a session beside the key: telling of it may ask the database nothing
    raw = create_engine(database_url, **engine.options(database_url))
    with raw.connect() as other:
        if raw.dialect.name == "sqlite":
            other.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            other.execute(text("LOCK TABLE submission, photo IN ACCESS EXCLUSIVE MODE"))
        for busy in (phone.put(parcel), phone.put_photo(parcel, *parcel.photo(0))):
            told = json.loads(busy.text)
            assert (busy.status_code, told["error"]) == (503, "busy") and told["message"]
            assert int(busy.headers["Retry-After"]) > 0
        other.rollback()
    raw.dispose()
    assert phone.send(parcel).get_json()["state"] == "complete"
    assert db.session.query(Element).count() == 1

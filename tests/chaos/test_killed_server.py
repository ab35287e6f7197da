"""Master and workers are killed while phones hand in: what was told to have arrived is there, once (S01)."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.extensions import db
from tests.chaos.killable import KillableServer, Killer, sleep
from tests.factories.people import UserFactory
from tests.factories.photos import small_photo
from tests.sync.device import Parcel, element_parcel, give_key
from tests.sync.ledger import counts, faults_of
from tests.sync.uploader import Uploader

PHONES = 16


@pytest.fixture
def killable(app, database):
    running = KillableServer(app)
    running.wait_until_up()
    yield running
    running.stop()


def parcels(person, count: int, dice: random.Random) -> list[Parcel]:
    pictures = [small_photo((shade, 90, 60)) for shade in (20, 90, 160)]
    made = []
    for _ in range(count):
        parcel = element_parcel(person)
        some = dice.sample(pictures, dice.randint(0, 3))
        ids = [str(element_parcel(person).id) for _ in some]
        parcel.photos = dict(zip(ids, some, strict=True))
        made.append(parcel)
    return made


def rounds(killable, dice, *, count: int, number: int, kills: int) -> None:
    sent: list[Uploader] = []
    for _ in range(number):
        killable.wait_until_up()
        person = UserFactory()  # one may send so many an hour
        key = give_key(person)
        here = [Uploader(killable.url, key, parcel) for parcel in parcels(person, count, dice)]
        sent += here
        db.session.remove()  # who keeps reading keeps SQLite's log from being emptied
        killer = Killer(killable, dice, kills=kills, masters=1 + kills // 8)
        killer.start()
        try:
            with ThreadPoolExecutor(PHONES) as pool:
                done = list(
                    pool.map(lambda one: one.until_complete(pause=lambda: sleep(dice), within_s=240), here)
                )
        finally:
            killer.stop()
        assert all(done), f"{done.count(False)} of {count} never came"
        assert faults_of(here) == []
    photos = sum(len(one.parcel.photos) for one in sent)
    assert counts() == (len(sent), photos, len(sent))
    assert faults_of(sent) == [], "what came in an earlier round is still there"
    assert {500} & {status for one in sent for status in one.statuses} == set()
    assert killable.kills["worker"] >= number and killable.kills["master"] >= 1


@pytest.mark.S01
@pytest.mark.chaos
@pytest.mark.committed
def test_two_rounds_of_killing_lose_and_double_nothing(killable):
    rounds(killable, random.Random(20261126), count=30, number=2, kills=3)


@pytest.mark.S01
@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.committed
def test_ten_rounds_of_five_hundred(killable):
    rounds(killable, random.Random(5), count=500, number=10, kills=24)

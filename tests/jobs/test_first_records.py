"""The mail of the same day about a species on the Union list, at a real server."""

from functools import partial

import pytest

from app.extensions import db
from app.jobs.worker import Worker
from app.models import Job, MailWhen
from app.services.first_records import TELL
from app.services.settling import settle
from app.services.sightings import withdraw_sighting
from tests.apps import another
from tests.factories.sightings import HAZEL_SPOT, sighting
from tests.together import together

KNOTWEED = "reynoutria-japonica"
pytestmark = [pytest.mark.committed]


@pytest.fixture
def worker(app, database, smtp):
    smtp.start()
    return Worker(another(app, database, mail_url=smtp.url))


@pytest.fixture
def first(anna, chris):
    """A first record, looked at; its mail waits."""
    made = sighting(anna, claimed_key=KNOTWEED, notes="achter de schuur")
    settle(made.id)
    db.session.query(Job).filter(Job.name != TELL).delete()
    db.session.query(Job).update({"due_at": made.received_at})
    db.session.commit()
    return made


def text_of(received, kind="plain") -> str:
    return received.mail.get_body((kind,)).get_content()


def test_it_tells_the_species_the_square_and_where_to_look_and_no_more(worker, smtp, first, anna, chris):
    worker.run_until_empty()
    (got,) = smtp.taken
    assert got.readers == [chris.email]
    assert got.mail["Subject"] == f"Nieuw in vak {first.square}: Japanse duizendknoop"
    for kind in ("plain", "html"):
        text = text_of(got, kind)
        assert "Dag Chris Voorbeeld," in text and f"/controle/{first.id}" in text
        assert "Japanse duizendknoop (Reynoutria japonica)" in text
        assert f"in vak {first.square}, in de gemeente Assen" in text
        assert "Nog niemand heeft nagekeken of de naam klopt." in text
        degrees = [f"{one:.3f}" for one in HAZEL_SPOT]
        assert not any(word in text for word in (anna.name, anna.email, "schuur", *degrees))
    assert "List-Unsubscribe" in got.mail


def test_who_reads_once_a_day_hears_it_now_and_once(worker, smtp, first, chris):
    chris.mail_when = MailWhen.DAILY
    db.session.commit()
    settle(first.id)
    worker.run_until_empty()
    settle(first.id)
    worker.run_until_empty()
    (got,) = smtp.taken
    assert got.mail["Message-ID"] == f"<first-{first.id}-{chris.id}@localhost>", "alike after a crash"
    assert db.session.query(Job).filter_by(name=TELL).count() == 0


def test_a_server_that_is_away_loses_nothing(worker, smtp, first):
    smtp.answer = "421 Even niet"
    worker.run_until_empty()
    assert smtp.taken == [] and db.session.query(Job).filter_by(name=TELL).count() == 1


@pytest.mark.parametrize("change", ["taken back", "no mail", "no desk"])
def test_what_changed_meanwhile_is_not_mailed(change, worker, smtp, first, anna, chris):
    if change == "taken back":
        withdraw_sighting(first.id, actor=anna)
    elif change == "no mail":
        chris.mail_when = MailWhen.NONE
    else:
        chris.areas, chris.role = [], "volunteer"
    db.session.commit()
    worker.run_until_empty()
    assert smtp.taken == []


def test_looked_at_by_several_at_once_it_is_mailed_once(app, anna, chris):
    made = [sighting(anna, claimed_key=KNOTWEED).id for _ in range(2)]
    got = together(app, *(partial(settle, ident) for ident in made * 3))
    assert [one for one in got if one is not None] == []
    (job,) = db.session.query(Job).filter_by(name=TELL)
    assert job.payload["sighting_id"] == str(made[0])

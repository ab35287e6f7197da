"""What people do with photos."""

import io
import os
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.core.clock import now
from app.core.errors import InvalidError, NotAllowedError, NotFoundError, TooManyError
from app.core.ids import new_id
from app.extensions import db
from app.models import Job, Moment, Photo, PhotoState, State
from app.services import photos as services
from app.services.photo_cleanup import sweep_photos
from app.services.photo_rendering import forget_bytes, render_photo
from app.services.photos import ChosenPhoto, attach_photos, receive_photo, remove_photo, turn_photo
from app.storage import files, incoming
from app.transaction import transactional
from tests import pictures
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo, sent_photo, small_photo

pytestmark = pytest.mark.usefixtures("data_dir")


def attach(item, chosen, actor):
    ident = item.id

    @transactional
    def save(*, actor):
        from app.transaction import load

        attach_photos(load(type(item), ident), chosen, actor=actor)

    save(actor=actor)
    return db.session.get(type(item), ident)


def jobs(name: str) -> list[Job]:
    return list(db.session.scalars(sa.select(Job).where(Job.name == name)))


def test_a_photo_is_the_senders_and_waits_for_its_picture(app, anna):
    photo = sent_photo(anna)
    assert (photo.owner_id, photo.submission_id, photo.state) == (anna.id, None, PhotoState.RECEIVED)
    assert photo.host == app.config["SETTINGS"].host
    assert incoming.read(photo.id, photo.sent_sha256) == small_photo()
    (job,) = jobs("photos.render")
    assert (job.host, job.payload) == (photo.host, {"photo_id": str(photo.id)})


def test_the_bytes_go_when_the_row_cannot_be_written(anna, data_dir, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("no row")

    monkeypatch.setattr(services, "_record", fail)
    with pytest.raises(RuntimeError):
        sent_photo(anna)
    assert list(incoming.waiting()) == []


def test_forty_photos_of_nothing_are_enough(anna, monkeypatch):
    monkeypatch.setattr(services, "MAX_UNATTACHED", 2)
    sent_photo(anna)
    sent_photo(anna)
    with pytest.raises(TooManyError, match="Stuur eerst in"):
        sent_photo(anna)
    assert len(list(incoming.waiting())) == 2


def test_photos_get_their_place_words_and_moment(anna):
    element = ElementFactory(author=anna)
    first, second = sent_photo(anna), sent_photo(anna)
    version = element.version
    chosen = [
        ChosenPhoto(id=second.id, alt=" Jonge eiken ", moment=Moment.BEFORE),
        ChosenPhoto(id=first.id, moment=Moment.AFTER),
    ]
    element = attach(element, chosen, anna)
    assert [(one.id, one.alt, one.moment) for one in element.photos] == [
        (second.id, "Jonge eiken", "before"),
        (first.id, "", "after"),
    ]
    assert element.version == version + 1, "the desk sees that it changed"
    again = attach(element, chosen, anna)
    assert again.version == version + 1, "the same again is no change"


def test_what_is_left_out_is_removed(anna):
    element = ElementFactory(author=anna)
    one, other = sent_photo(anna), ready_photo(anna)
    element = attach(element, [ChosenPhoto(id=one.id), ChosenPhoto(id=other.id)], anna)
    element = attach(element, [ChosenPhoto(id=other.id)], anna)
    assert [photo.id for photo in element.photos] == [other.id]
    (job,) = jobs("photos.forget")
    assert job.payload["photo_id"] == str(one.id)


def test_ten_photos_an_item(anna):
    element = ElementFactory(author=anna)
    with pytest.raises(InvalidError, match="hoogstens 10"):
        attach(element, [ChosenPhoto(id=new_id()) for _ in range(11)], anna)


@pytest.mark.parametrize("whose", ["another's", "of another item", "unknown"])
def test_only_ones_own_free_photos_can_be_taken(whose, anna, bram):
    element = ElementFactory(author=anna)
    ident = {
        "another's": lambda: sent_photo(bram).id,
        "of another item": lambda: ready_photo(anna, ElementFactory(author=anna)).id,
        "unknown": new_id,
    }[whose]()
    with pytest.raises(InvalidError, match="niet meer"):
        attach(element, [ChosenPhoto(id=ident)], anna)


def test_a_turn_before_the_picture_is_made_needs_one_job(anna):
    photo = turn_photo(sent_photo(anna).id, actor=anna)
    render_photo(photo.id)
    photo = db.session.get(Photo, photo.id)
    assert (photo.state, photo.turned, photo.width, photo.height) == (PhotoState.READY, 90, 480, 640)
    assert len(jobs("photos.render")) == 1


def test_a_turn_afterwards_turns_the_master_and_its_renditions(anna):
    photo = ready_photo(anna)
    before = photo.master_sha256
    for _ in range(3):
        photo = turn_photo(photo.id, actor=anna)
    assert photo.progress == "turning"
    render_photo(photo.id)
    photo = db.session.get(Photo, photo.id)
    assert (photo.turned, photo.width, photo.height) == (270, 480, 640)
    assert photo.master_sha256 != before
    assert {(one.size, one.width, one.height) for one in photo.renditions} == {
        (320, 240, 320),
        (1024, 480, 640),
    }
    render_photo(photo.id)
    assert db.session.get(Photo, photo.id).master_sha256 == photo.master_sha256, "once is enough"


@pytest.mark.parametrize("act", [turn_photo, remove_photo])
def test_nobody_changes_the_photo_of_someone_else(act, anna, bram):
    photo = ready_photo(anna, ElementFactory(author=anna))
    with pytest.raises(NotFoundError):
        act(photo.id, actor=bram)


@pytest.mark.parametrize("act", [turn_photo, remove_photo])
@pytest.mark.parametrize("state", [State.PUBLISHED, State.REJECTED, State.WITHDRAWN])
def test_after_the_decision_a_photo_stays_as_it_is(act, state, anna):
    photo = ready_photo(anna, ElementFactory(author=anna, state=state, waits=False))
    with pytest.raises(NotAllowedError):
        act(photo.id, actor=anna)


@pytest.mark.parametrize("act", [turn_photo, remove_photo])
def test_the_desk_sees_that_a_photo_changed(act, anna):
    element = ElementFactory(author=anna)
    photo, version = ready_photo(anna, element), element.version
    act(photo.id, actor=anna)
    db.session.refresh(element)
    assert element.version == version + 1


def test_an_unreadable_photo_is_marked_and_its_bytes_stay_a_week(anna):
    photo = sent_photo(anna, pictures.jpeg((640, 480))[:-2000])
    ident, sha256 = photo.id, photo.sent_sha256
    render_photo(ident)
    photo = db.session.get(Photo, ident)
    assert photo.state == PhotoState.UNREADABLE
    assert incoming.read(ident, sha256)
    (job,) = jobs("photos.forget")
    assert timedelta(days=6, hours=23) < job.due_at - now() <= timedelta(days=7)
    with time_machine.travel(job.due_at):
        forget_bytes(ident, sha256)
    assert list(incoming.waiting()) == []


def test_bytes_that_came_in_again_a_moment_ago_are_not_forgotten_with_the_old_ones(anna):
    gone = sent_photo(anna)
    ident, sha256 = gone.id, gone.sent_sha256
    remove_photo(ident, actor=anna)
    (job,) = jobs("photos.forget")
    with time_machine.travel(job.due_at):
        came = incoming.receive(io.BytesIO(small_photo()), ident)  # its row follows in a moment
        assert came.sha256 == sha256
        os.utime(next(incoming.stored()), (now().timestamp(),) * 2)
        forget_bytes(ident, sha256)
        assert len(list(incoming.waiting())) == 1
    with time_machine.travel(job.due_at + timedelta(hours=2)):
        forget_bytes(ident, sha256)
    assert list(incoming.waiting()) == []


def test_a_photo_without_an_item_goes_after_seven_days(anna):
    left, kept = ready_photo(anna), ready_photo(anna, ElementFactory(author=anna), small_photo((1, 2, 3)))
    keys = [files.master_key(one.master_sha256) for one in (left, kept)]
    ids = [left.id, kept.id]
    with time_machine.travel(now() + timedelta(days=6, hours=23)):
        sweep_photos()
    assert [db.session.get(Photo, one) is None for one in ids] == [False, False]
    with time_machine.travel(now() + timedelta(days=7, hours=1)):
        sweep_photos()
    assert [db.session.get(Photo, one) is None for one in ids] == [True, False]
    assert [files.exists(key) for key in keys] == [False, True]


def test_the_sweep_takes_bytes_of_nobody_and_leaves_what_waits(anna, data_dir):
    waits = sent_photo(anna)
    ident, sha256 = waits.id, waits.sent_sha256
    waits.submission_id = ElementFactory(author=anna).id
    db.session.commit()
    lost = incoming.receive(io.BytesIO(small_photo()), new_id())
    (data_dir / "incoming" / "tmp-broken").write_bytes(b"half")
    assert lost.sha256 == sha256
    with time_machine.travel(now() + timedelta(days=8)):
        sweep_photos()
    assert [one.photo_id for one in incoming.waiting()] == [ident]
    assert list(incoming.broken_off()) == []


def test_the_same_photo_twice_shares_its_file_and_one_may_go(anna):
    one, two = ready_photo(anna), ready_photo(anna)
    assert one.master_sha256 == two.master_sha256
    key, ident = files.master_key(one.master_sha256), one.id
    remove_photo(ident, actor=anna)
    assert files.exists(key)


def test_a_photo_is_received_through_any_stream(anna):
    photo = receive_photo(io.BytesIO(pictures.png((64, 48))), actor=anna)
    assert photo.sent_type == "image/png"

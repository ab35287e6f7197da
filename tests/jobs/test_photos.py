"""The job that makes pictures: through the queue, on a folder and on S3."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app import queue
from app.core.clock import now
from app.extensions import db
from app.jobs import JOBS
from app.jobs.worker import Worker
from app.models import Job, Photo, PhotoState
from app.services.photos import remove_photo
from app.storage import files, images, incoming
from tests import pictures
from tests.factories.elements import ElementFactory
from tests.factories.photos import sent_photo
from tests.personas import sign_in

HIDDEN = re.compile(rb"Exif|GPS|http://ns.adobe.com|8BIM|ICC_PROFILE|ICCP|XMP |<x:xmpmeta", re.IGNORECASE)


def work(app) -> int:
    return Worker(app).run_until_empty()


@pytest.mark.P01
@pytest.mark.committed
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic", "mpo"])
def test_after_the_job_no_stored_or_served_byte_tells_of_the_sender(
    kind, app, client, store, anna, data_dir_of
):
    sent = getattr(pictures, kind)()
    element = ElementFactory(author=anna, published=True)
    photo = sent_photo(anna, sent)
    photo.submission_id = element.id
    ident = photo.id
    db.session.commit()
    assert work(app) >= 1  # and what follows from a photo that is ready
    assert list(incoming.waiting()) == [], "incoming/ is empty"
    assert_clean(path.read_bytes() for path in data_dir_of().rglob("*") if path.is_file())
    assert_clean(files.get(one.key) for one in files.listed())
    sign_in(client, anna)
    answers = [client.get(f"/fotos/{ident}/{name}") for name in ("foto.jpg", "1024.webp", "320.webp")]
    assert [one.status_code for one in answers] == [200, 200, 200]
    assert_clean(one.data for one in answers)
    assert_clean(str(one.headers).encode() for one in answers)


def assert_clean(streams) -> None:
    for data in streams:
        assert not [mark for mark in pictures.CANARIES if mark in data]
        assert not HIDDEN.search(data)


@pytest.fixture
def data_dir_of(app):
    return lambda: app.config["SETTINGS"].data_dir


@pytest.mark.P11
@pytest.mark.committed
@pytest.mark.parametrize("where", ["decoder", "master", "renditions"])
def test_a_failure_never_publishes_the_original_and_the_job_tries_again(
    where, app, client, data_dir, anna, monkeypatch
):
    element = ElementFactory(author=anna, published=True)
    photo = sent_photo(anna)
    photo.submission_id = element.id
    ident, sha256 = photo.id, photo.sent_sha256
    db.session.commit()

    def fail(*_, **__):
        raise OSError("the decoder stops before it answers")

    real_put = files.put
    failing = {
        "decoder": (images, "rebuild", fail),
        "master": (files, "put", fail),
        "renditions": (files, "put", lambda it: fail() if it.type == images.RENDITION_TYPE else real_put(it)),
    }[where]
    with monkeypatch.context() as patch:
        patch.setattr(*failing)
        work(app)
    assert db.session.get(Photo, ident, populate_existing=True).state == PhotoState.RECEIVED
    assert incoming.read(ident, sha256)
    sign_in(client, anna)
    for name in ("foto.jpg", "1024.webp", "320.webp"):
        assert client.get(f"/fotos/{ident}/{name}").status_code == 404
    waiting = db.session.scalars(sa.select(Job)).one()
    assert (waiting.name, waiting.tries, waiting.parked_at) == ("photos.render", 1, None)
    JOBS["photos.render"](photo_id=str(ident))
    assert db.session.get(Photo, ident, populate_existing=True).state == PhotoState.READY
    assert client.get(f"/fotos/{ident}/foto.jpg").status_code == 200


@pytest.mark.committed
def test_a_crash_between_the_commit_and_the_last_step_is_made_good(app, store, anna, monkeypatch):
    """The row is there, the bytes as sent are still there: the next try only deletes them."""
    photo = sent_photo(anna)
    ident = photo.id

    def die(*_):
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(incoming, "delete", die)
        with pytest.raises(OSError, match="power cut"):
            JOBS["photos.render"](photo_id=str(ident))
    assert db.session.get(Photo, ident, populate_existing=True).state == PhotoState.READY
    assert len(list(incoming.waiting())) == 1
    JOBS["photos.render"](photo_id=str(ident))
    assert list(incoming.waiting()) == []


@pytest.mark.committed
def test_only_the_worker_of_the_server_that_has_the_bytes_takes_the_job(app, data_dir, anna):
    photo = sent_photo(anna)
    assert queue.claim("w", host="elsewhere") is None
    assert queue.claim("w", host=photo.host) is not None


@pytest.mark.committed
def test_a_photo_that_was_removed_meanwhile_leaves_nothing(app, data_dir, anna):
    remove_photo(sent_photo(anna).id, actor=anna)
    with time_machine.travel(now() + timedelta(hours=1, minutes=1)):
        work(app)
    assert list(incoming.waiting()) == []
    assert list(files.listed()) == []

"""The sweep of photos is killed half-way, many times: only what was nobody's for a week goes (P13)."""

import io
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import db
from app.models import Photo
from app.queries.storage import find_faults
from app.services.photo_cleanup import sweep_photos
from app.storage import files, incoming
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo, sent_photo, small_photo
from tests.live import environment

ROOT = Path(__file__).parents[2]
KILLS = 12
OLD, YOUNG = timedelta(days=8), timedelta(days=6)
EACH = 12


def age(path: Path, much: timedelta) -> str:
    then = (now() - much).timestamp()
    os.utime(path, (then, then))
    return path.name


def bytes_of_nobody(much: timedelta, count: int) -> set[str]:
    made = set()
    for _ in range(count):
        ident = new_id()
        sent = incoming.receive(io.BytesIO(small_photo((3, 2, 1))), ident)
        made.add(age(incoming.folder() / f"{ident.hex}-{sent.sha256}", much))
    return made


def here() -> set[str]:
    return {path.name for path in incoming.stored()}


@pytest.mark.P13
@pytest.mark.chaos
@pytest.mark.committed
def test_a_sweep_that_is_killed_loses_nothing_and_the_next_one_goes_on(app, anna, data_dir):
    item = ElementFactory(author=anna)
    needed = {sent_photo(anna, small_photo((shade, 1, 1))).id for shade in range(3)}
    shown = {ready_photo(anna, item, small_photo((9, shade, 1))).id for shade in range(3)}
    free = {ready_photo(anna, None, small_photo((9, 9, shade))).id for shade in range(EACH)}
    for photo in db.session.query(Photo):
        if photo.id in needed:
            photo.submission_id = item.id
        photo.created_at = now() - OLD
    db.session.commit()
    waiting = {age(path, OLD) for path in incoming.stored()}
    for found in data_dir.rglob("*"):
        if found.is_file() and found.parent != incoming.folder():
            age(found, OLD)
    old, young = bytes_of_nobody(OLD, EACH * 10), bytes_of_nobody(YOUNG, 5)
    keys = {found.key for found in files.listed()}

    subprocess.run(
        [sys.executable, "-m", "tests.chaos.sweeper", str(KILLS)], env=environment(app), cwd=ROOT, check=True
    )
    db.session.rollback()
    assert waiting | young <= here(), "what is needed or young is there, wherever it was killed"
    assert needed | shown <= {photo.id for photo in db.session.query(Photo)}

    sweep_photos()
    assert here() == waiting | young and old & here() == set()
    assert {photo.id for photo in db.session.query(Photo)} == needed | shown and not free & shown
    kept = {found.key for found in files.listed()}
    assert kept < keys and all(
        files.exists(files.master_key(db.session.get(Photo, one).master_sha256)) for one in shown
    )
    assert list(find_faults()) == []

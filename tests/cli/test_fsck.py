"""`flask fsck`: rows and files tell the same story, or it says where they do not."""

import io
import os
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import db
from app.models import Photo
from app.services.photos import remove_photo
from app.spatial.engine import indexes_are_sound
from app.storage import files, incoming
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo, sent_photo, small_photo

OLD = timedelta(days=9)


@pytest.fixture
def fsck(app):
    def run():
        db.session.rollback()  # what others wrote since counts too
        answer = app.test_cli_runner().invoke(args=["fsck"])
        return answer.exit_code, answer.output

    return run


def master_path(data_dir, photo):
    return data_dir / "files" / files.master_key(photo.master_sha256)


@pytest.mark.P14
def test_where_all_is_well_it_says_so(fsck, store, anna):
    ready_photo(anna, ElementFactory(author=anna))
    sent_photo(anna)
    assert fsck() == (0, "0 faults.\n")


def missing_file(data_dir, photo, _waits):
    master_path(data_dir, photo).unlink()


def damaged_file(data_dir, photo, _waits):
    path = master_path(data_dir, photo)
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def missing_rendition(_data_dir, photo, _waits):
    files.delete(files.rendition_key(photo.renditions[0].sha256))


def foreign_file(data_dir, _photo, _waits):
    (data_dir / "files" / "masters" / "notes.txt").write_text("hello")


def missing_bytes(_data_dir, _photo, waits):
    incoming.delete(waits.id, waits.sent_sha256)


def damaged_bytes(data_dir, _photo, waits):
    (data_dir / "incoming" / f"{waits.id.hex}-{waits.sent_sha256}").write_bytes(b"!")


@pytest.mark.P14
@pytest.mark.parametrize(
    ("harm", "word"),
    [
        (missing_file, "missing file: masters/"),
        (damaged_file, "damaged file: masters/"),
        (missing_rendition, "missing file: renditions/"),
        (foreign_file, "foreign file: masters/notes.txt"),
        (missing_bytes, "missing bytes as sent: photo "),
        (damaged_bytes, "damaged bytes as sent: photo "),
    ],
)
def test_every_harm_is_found_and_named(harm, word, fsck, data_dir, anna):
    photo, waits = ready_photo(anna, ElementFactory(author=anna)), sent_photo(anna, small_photo((9, 9, 9)))
    harm(data_dir, photo, waits)
    code, said = fsck()
    assert code == 1
    assert word in said
    assert "1 faults." in said


@pytest.mark.P14
def test_files_and_bytes_of_nobody_are_faults_once_the_sweep_should_have_had_them(fsck, store, anna):
    ident = ready_photo(anna).id
    incoming.receive(io.BytesIO(small_photo()), new_id())
    remove_photo(ident, actor=anna)
    assert fsck()[0] == 0, "young ones wait for the sweep"
    with time_machine.travel(now() + OLD):
        code, said = fsck()
    assert code == 1
    assert said.count("file of no photo") == 3
    assert said.count("bytes as sent that nobody needs") == 1


@pytest.mark.P14
def test_bytes_left_behind_by_a_crash_are_found(fsck, data_dir, anna):
    photo = ready_photo(anna)
    path = data_dir / "incoming" / f"{photo.id.hex}-{photo.sent_sha256}"
    path.write_bytes(small_photo())
    assert fsck()[0] == 0
    long_ago = (now() - OLD).timestamp()
    os.utime(path, (long_ago, long_ago))
    assert "that nobody needs" in fsck()[1]


@pytest.mark.P14
@pytest.mark.committed
def test_a_spatial_index_that_lost_a_row_is_found(fsck, data_dir, database, anna):
    if database.dialect.name != "sqlite":
        with database.connect() as connection:
            assert indexes_are_sound(connection), "PostgreSQL keeps its own indexes in order"
        return
    ElementFactory(author=anna)
    with database.begin() as connection:
        connection.execute(sa.text("DELETE FROM idx_element_shape"))
    assert "damaged spatial index" in fsck()[1]
    db.session.rollback()  # a reader would keep the index from being rebuilt
    with database.begin() as connection:
        connection.execute(sa.text("SELECT RecoverSpatialIndex('element', 'shape')"))
    assert fsck() == (0, "0 faults.\n")


@pytest.mark.P14
def test_photos_of_another_server_are_that_servers_to_check(fsck, data_dir, anna):
    photo = sent_photo(anna)
    incoming.delete(photo.id, photo.sent_sha256)
    photo.host = "elsewhere"
    db.session.commit()
    assert db.session.scalar(sa.select(Photo.host)) == "elsewhere"
    assert fsck()[0] == 0

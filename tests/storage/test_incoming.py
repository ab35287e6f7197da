"""Bytes as sent: safe before the answer, under a name that nobody can choose."""

import io
import uuid
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import FullError
from app.core.ids import new_id
from app.storage import disk, incoming
from tests import pictures

PHOTO = pictures.jpeg((64, 48))


def test_the_bytes_come_back_as_they_were_sent(data_dir, database):
    ident = new_id()
    sent = incoming.receive(io.BytesIO(PHOTO), ident)
    assert (sent.bytes, sent.type) == (len(PHOTO), "image/jpeg")
    assert incoming.read(ident, sent.sha256) == PHOTO
    incoming.delete(ident, sent.sha256)
    incoming.delete(ident, sent.sha256)
    assert list(incoming.waiting()) == []


def test_bytes_are_on_the_disk_before_the_name_is_there(data_dir, database, monkeypatch):
    """The order that survives a power cut: write, fsync, rename, fsync the folder."""
    done = []
    monkeypatch.setattr("os.fsync", lambda handle: done.append(f"/proc/self/fd/{handle}"))
    seen = []
    real = incoming.Path.rename

    def rename(path, target):
        seen.append(len(done))
        return real(path, target)

    monkeypatch.setattr(incoming.Path, "rename", rename)
    incoming.receive(io.BytesIO(PHOTO), new_id())
    assert seen[0] >= 1, "the bytes are synced before the rename"
    assert len(done) > seen[0], "and the folder after it"


def test_a_full_disk_is_said_and_leaves_nothing(data_dir, database, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.storage.incoming._copy", refuse)
    with pytest.raises(FullError) as found:
        incoming.receive(io.BytesIO(PHOTO), new_id())
    assert found.value.status == 507
    assert not list((data_dir / "incoming").iterdir())


def test_the_last_part_of_the_disk_is_kept_for_texts(data_dir, database, monkeypatch):
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: SimpleNamespace(total=100, free=3))
    with pytest.raises(FullError):
        incoming.receive(io.BytesIO(PHOTO), new_id())


@pytest.mark.P08
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    name=st.text(max_size=64)
    | st.sampled_from(["../../etc/passwd", "a" * 64, "0" * 63 + "/", "..%2e", "\0" * 64])
)
def test_only_a_hash_becomes_part_of_a_path(name, data_dir, database):
    ident = uuid.UUID(int=0)
    if len(name) == 64 and set(name) <= set("0123456789abcdef"):
        return
    for act in (incoming.read, incoming.delete):
        with pytest.raises(ValueError, match="SHA-256"):
            act(ident, name)

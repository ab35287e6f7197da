"""A backup that is cut off, changed, foreign or of another key is refused; what runs stays (D06)."""

import io
import json
import random
import shutil
import zipfile
from contextlib import suppress
from dataclasses import asdict, replace

import pytest

from app.core.clock import now
from app.core.errors import BackupError
from app.extensions import db
from app.storage import archive
from tests.backups import print_of
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo, sent_photo

FLIPS, CUTS = 600, 150
EDGE = 220  # every byte of the seal and of the zip's own end, and as many of its beginning
pytestmark = [pytest.mark.D06, pytest.mark.committed]


def quiet(*_):
    pass


@pytest.fixture
def made(run, data_dir, anna, outside):
    """A backup with all kinds of members."""
    ready_photo(anna, ElementFactory(author=anna))
    sent_photo(anna)
    path = outside / "backups" / "made.zip"
    path.parent.mkdir()
    code, said = run("backup", "--to", path)
    assert code == 0, said
    return path


@pytest.fixture
def secret(app):
    return app.config["SETTINGS"].secret_key


def accepts(path, secret) -> bool:
    with suppress(BackupError), archive.reading(path, secret, quiet):
        return True
    return False


def test_the_whole_backup_is_accepted(made, secret):
    assert accepts(made, secret)


def test_a_bit_that_changed_anywhere_is_noticed(made, secret):
    size = made.stat().st_size
    dice = random.Random(20261125)
    places = {*range(EDGE), *range(size - EDGE, size), *(dice.randrange(size) for _ in range(FLIPS))}
    with zipfile.ZipFile(made) as whole:
        manifest = whole.getinfo(archive.MANIFEST)
        inside = range(manifest.header_offset, manifest.header_offset + manifest.compress_size)
        places |= {dice.choice(inside) for _ in range(100)}
    accepted = []
    with made.open("r+b") as file:
        for place in sorted(places):
            file.seek(place)
            (byte,) = file.read(1)
            file.seek(place)
            file.write(bytes([byte ^ 1 << dice.randrange(8)]))
            file.flush()
            accepted += [place] if accepts(made, secret) else []
            file.seek(place)
            file.write(bytes([byte]))
            file.flush()
    assert accepted == []
    assert accepts(made, secret), "as it was made it is good again"


def test_a_part_of_it_is_refused_however_much(made, secret):
    size = made.stat().st_size
    dice = random.Random(20261125)
    lengths = {*range(3), *range(size - EDGE, size), *(dice.randrange(size) for _ in range(CUTS))}
    accepted = []
    for length in sorted(lengths, reverse=True):
        with made.open("r+b") as file:
            file.truncate(length)
        accepted += [length] if accepts(made, secret) else []
    assert accepted == []


def test_more_than_all_of_it_is_refused(made, secret):
    with made.open("ab") as file:
        file.write(b"\n")
    assert not accepts(made, secret)


def flipped(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def cut(path):
    path.write_bytes(path.read_bytes()[:-1000])


def foreign(path):
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("database", "hello")


def empty(path):
    path.write_bytes(b"")


def gone(path):
    path.unlink()


HARM = {
    "flipped": (flipped, "This backup is damaged"),
    "cut": (cut, "its end is missing"),
    "foreign": (foreign, "not a backup of Haarvaten"),
    "empty": (empty, "not a backup of Haarvaten"),
    "gone": (gone, "No such file"),
}


@pytest.mark.parametrize("harm", HARM)
def test_the_command_says_why_and_changes_nothing(
    run, made, harm, data_dir, database, outside, empty_database
):
    act, words = HARM[harm]
    act(made)
    before = print_of(database, data_dir)
    target = outside / "elsewhere" / "new"
    code, said = run("restore", made, "--to", target, "--database", empty_database)
    assert code == 1
    assert words in said
    assert said.startswith("Error: ") and said.count("\n") == 1, "one plain sentence"
    assert not target.exists()
    assert print_of(database, data_dir) == before


def test_another_key_is_refused(app, run, made, data_dir, database, outside, empty_database):
    before, ours = print_of(database, data_dir), app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(ours, secret_key="another-secret-" + "y" * 32)
    try:
        code, said = run("restore", made, "--to", outside / "elsewhere", "--database", empty_database)
    finally:
        app.config["SETTINGS"] = ours
    assert (code, "made with another SECRET_KEY" in said) == (1, True)
    assert print_of(database, data_dir) == before


def sealed(path, secret, members, **changed):
    """Seal a backup as the app does, with something odd inside."""
    with archive.writing(path, secret, quiet) as writer:
        for name, data in members.items():
            writer.add(name, [data])
        facts = {"kind": "sqlite", "revision": "0", "made_at": now(), "host": "x"} | changed
        writer.finish(**facts)
    return path


def test_the_backup_of_another_kind_of_database_is_refused(
    run, secret, data_dir, database, outside, empty_database
):
    other = "postgresql" if database.dialect.name == "sqlite" else "sqlite"
    path = sealed(outside / "other.zip", secret, {"database": b"x"}, kind=other)
    code, said = run("restore", path, "--to", outside / "elsewhere", "--database", empty_database)
    assert (code, f"This is a backup of {other}" in said) == (1, True)


def test_the_backup_of_a_newer_version_is_refused(run, secret, database, outside, empty_database):
    path = sealed(outside / "x.zip", secret, {"database": b"x"}, kind=database.dialect.name, revision="fff")
    code, said = run("restore", path, "--to", outside / "elsewhere", "--database", empty_database)
    assert (code, "newer version of Haarvaten" in said) == (1, True)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "files/../../x", "incoming", "settings.env"])
def test_a_name_that_is_not_ours_is_refused_even_when_sealed(secret, outside, name):
    path = sealed(outside / "x.zip", secret, {"database": b"x", name: b"x"})
    with pytest.raises(BackupError, match="not those of its manifest"), archive.reading(path, secret, quiet):
        pass


def test_a_member_that_is_not_what_the_manifest_says_is_refused_even_when_sealed(secret, outside):
    path = outside / "x.zip"
    with archive.writing(path, secret, quiet) as writer:
        writer.add("database", [b"one"])
        writer.members["database"] = (3, "0" * 64)
        writer.finish(kind="sqlite", revision="0", made_at=now(), host="x")
    with (
        pytest.raises(BackupError, match="database is not what it was"),
        archive.reading(path, secret, quiet),
    ):
        pass


def test_another_format_is_refused(secret, outside, monkeypatch):
    monkeypatch.setattr(archive, "FORMAT", 2)
    path = outside / "x.zip"
    with archive.writing(path, secret, quiet) as writer:
        writer.add("database", [b"one"])
        told = asdict(writer.finish(kind="sqlite", revision="0", made_at=now(), host="x"))
    assert json.loads(json.dumps(told))["format"] == 1
    with (
        pytest.raises(BackupError, match="has format 1; this version reads 2"),
        archive.reading(path, secret, quiet),
    ):
        pass


def test_a_restore_goes_into_what_is_empty_only(run, made, data_dir, database, outside, empty_database):
    before = print_of(database, data_dir)
    running = db.engine.url.render_as_string(hide_password=False)
    code, said = run("restore", made, "--to", data_dir, "--database", empty_database)
    assert (code, "is not empty; it stays as it is" in said) == (1, True)
    code, said = run("restore", made, "--to", outside / "elsewhere", "--database", running)
    assert (code, "The database is not empty" in said) == (1, True)
    assert print_of(database, data_dir) == before


def test_a_restore_that_breaks_off_leaves_the_place_empty_to_try_again(
    run, made, outside, empty_database, monkeypatch
):
    target = outside / "new"
    with monkeypatch.context() as broken:
        broken.setattr("app.spatial.dumping.copy_in", fail)
        code, said = run("restore", made, "--to", target, "--database", empty_database)
        assert (code, "No space left" in said) == (1, True)
        assert list(target.iterdir()) == []
    assert run("restore", made, "--to", target, "--database", empty_database)[0] == 0


def fail(*_):
    raise OSError(28, "No space left on device", "new/database")


def test_a_backup_that_breaks_off_leaves_no_file(run, data_dir, anna, outside, monkeypatch):
    ready_photo(anna)
    target = outside / "made" / "x.zip"
    target.parent.mkdir()
    monkeypatch.setattr("app.storage.files.chunks", fail)
    assert run("backup", "--to", target)[0] == 1
    assert list(target.parent.iterdir()) == []


def test_a_backup_never_writes_over_another(run, made):
    before = made.read_bytes()
    code, said = run("backup", "--to", made)
    assert (code, "is there already" in said) == (1, True)
    assert made.read_bytes() == before


def test_no_secret_is_in_it(app, made, secret):
    shutil.unpack_archive(made, made.parent / "out", "zip")
    for path in [made, *(path for path in (made.parent / "out").rglob("*") if path.is_file())]:
        assert secret.encode() not in path.read_bytes()
    assert made.stat().st_mode & 0o777 == 0o600, "for its owner only"
    with zipfile.ZipFile(io.BytesIO(made.read_bytes())) as whole:
        assert {name.partition("/")[0] for name in whole.namelist()} == {
            "database",
            "files",
            "incoming",
            "manifest.json",
        }

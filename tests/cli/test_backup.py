"""`flask backup` and `flask restore`, word for word as the README gives them, and with files in S3."""

import os
import stat
import subprocess
import zipfile
from dataclasses import replace

import pytest

from app.config import ROOT
from app.core.errors import BackupError
from app.extensions import db
from app.models import Element, Photo
from app.spatial import dumping
from app.storage import files
from tests.backups import commands_of, opened
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo, sent_photo
from tests.live import environment

BACKUPS, NEW = "/var/backups/haarvaten", "/srv/haarvaten-new"
NEW_DATABASE = "postgresql+psycopg://name:secret@host/haarvaten_new"
pytestmark = pytest.mark.committed


@pytest.fixture
def kept(anna):
    """Something of each kind that must come back."""
    element = ElementFactory(author=anna, title="Poel van Anna")
    return element.id, ready_photo(anna, element).id, sent_photo(anna).id


def came_back(kept):
    element, ready, sent = kept
    assert db.session.get(Element, element).title == "Poel van Anna"
    photo = db.session.get(Photo, ready)
    assert files.get(files.master_key(photo.master_sha256))
    assert db.session.get(Photo, sent).state == "received"
    return True


@pytest.mark.D05
def test_the_commands_of_the_readme_work(app, data_dir, kept, database, outside, empty_database):
    make, restore_file, restore_server, check = commands_of(
        (ROOT / "README.md").read_text("utf-8"), "Backup and restore"
    )
    on_a_server = database.dialect.name != "sqlite"
    db.session.rollback()

    def run(command, **more):
        command = command.replace(BACKUPS, str(outside)).replace(NEW, str(outside / "new"))
        command = command.replace(NEW_DATABASE, empty_database)
        done = subprocess.run(
            ["sh", "-ec", command],
            cwd=ROOT,
            env=environment(app, **more),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert run(make).startswith("Backup of 4 files and the database")
    (made,) = outside.glob("*.zip")
    made.rename(outside / "2026-11-25.zip")
    said = run(restore_server) if on_a_server else run(restore_file, DATABASE_URL="")
    assert said.startswith("Restored the backup of ")
    assert said.endswith("4 files, 0 faults. Everyone signs in again.\n")
    assert run(check, DATABASE_URL=empty_database if on_a_server else "") == "0 faults.\n"
    with opened(app, outside / "new", empty_database):
        assert came_back(kept)


@pytest.mark.D05
def test_files_of_either_store_come_back_in_that_store(app, run, store, kept, outside, empty_database):
    keys = {found.key for found in files.listed()}
    code, said = run("backup", "--to", outside / "made.zip")
    assert code == 0, said
    for key in keys:
        files.delete(key)
    code, said = run("restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database)
    assert (code, "0 faults" in said) == (0, True), said
    with opened(app, outside / "new", empty_database):
        assert {found.key for found in files.listed()} == keys
        assert came_back(kept)
    lie_here = (outside / "new" / "files").exists() and any((outside / "new" / "files").rglob("*.jpg"))
    assert lie_here == (store == "folder")


@pytest.mark.P02
def test_only_the_very_bytes_of_a_backup_are_put_back(store, kept, tmp_path):
    key = next(found.key for found in files.listed())
    wrong = tmp_path / "wrong.jpg"
    wrong.write_bytes(b"<script>")
    with pytest.raises(ValueError, match="not the bytes"):
        files.put_back(key, wrong)
    with pytest.raises(ValueError, match="no key of ours"):
        files.put_back("masters/../x.jpg", wrong)


def test_a_store_that_is_away_is_said(app, run, data_dir, kept, outside):
    before = app.config["SETTINGS"]
    away = {"files_url": "s3://x", "s3_endpoint": "http://127.0.0.1:9", "s3_key": "k", "s3_secret": "s"}
    app.config["SETTINGS"] = replace(before, **away)
    try:
        code, said = run("backup", "--to", outside / "made.zip")
    finally:
        app.config["SETTINGS"] = before
    assert (code, said) == (1, "Error: The file store does not answer.\n")
    assert list(outside.iterdir()) == []


def test_faults_of_what_was_backed_up_are_said_after_the_restore(
    run, data_dir, kept, outside, empty_database
):
    photo = db.session.get(Photo, kept[1])
    files.delete(files.master_key(photo.master_sha256))
    run("backup", "--to", outside / "made.zip")
    code, said = run("restore", outside / "made.zip", "--to", outside / "new", "--database", empty_database)
    assert code == 1
    assert "missing file: masters/" in said
    assert "Restored, but with 0 faults in the database and 1 in files." in said


def test_a_program_of_postgresql_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(dumping, "_POSTGRESQL", tmp_path)
    with pytest.raises(BackupError, match=r"pg_dump is missing\. Install postgresql-client"):
        dumping._program("pg_dump")  # noqa: SLF001
    program = tmp_path / "15" / "bin" / "pg_dump"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(dumping, "_POSTGRESQL", tmp_path.parent / tmp_path.name)
    versions = [tmp_path / name / "bin" / "pg_dump" for name in ("9", "17")]
    for each in versions:
        each.parent.mkdir(parents=True)
        each.touch()
    with monkeypatch.context():
        assert dumping._program("pg_dump").endswith(("17/bin/pg_dump", "15/bin/pg_dump"))  # noqa: SLF001


def test_no_password_is_on_the_command_line(monkeypatch, tmp_path):
    import sqlalchemy as sa

    seen = tmp_path / "seen"
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@" "with $PGPASSWORD" >{seen}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    engine = sa.create_engine("postgresql+psycopg://anna:geheim@db.test/haarvaten")
    dumping.copy_out(engine, tmp_path / "copy", lambda *_: None)
    words, _, password = seen.read_text().partition(" with ")
    assert (password.strip(), "geheim" in words) == ("geheim", False)
    assert "postgresql://anna@db.test/haarvaten" in words


def test_progress_is_said_on_long_work(run, data_dir, kept, outside, monkeypatch):
    monkeypatch.setattr("app.cli.backup.EVERY_S", -1)
    _, said = run("backup", "--to", outside / "made.zip")
    assert "MB written" in said and "MB sealed" in said
    with zipfile.ZipFile(outside / "made.zip") as made:
        assert made.namelist()[0] == "database" and made.namelist()[-1] == "manifest.json"

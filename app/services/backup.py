"""Keep all that people gave in one file, and make an empty installation what such a file says."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from app.config import ROOT, settings
from app.core.clock import now
from app.core.errors import BackupError
from app.extensions import db
from app.models import Job, Photo, Session, SignInCode
from app.queries.storage import find_faults
from app.spatial import dumping
from app.storage import archive, area_files, files, incoming
from app.storage.archive import DATABASE, Manifest, Progress
from app.storage.keeping import nothing_is_deleted
from app.transaction import transactional


def back_up(target: Path, progress: Progress) -> Manifest:
    """Write database and files to a new file while the app runs; raises BackupError or UnreachableError.

    The database first and the files after it, so that each file it tells of is there. No setting goes
    in, hence no secret; ``incoming/`` is that of this server.
    """
    if target.exists():
        raise BackupError(f"{target} is there already; it stays as it is.")
    with nothing_is_deleted(), archive.writing(target, settings().secret_key, progress) as made:
        kind, revision = db.engine.dialect.name, _revision()
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".haarvaten-") as folder:
            copy = Path(folder) / DATABASE
            dumping.copy_out(db.engine, copy, progress)
            made.add(DATABASE, _chunks(copy), squeeze=kind == "sqlite")
        for found in files.listed():
            if found.sha256:
                made.add(f"files/{found.key}", files.chunks(found.key))
        for folder_name, paths in _waiting():
            for path in paths:
                made.add(f"{folder_name}/{path.name}", _chunks(path))
        return made.finish(kind=kind, revision=revision, made_at=now(), host=settings().host)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a restore found when all was in place; nothing is wrong when both are empty."""

    damage: list[str]
    faults: list[str]


def look_at(source: Path, kind: str, progress: Progress) -> Manifest:
    """Say what a backup is, having looked at every byte; raises BackupError when it cannot be restored.

    ``kind`` is that of the database it should go to.
    """
    with archive.reading(source, settings().secret_key, progress) as found:
        manifest = found.manifest
    if manifest.kind != kind:
        raise BackupError(f"This is a backup of {manifest.kind}; it cannot go into {kind}.")
    if manifest.revision not in {step.revision for step in _scripts().walk_revisions()}:
        raise BackupError("This backup is of a newer version of Haarvaten; install that version first.")
    return manifest


def restore(source: Path, progress: Progress) -> Manifest:
    """Make the installation of the settings, which must be empty, what the backup says; raises BackupError.

    The database comes last, so that what broke off half-way is never taken for a whole.
    """
    target = settings().data_dir
    if target.exists() and any(target.iterdir()):
        raise BackupError(f"{target} is not empty; it stays as it is.")
    empty = dumping.is_empty(db.engine)
    db.engine.dispose()  # nothing stays open if it breaks off
    if not empty:
        raise BackupError("The database is not empty; it stays as it is. Name an empty one with --database.")
    with archive.reading(source, settings().secret_key, progress) as found, _empty_unless_done(target):
        done = 0
        for name in found.manifest.members:
            done = found.extract(name, target / name, progress, done)
        _put_in_store(name for name in found.manifest.members if name.startswith("files/"))
        os.sync()
        dumping.copy_in(target / DATABASE, db.engine)
        os.sync()
        return found.manifest


@transactional
def settle(manifest: Manifest) -> None:
    """Make what was restored fit here: the bytes as sent are here, no worker is busy, nobody is signed in.

    A session or code that was ended after the backup would otherwise be good again. Tokens of tiles and
    pages stay: they are random, so the next change makes one that no browser has ever seen, and until
    then the old one stands for the very content it was made for.
    """
    here, moment = settings().host, now()
    for moved in (
        update(Photo).where(Photo.host == manifest.host),
        update(Job).where(Job.host == manifest.host),
    ):
        db.session.execute(moved.values(host=here))
    held = update(Job).where(Job.claimed_by.is_not(None))
    db.session.execute(held.values(claimed_by=None, lease_until=None))
    for open_ in (
        update(Session).where(Session.ended_at.is_(None)),
        update(SignInCode).where(SignInCode.ended_at.is_(None)),
    ):
        db.session.execute(open_.values(ended_at=moment))


def examine() -> Outcome:
    """Look whether database and files are whole and tell the same story, and close them.

    Raises UnreachableError.
    """
    try:
        damage = dumping.find_damage(db.session.connection())
        return Outcome(damage=damage, faults=[f"{fault.kind}: {fault.what}" for fault in find_faults()])
    except DBAPIError as error:
        return Outcome(damage=[str(error.orig)], faults=[])
    finally:
        db.session.remove()
        db.engine.dispose()


@contextmanager
def _empty_unless_done(folder: Path) -> Iterator[None]:
    """Take away again what was made in a folder that was empty, so that one can just try again."""
    try:
        yield
    except BaseException:
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _put_in_store(names: Iterable[str]) -> None:
    """Bring files to the store of the settings when that is not the folder they lie in now."""
    if not settings().files_url:
        return
    for name in names:
        path = settings().data_dir / name
        files.put_back(name.removeprefix("files/"), path)
        path.unlink()


def _waiting() -> Iterator[tuple[str, Iterator[Path]]]:
    yield "incoming", incoming.stored()
    yield "incoming-maps", area_files.stored()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(archive.CHUNK_BYTES):
            yield chunk


def _scripts() -> ScriptDirectory:
    given = Config()
    given.set_main_option("script_location", str(ROOT / "migrations"))
    return ScriptDirectory.from_config(given)


def _revision() -> str:
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        raise BackupError("The database has no tables yet; run `flask db upgrade`.")
    return found

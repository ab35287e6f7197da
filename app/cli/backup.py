"""`flask backup` and `flask restore`: all that people gave, in one file."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from app.config import Settings, settings
from app.core.errors import BackupError, UnreachableError
from app.services import backup as service

EVERY_S = 5
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.option("--to", "target", type=FILE, required=True, help="The file to make; it must not exist.")
def backup(target: Path) -> None:
    """Put database and files in one sealed file; the app may go on running."""
    with _plainly():
        made = service.back_up(target.absolute(), _progress())
        size = target.stat().st_size
        click.echo(f"Backup of {len(made.members) - 1} files and the database, {size / 1e6:,.1f} MB.")


@click.command("restore")
@click.argument("source", metavar="FILE", type=FILE)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The new data folder; empty, or not there yet.",
)
@click.option(
    "--database", default="", help="The new, empty database; else DATABASE_URL, or a file in the folder."
)
def restore(source: Path, folder: Path, database: str) -> None:
    """Make an empty folder and an empty database what the backup FILE says."""
    with _plainly():
        given = _elsewhere(folder.absolute(), database)
        progress = _progress()
        kind = "sqlite" if given.database.startswith("sqlite") else "postgresql"
        service.look_at(source, kind, progress)
        with current_app.config["ANOTHER"](given).app_context():
            manifest = service.restore(source, progress)
            upgrade()  # an older backup gets the tables of this version
            service.settle(manifest)
            found = service.examine()
    for line in (*found.damage, *found.faults):
        click.echo(line)
    if found.damage or found.faults:
        raise click.ClickException(
            f"Restored, but with {len(found.damage)} faults in the database and {len(found.faults)} in files."
        )
    click.echo(
        f"Restored the backup of {manifest.moment:%Y-%m-%d %H:%M} UTC: the database is whole, its keys hold, "
        f"{len(manifest.members) - 1} files, 0 faults. Everyone signs in again."
    )


def _elsewhere(folder: Path, database: str) -> Settings:
    return replace(settings(), data_dir=folder, database_url=database or settings().database_url)


def _progress() -> Callable[[str, int], None]:
    """Return what says on stderr how far long work is, now and then."""
    last = time.monotonic()

    def tell(what: str, count: int) -> None:
        nonlocal last
        if time.monotonic() - last > EVERY_S:
            last = time.monotonic()
            click.echo(f"{count / 1e6:,.0f} MB {what}", err=True)

    return tell


@contextmanager
def _plainly() -> Iterator[None]:
    """Say in one sentence why it did not work."""
    try:
        yield
    except (BackupError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from error
    except UnreachableError as error:
        raise click.ClickException("The file store does not answer.") from error
    except OSError as error:
        raise click.ClickException(f"{error.strerror}: {error.filename or 'the disk'}") from error

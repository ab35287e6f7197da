"""flask areas …: maps of municipalities, provinces and nature areas."""

import uuid
from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.errors import DomainError
from app.models import AreaImport, AreaLayer, ImportState
from app.queries.areas import find_imports, get_import
from app.services.area_reading import read_areas, receive_areas
from app.services.areas import apply_areas, undo_areas

group = AppGroup("areas", help="Maps that say in which municipality or nature area a thing lies.")


@group.command("import")
@click.option("--layer", type=click.Choice([layer.value for layer in AreaLayer]), required=True)
@click.option("--credit", default="", help="Whose map it is, shown where it is used.")
@click.option("--apply", "wanted", is_flag=True, help="Let it count at once; without it this is a dry run.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(layer: str, credit: str, file: Path, *, wanted: bool) -> None:
    """Read FILE (GeoJSON, GeoPackage, or a zip with a shapefile) and say what is in it."""
    try:
        with file.open("rb") as stream:
            ident = receive_areas(
                stream, layer=AreaLayer(layer), source=file.name, credit=credit, actor=None
            ).id
        read_areas(ident)
        found = get_import(ident)
        _report(found)
        if found.state == ImportState.FAILED:
            raise click.exceptions.Exit(1)
        if wanted:
            apply_areas(ident, actor=None)
            click.echo("It counts now; the worker locates the elements.")
    except DomainError as error:
        raise click.ClickException(str(error)) from error


@group.command("list")
def list_() -> None:
    """Show what was imported, newest first."""
    for found in find_imports():
        click.echo(
            f"{found.id}  {found.layer:14}  {found.state:8}  {found.at:%Y-%m-%d %H:%M} UTC  {found.source}"
        )


@group.command("undo")
@click.argument("import_id", type=click.UUID)
def undo(import_id: uuid.UUID) -> None:
    """Let the import IMPORT_ID no longer count; the one before it does again."""
    try:
        undo_areas(import_id, actor=None)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo("It no longer counts; the worker locates the elements anew.")


def _report(found: AreaImport) -> None:
    for line in found.report:
        where = f"row {line['row']}" if line["row"] else "file"
        click.echo(f"{where}: {line['level']}: {line['sentence'] % line['values']}")
    if found.error:
        click.echo(f"{found.state}: {found.error}")
    else:
        click.echo(f"{found.total} areas, {found.state}.")

"""`flask fsck` tells whether all photos are still there, byte for byte."""

import click

from app.core.errors import UnreachableError
from app.queries.storage import find_faults


@click.command("fsck")
def fsck() -> None:
    """Compare rows with files; every difference is a line, and the exit code is 1."""
    count = 0
    try:
        for fault in find_faults():
            click.echo(f"{fault.kind}: {fault.what}")
            count += 1
    except UnreachableError as error:
        raise click.ClickException("The file store does not answer.") from error
    if count:
        raise click.ClickException(f"{count} faults.")
    click.echo("0 faults.")

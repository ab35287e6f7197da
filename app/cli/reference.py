"""Reference data from the shell."""

import click
from flask.cli import AppGroup

from app.services.reference import load_reference

group = AppGroup("reference", help="Kinds of elements and work, municipalities and villages.")


@group.command("load")
def load() -> None:
    """Load the shipped files; rows that a person edited stay as they are."""
    done = load_reference()
    click.echo(
        f"Reference data: {done.added} added, {done.changed} changed, "
        f"{done.same} already right, {done.kept} edited by hand and kept."
    )

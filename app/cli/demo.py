"""Demo data from the shell."""

import click
from flask.cli import AppGroup

from app.core.errors import DomainError
from app.services.demo import is_empty, load_demo

group = AppGroup("demo", help="Example data for development.")


@group.command("load")
@click.option("--if-empty", is_flag=True, help="Say nothing and do nothing when there is data already.")
def load(*, if_empty: bool) -> None:
    """Fill an empty development database with a province of examples."""
    if if_empty and not is_empty():
        return
    try:
        made = load_demo()
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{made.elements} elements, {made.logs} logs, {made.people} people, {made.pictures} pictures.")

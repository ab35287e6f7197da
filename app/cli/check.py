"""`flask check`: refuse an unsafe installation before it serves anyone."""

import click
from flask import current_app
from flask.cli import with_appcontext

from app.config import settings
from app.services.check import find_complaints


@click.command("check")
@with_appcontext
def check() -> None:
    """Say what is unsafe in this installation; the exit code is 1 when anything is."""
    name = current_app.config["SESSION_COOKIE_NAME"]
    wrong = find_complaints(settings(), debug=current_app.debug, cookie_name=name)
    for complaint in wrong:
        click.echo(f"- {complaint}")
    if wrong:
        raise click.ClickException(f"{len(wrong)} things are not safe for production.")
    click.echo("Fit for production.")

"""`flask prepare`: all that `make run` needs before it serves, in one process: starting one takes a while."""

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.cli import assets, demo, reference, translations


@click.command("prepare")
@with_appcontext
@click.pass_context
def prepare(context: click.Context) -> None:
    """Make browser files and catalogue, bring the database up to date, fill it with examples when empty."""
    context.invoke(assets.build)
    context.invoke(translations.compile_)
    upgrade()
    context.invoke(reference.load)
    context.invoke(demo.load, if_empty=True)

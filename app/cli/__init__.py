"""Commands: a route for the shell."""

import click
from flask import Flask

GROUPS: tuple[click.Command, ...] = ()


def register(app: Flask) -> None:
    """Bind every group; one line each."""
    for group in GROUPS:
        app.cli.add_command(group)

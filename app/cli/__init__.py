"""Commands: a route for the shell."""

import click
from flask import Flask

from app.cli import assets, jobs, reference

GROUPS: tuple[click.Command, ...] = (assets.group, jobs.group, reference.group)


def register(app: Flask) -> None:
    """Bind every group; one line each."""
    for group in GROUPS:
        app.cli.add_command(group)

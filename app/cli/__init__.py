"""Commands: a route for the shell."""

import click
from flask import Flask

from app.cli import (
    areas,
    assets,
    backup,
    check,
    demo,
    invariants,
    jobs,
    people,
    prepare,
    reference,
    species,
    storage,
    translations,
)

GROUPS: tuple[click.Command, ...] = (
    areas.group,
    assets.group,
    backup.backup,
    backup.restore,
    check.check,
    demo.group,
    invariants.invariants,
    jobs.group,
    people.group,
    prepare.prepare,
    reference.group,
    species.group,
    storage.fsck,
    translations.group,
)


def register(app: Flask) -> None:
    """Bind every group; one line each."""
    for group in GROUPS:
        app.cli.add_command(group)

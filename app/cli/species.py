"""flask species …: checklists of names."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.core.errors import DomainError
from app.services.checklist import SHOWN, import_species

group = AppGroup("species", help="Names of species from a checklist.")


@group.command("import")
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path, *, dry_run: bool) -> None:
    """Take in FILE, a zip with a Darwin Core checklist; species that ship only get other names."""
    try:
        plan = import_species(file, dry_run=dry_run)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{'Would be' if dry_run else 'Species'}: {len(plan.new)} new, {len(plan.changed)} changed, "
        f"{plan.same} the same, {plan.refused} refused; {plan.skipped} rows of other ranks skipped; "
        f"{len(plan.names)} names."
    )
    for row, sentence, name in plan.errors:
        click.echo(f"row {row}: {sentence} ({name})")
    if plan.refused > SHOWN:
        click.echo(f"and {plan.refused - SHOWN} more.")

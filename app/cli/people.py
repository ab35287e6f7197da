"""flask people …: roles and closed accounts."""

import click
from flask.cli import AppGroup

from app.core.addresses import mailbox
from app.core.errors import DomainError
from app.models import Role
from app.services.people import grant_role, restore_person, suspend_person

group = AppGroup("people", help="Say who may do what.")


@group.command("grant")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--municipality", "codes", multiple=True, metavar="CODE", help="For a coordinator, as GM0106.")
def grant(email: str, role: str, codes: tuple[str, ...]) -> None:
    """Give EMAIL the rights of ROLE; they sign in again and have them."""
    try:
        grant_role(mailbox(email), Role(role), municipalities=codes)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    where = f" of {', '.join(codes)}" if codes else ""
    click.echo(f"{email} is now {role}{where}.")


@group.command("suspend")
@click.argument("email")
def suspend(email: str) -> None:
    """Close the account of EMAIL and sign it out everywhere."""
    try:
        suspend_person(mailbox(email))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} is closed.")


@group.command("restore")
@click.argument("email")
def restore(email: str) -> None:
    """Open the closed account of EMAIL again."""
    try:
        restore_person(mailbox(email))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} is open again.")

"""Background work from the shell."""

import signal
import uuid

import click
from flask import current_app
from flask.cli import AppGroup

from app import queue
from app.jobs.worker import Worker

group = AppGroup("jobs", help="Do what was promised for later.")


@group.command("work")
@click.option("--once", is_flag=True, help="Do one job and end.")
@click.option("--until-empty", is_flag=True, help="End when nothing is due.")
def work(*, once: bool, until_empty: bool) -> None:
    """Work until SIGTERM or Ctrl-C; the job in hand is finished first."""
    worker = Worker(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 (the app itself, for threads)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: worker.stop())
    if once:
        click.echo("1 job tried." if worker.work_once() else "Nothing is due.")
    elif until_empty:
        click.echo(f"{worker.run_until_empty()} jobs tried.")
    else:
        worker.run()


@group.command("parked")
def parked() -> None:
    """Show what was given up; the exit code is 1 when there is any."""
    found = queue.find_parked()
    for job in found:
        click.echo(f"{job.id}  {job.name}  since {job.parked_at:%Y-%m-%d %H:%M} UTC  {job.last_error}")
    click.echo(f"{len(found)} parked, {queue.count_waiting()} waiting.")
    if found:
        raise click.exceptions.Exit(1)


@group.command("retry")
@click.argument("job_id", type=click.UUID)
def retry(job_id: uuid.UUID) -> None:
    """Give the parked job JOB_ID new tries."""
    if not queue.unpark(job_id):
        raise click.ClickException("No parked job has this id.")
    click.echo("It will be tried again.")

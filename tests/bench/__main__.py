"""`make bench`: everything in one run, one table, kept in docs/bench.md."""

import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from app import create_app
from app.config import Settings
from app.extensions import db
from app.models import Element
from app.services.reference import load_reference
from tests import databases
from tests.bench import (
    desk,
    dues,
    handing_in,
    million,
    offline,
    outbox,
    pages,
    photos,
    sighting_tiles,
    sightings,
    species,
    weights,
    writers,
)
from tests.bench.speed import asked
from tests.bench.table import Line, as_markdown
from tests.factories.people import UserFactory
from tests.world import token_for

BOTH = (("postgis", "PostGIS"), ("spatialite", "SpatiaLite"))
OUT = Path(__file__).parents[2] / "docs/bench.md"


def new_app(url: str, folder: Path):
    app = create_app(
        Settings(env="development", secret_key="b" * 40, database_url=url, data_dir=folder, proxy_count=0)
    )
    with app.app_context():
        upgrade()
        load_reference()
    return app


def environment(folder: Path, url: str) -> dict[str, str]:
    """Return what a server needs to serve this database as in production, but for the secrets."""
    mine = {"HAARVATEN_ENV": "development", "HAARVATEN_DATA_DIR": str(folder), "DATABASE_URL": url}
    return {**os.environ, **mine, "SECRET_KEY": "b" * 40, "HAARVATEN_PROXY_COUNT": "0"}


@contextmanager
def empty(scratch: Path, name: str, kind: str, **more: bool) -> Iterator[tuple[Flask, dict[str, str]]]:
    """Make a migrated database with the reference data; yields its app and what a server of it needs."""
    folder = scratch / f"{name}-{kind}"
    folder.mkdir()
    with getattr(databases, kind)(folder, **more) as url:
        app = new_app(url, folder)
        yield app, environment(folder, url)
        with app.app_context():
            db.session.rollback()
            db.engine.dispose()


@contextmanager
def served(env: dict[str, str]) -> Iterator[str]:
    """Serve as in production, awake; yields the address."""
    with pages.serve("wsgi:app", env, Path.cwd()) as url:
        asked(url + "/health")
        yield url


def writing(scratch: Path) -> Iterator[Line]:
    durable: dict[str, bool] = {"durable": True}
    for kind, words, more in (("spatialite", "SpatiaLite", {}), ("postgis", "PostGIS, durable", durable)):
        with empty(scratch, "writing", kind, **more) as (app, _env):
            yield from writers.measure(app, words)
        with empty(scratch, "handing-in", kind, **more) as (app, env), app.app_context():
            handing_in.fill()
            yield from handing_in.measure(app, words, env)


def reading(scratch: Path) -> list[Line]:
    """Serve the demo data as in production and look at it."""
    folder = scratch / "demo"
    folder.mkdir()
    app = new_app(f"sqlite:///{folder / 'haarvaten.db'}", folder)
    env = environment(folder, "")
    subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "demo", "load"], env=env, check=True)
    with app.app_context():
        ident, title = db.session.execute(
            select(Element.id, Element.title).where(Element.is_public).order_by(Element.title).limit(1)
        ).one()
        person = UserFactory()
        owner, token = person.id, token_for(person)
        db.engine.dispose()
    public = {"start": "/", "list": "/elementen", "element": f"/elementen/{ident}"}
    heavy = {"start": ("/", 60), "list": ("/elementen", 60), "element": (f"/elementen/{ident}", 60)}
    with pages.serve("wsgi:app", env, Path.cwd()) as url:
        seen = [*pages.measure(url, public, env, scratch), *weights.measure(url, heavy)]
        waiting = outbox.measure(url, token, owner)
        return [*seen, *waiting, *offline.measure(url, token, owner, ident, title)]


def map_and_list(scratch: Path) -> Iterator[Line]:
    """Look for things among a million."""
    for kind, words in BOTH:
        with empty(scratch, "million", kind) as (app, env):
            yield from million.measure(app, words, env)


def names(scratch: Path) -> Iterator[Line]:
    """Look for species by names that are mistyped."""
    for kind, words in BOTH:
        with empty(scratch, "names", kind) as (app, _env), app.app_context():
            yield from species.measure(species.fill(), words)


def desk_and_dues(scratch: Path) -> Iterator[Line]:
    """Look at what is to be done, and decide among a million that were decided."""
    for kind, words in BOTH:
        with empty(scratch, "desk", kind) as (app, env), app.app_context():
            yield from dues.fill(app, words)
            with served(env) as url:
                yield from dues.measure(app, url, words)
                coordinator = desk.fill()
                yield from desk.measure(app, url, words, coordinator)


def seen(scratch: Path) -> Iterator[Line]:
    """Look for sightings among very many."""
    for kind, words in BOTH:
        with empty(scratch, "seen", kind) as (app, env), app.app_context():
            sightings.fill()
            with served(env) as url:
                yield from sightings.measure(app, url, words)
            yield from sighting_tiles.measure(app, env, words)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        lines = [*photos.measure(), *writing(Path(name)), *reading(Path(name))]
        lines += [*map_and_list(Path(name)), *desk_and_dues(Path(name)), *names(Path(name))]
        lines += seen(Path(name))
    table = as_markdown(lines)
    where = f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    OUT.write_text(
        "# Bench\n\nMade by `make bench`; ratios within one run count, milliseconds are only scale.\n\n"
        f"{dt.datetime.now(dt.UTC).date()}, {where}.\n\n{table}\n"
    )
    sys.stdout.write(table + "\n")
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: everything in one run, one table, kept in docs/bench.md."""

import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

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
    sightings,
    species,
    weights,
    writers,
)
from tests.bench.speed import asked
from tests.bench.table import Line, as_markdown
from tests.factories.people import UserFactory
from tests.world import token_for

OUT = Path(__file__).parents[2] / "docs/bench.md"


def new_app(url: str, folder: Path):
    app = create_app(
        Settings(env="development", secret_key="b" * 40, database_url=url, data_dir=folder, proxy_count=0)
    )
    with app.app_context():
        upgrade()
        load_reference()
    return app


def writing(scratch: Path) -> list[Line]:
    lines: list[Line] = []
    for kind, words, more in (
        ("spatialite", "SpatiaLite", {}),
        ("postgis", "PostGIS, durable", {"durable": True}),
    ):
        folder = scratch / kind
        folder.mkdir()
        with getattr(databases, kind)(folder, **more) as url:
            app = new_app(url, folder)
            lines += writers.measure(app, words)
            env = {**os.environ, "HAARVATEN_ENV": "development", "HAARVATEN_DATA_DIR": str(folder)}
            env |= {"SECRET_KEY": "b" * 40, "HAARVATEN_PROXY_COUNT": "0", "DATABASE_URL": url}
            with app.app_context():
                handing_in.fill()
                lines += handing_in.measure(app, words, env)
                db.engine.dispose()
    return lines


def reading(scratch: Path) -> list[Line]:
    """Serve the demo data as in production and look at it."""
    folder = scratch / "demo"
    folder.mkdir()
    app = new_app(f"sqlite:///{folder / 'haarvaten.db'}", folder)
    env = {
        **os.environ,
        "HAARVATEN_ENV": "development",
        "HAARVATEN_DATA_DIR": str(folder),
        "SECRET_KEY": "b" * 40,
    }
    env |= {"HAARVATEN_PROXY_COUNT": "0", "DATABASE_URL": ""}
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
    with ExitStack() as stack:
        url = stack.enter_context(pages.serve("wsgi:app", env, Path.cwd()))
        seen = [*pages.measure(url, public, env, scratch), *weights.measure(url, heavy)]
        waiting = outbox.measure(url, token, owner)
        return [*seen, *waiting, *offline.measure(url, token, owner, ident, title)]


def map_and_list(scratch: Path) -> list[Line]:
    """Look for things among a million."""
    lines: list[Line] = []
    for kind, words in (("postgis", "PostGIS"), ("spatialite", "SpatiaLite")):
        folder = scratch / f"million-{kind}"
        folder.mkdir()
        with getattr(databases, kind)(folder) as url:
            app = new_app(url, folder)
            env = {**os.environ, "HAARVATEN_ENV": "development", "HAARVATEN_DATA_DIR": str(folder)}
            env |= {"SECRET_KEY": "b" * 40, "HAARVATEN_PROXY_COUNT": "0", "DATABASE_URL": url}
            lines += million.measure(app, words, env)
            with app.app_context():
                db.engine.dispose()
    return lines


def names(scratch: Path) -> list[Line]:
    """Look for species by names that are mistyped."""
    lines: list[Line] = []
    for kind, words in (("postgis", "PostGIS"), ("spatialite", "SpatiaLite")):
        folder = scratch / f"names-{kind}"
        folder.mkdir()
        with getattr(databases, kind)(folder) as url, new_app(url, folder).app_context():
            lines += species.measure(species.fill(), words)
            db.session.rollback()
            db.engine.dispose()
    return lines


def desk_and_dues(scratch: Path) -> list[Line]:
    """Look at what is to be done, and decide among a million that were decided."""
    lines: list[Line] = []
    for kind, words in (("postgis", "PostGIS"), ("spatialite", "SpatiaLite")):
        folder = scratch / f"desk-{kind}"
        folder.mkdir()
        with getattr(databases, kind)(folder) as url:
            app = new_app(url, folder)
            env = {**os.environ, "HAARVATEN_ENV": "development", "HAARVATEN_DATA_DIR": str(folder)}
            env |= {"SECRET_KEY": "b" * 40, "HAARVATEN_PROXY_COUNT": "0", "DATABASE_URL": url}
            with app.app_context():
                lines += dues.fill(app, words)
                with pages.serve("wsgi:app", env, Path.cwd()) as served:
                    asked(served + "/health")
                    lines += dues.measure(app, served, words)
                    coordinator = desk.fill()
                    lines += desk.measure(app, served, words, coordinator)
                db.session.rollback()
                db.engine.dispose()
    return lines


def seen(scratch: Path) -> list[Line]:
    """Look for sightings among very many."""
    lines: list[Line] = []
    for kind, words in (("postgis", "PostGIS"), ("spatialite", "SpatiaLite")):
        folder = scratch / f"seen-{kind}"
        folder.mkdir()
        with getattr(databases, kind)(folder) as url:
            app = new_app(url, folder)
            env = {**os.environ, "HAARVATEN_ENV": "development", "HAARVATEN_DATA_DIR": str(folder)}
            env |= {"SECRET_KEY": "b" * 40, "HAARVATEN_PROXY_COUNT": "0", "DATABASE_URL": url}
            with app.app_context():
                sightings.fill()
                with pages.serve("wsgi:app", env, Path.cwd()) as served:
                    asked(served + "/health")
                    lines += sightings.measure(app, served, words)
                db.session.rollback()
                db.engine.dispose()
    return lines


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

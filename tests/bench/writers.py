"""Eight writers of whole submissions with two photos each, against bare durable transactions."""

import io
import itertools
import os
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import shapely
from sqlalchemy import select, text

from app.core.ids import new_id
from app.extensions import db
from app.models import Place, User
from app.services.elements import ElementFacts, register_element
from app.services.photos import ChosenPhoto, receive_photo
from app.spatial.engine import write_turn
from tests.bench.table import Line
from tests.pictures import jpeg

WRITERS, EACH = 8, 25
BARE_ROWS = 2  # transactions of a submission: two photos and the form make three; a bare one makes three too


def together(act: Callable[[int], None]) -> tuple[float, list[float], list[Exception]]:
    """Run ``act`` EACH times in every writer; return acts a second, each one's seconds, and errors."""
    times: list[float] = []
    errors: list[Exception] = []
    gate = threading.Barrier(WRITERS)

    def writer(number: int) -> None:
        gate.wait()
        for _ in range(EACH):
            start = time.perf_counter()
            try:
                act(number)
            except Exception as error:  # noqa: BLE001 (counted, and shown)
                errors.append(error)
            times.append(time.perf_counter() - start)

    start = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(writer, range(WRITERS)))
    return WRITERS * EACH / (time.perf_counter() - start), times, errors


def whole(app, people: list[uuid.UUID], place: uuid.UUID, photo: bytes) -> Callable[[int], None]:
    """Two photos to the disk and the table, then the element with its decision."""
    where = itertools.count()

    def act(number: int) -> None:
        with app.app_context():
            actor = db.session.get(User, people[number])
            photos = [receive_photo(io.BytesIO(photo), actor=actor).id for _ in range(2)]
            at = next(where) * 1e-5
            facts = ElementFacts(
                type_key="wooded_bank",
                place_id=place,
                shape=shapely.LineString([(6.5 + at, 52.9), (6.51 + at, 52.91)]),
                photos=tuple(ChosenPhoto(id=each) for each in photos),
            )
            register_element(new_id(), facts, actor=db.session.get(User, people[number]))

    return act


def commits(app) -> Callable[[int], None]:
    """A durable commit of one plain INSERT."""
    insert = text(
        "INSERT INTO attempt (id, kind, key_sha256, at) VALUES (:id, 'bench', :key, CURRENT_TIMESTAMP)"
    )
    sqlite = app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")

    def act(_number: int) -> None:
        ident = uuid.uuid4()
        with (
            app.app_context(),
            write_turn(db.engine) as options,
            db.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            connection.execute(insert, {"id": ident.hex if sqlite else ident, "key": "0" * 64})

    return act


def bare(app, photo: bytes) -> Callable[[int], None]:
    """The same number of files with fsync and of durable commits, each of one plain INSERT."""
    folder = Path(tempfile.mkdtemp(prefix="bare-"))
    commit = commits(app)

    def act(number: int) -> None:
        for _ in range(BARE_ROWS):
            with (folder / uuid.uuid4().hex).open("wb") as file:
                file.write(photo)
                file.flush()
                os.fsync(file.fileno())
            commit(number)
        commit(number)

    return act


def measure(app, words: str) -> Iterator[Line]:
    with app.app_context():
        people = [
            User(name=f"Schrijver {n} Voorbeeld", email=f"schrijver{n}@example.nl") for n in range(WRITERS)
        ]
        db.session.add_all(people)
        db.session.commit()
        ids = [person.id for person in people]
        place = db.session.scalars(select(Place.id)).first()
    photo = jpeg()
    together(bare(app, photo))
    peer, _, peer_errors = together(bare(app, photo))
    ours, times, errors = together(whole(app, ids, place, photo))
    worst, middle = max(times) * 1000, statistics.median(times) * 1000
    told = f"{ours:.0f} a second, median {middle:.0f} ms, slowest {worst:.0f} ms"
    against = f"three bare commits and two files: {peer:.0f} a second"
    yield Line(f"{WRITERS} writers of submissions with two photos, {words}", told, against, ours / peer, "")
    wrong = len(errors) + len(peer_errors)
    yield Line(
        f"their errors, {words}",
        f"{wrong} of {WRITERS * EACH}" + (f": {errors[0]!r}" if errors else ""),
        "none",
        float(wrong),
        "≤ 0",
    )

"""Draw the pictures and store them as photos are stored: rebuilt from pixels, in three sizes."""

import hashlib
import io
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from random import Random

from app.config import settings
from app.models import Moment, Photo, PhotoState, Rendition, Submission
from app.services.demo.brush import SEASONS
from app.services.demo.scenes import SCENES, draw
from app.storage import files, images
from app.storage.images import Rebuilding

AGAIN = ("houtwal", "heg", "laan", "sloot", "bosje", "pad", "poel-na", "knot-na")  # drawn once more


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A stored picture that many photos may show."""

    scene: str
    sent_sha256: str
    sent_bytes: int
    made: Rebuilding


def make_pictures() -> list[Picture]:
    """Draw and store some sixty pictures; not inside a use case. Raises FullError or UnreachableError."""
    wanted = [(scene, season) for scene, each in SCENES.items() if not each.season for season in SEASONS]
    wanted += [(scene, "autumn") for scene in AGAIN]
    wanted += [(scene, each.season) for scene, each in SCENES.items() if each.season]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        drawn = pool.map(_jpeg, *zip(*wanted, strict=True), range(len(wanted)))
        return [_store(scene, data) for (scene, _), data in zip(wanted, drawn, strict=True)]


def _jpeg(scene: str, season: str, seed: int) -> bytes:
    target = io.BytesIO()
    draw(scene, season, seed).save(target, "JPEG", quality=88)
    return target.getvalue()


def _store(scene: str, data: bytes) -> Picture:
    made = images.rebuild(data)
    for picture in (made.master, *made.renditions.values()):
        files.put(picture)
    sha256 = hashlib.sha256(data).hexdigest()
    return Picture(scene=scene, sent_sha256=sha256, sent_bytes=len(data), made=made)


def pick(pictures: Iterable[Picture], family: str, dice: Random, *, most: int) -> list[Picture]:
    """Return one to ``most`` pictures of a family, the same drawing not twice."""
    fitting = [picture for picture in pictures if SCENES[picture.scene].family == family]
    return dice.sample(fitting, min(len(fitting), dice.randint(1, most)))


def before_and_after(pictures: Iterable[Picture], family: str, dice: Random) -> list[Picture]:
    """Return a picture from before and one from after the work; nothing where the family has none."""
    found = []
    for moment in (Moment.BEFORE, Moment.AFTER):
        fitting = [
            one
            for one in pictures
            if SCENES[one.scene].family == family and SCENES[one.scene].moment == moment
        ]
        found += dice.sample(fitting, min(1, len(fitting)))
    return found


def hang(item: Submission, chosen: Sequence[Picture], at: datetime, *, with_moment: bool = False) -> None:
    """Give an item photos of its author that show these pictures."""
    for position, picture in enumerate(chosen):
        scene, master = SCENES[picture.scene], picture.made.master
        item.photos.append(
            Photo(
                owner=item.author,
                position=position,
                moment=Moment(scene.moment) if with_moment else Moment.NONE,
                alt=scene.alt,
                state=PhotoState.READY,
                sent_sha256=picture.sent_sha256,
                sent_bytes=picture.sent_bytes,
                sent_type="image/jpeg",
                host=settings().host,
                master_sha256=master.sha256,
                width=master.width,
                height=master.height,
                created_at=at,
                read_at=at,
                renditions=[
                    Rendition(
                        size=size,
                        sha256=small.sha256,
                        bytes=len(small.data),
                        width=small.width,
                        height=small.height,
                    )
                    for size, small in picture.made.renditions.items()
                ],
            )
        )

"""Demo data for development: everything in it is marked *voorbeeld*, and none of it is true."""

from dataclasses import dataclass
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.config import settings
from app.core.errors import ConflictError, NotAllowedError
from app.extensions import db
from app.models import ElementType, Place, Submission, TypeActivity, User
from app.queries.answers import find_answers
from app.services.demo.cast import Stage, make_cast
from app.services.demo.desk import fill_desk, look_at_all
from app.services.demo.elements import make_elements
from app.services.demo.logs import make_logs, settle_elements
from app.services.demo.pictures import Picture, make_pictures
from app.services.ranks import rerank
from app.transaction import transactional

SEED = 2040


@dataclass(frozen=True, kw_only=True)
class Demo:
    """How much was made."""

    people: int
    elements: int
    logs: int
    pictures: int


def is_empty() -> bool:
    """Tell whether nobody and nothing is here yet."""
    anyone = db.session.scalar(select(User.id).limit(1))
    anything = db.session.scalar(select(Submission.id).limit(1))
    return anyone is None and anything is None


def load_demo() -> Demo:
    """Fill an empty database of development.

    Raises NotAllowedError outside development and ConflictError when anyone or anything is there.
    """
    if not settings().development:
        raise NotAllowedError("Demo data is for development only.")
    if not is_empty():
        raise ConflictError("The database is not empty; demo data goes into an empty one only.")
    db.session.rollback()  # nothing is read while the pictures are drawn
    pictures = make_pictures()
    made = _fill(pictures)
    rerank()
    return made


@transactional
def _fill(pictures: list[Picture]) -> Demo:
    if not is_empty():
        raise ConflictError("The database is not empty; demo data goes into an empty one only.")
    stage = _set(pictures)
    elements = make_elements(stage)
    logs = make_logs(elements, stage)
    settle_elements(elements, logs)
    logs += fill_desk(elements, stage)
    look_at_all()
    return Demo(people=len(stage.people) + 3, elements=len(elements), logs=len(logs), pictures=len(pictures))


def _set(pictures: list[Picture]) -> Stage:
    """Make the people and look up the true villages, kinds and activities around them."""
    known = select(Place).where(Place.lon.is_not(None)).order_by(Place.name, Place.municipality_code)
    links = select(TypeActivity).options(joinedload(TypeActivity.activity)).order_by(TypeActivity.position)
    usual: dict[str, list[TypeActivity]] = {}
    for each in db.session.scalars(links.where(TypeActivity.cycle_min_years.is_not(None))):
        usual.setdefault(each.type_key, []).append(each)
    people, coordinators = make_cast()
    return Stage(
        dice=Random(SEED),  # noqa: S311 (examples, no secret)
        people=people,
        coordinators=coordinators,
        places=db.session.scalars(known).all(),
        types={kind.key: kind for kind in db.session.scalars(select(ElementType))},
        usual=usual,
        pictures=pictures,
        questions=find_answers(step="return"),
    )

"""Draw the line of a walk: then its length, its shape and its municipality follow."""

import uuid
from typing import Final

from shapely import LineString, Point

from app.core.errors import N_, ConflictError, InvalidError
from app.extensions import db
from app.models import WALK_STAGES, User, Walk, WalkSection, WalkShape, WalkStage
from app.queries.known_places import nearest_village
from app.services.public_place import near_village
from app.services.walks import going_on
from app.spatial.areas import middle_of
from app.spatial.shapes import wgs84
from app.spatial.walk_lines import metres_along, metres_of, runs_how
from app.transaction import transactional

FAR_M: Final = 10_000.0  # from the nearest village of Drenthe


@transactional
def draw_walk(ident: uuid.UUID, line: LineString, *, version: int, actor: User) -> Walk:
    """Give a walk its line (WGS84), as one section; what was told of sections before goes. Twice is once.

    Raises InvalidError when it lies outside Drenthe, ConflictError when the walk is too far to be
    drawn anew or not as it was seen.
    """
    walk = going_on(ident, version=version, actor=actor)
    if walk.line is not None and walk.line.equals_exact(line, 0):
        return walk
    if not WALK_STAGES.allows(walk.stage, "draw"):
        raise ConflictError(N_("Dit ommetje is al verder. Zet het eerst terug naar ‘getekend’."))
    if nearest_village(middle_of(line)).metres > FAR_M:
        sentence = N_("Deze route ligt niet in Drenthe. Wij houden alleen ommetjes in Drenthe bij.")
        raise InvalidError(sentence, field="shape")
    with db.session.no_autoflush:  # one UPDATE, so that the version rises by one
        before, walk.stage = walk.stage, WALK_STAGES.next_state(WalkStage(walk.stage), "draw")
        walk.sections = [WalkSection(position=1, shape=wgs84(line), length_m=metres_of(line))]
        walk.length_m, walk.runs = metres_of(line), WalkShape(runs_how(line))
        for stop in walk.stops:
            stop.along_m, _away = metres_along(line, Point(stop.lon, stop.lat))
        _village, walk.municipality_code = near_village(middle_of(line))
        walk.note("draw", actor=actor, changes={"stage": [str(before), str(walk.stage)]})
    return walk

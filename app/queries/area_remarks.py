"""What the maps say of a place, for whoever looks at it: only a warning, never a refusal."""

from collections.abc import Iterator
from typing import Final

from shapely.geometry.base import BaseGeometry

from app.core.errors import N_
from app.queries.areas import Where, municipalities_touched, protected_areas, where_is
from app.queries.remark import Remark

GERMANY: Final = "DE"


def on_area(shape: BaseGeometry) -> Iterator[Remark]:
    """Say of a WGS84 shape whether it lies outside Drenthe, over a border, or in a protected area."""
    yield from _outside(where_is(shape))
    touched = municipalities_touched(shape)
    if len(touched) > 1:
        names = (("names", ", ".join(touched)),)
        yield Remark(good=False, sentence=N_("Ligt in meer gemeenten: %(names)s"), values=names)
    for name in protected_areas(shape):
        yield Remark(
            good=False, sentence=N_("Ligt in het Natura 2000-gebied %(name)s"), values=(("name", name),)
        )


def _outside(where: Where) -> Iterator[Remark]:
    if where.in_drenthe is not False:
        return
    near = (("near", where.near),)
    if where.sure:
        abroad, here = N_("Ligt in Duitsland, bij %(near)s"), N_("Ligt buiten Drenthe, bij %(near)s")
    else:
        abroad = N_("Ligt waarschijnlijk in Duitsland, bij %(near)s")
        here = N_("Ligt waarschijnlijk buiten Drenthe, bij %(near)s")
    yield Remark(good=False, sentence=abroad if where.country == GERMANY else here, values=near)

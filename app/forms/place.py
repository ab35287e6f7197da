"""Where something is: drawn on a map, by coordinates, or roughly. Any one way is enough."""

from dataclasses import dataclass
from math import hypot
from typing import Final

from flask_wtf import FlaskForm
from shapely.geometry.base import BaseGeometry
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.core.coordinates import OtherSystemError, Spot, SwappedError, System, read_spot, swapped
from app.core.errors import N_, InvalidError
from app.forms.fields import ChooseOne, OneOf, line, lines
from app.i18n import _, _l
from app.models import ElementType, Place
from app.queries.reference import find_places, get_place
from app.spatial.blur import square_named
from app.spatial.crs import rd_of
from app.spatial.reading import geojson_of, shape_of, shape_of_geojson, shape_of_spots

SYSTEMS: Final = (
    SelectChoice(System.WGS84.value, _l("Breedte en lengte")),
    SelectChoice(System.RD.value, _l("RD")),
)
SQUARE_ACCURACY_M: Final = 707.0  # from the middle of a kilometre square to its corner
VILLAGE_ACCURACY_M: Final = 2000.0
NEAREST: Final = 6
MAX_BETWEEN: Final = 500


@dataclass(frozen=True)
class Placed:
    """A shape in WGS84, longitude first; ``accuracy_m`` when it is a point somewhere within that."""

    shape: BaseGeometry
    accuracy_m: float | None = None


class PlaceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The fields of a place. ``before`` is where it was, for a form that changes something."""

    shape = HiddenField(_l("Plek"), id="plek")  # the id of the fields around it, for the summary of errors
    system = OneOf(_l("Welke getallen heb je?"), choices=SYSTEMS, default=System.WGS84.value)
    begin = StringField(_l("Begin, of de plek zelf"), filters=[line], validators=[Optional()])
    end = StringField(_l("Eind"), filters=[line], validators=[Optional()])
    between = TextAreaField(_l("Punten ertussen"), filters=[lines], validators=[Optional()])
    square = StringField(_l("Nummer van het kilometerhok"), filters=[line], validators=[Optional()])
    roughly = BooleanField(_l("Ik weet alleen in welk dorp het is."))
    place_id = ChooseOne(_l("Dorp"), needed=_l("Kies het dorp."))
    wissel = StringField()  # which button beside the coordinates was pressed
    before: Placed | None = None
    placed: Placed | None = None
    mends: dict[str, str]  # field → value of the button that puts it right

    def offer_places(self) -> None:
        """Fill the list of villages: those near the drawn place first, then all by municipality."""
        self.place_id.choices = village_choices(near=self._middle())

    def mend(self) -> bool:
        """Do what a button beside the coordinates asked; tell whether there was one."""
        asked = self.wissel.data or ""
        if asked in {one.value for one in System}:
            self.system.data = asked
        elif asked in {"begin", "end"}:
            self[asked].data = swapped(self[asked].data or "")
        elif asked == "between":
            self.between.data = "\n".join(swapped(text) for text in self._between())
        return bool(asked)

    def read_place(self, kind: ElementType | None) -> bool:
        """Find the place in what was filled in; puts what is wrong beside the fields."""
        self.placed, self.mends = None, {}
        ways = [bool(self._drawn()), bool(self._typed()), bool(self.square.data), bool(self.roughly.data)]
        try:
            if sum(ways) > 1:
                self._wrong("shape", _("Je gaf de plek op meer manieren aan. Houd er één over."))
            elif ways[0]:
                self.placed = Placed(shape_of_geojson(self.shape.data))
            elif ways[1]:
                self.placed = self._from_coordinates(kind)
            elif ways[2] or ways[3]:
                self.placed = self._from_square() if ways[2] else self._from_village()
            elif self._kept():
                self.placed = self.before
            else:
                self._wrong("shape", _("Geef aan waar het is: op de kaart, met coördinaten of ongeveer."))
        except InvalidError as error:
            self._wrong(error.field or "shape", _(error.sentence, **error.values))
        return self.placed is not None

    def show_place(self, placed: Placed) -> None:
        """Put where it is now in the form; what is known roughly stays so until someone draws it."""
        self.before = placed
        self.shape.data = "" if placed.accuracy_m else geojson_of(placed.shape)

    def _drawn(self) -> str:
        """Return what was drawn; what was there already does not count when another way is used."""
        drawn = self.shape.data or ""
        other = self._typed() or self.square.data or self.roughly.data
        return "" if other and self.before is not None and drawn == self._old() else drawn

    def _kept(self) -> bool:
        return self.before is not None and self.before.accuracy_m is not None

    def _old(self) -> str:
        return "" if self.before is None or self.before.accuracy_m else geojson_of(self.before.shape)

    def _between(self) -> list[str]:
        return [text for text in (self.between.data or "").split("\n") if text]

    def _typed(self) -> list[tuple[str, str]]:
        """Return the spots as typed, in order, each with its field."""
        typed = [("begin", self.begin.data), *(("between", text) for text in self._between())]
        return [(field, text) for field, text in [*typed, ("end", self.end.data)] if text]

    def _from_coordinates(self, kind: ElementType | None) -> Placed | None:
        typed = self._typed()[: MAX_BETWEEN + 2]
        system = System(self.system.data) if self.system.data in set(System) else System.WGS84
        spots: list[Spot] = []
        for field, text in typed:
            try:
                spots.append(read_spot(text, system=system))
            except InvalidError as error:
                self._wrong(field, _(error.sentence, **error.values))
                self._offer_mend(field, error)
        if len(spots) < len(typed):
            return None
        return Placed(shape_of_spots(spots, kind=_kind_of(len(spots), kind)))

    def _offer_mend(self, field: str, error: InvalidError) -> None:
        if isinstance(error, OtherSystemError):
            self.mends[field] = error.system
        elif isinstance(error, SwappedError):
            self.mends[field] = field

    def _from_square(self) -> Placed:
        found = square_named(self.square.data)
        if found is None:
            sentence = N_("Een kilometerhok is twee keer drie cijfers, bijvoorbeeld 237-551.")
            raise InvalidError(sentence, field="square")
        return Placed(shape_of("Point", found.centre), SQUARE_ACCURACY_M)

    def _from_village(self) -> Placed | None:
        """Return the middle of the village, or of its municipality when we do not know where it lies."""
        place = get_place(self.place_id.uuid)
        if place is None:
            return None  # the list of villages says so itself
        if place.lon is not None and place.lat is not None:
            return Placed(shape_of("Point", (place.lon, place.lat)), VILLAGE_ACCURACY_M)
        area = place.municipality
        (west, south), (east, north) = rd_of(area.west, area.south), rd_of(area.east, area.north)
        return Placed(shape_of("Point", (area.lon, area.lat)), round(hypot(east - west, north - south) / 2))

    def _middle(self) -> tuple[float, float] | None:
        try:
            middle = shape_of_geojson(self.shape.data or "").centroid
        except InvalidError:
            return None
        return float(middle.x), float(middle.y)

    def _wrong(self, field: str, sentence: str) -> None:
        self[field].errors = [*self[field].errors, sentence]


def village_choices(*, near: tuple[float, float] | None) -> list[SelectChoice]:
    """Return all villages to choose from: those nearest to a spot (lon, lat) first, then by municipality."""
    places = list(find_places(near=near))
    closest = places[:NEAREST] if near is not None else []
    others = sorted(
        (place for place in places if place not in closest),
        key=lambda place: (place.municipality.name, place.name),
    )
    return [
        SelectChoice("", _("Kies een dorp")),
        *(_option(place, _("Het dichtst bij de plek")) for place in closest),
        *(_option(place, place.municipality.name) for place in others),
    ]


def _option(place: Place, group: str) -> SelectChoice:
    spot = {} if place.lon is None else {"data-lon": place.lon, "data-lat": place.lat}
    return SelectChoice(str(place.id), f"{place.name} ({place.municipality.name})", spot, group)


def _kind_of(count: int, kind: ElementType | None) -> str:
    """Return what so many spots make: the type says whether three or more are a line or an area."""
    allowed = kind.geometries if kind is not None else ["polygon"]
    if count == 1:
        return "point"
    return "line" if count == 2 or "polygon" not in allowed else "polygon"  # noqa: PLR2004 (begin and end)

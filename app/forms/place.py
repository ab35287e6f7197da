"""Where something is: drawn, from a file, by coordinates, by name, or roughly. Any one way is enough."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.core.coordinates import (
    OtherSystemError,
    Spot,
    SwappedError,
    System,
    read_spot,
    swapped,
)
from app.core.errors import N_, InvalidError
from app.forms import place_file, place_search, placed
from app.forms.fields import ChooseOne, OneOf, at_most, line, lines
from app.forms.placed import Placed
from app.forms.villages import village_choices, village_ids
from app.i18n import _, _l
from app.models import ElementType, User
from app.outside.pdok import Spot as Found
from app.queries.areas import municipalities_touched
from app.spatial.reading import geojson_of, shape_of_geojson, shape_of_spots

SYSTEMS: Final = (
    SelectChoice(System.WGS84.value, _l("Breedte en lengte")),
    SelectChoice(System.RD.value, _l("RD")),
)
MANY_TOWNS: Final = 3
MAX_BETWEEN: Final = 500
MAX_DIGITS: Final = 4

One = TypeVar("One")


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
    lees = StringField()  # which other button of the place was pressed: bestand, spoor, zoek
    track_file = FileField(_l("Bestand"))
    tracks = HiddenField()  # what the file holds, when it is more than one thing
    track = StringField(_l("Welke lijn is het?"))
    query = StringField(_l("Adres, straat of plek"), filters=[line], validators=[Optional(), at_most(100)])
    spots = HiddenField()  # what was found for it
    spot = StringField(_l("Welke plek is het?"))
    here = HiddenField()  # longitude, latitude, accuracy in metres: where the phone is
    spans_ok = BooleanField(_l("Dit klopt: het vlak ligt in al deze gemeenten."))
    before: Placed | None = None
    placed: Placed | None = None
    status: int = 200  # of the page after a button was pressed
    found_none = False  # a search by name gave nothing
    pdok_away = False
    towns: tuple[str, ...] = ()  # municipalities that a large area lies in
    mends: dict[str, str]  # field → value of the button that puts it right

    def offer_places(self) -> None:
        """Fill the list of villages: those near the drawn place first, then all by municipality."""
        self.place_id.offer(lambda: village_choices(near=self._middle()), known=village_ids())

    def mend(self, *, viewer: User | None = None) -> bool:
        """Do what a button in the place asked; tell whether there was one. ``status`` is for its page."""
        asked = self.wissel.data or ""
        if asked in {one.value for one in System}:
            self.system.data = asked
        elif asked in {"begin", "end"}:
            self[asked].data = swapped(self[asked].data or "")
        elif asked == "between":
            self.between.data = "\n".join(swapped(text) for text in self._between())
        verbs: dict[str, Callable[[], None]] = {
            "bestand": self._read_file,
            "spoor": self._take_track,
            "zoek": lambda: self._search(viewer),
        }
        if self.lees.data in verbs:
            verbs[self.lees.data]()
        return bool(asked or self.lees.data)

    @property
    def file_choices(self) -> list[place_file.Choice]:
        """Return the lines to choose from, when a file held several."""
        return place_file.unpack(self.tracks.data or "")

    @property
    def found_spots(self) -> list[Found]:
        """Return the places to choose from that were found by name."""
        return place_search.unpack(self.spots.data or "")

    def read_place(self, kind: ElementType | None) -> bool:
        """Find the place in what was filled in; puts what is wrong beside the fields."""
        self.placed, self.mends = None, {}
        try:
            self._take_track()
            if self._ways(kind) == [] and self.track_file.data:
                self._read_file()  # handed in without "lees het bestand": it is the place all the same
            ways = self._ways(kind)
            if len(ways) + bool(self.track_file.data) > 1:
                self._wrong("shape", _("Je gaf de plek op meer manieren aan. Houd er één over."))
            elif ways:
                self.placed = ways[0]()
            elif self.track_file.errors or self.file_choices or self.found_spots:
                self._ask_which()
            elif self._kept():
                self.placed = self.before
            else:
                self._wrong("shape", _("Geef aan waar het is: op de kaart, met coördinaten of ongeveer."))
            self._check_towns()
        except InvalidError as error:
            self.placed = None
            self._wrong(error.field or "shape", _(error.sentence, **error.values))
        return self.placed is not None

    def look(self, kind: ElementType | None) -> Placed | None:
        """Return the place as far as it can be read now; nothing is said about what is wrong."""
        errors, mends = {field.name: field.errors for field in self}, self.mends
        placed = self.placed if self.read_place(kind) else None
        for name, said in errors.items():
            self[name].errors = said
        self.mends = mends
        return placed

    def show_place(self, placed: Placed) -> None:
        """Put where it is now in the form; what is known roughly stays so until someone draws it."""
        self.before = placed
        self.shape.data = "" if placed.accuracy_m else geojson_of(placed.shape)

    def _drawn(self) -> str:
        """Return what was drawn; what was there already does not count when another way is used."""
        drawn = self.shape.data or ""
        other = self._typed() or any((self.square.data, self.roughly.data, self._spot(), self.here.data))
        return "" if other and self.before is not None and drawn == self._old() else drawn

    def _ways(self, kind: ElementType | None) -> list[Callable[[], Placed | None]]:
        """Return how to make a place of each way that was used."""
        drawn, spot = self._drawn(), self._spot()
        ways: list[tuple[object, Callable[[], Placed | None]]] = [
            (drawn, lambda: Placed(shape_of_geojson(drawn))),
            (self._typed(), lambda: self._from_coordinates(kind)),
            (self.square.data, lambda: placed.by_square(self.square.data)),
            (self.roughly.data, lambda: placed.by_village(self.place_id.uuid)),
            (spot, lambda: placed.by_spot(spot) if spot else None),
            (self.here.data, lambda: placed.by_phone(self.here.data or "", kind)),
        ]
        return [way for given, way in ways if given]

    def _ask_which(self) -> None:
        """Say which choice is still to be made; what is wrong with a file was said before."""
        if self.track_file.errors:
            return
        if self.file_choices:
            self._wrong("track", _("Kies welke lijn van het bestand het is."))
        else:
            self._wrong(
                "spot", _("Kies welke plek het is. Staat hij er niet bij? Gebruik een andere manier.")
            )

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
        typed = self._typed()
        if len(typed) > MAX_BETWEEN + 2:
            sentence = N_("Hier passen hoogstens 500 punten. Heb je er meer? Gebruik een bestand.")
            raise InvalidError(sentence, field="between")
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

    def _spot(self) -> Found | None:
        return _chosen(self.found_spots, self.spot.data)

    def _read_file(self) -> None:
        """Put the line of the file in the form, or what there is to choose from."""
        kind, sent = getattr(self, "kind", None), self.track_file.data
        self.track_file.data = None
        try:
            choices = place_file.read_file(sent, kind.geometries if kind else None)
            self.tracks.data, self.track.data = place_file.pack(choices), ""
        except InvalidError as error:
            self.status = error.status
            self._wrong("track_file", _(error.sentence, **error.values))
            return
        if len(choices) == 1:
            self.track.data = "0"
            self._take_track()

    def _take_track(self) -> None:
        """Put the chosen line of the file in the form; the others are no longer needed."""
        found = _chosen(self.file_choices, self.track.data)
        if found is not None:
            self.shape.data, self.tracks.data, self.track.data = found.shape, "", ""

    def _search(self, viewer: User | None) -> None:
        found, answered = place_search.search(self.query.data or "", viewer=viewer)
        self.spots.data, self.spot.data = place_search.pack(found), ""
        self.found_none, self.pdok_away = not found, not answered

    def _check_towns(self) -> None:
        """Ask whether it is right when an area lies in three municipalities or more: usually a slip."""
        if self.placed is None or self.placed.shape.geom_type != "Polygon":
            return
        towns = tuple(municipalities_touched(self.placed.shape))
        self.towns = towns if len(towns) >= MANY_TOWNS else ()
        if self.towns and not self.spans_ok.data:
            names = ", ".join(towns)
            sentence = N_("Dit vlak ligt in %(number)s gemeenten: %(names)s. Klopt dat? Zet dan een vinkje.")
            raise InvalidError(sentence, field="spans_ok", number=len(towns), names=names)

    def _middle(self) -> tuple[float, float] | None:
        """Return the middle of what was drawn or found, to put the villages near it first."""
        if spot := self._spot():
            return spot.lon, spot.lat
        try:
            middle = shape_of_geojson(self.shape.data or "").centroid
        except InvalidError:
            return None
        return float(middle.x), float(middle.y)

    def _wrong(self, field: str, sentence: str) -> None:
        self[field].errors = [*self[field].errors, sentence]


def _chosen(choices: Sequence[One], index: str | None) -> One | None:
    """Return the choice with this number; None when there is none."""
    at = int(index) if index and index.isdecimal() and len(index) < MAX_DIGITS else -1
    return choices[at] if 0 <= at < len(choices) else None


def _kind_of(count: int, kind: ElementType | None) -> str:
    """Return what so many spots make: the type says whether three or more are a line or an area."""
    allowed = kind.geometries if kind is not None else ["polygon"]
    if count == 1:
        return "point"
    return "line" if count == 2 or "polygon" not in allowed else "polygon"  # noqa: PLR2004 (begin and end)

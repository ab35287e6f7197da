"""A walk to make documents of, in a village that is not there; and how to look into a PDF."""

import subprocess
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path

import shapely
import zxingcpp
from PIL import Image

from app.exports.walks import Host, Nearby, Notice, Section, Start, Stop, Walk

IDENT = uuid.UUID("0b1d6a52-77b0-4f0c-9d4f-2f0a52c7a7ab")
ADDRESS = f"https://haarvaten.example.nl/ommetjes/{IDENT}"
LON, LAT = 6.5600, 52.9900
M_LON, M_LAT = 1 / 67_000, 1 / 111_320  # degrees in a metre there


def at(x_m: float, y_m: float) -> tuple[float, float]:
    """Return the spot so many metres east and north of the start."""
    return LON + x_m * M_LON, LAT + y_m * M_LAT


FIRST = tuple(at(*xy) for xy in [(0, 0), (20, -180), (60, -330), (180, -400), (330, -450), (450, -440)])
SECOND = tuple(at(*xy) for xy in [(450, -440), (560, -340), (640, -180), (700, 20), (690, 180), (560, 420)])
THIRD = tuple(at(*xy) for xy in [(560, 420), (480, 430), (330, 330), (150, 220), (0, 0)])


def _stop(number: int, name: str, text: str, x_m: float, y_m: float, along_m: float) -> Stop:
    lon, lat = at(x_m, y_m)
    return Stop(number=number, name=name, text=text, lon=lon, lat=lat, along_m=along_m)


STOPS = (
    _stop(1, "Brink", "Start. Hier staat een lindeboom van 120 jaar.", 0, 0, 0),
    _stop(2, "Poel Hooiveld", "In het voorjaar hoor je kikkers.", 560, -340, 900),
    _stop(3, "Bosje", "Let op de takkenril: hier schuilt de egel.", 700, 20, 1400),
    _stop(4, "Knotwilgen", "Deze knotten we zelf, in de winter.", 330, 330, 2300),
)
POND = shapely.Point(*at(520, -300)).buffer(0.0009)
COPSE = shapely.Polygon([at(730, 200), at(900, 180), at(880, -120), at(780, -140), at(690, 0)])
GREEN = shapely.Polygon([at(-60, 90), at(60, 120), at(110, 20), at(40, -20), at(-80, 0)])
NEARBY = (
    Nearby(kind="pond_small_historic_water", family="water", shape=POND),
    Nearby(kind="copse", family="bos", shape=COPSE),
    Nearby(kind="village_green", family="erf", shape=GREEN),
    Nearby(
        kind="clipped_hedge",
        family="lijn",
        shape=shapely.LineString([at(300, 80), at(620, 110), at(760, 90)]),
    ),
    Nearby(kind="wooded_bank", family="lijn", shape=shapely.LineString([at(-200, -150), at(-150, -400)])),
    Nearby(kind="tree_lane", family="boom", shape=shapely.LineString([at(250, 320), at(270, 500)])),
    Nearby(kind="pollard_tree", family="boom", shape=shapely.Point(*at(200, -200))),
)
CHURCH = at(60, 60)
WALK = Walk(
    id=IDENT,
    name="Rondje Brink en Es",
    village="Westeres",
    address=ADDRESS,
    minutes=45,
    summary="Van de brink langs de poel en over de es terug. Onderweg zie je een heg en een poel.",
    dogs="aan de lijn",
    made_by="dorpsgroep Westeres met Landschapsbeheer Drenthe (voorbeeld)",
    sections=(
        Section(line=FIRST, surface="zandpad", length_m=950),
        Section(line=SECOND, surface="graspad", length_m=1100),
        Section(line=THIRD, surface="verhard", length_m=750),
    ),
    start=Start(name="Brink", text="Parkeren bij het dorpshuis. Bus 21 stopt op de brink.", lon=LON, lat=LAT),
    stops=STOPS,
    hosts=(Host(name="Koffie bij de kerk", what="koffie, op zaterdag", lon=CHURCH[0], lat=CHURCH[1]),),
    notices=(
        Notice(
            title="Dicht tussen stop 2 en 3 van 15 maart tot 1 juli",
            text="Dan broeden er vogels. Volg de borden.",
        ),
        Notice(title="In de winter is het nat", text="Trek laarzen aan. Niet geschikt voor rolstoelen."),
    ),
    nearby=NEARBY,
)


def walk(**other) -> Walk:
    """Return the walk with other values."""
    return replace(WALK, **other)


def text_of(pdf: bytes) -> str:
    """Return what one can select in a PDF."""
    return _run(["pdftotext", "-layout", "-", "-"], pdf).decode()


def facts_of(pdf: bytes) -> dict[str, str]:
    """Return what a PDF says of itself."""
    lines = _run(["pdfinfo", "-"], pdf).decode().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def pictures_of(pdf: bytes, folder: Path, *, dpi: int = 150) -> list[Path]:
    """Return each page as a PNG."""
    _run(["pdftoppm", "-r", str(dpi), "-png", "-", str(folder / "page")], pdf)
    return sorted(folder.glob("page*.png"))


def codes_in(pdf: bytes) -> set[str]:
    """Return what the QR codes on all pages say."""
    with tempfile.TemporaryDirectory() as folder:
        return set().union(*(codes_on(page) for page in pictures_of(pdf, Path(folder))))


def codes_on(page: Path) -> set[str]:
    """Return what the QR codes on the picture of a page say."""
    with Image.open(page) as image:
        return {found.text for found in zxingcpp.read_barcodes(image)}


def structure_of(pdf: bytes) -> str:
    """Return what a screen reader goes by: headings, lists, figures, in their order, with their text."""
    return _run(["pdfinfo", "-struct-text", "-"], pdf).decode()


def _run(command: list[str], given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout

"""One picture per family of elements, before and after some work, and some of what lives there."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from app.services.demo import closeups
from app.services.demo.brush import (
    GREEN,
    HEIGHT,
    HORIZON,
    WIDTH,
    Canvas,
    Colour,
    begin,
    branches,
    finish,
    grass,
    leaves,
    tree,
    trunk,
)

HEATH: tuple[Colour, ...] = ((104, 52, 112), (136, 76, 144), (168, 104, 172), (96, 88, 60))
REED: tuple[Colour, ...] = ((140, 132, 60), (112, 116, 52), (172, 156, 84))
WATER: Colour = (84, 108, 128)
BARK: tuple[Colour, ...] = ((104, 84, 64),)
SAND: tuple[Colour, ...] = ((196, 172, 128), (176, 152, 108), (212, 190, 150))


def wooded_bank(canvas: Canvas) -> None:
    """Draw bushes on a bank that comes nearer to the right."""
    for step in range(14):
        near = (step / 13) ** 1.6
        x, foot, size = 120 + near * 1250, HORIZON + 20 + near * 250, 30 + near * 190
        canvas.pen.ellipse((x - size, foot - size * 0.2, x + size, foot + size * 0.2), fill=(84, 68, 44))
        if canvas.season.bare:
            branches(canvas, x, foot, size * 1.3, count=60)
        leaves(canvas, x, foot - size * 0.5, size * 0.9, spots=120 + int(near * 260), spot=6 + near * 14)
        leaves(canvas, x, foot - size * 0.1, size * 0.7, colours=GREEN[:2], spots=70, spot=5 + near * 10)


def hedge(canvas: Canvas) -> None:
    """Draw a clipped hedge across the picture, with berries."""
    berries: tuple[Colour, ...] = ((164, 36, 32), (196, 60, 44))
    for step in range(0, WIDTH, 26):
        near = step / WIDTH
        height, foot = 60 + near * 150, HORIZON + 60 + near * 160
        leaves(canvas, step, foot - height * 0.5, height * 0.8, spots=110, spot=7 + near * 8)
        leaves(canvas, step, foot - height * 0.5, height * 0.7, colours=berries, spots=6, spot=6 + near * 4)
    grass(canvas, HORIZON + 190, HEIGHT)


def lane(canvas: Canvas) -> None:
    """Draw a sand road between two rows of trees."""
    _road(canvas, WIDTH / 2, 420)
    for step in range(9):
        near = (step / 8) ** 2
        for side in (-1, 1):
            x = WIDTH / 2 + side * (40 + near * 520)
            tree(canvas, x, HORIZON + 14 + near * 420, 60 + near * 380, spots=160 + int(near * 500))


def path(canvas: Canvas) -> None:
    """Draw a narrow path that winds to the horizon."""
    for y in range(HORIZON, HEIGHT, 2):
        near = (y - HORIZON) / (HEIGHT - HORIZON)
        middle = WIDTH * (0.55 - 0.16 * near + 0.06 * (1 - near) * near * 8)
        half = 8 + near * 110
        canvas.pen.line((middle - half, y, middle + half, y), fill=canvas.tint(SAND), width=3)
    for x, size in ((160, 260), (1240, 330), (1010, 120)):
        tree(canvas, x, HORIZON + 40 + size * 0.8, size, spots=420)


def pollards(canvas: Canvas, *, cut: bool = True) -> None:
    """Draw a row of willows along a ditch, with or without their rods."""
    _ditch(canvas)
    for step in range(6):
        near = ((step + 1) / 6) ** 2
        x, foot, size = 420 + near * 820, HORIZON + 20 + near * 400, 30 + near * 210
        trunk(canvas, x, foot, size, max(5, size * 0.32))
        leaves(
            canvas,
            x - size * 0.05,
            foot - size,
            size * 0.3,
            colours=BARK,
            spots=90,
            spot=size * 0.1,
        )
        if not cut:
            branches(canvas, x, foot - size * 1.1, size * 1.5, count=110)


def uncut(canvas: Canvas) -> None:
    """Draw the willows before their rods are cut."""
    pollards(canvas, cut=False)


def overgrown(canvas: Canvas) -> None:
    """Draw the pond before it is cleared."""
    pond(canvas, cleared=False)


def pond(canvas: Canvas, *, cleared: bool = True) -> None:
    """Draw a round pond; overgrown, or with open water."""
    box = (190, HORIZON + 90, WIDTH - 190, HEIGHT - 170)
    canvas.pen.ellipse((box[0] - 16, box[1] - 12, box[2] + 16, box[3] + 16), fill=(72, 80, 44))
    canvas.pen.ellipse(box, fill=WATER)
    middle, wide, high = WIDTH / 2, (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    for _ in range(260):
        across, down = canvas.dice.uniform(-0.9, 0.9), canvas.dice.uniform(-0.85, 0.85)
        x, y = middle + across * wide * (1 - down * down) ** 0.5, (box[1] + box[3]) / 2 + down * high
        length = canvas.dice.uniform(10, 60)
        canvas.pen.line((x, y, x + length, y), fill=canvas.tint(((150, 172, 184), (64, 88, 104))), width=2)
    for _ in range(120 if cleared else 900):
        turn = canvas.dice.gauss(0, 1)
        across = max(-1, min(1, turn if cleared else canvas.dice.uniform(-1, 1)))
        down = (1 - across * across) ** 0.5 * (1 if cleared else canvas.dice.uniform(-1, 1))
        x, y = middle + across * wide, (box[1] + box[3]) / 2 + down * high
        size = 30 + (y - HORIZON) / 6
        canvas.pen.line((x, y, x + canvas.dice.uniform(-10, 10), y - size), fill=canvas.tint(REED), width=4)
    grass(canvas, HEIGHT - 190, HEIGHT)


def ditch(canvas: Canvas) -> None:
    """Draw a straight ditch with reed along it."""
    _ditch(canvas)
    for step in range(700):
        near = (step / 700) ** 1.2
        x = (
            641
            - near * 606
            + canvas.dice.choice((-1, 1)) * (10 + near * 215)
            + canvas.dice.gauss(0, near * 26)
        )
        y = HORIZON + near * (HEIGHT - HORIZON)
        canvas.pen.line((x, y, x + 6, y - 20 - near * 120), fill=canvas.tint(REED), width=2 + int(near * 4))


def copse(canvas: Canvas) -> None:
    """Draw a small wood in a field."""
    for step in range(16):
        near = step / 15
        tree(canvas, 300 + (step * 397) % 840, HORIZON + 30 + near * 130, 120 + near * 130, spots=200)


def heath(canvas: Canvas) -> None:
    """Draw purple heath with birches."""
    grass(canvas, HORIZON, HEIGHT, colours=HEATH)
    for _ in range(5000):
        near = canvas.dice.random() ** 0.8
        x, y, size = canvas.dice.uniform(0, WIDTH), HORIZON + near * (HEIGHT - HORIZON), 3 + near * 9
        canvas.pen.ellipse((x, y, x + size, y + size * 0.8), fill=canvas.tint(HEATH, light=1.2))
    for x, size in ((1080, 300), (1190, 240), (330, 150)):
        canvas.pen.line(
            (x, HORIZON + size * 0.7, x + 8, HORIZON - size * 0.4), fill=(224, 222, 214), width=size // 16
        )
        leaves(canvas, x, HORIZON - size * 0.5, size * 0.6, spots=300, spot=size * 0.06)


def farmyard(canvas: Canvas) -> None:
    """Draw a farm with a hipped roof, behind an orchard tree and a hedge."""
    wall, roof = (150, 88, 68), ((112, 100, 76), (92, 84, 64))
    left, foot = 420, HORIZON + 120
    canvas.pen.rectangle((left, foot - 130, left + 620, foot), fill=wall)
    for y in range(190):
        inset = y * 0.55
        edges = (left - 20 + 104 - inset, foot - 320 + y, left + 640 - 104 + inset, foot - 320 + y)
        canvas.pen.line(edges, fill=canvas.tint(roof), width=2)
    for window in range(5):
        x = left + 60 + window * 115
        canvas.pen.rectangle(
            (x, foot - 100, x + 50, foot - 40), fill=(232, 232, 220), outline=(60, 72, 60), width=5
        )
    for x, size in ((240, 240), (1200, 290)):
        tree(canvas, x, foot + 60, size, spots=380)
    for x in range(330, 1130, 40):
        leaves(canvas, x, foot + 26, 40, colours=GREEN, spots=70, spot=9)
    grass(canvas, foot + 60, HEIGHT)


def nest_box(canvas: Canvas) -> None:
    """Draw a box on the stem of an oak."""
    trunk(canvas, 760, HEIGHT, HEIGHT, 330)
    canvas.pen.rectangle((650, 330, 860, 620), fill=(156, 116, 72), outline=(84, 60, 40), width=8)
    canvas.pen.polygon(((620, 330), (890, 330), (850, 270), (660, 270)), fill=(92, 72, 52))
    canvas.pen.ellipse((715, 400, 795, 480), fill=(32, 26, 20))
    for x, y in ((300, 160), (1180, 220), (520, 60), (980, 90)):
        leaves(canvas, x, y, 230, spots=300, spot=20)


def _road(canvas: Canvas, middle: float, half: float) -> None:
    for y in range(HORIZON, HEIGHT, 2):
        near = (y - HORIZON) / (HEIGHT - HORIZON)
        wide = 10 + near * half
        canvas.pen.line((middle - wide, y, middle + wide, y), fill=canvas.tint(SAND), width=3)


def _ditch(canvas: Canvas) -> None:
    canvas.pen.polygon(((632, HORIZON + 4), (650, HORIZON + 4), (230, HEIGHT), (-160, HEIGHT)), fill=WATER)
    for _ in range(200):
        near = canvas.dice.random()
        x, y = 640 - near * 610, HORIZON + near * (HEIGHT - HORIZON)
        canvas.pen.line((x - 20 * near, y, x + 60 * near, y), fill=(132, 156, 170), width=2)


@dataclass(frozen=True)
class Scene:
    """A drawing, the family that it shows, its words for who cannot see it, and when it is seen.

    One with a ``season`` is drawn only then.
    """

    paint: Callable[[Canvas], None]
    family: str
    alt: str
    moment: str = ""
    season: str = ""


LIFE = "leven"  # no family of elements: these hang at sightings only
SCENES: dict[str, Scene] = {
    "houtwal": Scene(wooded_bank, "lijn", "Houtwal met struiken langs een weiland"),
    "heg": Scene(hedge, "lijn", "Heg met bessen langs een weiland"),
    "laan": Scene(lane, "boom", "Zandweg tussen twee rijen bomen"),
    "knot-voor": Scene(uncut, "boom", "Knotwilgen met lange takken langs een sloot", "before"),
    "knot-na": Scene(pollards, "boom", "Pas geknotte wilgen langs een sloot", "after"),
    "poel-voor": Scene(overgrown, "water", "Poel die vol riet staat", "before"),
    "poel-na": Scene(pond, "water", "Poel met open water", "after"),
    "sloot": Scene(ditch, "water", "Sloot met riet langs de kant"),
    "bosje": Scene(copse, "bos", "Bosje in een weiland"),
    "heide": Scene(heath, "heide", "Paarse heide met een paar berken"),
    "erf": Scene(farmyard, "erf", "Boerderij met een heg en hoge bomen"),
    "pad": Scene(path, "pad", "Smal pad tussen bomen"),
    "nestkast": Scene(nest_box, "fauna", "Nestkast aan een eik"),
    "zwam": Scene(closeups.toadstool, LIFE, "Rode paddenstoel met witte stippen", season="autumn"),
    "vlinder": Scene(closeups.butterfly, LIFE, "Gele vlinder op een distel", season="summer"),
    "bloem": Scene(closeups.anemones, LIFE, "Witte bloemen met gele harten", season="spring"),
    "bes": Scene(closeups.berries, LIFE, "Trossen rode bessen aan een tak", season="autumn"),
}


def draw(scene: str, season: str, seed: int) -> Image.Image:
    """Return a picture of 1440 by 1080 pixels; the same seed gives the same picture."""
    canvas = begin(season, Random(seed))  # noqa: S311 (a picture, no secret)
    SCENES[scene].paint(canvas)
    return finish(canvas)

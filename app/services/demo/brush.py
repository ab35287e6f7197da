"""Draw the parts of a landscape: sky, far trees, grass, leaves. Everything is seeded, nothing is a photo."""

from dataclasses import dataclass
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1440, 1080
HORIZON = 470

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Season:
    """The colours of a time of year."""

    sky: tuple[Colour, Colour]  # above, at the horizon
    grass: tuple[Colour, ...]
    leaves: tuple[Colour, ...]
    bare: bool = False


GREEN = ((32, 84, 32), (52, 112, 40), (84, 148, 56), (116, 172, 72))
GOLD = ((120, 72, 24), (168, 104, 32), (204, 144, 48), (92, 96, 36))
BARK = ((92, 76, 64),)
TWIGS = ((132, 100, 52), (104, 84, 60))
SEASONS = {
    "spring": Season(
        ((88, 140, 190), (226, 234, 226)),
        ((84, 116, 44), (120, 156, 60), (150, 180, 80)),
        ((96, 148, 60), (132, 176, 76), (160, 196, 96)),
    ),
    "summer": Season(
        ((70, 124, 172), (214, 226, 220)), ((88, 108, 44), (112, 136, 56), (140, 156, 72)), GREEN
    ),
    "autumn": Season(
        ((112, 136, 156), (226, 222, 206)), ((96, 104, 48), (124, 128, 60), (152, 146, 72)), GOLD
    ),
    "winter": Season(
        ((132, 148, 164), (230, 230, 224)),
        ((108, 108, 68), (128, 124, 76), (146, 138, 92)),
        ((92, 76, 60), (116, 96, 72), (76, 64, 52)),
        bare=True,
    ),
}


@dataclass
class Canvas:
    """A picture in the making."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    dice: Random
    season: Season

    def tint(self, colours: tuple[Colour, ...], *, light: float = 1.0) -> Colour:
        """Pick one of the colours, lighter or darker, hardly ever twice the same."""
        shades = _shades(colours, round(light, 1))
        return shades[int(self.dice.random() * len(shades))]


@cache
def _shades(colours: tuple[Colour, ...], light: float) -> tuple[Colour, ...]:
    steps = [light * (0.88 + 0.04 * step) for step in range(7)]
    return tuple(
        (min(255, int(red * by)), min(255, int(green * by)), min(255, int(blue * by)))
        for red, green, blue in colours
        for by in steps
    )


def begin(season: str, dice: Random) -> Canvas:
    """Start with sky, clouds, the far edge of a wood and a field."""
    colours = SEASONS[season]
    image = _sky(colours.sky, dice)
    canvas = Canvas(image, ImageDraw.Draw(image), dice, colours)
    _far_wood(canvas)
    canvas.pen.rectangle((0, HORIZON, WIDTH, HEIGHT), fill=colours.grass[0])
    grass(canvas, HORIZON, HEIGHT)
    return canvas


def _sky(sky: tuple[Colour, Colour], dice: Random) -> Image.Image:
    above, below = sky
    strip = Image.new("RGB", (1, HORIZON))
    for y in range(HORIZON):
        part = y / HORIZON
        red, green, blue = (int(a + (b - a) * part) for a, b in zip(above, below, strict=True))
        strip.putpixel((0, y), (red, green, blue))
    image = Image.new("RGB", (WIDTH, HEIGHT))
    image.paste(strip.resize((WIDTH, HORIZON)))
    clouds = Image.new("L", (WIDTH // 4, HORIZON // 4))
    pen = ImageDraw.Draw(clouds)
    for _ in range(dice.randint(12, 30)):
        x, y, w = dice.randint(-40, WIDTH // 4), dice.randint(0, HORIZON // 5), dice.randint(30, 120)
        pen.ellipse((x, y, x + w, y + dice.randint(4, 16)), fill=dice.randint(30, 100))
    soft = clouds.filter(ImageFilter.GaussianBlur(9)).resize((WIDTH, HORIZON))
    image.paste(Image.new("RGB", (WIDTH, HORIZON), (255, 255, 255)), (0, 0), soft)
    return image


def _far_wood(canvas: Canvas) -> None:
    for layer, (shade, height) in enumerate((((148, 164, 156), 46), ((88, 120, 88), 30))):
        x = -20
        while x < WIDTH:
            size = canvas.dice.randint(height // 2, height)
            if layer == 0 or canvas.dice.random() < 0.7:  # noqa: PLR2004 (a gap now and then)
                leaves(canvas, x, HORIZON - size // 3, size, colours=(shade,), spots=26, spot=7)
            x += size


def grass(canvas: Canvas, top: int, bottom: int, *, colours: tuple[Colour, ...] = ()) -> None:
    """Fill a strip with blades, longer as they stand nearer."""
    tones = colours or canvas.season.grass
    y = float(top)
    while y < bottom + 30:
        near = (y - HORIZON) / (HEIGHT - HORIZON)
        length, step = 5 + near * 46, 5 + near * 17
        x = canvas.dice.uniform(-step, 0)
        while x < WIDTH:
            lean = canvas.dice.uniform(-0.3, 0.3) * length
            blade = (x, y + length * 0.3, x + lean, y - length * canvas.dice.uniform(0.4, 0.9))
            canvas.pen.line(blade, fill=canvas.tint(tones), width=1 + int(near * 3))
            x += step * canvas.dice.uniform(0.5, 1.1)
        y += 3 + near * 13


def leaves(  # noqa: PLR0913 (a crown has this many properties)
    canvas: Canvas,
    x: float,
    y: float,
    size: float,
    *,
    colours: tuple[Colour, ...] = (),
    spots: int = 260,
    spot: float = 13,
) -> None:
    """Draw a crown around x, y: dark below, light above."""
    tones = colours or canvas.season.leaves
    for number in range(spots):
        across, up = canvas.dice.gauss(0, 0.42), canvas.dice.gauss(0, 0.36)
        if across * across + up * up > 0.9:  # noqa: PLR2004 (keeps it round)
            continue
        light = 0.72 + 0.36 * (number / spots) - 0.3 * up
        left, top = x + across * size, y + up * size
        wide = spot * canvas.dice.uniform(0.6, 1.3)
        canvas.pen.ellipse((left, top, left + wide, top + wide * 0.8), fill=canvas.tint(tones, light=light))


def trunk(canvas: Canvas, x: float, foot: float, height: float, width: float) -> None:
    """Draw a stem with a light and a dark side."""
    for part in range(int(width)):
        shade = 0.75 + 0.5 * part / width
        at = x - width / 2 + part
        canvas.pen.line((at, foot, at + width * 0.1, foot - height), fill=canvas.tint(BARK, light=shade))


def tree(canvas: Canvas, x: float, foot: float, size: float, *, spots: int = 260) -> None:
    """Draw a whole tree that stands at ``foot``; in winter its branches."""
    trunk(canvas, x, foot, size * 0.9, max(4, size * 0.13))
    if canvas.season.bare:
        branches(canvas, x, foot - size * 0.8, size, count=70)
    else:
        leaves(canvas, x, foot - size * 1.25, size * 0.85, spots=spots, spot=max(5, size * 0.07))


def branches(canvas: Canvas, x: float, y: float, size: float, *, count: int) -> None:
    """Draw bare twigs that fan out upwards."""
    for _ in range(count):
        lean, reach = canvas.dice.gauss(0, 0.4), size * canvas.dice.uniform(0.4, 1.05)
        end = (x + lean * reach, y - reach * (1 - abs(lean) * 0.4))
        canvas.pen.line((x, y, *end), fill=canvas.tint(TWIGS), width=max(2, int(size / 60)))


def finish(canvas: Canvas) -> Image.Image:
    """Soften the edges a little, as a lens does."""
    return canvas.image.filter(ImageFilter.SMOOTH)

"""What one sees from near: a toadstool, a butterfly, flowers, berries; before a meadow out of focus."""

from math import cos, pi, sin

from app.services.demo.brush import HEIGHT, WIDTH, Canvas, Colour, grass, leaves

RED: tuple[Colour, ...] = ((176, 28, 24), (200, 40, 30), (156, 20, 20))
YELLOW: tuple[Colour, ...] = ((226, 214, 84), (236, 226, 110), (214, 200, 70))
WHITE: tuple[Colour, ...] = ((244, 244, 240), (232, 234, 230))
FRESH: tuple[Colour, ...] = ((60, 112, 48), (84, 140, 60), (48, 92, 44))
PURPLE: tuple[Colour, ...] = ((140, 70, 140), (160, 90, 158), (120, 56, 122))
STEM: Colour = (84, 104, 56)


def toadstool(canvas: Canvas) -> None:
    """Draw a red cap with white spots on a pale foot, in the grass."""
    _out_of_focus(canvas)
    foot = ((650, 960), (690, 520), (780, 520), (820, 960))
    canvas.pen.polygon(foot, fill=(232, 226, 208))
    canvas.pen.polygon((foot[2], foot[3], (770, 960), (750, 520)), fill=(206, 198, 176))
    canvas.pen.ellipse((668, 560, 802, 640), fill=(240, 236, 222), outline=(206, 198, 176), width=3)
    for step in range(60):
        shrink = step * 3
        box = (420 + shrink, 270 + shrink * 0.5, 1050 - shrink, 800 - shrink)
        canvas.pen.chord(box, 180, 360, fill=canvas.tint(RED, light=0.9 + step / 180))
    canvas.pen.ellipse((424, 500, 1046, 576), fill=(226, 214, 190))
    canvas.pen.chord((420, 440, 1050, 570), 180, 360, fill=RED[0])
    for x, y, wide in ((560, 420, 56), (690, 330, 74), (840, 380, 60), (950, 460, 40), (740, 450, 46)):
        canvas.pen.ellipse((x, y, x + wide, y + wide * 0.62), fill=canvas.tint(WHITE))
    grass(canvas, 860, HEIGHT)


def butterfly(canvas: Canvas) -> None:
    """Draw a yellow butterfly with closed wings on a thistle."""
    _out_of_focus(canvas)
    canvas.pen.line((800, HEIGHT, 760, 660), fill=STEM, width=18)
    canvas.pen.ellipse((690, 630, 830, 740), fill=STEM)
    leaves(canvas, 760, 620, 170, colours=PURPLE, spots=420, spot=24)
    fore = ((700, 560), (560, 200), (700, 150), (900, 210), (930, 330), (800, 470))
    hind = ((710, 565), (830, 440), (1000, 420), (1020, 500), (930, 600), (800, 620))
    for wing, light in ((hind, 0.94), (fore, 1.04)):
        canvas.pen.polygon(wing, fill=canvas.tint(YELLOW, light=light), outline=(172, 164, 60))
        for end in wing[1:-1]:
            canvas.pen.line((wing[0], end), fill=(196, 186, 78), width=3)
    canvas.pen.ellipse((808, 300, 830, 322), fill=(206, 120, 40))
    canvas.pen.line((620, 600, 820, 590), fill=(92, 84, 60), width=26)
    for tip in ((540, 500), (575, 480)):
        canvas.pen.line((624, 596, *tip), fill=(120, 92, 70), width=5)


def anemones(canvas: Canvas) -> None:
    """Draw white flowers with yellow hearts over fresh leaves."""
    _out_of_focus(canvas)
    for x in range(40, WIDTH, 150):
        leaves(canvas, x, 900 + x % 90, 230, colours=FRESH, spots=150, spot=44)
    for x, y, size in ((380, 560, 150), (720, 420, 190), (1080, 610, 165), (560, 800, 120), (930, 830, 110)):
        canvas.pen.line((x, y, x + 30, HEIGHT), fill=STEM, width=12)
        for petal in range(6):
            at = petal * pi / 3 + x / 100
            middle = (x + cos(at) * size * 0.55, y + sin(at) * size * 0.42)
            half = size * 0.4
            box = (middle[0] - half, middle[1] - half * 0.8, middle[0] + half, middle[1] + half * 0.8)
            canvas.pen.ellipse(box, fill=canvas.tint(WHITE), outline=(206, 208, 204), width=2)
        for _ in range(26):
            spot = (x + canvas.dice.gauss(0, size * 0.09), y + canvas.dice.gauss(0, size * 0.07))
            canvas.pen.ellipse((*spot, spot[0] + 12, spot[1] + 12), fill=canvas.tint(YELLOW))


def berries(canvas: Canvas) -> None:
    """Draw bunches of red berries on a twig."""
    _out_of_focus(canvas)
    canvas.pen.line((0, 250, 620, 330, WIDTH, 240), fill=(96, 76, 60), width=22, joint="curve")
    for x, y in ((200, 260), (480, 320), (860, 290), (1180, 250)):
        leaves(canvas, x, y, 190, colours=FRESH, spots=110, spot=52)
    for x, y in ((360, 560), (760, 620), (1110, 540)):
        canvas.pen.line((x, 290, x, y - 120), fill=(96, 76, 60), width=9)
        for _ in range(70):
            left, top = x + canvas.dice.gauss(0, 80), y + canvas.dice.gauss(0, 66)
            canvas.pen.ellipse((left, top, left + 50, top + 50), fill=canvas.tint(RED))
            canvas.pen.ellipse((left + 14, top + 10, left + 24, top + 20), fill=(236, 150, 140))


def _out_of_focus(canvas: Canvas) -> None:
    canvas.image.paste(canvas.image.resize((24, 18)).resize((WIDTH, HEIGHT)))

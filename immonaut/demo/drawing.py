"""Draws the pictures of demo properties: a facade under a sky, a room, a floor plan."""

import io
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (960, 640)
SKIES = [
    ("#9fb9d9", "#e6edf6"),
    ("#f0b48a", "#fbe9d7"),
    ("#7fa3cc", "#dbe7f4"),
    ("#b9c4d3", "#eef1f5"),
]
WALLS = ["#e9dfcf", "#d9c7a8", "#f3efe6", "#c9d3cf", "#e4c9b2", "#d6dbe2", "#f5e6c8"]
ROOFS = ["#8d4b3b", "#6b5b55", "#4c5563", "#a65d45"]
GREENS = ["#7d9c62", "#8fae6f", "#6b8f5a"]
GLASS = "#5e7891"


def exterior(chance: Random, *, floors: int, is_house: bool) -> bytes:
    """A facade as a JPEG."""
    image = _gradient(*chance.choice(SKIES))
    pen = ImageDraw.Draw(image)
    ground = 540
    pen.rectangle((0, ground, *SIZE), fill=chance.choice(GREENS))
    width = 380 if is_house else chance.randint(440, 620)
    left, height = (SIZE[0] - width) // 2, 110 * floors
    top = ground - height
    _roof(pen, chance, (left, top, width), is_house)
    pen.rectangle((left, top, left + width, ground), fill=chance.choice(WALLS), outline="#6b655c")
    _windows(pen, chance, (left, top, width), floors)
    pen.rectangle((SIZE[0] // 2 - 26, ground - 78, SIZE[0] // 2 + 26, ground), fill="#5b4636")
    for _ in range(chance.randint(2, 4)):
        _tree(pen, chance, ground)
    return _jpeg(image)


def _gradient(above: str, below: str) -> Image.Image:
    strip = Image.new("RGB", (1, 2))
    strip.putpixel((0, 0), _rgb(above))
    strip.putpixel((0, 1), _rgb(below))
    return strip.resize(SIZE, Image.Resampling.BICUBIC)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _roof(
    pen: ImageDraw.ImageDraw, chance: Random, box: tuple[int, int, int], pointed: bool
) -> None:
    left, top, width = box
    colour = chance.choice(ROOFS)
    if pointed:
        pen.polygon(
            [(left - 24, top), (left + width // 2, top - 130), (left + width + 24, top)],
            fill=colour,
        )
    else:
        pen.rectangle((left - 10, top - 26, left + width + 10, top), fill=colour)


def _windows(
    pen: ImageDraw.ImageDraw, chance: Random, box: tuple[int, int, int], floors: int
) -> None:
    left, top, width = box
    columns = max(3, width // 110)
    step = width / columns
    has_balconies = chance.random() < 0.5
    for floor in range(floors):
        for column in range(columns):
            x, y = left + step * column + step / 2, top + 110 * floor + 28
            if floor == floors - 1 and abs(x - SIZE[0] / 2) < 48:
                continue  # the door stands here
            pen.rectangle((x - 22, y, x + 22, y + 58), fill=GLASS, outline="#f7f5f0", width=4)
            pen.line((x, y, x, y + 58), fill="#f7f5f0", width=3)
            if has_balconies and floor < floors - 1 and column % 2 == 0:
                pen.rectangle((x - 36, y + 46, x + 36, y + 62), fill="#4d4a46")


def _tree(pen: ImageDraw.ImageDraw, chance: Random, ground: int) -> None:
    x = chance.choice([chance.randint(20, 150), chance.randint(810, 940)])
    size = chance.randint(60, 110)
    pen.rectangle((x - 6, ground - size, x + 6, ground + 14), fill="#5e4a38")
    pen.ellipse(
        (x - size // 2, ground - size * 2, x + size // 2, ground - size // 2),
        fill=chance.choice(GREENS),
    )


def interior(chance: Random) -> bytes:
    """A room with a window and furniture as a JPEG."""
    image = Image.new("RGB", SIZE, chance.choice(["#f4f1ea", "#eef0f2", "#f6efe4"]))
    pen = ImageDraw.Draw(image)
    pen.polygon(
        [(0, 640), (180, 460), (780, 460), (960, 640)],
        fill=chance.choice(["#b58d62", "#a67c52", "#c9a57a"]),
    )
    pen.line([(180, 0), (180, 460), (0, 640)], fill="#d8d3c8", width=3)
    pen.line([(780, 0), (780, 460), (960, 640)], fill="#d8d3c8", width=3)
    pen.rectangle(
        (360, 110, 620, 360),
        fill=chance.choice(["#bcd2ea", "#d9e6f2"]),
        outline="#ffffff",
        width=12,
    )
    pen.line((490, 110, 490, 360), fill="#ffffff", width=8)
    sofa = chance.choice(["#4f6d7a", "#8a5a44", "#6b7f5e", "#55597a"])
    pen.rounded_rectangle((230, 400, 560, 540), 24, fill=sofa)
    pen.rounded_rectangle((230, 360, 560, 440), 24, fill=sofa, outline="#00000022")
    pen.ellipse((640, 470, 780, 520), fill="#6e5440")
    return _jpeg(image.filter(ImageFilter.SMOOTH))


def floor_plan(chance: Random, *, rooms: int) -> bytes:
    """A floor plan with `rooms` rooms as a PNG."""
    image = Image.new("P", SIZE, 0)
    image.putpalette([255, 255, 255, 40, 48, 62, 226, 232, 242])
    pen = ImageDraw.Draw(image)
    pen.rectangle((80, 60, 880, 580), outline=1, width=8)
    edges = sorted(chance.sample(range(220, 760, 20), max(1, min(rooms - 1, 4))))
    for number, x in enumerate(edges):
        wall = chance.randint(240, 380)
        pen.line((x, 60, x, 580), fill=1, width=5)
        pen.rectangle((x - 3, 480, x + 3, 540), fill=0)
        if number % 2 == 0:
            pen.line((80 if number == 0 else edges[number - 1], wall, x, wall), fill=1, width=5)
    for x in range(140, 840, 160):
        pen.rectangle((x, 56, x + 70, 66), fill=2)
    target = io.BytesIO()
    image.convert("RGB").save(target, "PNG")
    return target.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=82)
    return target.getvalue()

"""Cuts a square out of a picture."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO

from base.files.inspection import open_picture

# Far more than an avatar needs, enough for print.
_SIDE = 1024
_LARGEST_ZOOM = 400


@dataclass(frozen=True)
class Crop:
    """Where the square lies: percent of the way it can go from the left and from the top, and
    percent by which the picture is enlarged (100: as much of it as fits). The centre by default.
    """

    x: int = 50
    y: int = 50
    zoom: int = 100

    def bounded(self) -> Crop:
        """The nearest crop that can be."""
        return Crop(
            min(max(self.x, 0), 100),
            min(max(self.y, 0), 100),
            min(max(self.zoom, 100), _LARGEST_ZOOM),
        )

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the square in a picture of this size, in pixels."""
        crop = self.bounded()
        side = max(1, round(min(width, height) * 100 / crop.zoom))
        left = round((width - side) * crop.x / 100)
        top = round((height - side) * crop.y / 100)
        return left, top, left + side, top + side


def cut_square(source: IO[bytes], crop: Crop) -> IO[bytes]:
    """The square as a picture of its own; raises DomainError when `source` is none."""
    image = open_picture(source)
    image = image.crop(crop.box(*image.size))
    image.thumbnail((_SIDE, _SIDE))
    target = io.BytesIO()
    image.save(target, "PNG" if image.mode == "RGBA" else "JPEG", quality=95)
    target.seek(0)
    return target

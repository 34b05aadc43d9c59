"""Draws the app's two icons: a speech bubble in which a line joins two people.

Run it again when the mark changes: python -m manifest.icons
"""

from collections.abc import Sequence
from math import cos, radians, sin
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw

FOLDER = Path(__file__).parent
ACCENT = "#0B4F5C"  # the manifest's accentColor
WHITE = (255, 255, 255)
FIELD = 32  # the mark lies on a field of 32 x 32 with y downwards
MARK = 28  # and fills the middle 28 of it
SUPERSAMPLING = 16

Point = tuple[float, float]


def color_icon() -> Image.Image:
    """The mark in white on the accent colour, 192 x 192.

    Teams cuts the corners off, so the mark keeps to the middle 120 x 120.
    """
    icon = Image.new("RGB", (192, 192), ImageColor.getrgb(ACCENT))
    icon.paste(WHITE, mask=_Mask(192, scale=120 / MARK).filled_mark())
    return icon


def outline_icon() -> Image.Image:
    """The mark's outline, 32 x 32: every pixel white, only the transparency differs."""
    icon = Image.new("RGBA", (32, 32), (*WHITE, 0))
    icon.putalpha(_Mask(32, scale=1).outlined_mark())
    return icon


class _Mask:
    """A drawing of one channel, made large and scaled down so that its edges are smooth."""

    def __init__(self, size: int, *, scale: float) -> None:
        self._size = size
        self._unit = scale * SUPERSAMPLING
        self._margin = (size - FIELD * scale) / 2 * SUPERSAMPLING
        self._image = Image.new("L", (size * SUPERSAMPLING, size * SUPERSAMPLING))
        self._draw = ImageDraw.Draw(self._image)

    def outlined_mark(self) -> Image.Image:
        self._stroke(_bubble(), width=2, fill=255)
        self._link(fill=255)
        return self._scaled()

    def filled_mark(self) -> Image.Image:
        self._draw.polygon([self._place(point) for point in _bubble()], fill=255)
        self._stroke(_bubble(), width=2, fill=255)
        self._link(fill=0)
        return self._scaled()

    def _link(self, *, fill: int) -> None:
        below, above = (10.0, 17.0), (22.0, 10.0)
        self._stroke(_bend(below, above), width=2, fill=fill)
        self._stroke([below], width=5.6, fill=fill)
        self._stroke([above], width=5.6, fill=fill)

    def _stroke(self, points: Sequence[Point], *, width: float, fill: int) -> None:
        """A line with round joints and ends; of a single point, a disc."""
        placed = [self._place(point) for point in points]
        self._draw.line(placed, fill=fill, width=round(width * self._unit))
        for point in placed:
            self._draw.circle(point, (width * self._unit - 1) / 2, fill=fill)

    def _place(self, point: Point) -> Point:
        # Pillow counts from the middle of a pixel, hence the halves here and in the radius.
        x, y = point
        return x * self._unit + self._margin - 0.5, y * self._unit + self._margin - 0.5

    def _scaled(self) -> Image.Image:
        return self._image.resize((self._size, self._size), Image.Resampling.BOX)


def _bubble() -> list[Point]:
    """The bubble's edge, clockwise from its top left corner, closed."""
    left, top, right, bottom, radius = 3.0, 4.0, 29.0, 23.0, 6.0
    corners = [
        *_arc((left + radius, top + radius), radius, 180),
        *_arc((right - radius, top + radius), radius, 270),
        *_arc((right - radius, bottom - radius), radius, 0),
        *((16.0, bottom), (10.0, 28.0), (10.0, bottom)),  # the tail
        *_arc((left + radius, bottom - radius), radius, 90),
    ]
    return [*corners, corners[0]]


def _arc(centre: Point, radius: float, start: int) -> list[Point]:
    """A quarter of a circle, clockwise from `start` degrees (0 is to the right)."""
    angles = (radians(start + degree) for degree in range(0, 91, 3))
    return [(centre[0] + radius * cos(a), centre[1] + radius * sin(a)) for a in angles]


def _bend(start: Point, end: Point) -> list[Point]:
    """A curve that leaves `start` and reaches `end` level."""
    steps = (step / 64 for step in range(65))
    return [
        (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t * t * (3 - 2 * t))
        for t in steps
    ]


if __name__ == "__main__":
    color_icon().save(FOLDER / "color.png", optimize=True)
    outline_icon().save(FOLDER / "outline.png", optimize=True)

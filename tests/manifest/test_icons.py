"""The app's two icons."""

import json

import pytest
from PIL import Image, ImageChops, ImageColor

from manifest import icons


@pytest.fixture
def color() -> Image.Image:
    return Image.open(icons.FOLDER / "color.png")


@pytest.fixture
def outline() -> Image.Image:
    return Image.open(icons.FOLDER / "outline.png")


def luminance(color: str) -> float:
    """WCAG 2's relative luminance."""
    parts = [part / 255 for part in ImageColor.getrgb(color)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_color_icon_fills_its_square_and_keeps_the_mark_in_the_middle(
    color: Image.Image,
) -> None:
    assert (color.format, color.mode, color.size) == ("PNG", "RGB", (192, 192))
    ground = Image.new("RGB", color.size, icons.ACCENT)
    left, top, right, bottom = ImageChops.difference(color, ground).getbbox() or (0, 0, 0, 0)
    assert left >= 36
    assert top >= 36
    assert right <= 156
    assert bottom <= 156
    assert right - left > 100, "the mark can be seen"


def test_the_outline_icon_is_white_on_nothing(outline: Image.Image) -> None:
    assert (outline.format, outline.mode, outline.size) == ("PNG", "RGBA", (32, 32))
    red, green, blue, alpha = outline.split()
    assert [band.getextrema() for band in (red, green, blue)] == [(255, 255)] * 3
    assert alpha.getextrema() == (0, 255)


def test_the_accent_color_is_the_manifests_and_white_reads_well_on_it() -> None:
    manifest = json.loads((icons.FOLDER / "manifest.json").read_bytes())

    assert manifest["accentColor"] == icons.ACCENT
    assert 1.05 / (luminance(icons.ACCENT) + 0.05) > 7


def test_the_icons_are_the_ones_the_script_draws(color: Image.Image, outline: Image.Image) -> None:
    for stored, drawn in ((color, icons.color_icon()), (outline, icons.outline_icon())):
        differences = ImageChops.difference(stored, drawn).getextrema()
        # Edges may round differently in another version of Pillow.
        assert all(band[1] <= 8 for band in differences if isinstance(band, tuple))

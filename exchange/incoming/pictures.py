"""Photographs and scans: drawn anew, so that nothing but the picture itself is kept."""

from io import BytesIO
from threading import Lock
from typing import Final

from PIL import Image, ImageOps

from rules.evidence.files import (
    LARGEST_SIDE,
    MOST_PIXELS,
    THUMBNAIL_KIND,
    THUMBNAIL_SIDE,
    FileKind,
    FileProblem,
)

_FORMATS: Final = {FileKind.JPG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
_QUALITY: Final = 85
_PLAIN_MODES: Final = frozenset({"L", "RGB", "RGBA"})
_DEEP_MODES: Final = frozenset({"I", "F"})

# A picture of 50 million pixels takes 200 MB while it is drawn, so they are drawn one by one.
_one_at_a_time: Final = Lock()


def redrawn(content: bytes, kind: FileKind) -> tuple[bytes, bytes] | FileProblem:
    """Return the picture upright, without metadata and at most `LARGEST_SIDE`, and its thumbnail.

    Of an animation the first picture is kept.
    """
    with _one_at_a_time:
        try:
            return _redrawn(content, kind)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return FileProblem.TOO_MANY_PIXELS
        except Exception:  # noqa: BLE001 - decoders raise whatever a broken file leads them to
            return FileProblem.DAMAGED


def _redrawn(content: bytes, kind: FileKind) -> tuple[bytes, bytes] | FileProblem:
    with Image.open(BytesIO(content), formats=[_FORMATS[kind]]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return FileProblem.TOO_MANY_PIXELS
        # Pixels are decoded here; a JPEG far too large is decoded at a fraction of its size.
        opened.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
        picture = _plain(ImageOps.exif_transpose(opened))
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return _encoded(picture, kind), _encoded(small, THUMBNAIL_KIND)


def _plain(picture: Image.Image) -> Image.Image:
    """Return the pixels alone, in a mode that each of our formats can hold."""
    if picture.mode in _PLAIN_MODES:
        return picture
    if picture.mode in _DEEP_MODES or picture.mode.startswith("I;16"):
        return picture.convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _encoded(picture: Image.Image, kind: FileKind) -> bytes:
    # JPEG holds no transparency; EXIF, comments, profiles and text of the original stay behind.
    drawn = picture.convert("RGB") if kind is FileKind.JPG and picture.mode == "RGBA" else picture
    drawn.info = {}
    out = BytesIO()
    drawn.save(out, format=_FORMATS[kind], quality=_QUALITY)
    return out.getvalue()

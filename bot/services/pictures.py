"""Pictures: how large they are, and a small copy for the conversation. Called in a thread."""

import warnings
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from config.errors import InvalidInput

MOST_PIXELS = 40_000_000
THUMBNAIL_SIDE = 720
_ON_THEIR_SIDE = (5, 6, 7, 8)


def measured(path: Path, thumbnail: Path) -> tuple[int, int, bool] | None:
    """Width and height as it is to be seen, and whether a small copy was made; None where it cannot be read.

    Raises:
        InvalidInput: it has more than 40 megapixels; read from its header, before anything is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                size = picture.size
                if size[0] * size[1] > MOST_PIXELS:
                    raise InvalidInput("A picture may have 40 megapixels.", code="image_too_large")
                # A JPEG is decoded no larger than needed.
                picture.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
                return _copied(picture, size, thumbnail)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _copied(picture: Image.Image, size: tuple[int, int], thumbnail: Path) -> tuple[int, int, bool]:
    is_turned = picture.getexif().get(ExifTags.Base.Orientation) in _ON_THEIR_SIDE
    width, height = (size[1], size[0]) if is_turned else size
    # Also where no copy is needed: what cannot be decoded has no size.
    picture.load()
    if max(size) <= THUMBNAIL_SIDE:
        return width, height, False
    # Made small before it is turned: the whole of it is in memory once.
    picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    upright = ImageOps.exif_transpose(picture)
    mode = "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
    upright.convert(mode).save(thumbnail, "WEBP", quality=80)
    return width, height, True

"""Photographs that come with forms: made anew without what the camera wrote into them, kept outside the board."""

import hashlib
import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from frontline.deployment import Deployment
from frontline.on_disk import sync

FOLDER = "photos"
KINDS = ("JPEG", "PNG", "WEBP")
MOST_BYTES, MOST_PIXELS, EDGE, QUALITY = 8_000_000, 50_000_000, 1600, 80


class PhotoError(Exception):
    """A file is no photograph that is taken in; the message is the code of the fault."""


def clean(content: bytes) -> bytes:
    """Return a photograph as a new JPEG of at most 1,600 pixels: upright, and without place, time or device.

    Raises
    ------
    PhotoError
        It is too large, or by its content no JPEG, PNG or WebP.
    """
    if len(content) > MOST_BYTES:
        raise PhotoError("FORM-06")
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PhotoError("FORM-06")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PhotoError("FORM-07") from error
    upright.thumbnail((EDGE, EDGE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def keep(deployment: Deployment, content: bytes) -> str:
    """Clean a photograph, keep it under its checksum, and return that.

    Raises
    ------
    PhotoError
        It is none.
    """
    cleaned = clean(content)
    digest = hashlib.sha256(cleaned).hexdigest()
    file = photo_file(deployment, digest)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".tmp")
        fresh.write_bytes(cleaned)
        sync(fresh)
        fresh.rename(file)
        sync(file.parent)
    return digest


def photo_file(deployment: Deployment, digest: str) -> Path:
    """Return where a photograph stands."""
    return deployment.live / FOLDER / f"{digest}.jpg"

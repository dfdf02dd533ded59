"""Photos of actions: pictures only. What a camera or a program wrote beside the picture is left behind."""

import io
from threading import Lock

from PIL import Image, ImageOps

from dashboard.errors import UnusableFileError

LARGEST = 10_000_000
"""Bytes of a photo that is taken in."""

MOST_PIXELS = 50_000_000
"""Of a photo that is taken in: width times height, known before anything is decoded."""

MOST_WHOLE_PIXELS = 20_000_000
"""Of one that can't be decoded smaller than it is, as only a JPEG that is no progressive one can be."""

_MOST_SCANS = 40
"""Times that a JPEG may paint over all of its picture; programs write a dozen."""

LONGEST_SIDE = 1600
"""Pixels of the longer side of a photo as it is kept."""

_SMALL_SIDE = 320
_QUALITY, _SMALL_QUALITY = 82, 70
_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_BEGINNINGS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
_SCAN = b"\xff\xda"
_WHITE = (255, 255, 255)
_turn = Lock()
"""One picture at a time: however many come, they take the memory of one."""


def stripped(data: bytes) -> bytes:
    """The picture as a JPEG of at most ``LONGEST_SIDE``, upright; not a byte of what stood beside it is in it.

    JPEG, PNG and WebP are taken, by what is in them. Raises UnusableFileError for anything else, and for pictures that
    are damaged, cut off or too large.
    """
    if len(data) > LARGEST:
        message = f"The photo is larger than {LARGEST // 1_000_000} MB: send a smaller one."
        raise UnusableFileError(message)
    kind = _kind(data)
    if kind == "JPEG" and data.count(_SCAN) > _MOST_SCANS:
        raise _damaged()
    try:
        with _turn, Image.open(io.BytesIO(data), formats=(kind,)) as image:
            _require_drawable(image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than it is needed
            image.load()
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            return _as_jpeg(_upright(image), LONGEST_SIDE, _QUALITY)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(MOST_PIXELS) from error
    except UnusableFileError:
        raise
    except Exception as error:  # a decoder may fail in any way on damaged bytes
        raise _damaged() from error


def small(data: bytes) -> bytes:
    """A photo as it is kept, small enough to stand in a list."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        image.draft("RGB", (_SMALL_SIDE, _SMALL_SIDE))
        image.load()
        return _as_jpeg(image, _SMALL_SIDE, _SMALL_QUALITY)


def _kind(data: bytes) -> str:
    """The format by the first bytes, whatever the file is called; raises UnusableFileError."""
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        message = "The photo is in the HEIC or AVIF format, which can't be read here: send it as a JPEG."
        raise UnusableFileError(message)
    message = "The file is no photo that can be read here: send a JPEG, PNG or WebP picture."
    raise UnusableFileError(message)


def _require_drawable(image: Image.Image) -> None:
    width, height = image.size
    most = MOST_PIXELS if image.format == "JPEG" and not image.info.get("progressive") else MOST_WHOLE_PIXELS
    if width * height > most:
        raise _too_many_pixels(most)


def _too_many_pixels(most: int) -> UnusableFileError:
    return UnusableFileError(f"The photo has more than {most // 1_000_000} million pixels: send a smaller one.")


def _damaged() -> UnusableFileError:
    return UnusableFileError("The photo is damaged or cut off: take it again, or send another one.")


def _upright(image: Image.Image) -> Image.Image:
    """The picture turned as the camera said; as it is where what the camera said can't be read."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - damaged data beside a picture is no reason to refuse it
        return image


def _as_jpeg(image: Image.Image, side: int, quality: int) -> bytes:
    """The bare pixels on white: a new picture, which takes nothing over from the one before."""
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", image.size, _WHITE)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        bare.paste(clear, mask=clear.getchannel("A"))
    else:
        bare.paste(image.convert("RGB"))
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()

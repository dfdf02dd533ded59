"""Photos that are none, that are far larger than they look, or that are something else as well."""

import io
import struct
import zipfile
import zlib

from hostile.hostile_file import HostileFile
from PIL import Image

MARK = b"<script>alert(4711)</script>"
"""Stands in what is beside the picture, which is never kept."""

_NONE, _MANY, _DAMAGED = "JPEG, PNG or WebP", "million pixels", "damaged or cut off"
_LARGE = (7_000, 7_000)


def _file(about, make, told="", name="photo.jpg"):
    return HostileFile(about, make, told, name)


def _saved(kind, size=(64, 40), **more):
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, kind, **more)
    return written.getvalue()


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(size, *, kind=6, depth=8, content=b"\0" * 1_000, beside=b""):
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + beside + _chunk(b"IDAT", zlib.compress(content, 9)) + _chunk(b"IEND", b"")


def _resized(jpeg, size):
    """A JPEG that says it has another size."""
    place = max(jpeg.find(b"\xff\xc0"), jpeg.find(b"\xff\xc2"))
    return jpeg[: place + 5] + struct.pack(">HH", *size[::-1]) + jpeg[place + 9 :]


def _scans(count):
    """A progressive JPEG that paints over its picture again and again."""
    jpeg = _saved("JPEG", progressive=True)
    place = jpeg.rfind(b"\xff\xda")
    return jpeg[:-2] + jpeg[place:-2] * count + jpeg[-2:]


def _frames(kind, count=300):
    frames = [Image.new("RGB", (64, 40), (number % 256, 0, 0)) for number in range(count)]
    written = io.BytesIO()
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    return written.getvalue()


def _zip():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.html", MARK)
    return packed.getvalue()


def _exif(content):
    told = b"Exif\0\0" + content
    jpeg = _saved("JPEG")
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told + jpeg[2:]


_LOOP = b"II*\0\x08\0\0\0" + struct.pack("<HHHLLL", 1, 0x8769, 4, 1, 8, 8)
_TURNED = b"II*\0\x08\0\0\0" + struct.pack("<HHHLLL", 1, 0x0112, 3, 1, 99, 0)
_FAR = b"II*\0\x08\0\0\0" + struct.pack("<HHHLLL", 65_535, 0x010E, 2, 2**32 - 1, 2**31, 2**31)

BOMBS = (
    _file("a PNG of 49 million pixels", lambda: _png(_LARGE), _MANY),
    _file("a PNG of as many pixels as can be", lambda: _png((2**31 - 1, 2**31 - 1)), _MANY),
    _file("a PNG one pixel high and 60 million wide", lambda: _png((60_000_000, 1)), _MANY),
    _file("a PNG without a pixel", lambda: _png((0, 0)), _DAMAGED),
    _file("a PNG of deep pixels", lambda: _png(_LARGE, depth=16), _MANY),
    _file("a PNG whose pixels go on and on", lambda: _png((8, 8), content=bytes(30_000_000))),
    _file(
        "a PNG with a text that unpacks to 80 MB",
        lambda: _png((8, 8), beside=_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(80_000_000), 9))),
        _DAMAGED,
    ),
    _file("a JPEG of four billion pixels", lambda: _resized(_saved("JPEG"), (65_500, 65_500)), _MANY),
    _file("a JPEG of 49 million pixels in turns", lambda: _resized(_saved("JPEG", progressive=True), _LARGE), _MANY),
    _file("a JPEG painted over a thousand times", lambda: _scans(1_000), _DAMAGED),
    _file("a WebP of 300 pictures", lambda: _frames("WEBP")),
    _file("a PNG of 300 pictures", lambda: _frames("PNG")),
)

LIES = (
    _file("a JPEG without its end", lambda: _saved("JPEG")[:-200], _DAMAGED),
    _file("a JPEG of three bytes", lambda: b"\xff\xd8\xff", _DAMAGED),
    _file("a PNG of eight bytes", lambda: b"\x89PNG\r\n\x1a\n", _DAMAGED),
    _file("a PNG with a wrong checksum", lambda: _saved("PNG").replace(b"IDAT", b"IDAT\x01", 1), _DAMAGED),
    _file("a WebP of twelve bytes", lambda: b"RIFF\xff\xff\xff\xffWEBP", _DAMAGED),
    _file("a WebP without its end", lambda: _saved("WEBP")[:-100], _DAMAGED),
    _file("what a camera says leads in a circle", lambda: _exif(_LOOP)),
    _file("what a camera says leads beyond the end", lambda: _exif(_FAR)),
    _file("a JPEG turned in a way that there is not", lambda: _exif(_TURNED)),
)

OTHERS = (
    _file("nothing", lambda: b" ", _NONE),
    _file("a drawing with a script", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + MARK + b"</svg>", _NONE),
    _file("a web page named as a photo", lambda: b"<!DOCTYPE html>" + MARK, _NONE),
    _file("a program in PostScript", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file\n", _NONE),
    _file("a PDF", lambda: b"%PDF-1.7\n" + MARK, _NONE),
    _file("a GIF that is a script", lambda: b"GIF89a=1;alert(4711)//", _NONE),
    *(_file(f"a {kind} picture", lambda kind=kind: _saved(kind), _NONE) for kind in ("GIF", "TIFF", "BMP", "PPM")),
    _file("a picture of a phone in its own format", lambda: b"\0\0\0\x18ftypheic" + bytes(99), "HEIC"),
    _file("a film", lambda: b"\0\0\0\x18ftypmp42" + bytes(99), _NONE),
    _file("an archive", _zip, _NONE),
)

POLYGLOTS = (
    _file("a JPEG that is an archive too", lambda: _saved("JPEG") + _zip()),
    _file("a PNG that is an archive too", lambda: _saved("PNG") + _zip()),
    _file("a JPEG that is a web page too", lambda: _saved("JPEG", comment=b"--><html>" + MARK)),
    _file(
        "a PNG that is a web page too", lambda: _png((8, 8), content=bytes(264), beside=_chunk(b"tEXt", b"a\0" + MARK))
    ),
    _file("a WebP that is a script too", lambda: _saved("WEBP", xmp=MARK) + MARK),
    _file("a JPEG with a PDF behind it", lambda: _saved("JPEG") + b"%PDF-1.7\n" + MARK),
)

FILES = (*BOMBS, *LIES, *OTHERS, *POLYGLOTS)

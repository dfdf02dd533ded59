"""Photos keep their picture and nothing else."""

import io
import struct
import subprocess
import sys
import time
import zlib
from contextlib import suppress

import pytest
from hostile.pictures import FILES
from hostile.pictures import MARK as SCRIPT
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin
from tries import examples

from dashboard import photos
from dashboard.errors import UnusableFileError

MARK = b"PRIVATE-4711"
TEXT = MARK.decode()


def picture(size=(64, 40), mode="RGB"):
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, (200, 20, 20))
    image.paste((20, 20, 200), (size[0] // 2, 0, size[0], size[1]))
    return image.convert(mode)


def saved(image, kind, **more):
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


def exif(orientation=1):
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010E] = made[0x010F] = made[0x0110] = made[0x013B] = TEXT
    made.get_ifd(0x8825).update({1: "N", 2: (45.0, 25.0, 30.0), 3: "W", 4: (75.0, 41.0, 50.0), 29: TEXT})
    made.get_ifd(0x8769).update({0x9003: TEXT, 0x927C: MARK, 0xA420: TEXT})
    return made


def segment(marker, content):
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def with_segments(jpeg, *segments):
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def profile():
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return made.tobytes().replace(b"sRGB built-in", MARK + b"x") + MARK


def noted_png():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", TEXT)
    notes.add_text("Author", TEXT, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{TEXT}</x>")
    return notes


def png_with_chunks():
    plain = saved(picture(), "PNG")
    end = plain.index(b"IEND") - 4
    return plain[:end] + chunk(b"prVt", MARK) + chunk(b"eXIf", exif().tobytes()[6:]) + plain[end:] + MARK


def jpeg_with_everything():
    inner = saved(picture((16, 10)), "JPEG", comment=MARK)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + MARK + b"</x:xmpmeta>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x10\x1c\x02\x19\0\x0c" + MARK
    plain = saved(picture(), "JPEG", exif=exif().tobytes(), icc_profile=profile(), comment=MARK)
    more = (segment(0xE1, xmp), segment(0xED, iptc), segment(0xEF, MARK + inner), segment(0xFE, MARK))
    return with_segments(plain, *more) + MARK + inner


PRIVATE = {
    "a JPEG with EXIF, GPS, a maker's note, XMP, IPTC, a profile, comments, a thumbnail and what follows its end": (
        jpeg_with_everything()
    ),
    "a PNG with text": saved(picture(), "PNG", pnginfo=noted_png(), exif=exif().tobytes(), icc_profile=profile()),
    "a PNG with chunks of its own and what follows its end": png_with_chunks(),
    "a WebP": saved(picture(), "WEBP", exif=exif().tobytes(), xmp=MARK, icc_profile=profile()) + MARK,
}


@pytest.mark.parametrize("data", PRIVATE.values(), ids=PRIVATE)
def test_no_byte_of_what_stood_beside_the_picture_is_kept(data):
    assert MARK in data or TEXT.encode() in data
    kept = photos.stripped(data)
    for private in (MARK, b"Exif", b"xmp", b"8BIM", b"ICC", b"GPS", b"sRGB", b"Adobe"):
        assert private.lower() not in kept.lower()
    with opened(kept) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (64, 40))
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        red, blue = image.getpixel((8, 20)), image.getpixel((56, 20))
        assert red[0] > 150 > red[2]
        assert blue[2] > 150 > blue[0]


def test_only_the_segments_that_a_picture_needs_are_written():
    kept, found, at = photos.stripped(jpeg_with_everything()), [], 2
    while kept[at + 1] != 0xDA:
        found.append(kept[at + 1])
        at += 2 + struct.unpack(">H", kept[at + 2 : at + 4])[0]
    assert set(found) <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert kept.endswith(b"\xff\xd9")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_turned_upright(kind):
    sideways = saved(picture(), kind, exif=exif(orientation=6).tobytes())
    with opened(photos.stripped(sideways)) as image:
        assert image.size == (40, 64)
        top, bottom = image.getpixel((20, 8)), image.getpixel((20, 56))
        assert top[0] > 150 > top[2]
        assert bottom[2] > 150 > bottom[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger(kind):
    with opened(photos.stripped(saved(picture((3000, 900)), kind))) as image:
        assert image.size == (1600, 480)
    with opened(photos.stripped(saved(picture((30, 9)), kind))) as image:
        assert image.size == (30, 9)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_any_depth_are_taken(mode):
    image = Image.new("I;16", (20, 20)) if mode == "I;16" else picture((20, 20), "RGBA").convert(mode)
    with opened(photos.stripped(saved(image, "PNG"))) as kept:
        assert (kept.mode, kept.size) == ("RGB", (20, 20))


def test_what_is_see_through_becomes_white():
    with opened(photos.stripped(saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))) as image:
        assert min(image.getpixel((4, 4))) > 250


def test_the_first_picture_of_several_is_taken():
    several = saved(picture(), "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 40))])
    with opened(photos.stripped(several)) as image:
        assert getattr(image, "n_frames", 1) == 1
        assert image.getpixel((8, 20))[0] > 150


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_a_picture_of_a_phone_in_its_own_format_is_refused_with_what_to_do(brand):
    with pytest.raises(UnusableFileError, match="send it as a JPEG"):
        photos.stripped(b"\0\0\0\x18ftyp" + brand + bytes(2000))


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"date,tactic\n", b"GIF89a" + bytes(50), b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_what_is_no_photo_is_refused_by_its_content(data):
    with pytest.raises(UnusableFileError, match="JPEG, PNG or WebP"):
        photos.stripped(data)


def test_other_formats_are_refused_whatever_they_are_called():
    with pytest.raises(UnusableFileError, match="JPEG, PNG or WebP"):
        photos.stripped(saved(picture(), "TIFF"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_refused(kind, part):
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    whole = saved(noise, kind)
    with pytest.raises(UnusableFileError, match="damaged or cut off"):
        photos.stripped(whole[: int(len(whole) * part)])


def bomb(width, height):
    """A PNG of a few bytes that says it is a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(10_000, 5_001), (10_000, 9_500), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(size):
    with pytest.raises(UnusableFileError, match="million pixels"):
        photos.stripped(bomb(*size))


def test_text_that_unpacks_to_far_more_is_refused():
    packed = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(80_000_000), 9))
    plain = saved(picture(), "PNG")
    with pytest.raises(UnusableFileError, match="damaged"):
        photos.stripped(plain[:33] + packed + plain[33:])


def test_a_file_past_the_limit_is_refused_by_its_size():
    with pytest.raises(UnusableFileError, match="larger than 10 MB"):
        photos.stripped(bytes(photos.LARGEST + 1))


@examples(50)
@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP"]), at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_damage_anywhere_gives_a_picture_or_a_sentence(kind, at, byte):
    data = bytearray(saved(picture(), kind, exif=exif().tobytes()))
    data[at % len(data)] = byte
    with suppress(UnusableFileError):
        kept = photos.stripped(bytes(data))
        assert MARK not in kept
        with opened(kept) as image:
            image.load()


@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, about what a camera says
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.about)
def test_a_hostile_photo_is_refused_in_one_sentence_or_kept_without_what_is_beside_it(file):
    begun = time.process_time()
    if file.is_refused:
        with pytest.raises(UnusableFileError, match=file.told):
            photos.stripped(file.make())
    else:
        kept = photos.stripped(file.make())
        assert SCRIPT not in kept
        assert b"PK\x03\x04" not in kept
        assert kept.endswith(b"\xff\xd9")
    assert time.process_time() - begun < 2, "what decodes all that a picture says takes far more"


def test_the_largest_picture_that_is_taken_takes_no_more_than_the_server_may_grow_by(tmp_path):
    made = tmp_path / "large.png"
    Image.new("RGBA", (5_000, 4_000), (1, 2, 3, 4)).save(made)
    code = (
        "import resource, sys; from pathlib import Path; from dashboard import photos; "
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; "
        "photos.stripped(Path(sys.argv[1]).read_bytes()); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    told = subprocess.run([sys.executable, "-c", code, made], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 256 * 1_000


def test_a_small_one_is_small():
    kept = photos.stripped(saved(Image.effect_noise((1600, 1200), 60).convert("RGB"), "JPEG"))
    with opened(photos.small(kept)) as image:
        assert image.size == (320, 240)
    assert len(photos.small(kept)) < len(kept) / 10

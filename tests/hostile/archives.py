"""Archives that lie: bombs of every kind, and directories that say what is not so."""

import struct
import zipfile
import zlib

from hostile.spreadsheets import (
    DAMAGED,
    GOOD,
    LARGE,
    MEGABYTE,
    NO_SPREADSHEET,
    UNREADABLE,
    UNSAFE,
    book,
    cells,
    file,
    packed,
    parts,
    shared,
    strings,
    workbook,
)


def named(entries):
    """A spreadsheet with more parts of these names."""
    return packed([*parts().items(), *((name, "x") for name in entries)])


def patched(data, signature, offset, kind, value, *, last=False):
    """The archive with one number of its directory replaced by a lie, in each record or in the last one."""
    changed, place = bytearray(data), -1
    places = []
    while (place := data.find(signature, place + 1)) >= 0:
        places.append(place)
    for place in places[-1:] if last else places:
        struct.pack_into(kind, changed, place + offset, value)
    return bytes(changed)


_ENTRY, _END, _LOCAL = b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"


def _local(name, crc, size, expanded):
    return struct.pack("<4s5H3L2H", _LOCAL, 20, 0, 8, 0, 33, crc, size, expanded, len(name), 0) + name


def _central(name, crc, size, expanded, place):
    head = struct.pack("<4s6H3L5H2L", _ENTRY, 20, 20, 0, 8, 0, 33, crc, size, expanded, len(name), 0, 0, 0, 0, 0, place)
    return head + name


def _directory(begin, entries):
    listed = b"".join(entries)
    return listed + struct.pack("<4s4H2LH", _END, 0, 0, len(entries), len(entries), len(listed), begin, 0)


def quoted_overlap(count=400, kernel=MEGABYTE):
    """Parts that lie within each other: each quotes the head of the next, and all share one packed end."""
    plain, packer = bytes(kernel), zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(plain) + packer.flush()
    crc, expanded, heads, told = zlib.crc32(plain), kernel, [], []
    for number in reversed(range(count)):
        name = b"xl/workbook.xml" if number == 0 else b"xl/worksheets/sheet%d.xml" % number
        head = _local(name, crc, len(data), expanded)
        heads.append(len(head) + len(data))
        told.append((name, crc, len(data), expanded))
        if number:
            quote = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF)
            plain = head + plain
            crc, expanded, data = zlib.crc32(plain), expanded + len(head), quote + head + data
    body = head + data
    return body + _directory(len(body), [_central(*one, len(body) - at) for one, at in zip(told, heads, strict=True)])


def full_overlap(count=300):
    """Parts that all are the same bytes."""
    data = zlib.compress(bytes(MEGABYTE), 9)[2:-4]
    crc = zlib.crc32(bytes(MEGABYTE))
    name = b"xl/workbook.xml"
    body = _local(name, crc, len(data), MEGABYTE) + data
    names = [name, *(b"xl/worksheets/sheet%d.xml" % number for number in range(count))]
    return body + _directory(len(body), [_central(one, crc, len(data), MEGABYTE, 0) for one in names])


def deep(levels=12):
    """A spreadsheet within an archive within an archive."""
    data = book()
    for level in range(levels):
        data = packed({f"{level}.xlsx": data, f"{level}.zip": data})
    return data


BOMBS = (
    file("a flat bomb: one sheet of 150 MB", lambda: book(b"0" * 150 * MEGABYTE), LARGE),
    file(
        "a flat bomb that says it has 1,000 bytes",
        lambda: patched(book(b"0" * 99 * MEGABYTE), _ENTRY, 24, "<L", 1_000),
        DAMAGED,
    ),
    file("a flat bomb beside the sheets", lambda: book(xl__media__a_png=b"0" * 101 * MEGABYTE), LARGE),
    file("a bomb of quoted overlaps", quoted_overlap, LARGE),
    file("a small bomb of quoted overlaps", lambda: quoted_overlap(90, 1_000), UNREADABLE),
    file("parts that are all the same bytes", full_overlap, LARGE),
    file("archives within archives", deep, NO_SPREADSHEET, "log.zip"),
    file("a spreadsheet with archives in it", lambda: book(xl__embeddings__a_xlsx=deep())),
    file("a bomb packed with bzip2", lambda: book(b"0" * 101 * MEGABYTE, method=zipfile.ZIP_BZIP2), LARGE),
    file("a bomb packed with LZMA", lambda: book(b"0" * 101 * MEGABYTE, method=zipfile.ZIP_LZMA), LARGE),
    file("600 parts", lambda: named(f"xl/{n}.xml" for n in range(600)), "more than the 500 parts"),
    file("70,000 parts", lambda: named(f"xl/{n}.xml" for n in range(70_000)), "more than the 500 parts"),
    file(
        "12 million cells that are empty", lambda: cells('<row r="2">' + "<c/>" * 12 * MEGABYTE + "</row>"), "columns"
    ),
    file(
        "one long text that stands in each of a million cells",
        lambda: shared(
            '<row r="2">'
            + '<c t="s"><v>0</v></c>' * 200
            + "</row>"
            + ("<row>" + '<c t="s"><v>0</v></c>' * 200 + "</row>") * 5_000,
            strings(f"<si><t>{'x' * 19_000}</t></si>"),
        ),
        UNSAFE,
    ),
    file("ten million shared strings", lambda: shared(GOOD, strings("<si/>" * 10 * MEGABYTE)), "more texts"),
    file("shared strings that say they are four billion", lambda: shared(GOOD, strings(count="4294967295")), UNSAFE),
    file(
        "a shared string of 90 MB",
        lambda: shared(
            '<row r="2"><c r="A2" t="s"><v>0</v></c></row>', strings(f"<si><t>{'x' * 90 * MEGABYTE}</t></si>")
        ),
        "more than 20,000",
    ),
)

LIES = (
    file("a directory that says there is one part", lambda: patched(book(), _END, 10, "<H", 1, last=True)),
    file(
        "a directory that says there are 65,535 parts",
        lambda: patched(book(), _END, 10, "<H", 65_535, last=True),
        "more than the 500 parts",
    ),
    file(
        "a directory said to be four gigabytes long",
        lambda: patched(book(), _END, 12, "<L", 2**32 - 1, last=True),
        "more than the 500 parts",
    ),
    file("a directory said to lie beyond the end", lambda: patched(book(), _END, 16, "<L", 2**31, last=True), DAMAGED),
    file("parts said to lie beyond the end", lambda: patched(book(), _ENTRY, 42, "<L", 2**31), DAMAGED),
    file("parts with another checksum", lambda: patched(book(), _ENTRY, 16, "<L", 1), DAMAGED),
    file("parts packed in an unknown way", lambda: patched(book(), _ENTRY, 10, "<H", 99), DAMAGED),
    file("parts said to be encrypted", lambda: patched(book(), _ENTRY, 8, "<H", 1), DAMAGED),
    file("parts said to be longer than they are", lambda: patched(book(), _ENTRY, 24, "<L", 90_000), DAMAGED),
    file("parts said to have four gigabytes", lambda: patched(book(), _ENTRY, 24, "<L", 2**32 - 2), LARGE),
    file("names longer than the archive", lambda: patched(book(), _ENTRY, 28, "<H", 65_535), NO_SPREADSHEET),
    file(
        "two parts of one name",
        lambda: book(xl__workbook_xmm=workbook()).replace(b"workbook.xmm", b"workbook.xml"),
        DAMAGED,
    ),
    file(
        "two parts whose names differ in capitals",
        lambda: packed([*parts().items(), ("XL/WORKBOOK.XML", workbook())]),
        DAMAGED,
    ),
    file("a comment that is another archive", lambda: book(comment=named(["a"]))),
    file("an archive that breaks off", lambda: book()[:-30], DAMAGED),
    file("an archive without its middle", lambda: book()[:200] + book()[400:], DAMAGED),
    file("nothing but the first bytes of an archive", lambda: _LOCAL, DAMAGED),
    file(
        "parts named as paths that lead elsewhere",
        lambda: named(["../../evil.xml", "/etc/cron.d/evil.xml", "C:\\evil.xml", "xl/../../evil.rels"]),
    ),
    file("parts named by NUL, line breaks and devices", lambda: named(["a\0b.xml", "a\r\nb.xml", "NUL", "CON.xml"])),
    file("a part of a very long name", lambda: named(["x" * 60_000 + ".xml"])),
)


FILES = (*BOMBS, *LIES)

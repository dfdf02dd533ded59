"""Published lists of people in tests: where the real ones are, made-up ones in a line, what a file says in a word."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.reference.load import File, load_files

REFERENCE = Path(__file__).parents[2] / "shared" / "reference"
needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the shared reference files are not here")
TODAY = date(2026, 11, 22)


def load(*files, today=TODAY, home=Path("nowhere"), **options):
    """All that files (text or bytes) hold, one Loaded a list."""
    data = [file if isinstance(file, bytes) else file.encode() for file in files]
    return load_files([File(f"{n}.dat", one) for n, one in enumerate(data)], home=home, today=today, **options)


def load_real(*names, today=TODAY, home=Path("nowhere"), **options):
    return load_files([File.read(REFERENCE / name) for name in names], home=home, today=today, **options)


def csv(header, *rows):
    """A CSV: the header as it stands, every cell of the rows in quotation marks."""
    return "\r\n".join([header, *(",".join(f'"{cell}"' for cell in row) for row in rows)]) + "\r\n"


def xml(element, *records):
    """XML as the House of Commons publishes it; None is ``xsi:nil``."""
    cells = ("".join(_cell(name, value) for name, value in record.items()) for record in records)
    inside = "".join(f"<{element}>{text}</{element}>" for text in cells)
    root = f"ArrayOf{element}"
    return f'<{root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inside}</{root}>'


def _cell(name, value):
    return f'<{name} xsi:nil="true" />' if value is None else f"<{name}>{value}</{name}>"


def rows(table, *columns):
    """The rows of a table as tuples, days as texts."""
    texts = {name: table[name].astype("str").fillna("").tolist() for name in columns}
    return list(zip(*texts.values(), strict=True))


def doubts(loaded):
    return " ".join(loaded.summary["doubts"])

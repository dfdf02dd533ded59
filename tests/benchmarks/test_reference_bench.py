"""Budgets of boundaries: loading both orders against a bare read of the same files, and postal codes to ridings."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from dashboard.reference.load import File, load_files
from dashboard.reference.places import ridings_of_codes
from dashboard.reference.postal import listed_codes

pytestmark = pytest.mark.bench

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
FILES = [REFERENCE / name for name in ("FED_CA_2023_EN.zip", "lfed000a16a_e.zip")]
TIMES, ROUNDS = 3, 7
CODES, SECONDS = 100_000, 2

BARE = "import sys, geopandas\nfor name in sys.argv[2:]: geopandas.read_file(name)"
OURS = """
import sys
from datetime import date
from pathlib import Path
from dashboard.reference.load import File, load_files
load_files([File.read(Path(name)) for name in sys.argv[2:]], home=Path(sys.argv[1]), today=date(2026, 1, 31))
"""


@pytest.fixture(scope="module")
def files():
    if not all(file.is_file() for file in FILES):
        pytest.skip(f"needs {', '.join(file.name for file in FILES)} in {REFERENCE}")
    return FILES


def seconds(script, home, files):
    """Seconds of a process of its own, from nothing: what a person waits for the script."""
    home.mkdir()
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-P", "-c", script, str(home), *map(str, files)], check=True)
    return time.perf_counter() - begin


def test_both_orders_are_loaded_in_three_times_a_bare_read_of_their_files(files, tmp_path):
    pairs = [
        [seconds(script, tmp_path / f"{name}-{number}", files) for name, script in (("bare", BARE), ("ours", OURS))]
        for number in range(ROUNDS)
    ]
    bare, ours = (min(times) for times in zip(*pairs, strict=True))  # whatever else runs can only add to it
    sys.stdout.write(f"\nbare read {bare:.2f} s, loaded {ours:.2f} s: {ours / bare:.2f} times\n")
    assert ours <= TIMES * bare


def test_a_hundred_thousand_postal_codes_have_their_ridings_within_two_seconds(files, tmp_path):
    load_files([File.read(file) for file in files], home=tmp_path, today=np.datetime64("2026-01-31").item())
    known = listed_codes()[0]
    codes = [code_of(number) for number in np.random.default_rng(3).choice(known, CODES)]
    for order in (2013, 2023):
        ridings_of_codes(codes[:100], order, tmp_path)
        begin = time.perf_counter()
        found = ridings_of_codes(codes, order, tmp_path)
        taken = time.perf_counter() - begin
        sys.stdout.write(f"\n{CODES:,} postal codes to ridings of {order}: {taken:.2f} s\n")
        assert (found != "").mean() > 0.99
        assert taken < SECONDS


def code_of(number):
    """The postal code of a number in the order of all possible ones."""
    signs = ""
    for many, first in ((10, "0"), (26, "A")) * 3:
        number, sign = divmod(int(number), many)
        signs = chr(ord(first) + sign) + signs
    return f"{signs[:3]} {signs[3:]}"

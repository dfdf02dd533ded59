"""Hostile files on the command line: none crashes it or is kept by halves, and none speaks to a terminal."""

import json
import shutil
import sqlite3
import unicodedata

import pytest
from builders import FOUNDING
from hostile.corpus import FILES, LIGHT

from dashboard import cli
from dashboard.cli.folders import load_folder
from dashboard.store import Store

REFUSED, MENDED = 2, 3
SOME = LIGHT[:: len(LIGHT) // 20]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A store with the founding campaign, to be copied."""
    home = tmp_path_factory.mktemp("loaded")
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        load_folder(store, FOUNDING, example=True)
    return home


def contents(home):
    """All that a store holds."""
    with sqlite3.connect(home / "dashboard.sqlite") as store:
        return list(store.iterdump())


def hostile(files):
    return pytest.mark.parametrize("file", files, ids=lambda file: ascii(file.about))


def is_quiet(said):
    """Whether a terminal shows what was said and does nothing else."""
    lines = said.decode().splitlines()
    return not any(unicodedata.category(mark) in ("Cc", "Cf", "Cs") for line in lines for mark in line)


def imported(dashboard, loaded, tmp_path, file):
    """Imports one hostile file and sees that all of it or nothing came of that, and that it can be taken back."""
    home = tmp_path / "home"
    shutil.copytree(loaded, home)
    before, exported = contents(home), dashboard("export", "actions", "--campaign", FOUNDING.name)
    path, rejects = tmp_path / file.name.replace("/", "_"), tmp_path / "rows to mend"
    path.write_bytes(file.make())
    code = cli.run(["import", str(path), "--campaign", FOUNDING.name, "--rejects", str(rejects), "--json"])
    said, told = dashboard.heard()
    assert is_quiet(said)
    assert is_quiet(told)
    if code == REFUSED:
        assert contents(home) == before
        assert told.count(b"\n") == 1
        return code
    done = json.loads(said)
    fates = [done[fate] for fate in ("added", "updated", "duplicate", "needs_decision", "refused")]
    assert sum(fates) == done["rows"]
    assert code == (MENDED if fates[3] + fates[4] else 0)
    dashboard("undo", done["upload_id"])
    assert dashboard("export", "actions", "--campaign", FOUNDING.name) == exported
    return code


def is_larger_than_pages_take(file):
    return any(limit in file.told for limit in ("200,000", "10,000,000", "MB are allowed"))


@hostile(SOME)
def test_a_hostile_file_is_imported_row_by_row_or_not_at_all(dashboard, loaded, tmp_path, file):
    code = imported(dashboard, loaded, tmp_path, file)
    assert (code == REFUSED) == file.is_refused or is_larger_than_pages_take(file)


@pytest.mark.stress
@hostile([file for file in FILES if file not in SOME])
def test_every_hostile_file_is_imported_row_by_row_or_not_at_all(dashboard, loaded, tmp_path, file):
    test_a_hostile_file_is_imported_row_by_row_or_not_at_all(dashboard, loaded, tmp_path, file)

"""A shuffle in the founding case: with its real days, the lines move from that day on and on no other."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from builders import FOUNDING

from dashboard import snapshot
from dashboard.campaign import DirectoryTables
from dashboard.cli.folders import load_folder
from dashboard.directory import Directory
from dashboard.filters import Filters
from dashboard.store import Store

LATER = Filters(first=date(2020, 9, 1), last=date(2021, 11, 30))
TODAY = date(2021, 12, 1)


@pytest.fixture(scope="module")
def founding(tmp_path_factory):
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('shuffle') / 'store.sqlite'}") as store:
        load_folder(store, FOUNDING)
        yield snapshot.load(store, "renew-pgwp-2020"), store.campaign_tables("renew-pgwp-2020")


def without_end(founding, person, title):
    """The campaign where this person's role never ended."""
    of, tables = founding
    roles = tables.roles.copy()
    theirs = (roles["target_id"] == person) & (roles["title"] == title)
    assert theirs.sum() == 1
    roles.loc[theirs, "to"] = pd.NaT
    changed = DirectoryTables(tables.people, tables.terms, roles, tables.offices)
    return replace(of, directory=Directory(changed))


@pytest.mark.parametrize(
    ("person", "title", "last", "after"),
    [
        ("navdeep-bains", "Minister of Innovation, Science and Industry", "2021-01-12", 0.05),
        ("marco-mendicino", "Minister of Immigration, Refugees and Citizenship", "2021-10-26", None),
    ],
)
def test_a_minister_who_leaves_moves_the_lines_from_the_day_after_and_on_no_day_before(
    founding, person, title, last, after
):
    of = founding[0]
    real = of.pressure(LATER, TODAY)
    stayed = without_end(founding, person, title).pressure(LATER, TODAY)
    row, split = real.targets.index(person), int(np.searchsorted(real.days, np.datetime64(last))) + 1
    assert (real.points == stayed.points).all()
    for name in ("weights", "contribution", "low", "high"):
        real_part, stayed_part = getattr(real, name), getattr(stayed, name)
        assert (real_part[:, :split] == stayed_part[:, :split]).all()
        others = np.arange(len(real.targets)) != row
        assert (real_part[others] == stayed_part[others]).all()
    assert (real.total[:split] == stayed.total[:split]).all()
    assert (real.total[split:] < stayed.total[split:]).all()
    assert real.weights[row, split - 1] > real.weights[row, split]
    if after is not None:
        assert real.weights[row, split] == after

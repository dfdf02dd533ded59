"""A riding is drawn in its own place, whichever representation order is shown."""

import pytest
from builders import FOUNDING

from dashboard import snapshot
from dashboard.cli.folders import load_folder
from dashboard.filters import Filters
from dashboard.store import Store
from dashboard.ui import rows

ELSEWHERE = {2013: "2013:35021", 2023: "2023:35024"}
"""Don Valley West in each order: in the 2023 order it has the number that Eglinton—Lawrence had before."""
DRAWN = {2013: 5, 2023: 4}
"""Peterborough—Kawartha has another name in the 2023 order: it is told, not drawn."""


@pytest.fixture(scope="module")
def founding(tmp_path_factory):
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('orders') / 'store.sqlite'}") as store:
        load_folder(store, FOUNDING)
        yield snapshot.load(store, "renew-pgwp-2020")


@pytest.mark.parametrize(("order", "home"), [(2013, "2013:35024"), (2023, "2023:35026")])
def test_eglinton_lawrence_is_drawn_in_eglinton_lawrence_and_never_in_don_valley_west(founding, order, home):
    drawn = rows.of_ridings(founding, Filters(campaign="renew-pgwp-2020"), order).set_index("riding")
    assert drawn.loc[home, "status"] == "called_and_postered"
    assert drawn.loc[home, "value"] >= 6
    assert drawn.loc[ELSEWHERE[order], ["status", "value"]].tolist() == ["none", 0]
    touched = drawn.index[drawn["status"] != "none"]
    assert {key[:4] for key in touched} == {str(order)}
    assert len(touched) == DRAWN[order]
    assert rows.elsewhere(founding, Filters(campaign="renew-pgwp-2020"), order) == 5 - DRAWN[order]

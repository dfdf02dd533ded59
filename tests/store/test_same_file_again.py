"""The same log again, however it was saved, changes nothing; what is taken back and brought back is as it was."""

import shutil
from dataclasses import replace
from datetime import date
from itertools import count
from random import Random

import numpy as np
import pytest
from builders import campaign
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from messy_logs import DIALECTS, PLAIN, logs
from reading import DIRECTORY, POST, POST_FR, TABLES, read
from store_builders import outcomes

from dashboard import exports
from dashboard.exports import write
from dashboard.filters import Filters
from dashboard.schema import FATES
from dashboard.snapshot import load
from dashboard.store import Store

TODAY = date(2021, 2, 1)
FILES, AT_ONCE, WALKS, SHARDS = 10_000, 10, 400, 20
QUICKLY = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
AT_LENGTH = settings(QUICKLY, derandomize=False, database=None, print_blob=True)
_NUMBERS = count()


class Desk:
    """One campaign of a store, as somebody with files sees it."""

    def __init__(self, store: Store) -> None:
        self.store, self.slug = store, f"renew-{next(_NUMBERS)}"
        started = date(2020, 11, 1), date(2020, 12, 10)
        self.campaign = campaign(slug=self.slug, post=POST, post_fr=POST_FR, starts=started[0], ends=started[1])
        store.save_campaign(self.campaign, TABLES, None, outcomes(), DIRECTORY)

    def load(self, saved: tuple[str, bytes]):
        """The receipt of one file, whose five fates add up."""
        name, data = saved
        parsed = read(data, name=name, campaign=self.campaign, locate=located)
        told = self.store.commit(self.slug, parsed, DIRECTORY)
        assert sum(told.counts[fate] for fate in FATES) == told.rows == len(parsed.raw)
        return told

    def actions(self):
        """Every active action, as text."""
        return self.store.actions(self.slug).to_csv(index=False)

    def exports(self):
        """The bytes of every export."""
        snapshot = load(self.store, self.slug)
        return {name: write(table, "csv", {}) for name, table in self.tables(snapshot)}

    @staticmethod
    def tables(snapshot):
        for name in exports.TABLES:
            yield name, exports.table(name, snapshot, Filters(), TODAY, private=name == "actions")


def located(longitude, _latitude, _order):
    """The riding of a point: everything in the west of the world is in one."""
    return np.where(longitude < -79, "2013:35024", "").astype(object)


def added_nothing(told, first=None):
    """Whether a receipt says that nothing is new, and every row of the first became a duplicate."""
    counts = told.counts
    if first is not None:
        assert counts["duplicate"] == first.counts["added"] + first.counts["updated"] + first.counts["duplicate"]
        assert (counts["refused"], counts["needs_decision"]) == (
            first.counts["refused"],
            first.counts["needs_decision"],
        )
    return counts["added"] == counts["updated"] == 0


def tried(store, older, newer, order):
    """All that must hold of a log and a newer version of it."""
    desk = Desk(store)
    empty = desk.actions()
    first = desk.load(PLAIN.saved(older.table()))
    assert first.counts["updated"] == 0
    actions, everything = desk.actions(), desk.exports()
    for dialect in order.sample(DIALECTS, 2):
        again = older.otherwise_named(order) if order.random() < 0.3 else older
        assert added_nothing(desk.load(dialect.saved(again.table(order))), first)
    assert added_nothing(desk.load(order.choice(DIALECTS).saved(older.part(order).table(order))))
    assert added_nothing(desk.load(("export.csv", everything["actions"])))
    assert desk.actions() == actions
    assert desk.exports() == everything
    more = desk.load(order.choice(DIALECTS).saved(newer.table(order)))
    with_more = desk.actions()
    later = desk.exports()
    desk.store.undo(more.upload_id)
    assert desk.actions() == actions
    desk.store.redo(more.upload_id)
    assert desk.actions() == with_more
    walked(desk, order, empty)
    assert desk.exports() == later
    alone = Desk(store)
    alone.load(order.choice(DIALECTS).saved(newer.table(order)))
    assert without_uploads(alone) == without_uploads(desk)


def walked(desk, order, empty):
    """Uploads taken back and brought back in any order: the same ones active, the same actions."""
    ids = desk.store.uploads(desk.slug)["upload_id"].tolist()
    active, seen = set(ids), {frozenset(ids): desk.actions(), frozenset(): empty}
    steps = [order.choice(ids) for _ in range(4)]
    steps += order.sample(sorted(left := toggled(active, steps)), len(left)) + order.sample(ids, len(ids))
    for upload_id in steps:
        (desk.store.undo if upload_id in active else desk.store.redo)(upload_id)
        active ^= {upload_id}
        assert seen.setdefault(frozenset(active), desk.actions()) == desk.actions()
    assert active == set(ids)


def toggled(active, steps):
    for one in steps:
        active = active ^ {one}
    return active


def without_uploads(desk):
    return desk.store.actions(desk.slug).drop(columns="upload_id").to_csv(index=False)


def loaded_twice(store, several, order):
    """Several logs one after the other, then all of them once more: as other programs save them, whole or in part."""
    desk = Desk(store)
    files = [replace(log, prefix=f"{number}-") for number, (log, _) in enumerate(several)]
    firsts = [desk.load(PLAIN.saved(log.table())) for log in files]
    actions, everything = desk.actions(), desk.exports()
    for log, first in order.sample(pairs := list(zip(files, firsts, strict=True)), len(pairs)):
        again = log.otherwise_named(order) if order.random() < 0.2 else log
        whole = order.random() < 0.7
        again = again if whole else again.part(order)
        told = desk.load(order.choice(DIALECTS).saved(again.table(order)))
        assert added_nothing(told, first if whole else None)
    assert desk.actions() == actions
    assert desk.exports() == everything


@settings(QUICKLY, max_examples=2)
@given(st.lists(logs(), min_size=4, max_size=4), st.integers(0, 2**32))
def test_logs_that_come_again_change_nothing_however_they_were_saved(set_up, several, seed):
    loaded_twice(set_up, several, Random(seed))


@settings(QUICKLY, max_examples=2)
@given(logs(), st.integers(0, 2**32))
def test_what_is_taken_back_and_brought_back_in_any_order_is_as_it_was(set_up, both, seed):
    tried(set_up, *both, Random(seed))


@pytest.mark.stress
@pytest.mark.parametrize("shard", range(SHARDS))
def test_ten_thousand_logs_change_nothing_when_they_come_again(new_store, shard):
    @settings(AT_LENGTH, max_examples=FILES // SHARDS // AT_ONCE)
    @given(st.lists(logs(), min_size=AT_ONCE, max_size=AT_ONCE), st.integers(0, 2**32))
    def every(several, seed):
        loaded_twice(store, several, Random(seed))

    with Store.open(new_store(database_of(shard))) as store:
        every()
        assert [finding.what for finding in store.doctor() if not finding.ok] == []


@pytest.mark.stress
@pytest.mark.parametrize("shard", range(SHARDS))
def test_hundreds_of_logs_go_and_come_back_in_any_order_as_they_were(new_store, shard):
    @settings(AT_LENGTH, max_examples=WALKS // SHARDS)
    @given(logs(), st.integers(0, 2**32))
    def every(both, seed):
        tried(store, *both, Random(seed))

    with Store.open(new_store(database_of(shard))) as store:
        every()
        assert [finding.what for finding in store.doctor() if not finding.ok] == []


def database_of(shard):
    """One in five of the shards goes to PostgreSQL."""
    return "sqlite" if shard % 5 else "postgresql"


@pytest.fixture(scope="module")
def set_up(set_up_home, tmp_path_factory):
    """A store that the examples share, each in a campaign of its own."""
    file = tmp_path_factory.mktemp("same") / "store.sqlite"
    shutil.copy(set_up_home / "dashboard.sqlite", file)
    with Store.open(f"sqlite:///{file}") as store:
        yield store

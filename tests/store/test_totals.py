"""Totals are what the actions come to, whatever happened to these, and give the same values however they came in."""

from random import Random
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from builders import campaign
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from store_builders import DIRECTORY, RIDING, TABLES, file_of, outcomes, row

from dashboard import snapshot
from dashboard.errors import MovedOnError
from dashboard.filters import Filters
from dashboard.listed import listed
from dashboard.store import Store, reading_totals
from dashboard.store.connect import reading, writing
from dashboard.store.private_notes import purge
from dashboard.store.recounting import count_of_wrong
from dashboard.store.schema import uploads
from dashboard.store.totals_schema import packed_totals, totals

PICTURE = b"\xff\xd8 a picture"
QUANTITIES = ({}, {"quantity": 0.1}, {"quantity": 1 / 3}, {"quantity": 3e6}, {"quantity": None})
RANGES = ({"quantity": None, "quantity_low": 3.0, "quantity_high": 5.0}, {"quantity": None, "quantity_low": 2.0})
PLACES = (
    {}, {"target_id": "ircc"}, {"target_id": "", "riding": RIDING}, {"target_id": "", "office_id": "marco-office"},
    {"target_id": ""},
)  # fmt: skip
TACTICS = (
    {}, {"outcome": "busy"}, {"outcome": "reached"}, {"tactic": "letter"}, {"tactic": "rally", "split": True},
    {"tactic": "poster_riding", "up_until": "2020-12-24"},
)  # fmt: skip


@st.composite
def rows(draw):
    """A row of any kind; ids from a few, so that rows are changed and several are one action."""
    first = draw(st.integers(1, 5))
    day = {"date_end": f"2020-11-{first + draw(st.sampled_from([0, 0, 2])):02}"}
    parts = (draw(st.sampled_from(kind)) for kind in ((*QUANTITIES, *RANGES), PLACES, TACTICS))
    more = {"evidence_url": draw(st.sampled_from(["", "https://example.org/a"]))}
    if draw(st.booleans()):
        more["source_id"] = f"id {draw(st.integers(0, 3))}"
    told = dict(kv for part in parts for kv in part.items())
    return row(f"2020-11-{first:02}", **told, **day, **more)


def whole(rows):
    """The rows with what is said of one action said alike in all of its rows."""
    firsts = {}
    place = {"target_id", "office_id", "riding"}
    for one in rows:
        first = firsts.setdefault(one.get("source_id") or id(one), one)
        yield {name: value for name, value in first.items() if name not in place} | {
            name: one[name] for name in place if name in one
        }


logs = st.lists(rows(), min_size=1, max_size=5).map(lambda rows: file_of(*whole(rows)))
steps = st.one_of(
    st.tuples(st.just("load"), logs),
    st.tuples(st.just("turn"), st.integers(0, 5)),
    st.tuples(st.just("log"), st.integers(0, 3)),
    st.tuples(st.sampled_from(["folder", "purge", "pack", "restore"]), st.none()),
)


def take(store, slug, step, address, folder):
    """One thing that people, or time, do to a campaign."""
    kind, with_ = step
    if kind == "load":
        store.commit(slug, with_, DIRECTORY)
    elif kind == "turn":
        there = store.uploads(slug)
        if len(there):
            one = there.iloc[with_ % len(there)]
            (store.redo if one["state"] == "undone" else store.undo)(int(one["upload_id"]))
    elif kind == "log":
        store.log(slug, file_of(row(source_id=f"id {with_}")), DIRECTORY, photo=PICTURE)
    elif kind == "folder":
        store.save_campaign(campaign(slug=slug), TABLES, file_of(row(), row("2020-11-02")), outcomes(), DIRECTORY)
    elif kind == "purge":
        with writing(store._engine) as connection:
            connection.execute(update(uploads).values(at="2020-01-01T00:00:00+00:00"))
        purge(store._engine, 180)
    elif kind == "pack":
        pack(store)
    else:
        store.backup(folder / "kept")
        Store.restore(folder / "kept", address)


def pack(store):
    with reading(store._engine) as connection:
        owners = connection.execute(select(totals.c.campaign_id).distinct()).scalars().all()
    for owner in owners:
        reading_totals.pack(store._engine, owner)


def wrong(store):
    with reading(store._engine) as connection:
        owners = connection.execute(select(totals.c.campaign_id).distinct()).scalars().all()
        return sum(count_of_wrong(connection, owner) for owner in owners)


def tried(examples):
    known = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=known)


def check(store, address, folder, done):
    slug = f"c{len(store.campaigns())}"
    store.create_campaign(campaign(slug=slug))
    for number, step in enumerate(done):
        take(store, slug, step, address, folder)
        with patch.object(reading_totals, "_ROWS_A_DAY", (0, 2_500)[number % 2]):  # day by day, or all at once
            assert wrong(store) == 0, step


@tried(4)
@given(st.lists(steps, min_size=2, max_size=5))
def test_after_anything_totals_are_what_a_recount_gives(store, address, tmp_path, done):
    check(store, address, tmp_path, done)


@pytest.mark.stress
@tried(400)
@given(st.lists(steps, min_size=2, max_size=12))
def test_after_very_much_totals_are_what_a_recount_gives(store, address, tmp_path, done):
    check(store, address, tmp_path, done)


def pressed(store):
    """All that a snapshot computes of a campaign, as bytes."""
    of = snapshot.load(store, "renew")
    daily = of.pressure(Filters(), pd.Timestamp("2020-12-31").date())
    table = of.index.table(None, np.datetime64("2020-12-31"))
    arrays = (daily.by_tactic, daily.low, daily.high, daily.total, daily.total_by_tactic)
    return b"".join(part.tobytes() for part in arrays), table.to_csv(index=False)


def busy_log(parted):
    """A log of everything; where it is parted, each row of a whole number says so in rows of 1, in another order."""
    chance, made = Random(7), []
    for number in range(120):
        kind = {**chance.choice(PLACES), **chance.choice(TACTICS[:5])}
        count = chance.randint(1, 6)
        rows = [row(f"2020-11-{1 + number % 28:02}", **kind, quantity=1.0)] * count
        made += rows if parted else [{**rows[0], "quantity": float(count)}]
    made = [{**one, "note": str(number)} for number, one in enumerate(made)]
    if parted:
        chance.shuffle(made)
    return made


def test_values_are_identical_by_order_parting_loading_again_undo_redo_and_database(new_store):
    found = []
    for database, parted in (("sqlite", False), ("sqlite", True), ("postgresql", False), ("postgresql", True)):
        with Store.open(new_store(database)) as store:
            store.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY)
            rows = busy_log(parted)
            store.commit("renew", file_of(*rows[: len(rows) // 3]), DIRECTORY)
            store.make_ready()
            store.commit("renew", file_of(*rows[len(rows) // 3 :]), DIRECTORY)
            found.append(pressed(store))
            store.commit("renew", file_of(*rows), DIRECTORY)
            store.undo(2)
            store.redo(2)
            found.append(pressed(store))
    assert len({numbers for numbers, _ in found}) == 1
    whole, parted = (found[0:2] + found[4:6], found[2:4] + found[6:8])
    assert [len({table for _, table in one}) for one in (whole, parted)] == [1, 1], "parts are more actions"


@pytest.fixture
def busy(filled):
    filled.commit("renew", file_of(*busy_log(parted=False)), DIRECTORY)
    return filled


@pytest.mark.parametrize("rows_a_day", [0, 2_500])
def test_the_copy_is_read_with_what_changed_since(busy, monkeypatch, rows_a_day):
    monkeypatch.setattr(reading_totals, "_ROWS_A_DAY", rows_a_day)
    busy.make_ready()
    with reading(busy._engine) as connection:
        assert connection.execute(select(packed_totals.c.campaign_id)).scalars().all() == [1]
    busy.commit("renew", file_of(row("2019-01-01"), row("2020-11-05", target_id="new"), row("2021-06-01")), DIRECTORY)
    busy.undo(1)
    assert wrong(busy) == 0
    assert busy.totals("renew")["n"].sum() == 3
    assert busy.totals("renew")["target_id"].cat.categories.is_monotonic_increasing


def test_a_few_changes_leave_the_copy_and_many_wear_it_out(busy, monkeypatch):
    busy.make_ready()
    busy.commit("renew", file_of(row("2019-01-01")), DIRECTORY)
    with reading(busy._engine) as connection:
        assert reading_totals.worn(connection) == []
    monkeypatch.setattr(reading_totals, "_WORN", 0)
    busy.make_ready()
    with reading(busy._engine) as connection:
        kept = connection.execute(select(packed_totals.c.revision)).scalar_one()
    assert kept == busy.revision()
    assert wrong(busy) == 0


def test_totals_that_came_to_nothing_go_when_they_are_packed(busy):
    busy.undo(1)
    pack(busy)
    with reading(busy._engine) as connection:
        assert connection.execute(select(totals.c.n)).all() == []
    assert busy.totals("renew").empty


def test_a_copy_of_other_columns_is_not_read(busy):
    pack(busy)
    with writing(busy._engine) as connection:
        fake = reading_totals._packed(busy.totals("renew").drop(columns="n"))
        connection.execute(update(packed_totals).values(content=fake))
    assert wrong(busy) == 0


def test_doctor_tells_of_totals_that_are_wrong_and_a_recount_mends_them(busy):
    with writing(busy._engine) as connection:
        connection.execute(update(totals).where(totals.c.tactic == "letter").values(units=totals.c.units + 1))
    told = [finding.what for finding in busy.doctor() if not finding.ok]
    assert any("totals that are not what their actions come to" in one and "of renew" in one for one in told)
    busy.recount()
    assert not any("totals" in finding.what for finding in busy.doctor() if not finding.ok)


def test_one_more_action_changes_one_total(busy):
    with reading(busy._engine) as connection:
        before = connection.execute(select(totals.c.revision)).scalars().all()
    busy.commit("renew", file_of(row(source_id="one more", quantity=4.0)), DIRECTORY)
    with reading(busy._engine) as connection:
        after = connection.execute(select(totals.c.revision)).scalars().all()
    assert sum(revision == busy.revision() for revision in after) == 1
    assert len(after) - len(before) in (0, 1)


def test_a_photo_makes_an_action_evidence(filled):
    filled.log("renew", file_of(row(source_id="seen")), DIRECTORY, photo=PICTURE)
    assert filled.totals("renew")["evidenced"].tolist() == [True]


def test_pages_of_actions_newest_first_are_all_of_them_in_order(busy):
    of = snapshot.load(busy, "renew")
    for filters in (Filters(), Filters(tactic="call"), Filters(person="marco")):
        found = listed(of, filters)
        pages = [found.page(start, start + 7)[::-1] for start in range(0, len(found), 7)]
        together = pd.concat(pages)
        expected = of.chosen(filters)
        assert len(together) == len(expected) == found.count
        assert set(together["action_id"]) == set(expected["action_id"])
        assert together["date"].is_monotonic_decreasing


def test_what_is_asked_of_a_store_that_has_moved_on_is_told(busy):
    of = snapshot.load(busy, "renew")
    busy.commit("renew", file_of(row("2019-01-01")), DIRECTORY)
    with pytest.raises(MovedOnError):
        of.chosen(Filters())

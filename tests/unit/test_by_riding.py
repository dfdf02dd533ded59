"""Pressure by riding over time: whose riding holds what on which day, and the frames of a map that say so."""

import gzip
import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from builders import institution, person, tables, term
from hypothesis import given
from pressed import campaigns, pressure, resolved, shown
from tries import examples

from dashboard import exports, maps
from dashboard.directory import Directory
from dashboard.filters import Filters
from dashboard.maps.timeline import DIGITS
from dashboard.pressure import ByRiding, by_riding
from dashboard.reference.namesakes import namesake
from dashboard.reference.ridings import ridings
from dashboard.snapshot import load
from dashboard.store import Store
from dashboard.words import words

WEST, EAST = "2013:59034", "2013:10001"
DAYS = shown(0, 30)


def directory(*terms):
    people = [person("minister"), person("leader"), institution("member")]
    return Directory(tables(people=people, terms=list(terms)))


def points(parted, riding):
    return parted.points[parted.ridings.index(riding)]


def test_the_points_go_with_the_member_from_the_day_on_which_another_riding_is_theirs():
    pressed = pressure(resolved({"quantity": 10}), DAYS)
    moved = directory(term("minister", WEST, "2019-10-21", "2020-03-10"), term("minister", EAST, "2020-03-11"))
    parted = by_riding(pressed, moved, 2013)
    assert points(parted, WEST)[:10] == pytest.approx(pressed.total[:10])
    assert points(parted, EAST)[10:] == pytest.approx(pressed.total[10:])
    assert not points(parted, WEST)[10:].any()
    assert not points(parted, EAST)[:10].any()


def test_a_member_for_a_riding_of_the_other_boundaries_is_counted_in_the_one_of_the_same_name():
    pressed = pressure(resolved({"quantity": 10}), DAYS)
    parted = by_riding(pressed, directory(term("minister", WEST)), 2023)
    assert points(parted, namesake(WEST, 2023)) == pytest.approx(pressed.total)


def test_an_institution_sits_for_nobody_wherever_it_stands():
    pressed = pressure(resolved({"quantity": 10, "target_id": "member"}), DAYS)
    parted = by_riding(pressed, directory(term("member", WEST)), 2013)
    assert not parted.points.any()
    assert parted.elsewhere == pytest.approx(pressed.total)


@examples(10)
@given(campaigns)
def test_ridings_and_what_is_elsewhere_add_up_to_the_total_of_every_day(frame):
    parted = by_riding(pressure(frame, DAYS), directory(term("minister", WEST), term("leader", EAST)), 2013)
    assert parted.points.sum(axis=0) + parted.elsewhere == pytest.approx(parted.total)


def test_more_than_a_year_is_shown_by_weeks_up_to_the_last_day():
    days = shown(0, 800)
    parted = by_riding(pressure(resolved({"quantity": 10}), days), directory(term("minister", WEST)), 2013)
    assert parted.days[-1] == days[-1]
    assert set(np.diff(parted.days).astype(int)) == {7}
    assert parted.apart == 7
    assert parted.place(days[-1]) == len(parted.days) - 1
    assert parted.place(days[-2]) == len(parted.days) - 2
    assert parted.place(date(1999, 1, 1)) == 0
    assert parted.total[-1] == pytest.approx(pressure(resolved({"quantity": 10}), days[-1:]).total[0])


@pytest.fixture(scope="module")
def founding_snapshot(founding_home):
    with Store.open(f"sqlite:///{founding_home / 'dashboard.sqlite'}") as store:
        yield load(store, "renew-pgwp-2020")


def frames_of(parted, order=2013):
    """The timeline, and its frames [days x ridings] as the map reads them."""
    places = maps.riding_places(ridings(), order, words("en"))
    scale = maps.scale(parted.points.round(DIGITS))
    made = maps.timeline(parted, places, scale, 0, "", words("en"))
    frames = np.zeros((len(parted.days), len(places.keys)), dtype=int)
    read = np.array(list(made.frames), dtype=int)
    frames[:, list(made.touched)] = read.reshape(len(parted.days), len(made.touched))
    return made, frames, scale, places


@pytest.mark.parametrize("day", ["2020-09-01", "2020-11-24", "2020-12-01", "2021-01-15"])
def test_the_frame_of_a_day_is_that_of_the_exported_numbers_by_riding(founding_snapshot, day):
    of, today = founding_snapshot, date(2021, 2, 1)
    parted = by_riding(of.pressure(Filters(), today), of.directory, 2013)
    exported = exports.table("pressure", of, Filters(as_of=date.fromisoformat(day)), today)
    rows = exported[exported["target_id"] != "campaign"]
    seat = of.directory.riding_on(rows["target_id"], np.full(len(rows), np.datetime64(day)))
    people = of.directory.people
    seat[rows["target_id"].isin(people.loc[people["kind"] == "institution", "target_id"]).to_numpy()] = ""
    sums = pd.Series(rows["contribution"].to_numpy()).groupby(seat).sum()
    at = parted.place(day)
    ours = pd.Series(parted.points[:, at], index=parted.ridings)
    assert ours[ours > 0].to_dict() == pytest.approx(sums[(sums > 0) & (sums.index != "")].to_dict(), rel=1e-9)
    assert parted.elsewhere[at] == pytest.approx(sums.get("", 0.0))
    assert parted.total[at] == pytest.approx(exported["contribution"].iloc[-1], rel=1e-9)
    _, frames, scale, places = frames_of(parted)
    expected = scale.classes(sums.reindex(places.keys).fillna(0).to_numpy().round(DIGITS))
    assert frames[at].tolist() == expected.tolist()
    assert frames[at].any()


def test_a_year_of_all_ridings_is_small_enough_for_a_phone():
    random, count = np.random.default_rng(1), 338
    keys = tuple(sorted(key for key in ridings()["riding"] if key.startswith("2013:")))
    held, days = random.gamma(0.5, 1, (count, 336)), shown(0, 335)
    nobody = np.full((count, 336), -1)
    total = held.sum(axis=0)
    parted = ByRiding(keys, (), days, 1, held, total * 0, total, total, total, nobody)
    made, frames, scale, _ = frames_of(parted)
    assert frames.shape == (336, count)
    assert (scale.classes(held.round(DIGITS)) == frames.T).all()
    assert len(gzip.compress(json.dumps(made.payload()).encode())) < 100_000

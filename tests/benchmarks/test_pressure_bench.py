"""Budgets of pressure and coverage at full size: ratios within one run."""

import sys
from time import perf_counter, process_time

import numpy as np
import pandas as pd
import pytest
import slow_pressure

from dashboard.coverage import CoverageIndex
from dashboard.pressure import DEFAULTS, Rows, daily
from dashboard.schema import CALL_OUTCOMES, ROLES, TACTICS

pytestmark = pytest.mark.bench

ROWS, TARGETS, DAYS = 1_000_000, 340, 365
SAMPLE = 2_000
TIMES_AS_FAST = 300
COVERAGE_MILLISECONDS = 10
RIBBON_MILLISECONDS = 150


def texts(values, codes):
    return pd.Series(np.array(values)[codes]).astype("str")


@pytest.fixture(scope="module")
def campaign():
    """A million resolved actions of one day each, in the order of their days."""
    random = np.random.default_rng(20201124)
    days = pd.Series(np.datetime64("2020-03-01", "s") + np.sort(random.integers(0, DAYS, ROWS)).astype("m8[D]"))
    target = random.integers(0, TARGETS, ROWS)
    tactic = random.integers(0, len(TACTICS), ROWS)
    outcome = random.integers(0, len(CALL_OUTCOMES), ROWS)
    names = [f"member-{number}" for number in range(TARGETS)]
    frame = pd.DataFrame(
        {
            "action_id": pd.Series(np.arange(ROWS)).astype("str"),
            "date": days,
            "date_end": days,
            "tactic": texts(TACTICS, tactic),
            "outcome": texts(CALL_OUTCOMES, outcome).where(pd.Series(tactic == TACTICS.index("call")), ""),
            "quantity": random.integers(1, 100, ROWS).astype(float),
            "quantity_low": np.nan,
            "quantity_high": np.nan,
            "up_until": pd.Series(np.full(ROWS, np.datetime64("NaT", "s"))),
            "share": 1.0,
            "split": False,
            "target_id": texts(names, target),
            "office_id": texts([f"office-{number}" for number in range(751)], target * 2),
            "riding": texts([f"2013:{35001 + number}" for number in range(TARGETS)], target),
            "province": "ON",
            "evidence_url": "",
        }
    )
    return frame, names


def seconds_of_the_loop(frame, days):
    """Seconds of the loop over all rows x days: that of an even sample of the rows, scaled up linearly."""
    sample = frame.iloc[:: len(frame) // SAMPLE]
    rows = sample.astype(object).where(sample.notna(), None).to_dict("records")
    for row in rows:
        row["date"] = row["date"].date()
    half_lives = {name: tactic.h for name, tactic in DEFAULTS.tactics.items()}
    begin = perf_counter()
    slow_pressure.loop_over_rows_and_days(rows, [day.item() for day in days], half_lives)
    return (perf_counter() - begin) * len(frame) / len(rows)


# The ranges take three half-lives: a loop over rows and days would have to be run once for each.
@pytest.mark.parametrize(("bands", "loops"), [(False, 1), (True, 3)], ids=["figures alone", "with their ranges"])
def test_daily_pressure_of_a_million_actions_is_300_times_as_fast_as_the_loop_over_rows_and_days(
    campaign, bands, loops
):
    frame, names = campaign
    days = np.datetime64("2020-03-01") + np.arange(DAYS)
    codes = np.random.default_rng(1).integers(0, len(ROLES), (TARGETS, DAYS)).astype(np.int8)
    daily(frame.iloc[:1000], names, codes, days, bands=bands)
    times = []
    for _ in range(5):
        begin = perf_counter()
        daily(frame, names, codes, days, bands=bands)
        times.append(perf_counter() - begin)
    fast, slow = sorted(times)[2], loops * seconds_of_the_loop(frame, days)
    sys.stdout.write(f"\nloop {slow:.1f} s (of {SAMPLE:,} rows, scaled), ours {fast:.3f} s: {slow / fast:.0f} times\n")
    assert slow / fast >= TIMES_AS_FAST


def test_a_filter_changes_the_coverage_table_within_milliseconds(campaign):
    frame, _ = campaign
    numbers = np.arange(751)
    offices = pd.DataFrame(
        {
            "office_id": pd.Series([f"office-{number}" for number in numbers], dtype="str"),
            "target_id": pd.Series([f"member-{number // 2}" for number in numbers], dtype="str"),
            "kind": pd.Series(["constituency"] * 751, dtype="str"),
            "address": pd.Series(["1 Main Street"] * 751, dtype="str"),
            "riding": pd.Series([f"2013:{35001 + number // 2}" for number in numbers], dtype="str"),
            "province": pd.Series(["ON"] * 751, dtype="str"),
        }
    )
    index = CoverageIndex(frame.iloc[::10].reset_index(drop=True), offices, {})
    times = []
    for month in range(3, 13):
        begin = process_time()
        index.table(np.datetime64(f"2020-{month:02d}-01"), np.datetime64("2021-02-28"), {"call", "poster_office"})
        times.append(process_time() - begin)
    middle = 1000 * float(np.median(times))
    sys.stdout.write(f"\ncoverage of 100,000 actions and 751 offices: {middle:.1f} ms of CPU a filter change\n")
    assert middle <= COVERAGE_MILLISECONDS


def test_the_ribbon_over_81_settings_for_a_year_and_340_targets_takes_less_than_150_milliseconds(campaign):
    frame, names = campaign
    rows = Rows.of(frame.iloc[::50].reset_index(drop=True))
    days = np.datetime64("2020-03-01") + np.arange(DAYS)
    codes = np.random.default_rng(1).integers(0, len(ROLES), (TARGETS, DAYS)).astype(np.int8)
    times = []
    for _ in range(7):
        begin = process_time()
        daily(rows, names, codes, days, bands=True)
        times.append(process_time() - begin)
    middle = 1000 * float(np.median(times))
    sys.stdout.write(f"\nribbon of {DAYS} days x {TARGETS} targets, 81 settings: {middle:.0f} ms of CPU\n")
    assert middle <= RIBBON_MILLISECONDS

"""Which office is next, and why, on the founding campaign and on what is logged beside it."""

import numpy as np
import pytest

from dashboard import config, snapshot
from dashboard.errors import UsageError
from dashboard.filters import read_day
from dashboard.planning import (
    SHIFTS,
    Preferences,
    Reasons,
    Shift,
    Travel,
    Wishes,
    day_of,
    headline,
    next_best,
    shifts_from_json,
    shifts_to_json,
)
from dashboard.store import Store
from dashboard.words import words

SLUG = ("--campaign", "renew-pgwp-2020")
DAY = read_day("2020-11-30")
CABINET = {"carolyn-bennett", "navdeep-bains", "maryam-monsef"}
TORONTO = Travel(43.73, -79.43)


@pytest.fixture
def saturated(founding, tmp_path):
    """The founding campaign with 200 more calls to the minister on the last of November."""
    log = tmp_path / "calls.csv"
    log.write_text("date,tactic,outcome,quantity,target\n2020-11-30,call,reached,200,marco-mendicino\n")
    founding("import", log, *SLUG)
    return founding


def ranking_of(**wishes):
    """The ranking of the campaign as the store of the settings has it."""
    with Store.open(config.database_url()) as store:
        of = snapshot.load(store, SLUG[1])
        return next_best(of, Wishes(day_of(DAY), **wishes))


@pytest.fixture
def ranked(founding):
    """The ranking of the founding campaign for some wishes."""
    assert founding
    return ranking_of


def test_cabinet_offices_not_yet_called_go_before_more_calls_to_the_minister_once_those_are_saturated(saturated):
    rows = saturated.json("next", *SLUG, "--as-of", DAY, "--limit", "100")
    calls = [row["target_id"] for row in rows if row["tactic"] == "call"]
    assert set(calls[: calls.index("marco-mendicino")]) >= CABINET
    before = next(row for row in rows if row["target_id"] == "marco-mendicino" and row["tactic"] == "call")
    assert before["gain"] < 0.02
    assert any("of 3 by this tactic" in reason for reason in before["reasons"])


def test_the_order_is_that_of_the_arithmetic_and_the_ranks_follow(founding):
    rows = founding.json("next", *SLUG, "--as-of", DAY, "--limit", "100")
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["gain_per_hour"] == pytest.approx(row["gain"] / row["hours"], rel=1e-12) for row in rows)
    assert [row["gain_per_hour"] for row in rows] == sorted((row["gain_per_hour"] for row in rows), reverse=True)
    assert all(0 <= row["stability"] <= 81 for row in rows)
    assert set(rows[0]) == {
        "rank", "office_id", "target_id", "target", "tactic", "quantity", "hours", "gain", "gain_per_hour",
        "distance_km", "reasons", "stability",
    }  # fmt: skip


def test_a_gain_is_what_logging_the_shift_adds_to_the_exported_total(founding, tmp_path):
    rows = founding.json("next", *SLUG, "--as-of", DAY, "--limit", "100")
    ask = ("pressure", *SLUG, "--from", DAY, "--to", DAY)
    before = founding.table(*ask)
    for row in (rows[0], rows[5], rows[-1]):
        outcome = "reached" if row["tactic"] == "call" else ""
        log = tmp_path / "one.csv"
        said = f"{DAY},{row['tactic']},{outcome},{row['quantity']},{row['office_id']}"
        log.write_text(f"date,tactic,outcome,quantity,office\n{said}\n")
        upload = founding.json("import", log, *SLUG)["upload_id"]
        after = founding.table(*ask)
        total = [float(table.set_index("target_id").loc["campaign", "points"]) for table in (before, after)]
        assert total[1] - total[0] == pytest.approx(row["gain"], abs=1e-9)
        founding("undo", str(upload))


def test_hours_are_never_overspent_and_a_shorter_shift_may_fill_what_is_left(founding):
    rows = founding.json("next", *SLUG, "--as-of", DAY, "--hours", "4.5", "--limit", "50")
    assert 3.5 < sum(row["hours"] for row in rows) <= 4.5


def test_the_way_counts_for_what_is_done_on_the_spot_and_not_for_calls(founding):
    rows = founding.json("next", *SLUG, "--as-of", DAY, "--from-postal", "M6A 1A3", "--limit", "100")
    far = [row for row in rows if row["target_id"] == "justin-trudeau"]
    hours = {row["tactic"]: row["hours"] for row in far}
    assert hours["call"] == SHIFTS["call"].hours
    assert hours["office_visit"] > SHIFTS["office_visit"].hours + 20
    assert all(row["distance_km"] > 500 for row in far)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from-postal", "nowhere at all"), "postal code"),
        (("--as-of", "30/11/2020"), "YYYY-MM-DD"),
        (("--limit", "0"), "--limit"),
        (("--hours", "-2"), "hours"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(founding, arguments, said):
    founding("next", *SLUG, *arguments, code=2)
    assert said in founding.err.decode()


def test_whoever_has_several_offices_has_their_role_at_each(founding):
    assert founding
    with Store.open(config.database_url()) as store:
        of = snapshot.load(store, SLUG[1])
    day = np.array([DAY], dtype="datetime64[D]")
    once = dict(zip(of.targets(), of.roles(of.targets(), day)[:, 0].tolist(), strict=True))
    twice = [*of.targets(), *of.targets()]
    assert of.roles(twice, day)[:, 0].tolist() == [once[target_id] for target_id in twice]
    assert len(set(once.values())) > 2


def test_offices_closed_to_us_never_appear(ranked):
    closed = {"mendicino-constituency", "trudeau-constituency"}
    rows = ranked(closed_to_us=closed).rows
    assert closed.isdisjoint(rows["office_id"])
    assert len(rows) < len(ranked().rows)


@pytest.mark.parametrize(
    ("wishes", "column", "only"),
    [
        ({"province": "QC"}, "province", {"QC"}),
        ({"tactic": "call"}, "tactic", {"call"}),
        ({"role": "other_cabinet"}, "role", {"other_cabinet"}),
        ({"party": "Bloc Québécois"}, "target_id", {"christine-normandin"}),
        ({"ridings": ("2013:35110",)}, "target_id", {"chrystia-freeland"}),
        ({"person": "navdeep-bains"}, "target_id", {"navdeep-bains"}),
    ],
)
def test_filters_leave_what_they_say(ranked, wishes, column, only):
    assert set(ranked(**wishes).rows[column]) == only


def test_never_touched_and_not_for_some_days_are_by_the_last_touch_of_office_or_person(ranked):
    untouched = ranked(untouched=True).rows
    assert {"marco-mendicino", "chrystia-freeland"}.isdisjoint(untouched["target_id"])
    idle = ranked(idle_days=60).rows
    assert "chrystia-freeland" in set(idle["target_id"])
    assert "marco-mendicino" not in set(idle["target_id"])


def test_weights_reorder_by_exactly_the_arithmetic_that_is_shown(ranked):
    wished = Preferences(tactics={"letter": 3, "call": 0.5}, untouched=2, travel=0.25)
    rows = ranked(preferences=wished, travel=TORONTO).rows
    factor = rows["tactic"].map({"letter": 3.0, "call": 0.5}).fillna(1) * (~rows["touched"]).map(
        {True: 2.0, False: 1.0}
    )
    assert rows["factor"].tolist() == factor.tolist()
    score = rows["gain"] * rows["factor"] / (rows["shift_hours"] + 0.25 * rows["travel_hours"])
    assert rows["score"].to_numpy() == pytest.approx(score.to_numpy(), rel=1e-12)
    assert rows["score"].is_monotonic_decreasing


def test_the_shifts_are_a_table_that_can_be_changed_and_kept(ranked):
    shifts = {"call": Shift(40, 2), "meeting": Shift(1, 3, travels=True)}
    assert shifts_from_json(shifts_to_json(shifts)) == shifts
    rows = ranked(shifts=shifts).rows
    assert set(rows["tactic"]) == {"call", "meeting"}
    assert set(rows.loc[rows["tactic"] == "call", "quantity"]) == {40.0}
    for wrong in ({"quantity": 0, "hours": 1}, {"quantity": 5, "hours": float("nan")}, {"quantity": 1, "hours": -1}):
        with pytest.raises(UsageError, match="Set the"):
            Shift(**wrong)
    with pytest.raises(UsageError, match="defaults"):
        shifts_from_json("[1]")


@pytest.mark.usefixtures("saturated")
def test_one_sentence_says_why_the_first_goes_first():
    ranking = ranking_of(tactic="call")
    told = headline(ranking, words("en"))
    assert told.startswith("10 calls more toward Marco Mendicino: 0.0")
    assert "the same toward Justin Trudeau: 1.13" in told
    french = headline(ranking, words("fr"))
    assert "Marco Mendicino" in french
    assert french != told


def test_reasons_name_role_last_touch_saturation_and_way(ranked):
    ranking = ranked(travel=TORONTO, person="chrystia-freeland", tactic="rally")
    told = Reasons(ranking, words("en")).of(*ranking.told([0]))
    assert told[0] == "Other cabinet member: weight 0.50"
    assert told[1] == "Last touched 79 days ago"
    assert "20 people" in told[2]
    assert "of travel there and back" in told[3]


def test_the_command_the_export_and_the_page_leave_out_what_is_claimed_or_to_be_left_alone(founding):
    with Store.open(config.database_url()) as store:
        store.claim(SLUG[1], ["trudeau-constituency"], "East end")
        store.avoid(SLUG[1], "mendicino-constituency", "They asked us not to")
        store.save_shifts(SLUG[1], shifts_to_json({"call": Shift(30, 2)}))
    rows = founding.json("next", *SLUG, "--as-of", DAY, "--limit", "100")
    assert {"trudeau-constituency", "mendicino-constituency"}.isdisjoint(row["office_id"] for row in rows)
    assert {(row["tactic"], row["quantity"], row["hours"]) for row in rows} == {("call", 30.0, 2.0)}
    exported = founding.table("next", *SLUG, "--as-of", DAY)
    assert exported["office_id"].tolist() == [row["office_id"] for row in rows]
    assert [float(gain) for gain in exported["gain"]] == [row["gain"] for row in rows]
    assert set(founding.table("next", *SLUG, "--as-of", DAY, "--province", "QC")["province"]) == {"QC"}

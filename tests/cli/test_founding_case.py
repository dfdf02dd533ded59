"""The founding campaign, from its folder to every export: what its account says is what the dashboard shows."""

import json

import pandas as pd
import pytest
from builders import FOUNDING

from dashboard.exports import TABLES


def owners(rows):
    return set(rows["target_id"])


def test_every_table_comes_as_it_is_by_the_command(founding):
    told = [founding("export", name, "--campaign", "renew-pgwp-2020") for name in TABLES]
    assert told == founding.everything()


def test_the_postered_offices_are_the_four_of_the_account_and_no_other(founding):
    rows = founding.table("coverage")
    postered = rows[rows["postered"].astype(int) > 0]
    assert owners(postered) == {"marco-mendicino", "carolyn-bennett", "navdeep-bains", "maryam-monsef"}
    assert (postered["office_id"] != "").all()
    assert set(postered["status"]) <= {"postered", "called_and_postered"}


def test_the_minister_alone_was_called(founding):
    rows = founding.table("coverage")
    assert owners(rows[rows["called_attempts"].astype(float) > 0]) == {"marco-mendicino"}
    assert owners(rows[rows["status"] == "called"]) == {"marco-mendicino"}


def test_the_rallies_at_offices_were_at_the_deputy_prime_ministers_and_at_headquarters(founding):
    rows = founding.table("coverage")
    rallied = rows[(rows["rallied"].astype(int) > 0) & (rows["office_id"] != "")]
    assert owners(rallied) == {"chrystia-freeland", "ircc"}


def test_before_mid_march_every_value_is_zero_and_later_it_is_not(founding):
    rows = founding.table("pressure")
    rows["points"] = rows["points"].astype(float)
    assert (rows.loc[rows["date"] < "2020-03-11", ["points"]] == 0).all(axis=None)
    assert (rows.loc[rows["target_id"] == "campaign", "points"].max()) > 1
    columns = ["points", "contribution", "low", "high"]
    assert (rows.loc[rows["date"] < "2020-03-11", columns].astype(float) == 0).all(axis=None)


def test_the_campaigns_total_is_the_sum_of_its_targets_and_of_its_actions(founding):
    rows = founding.table("pressure", "--from", "2020-11-01", "--to", "2020-12-31")
    rows["contribution"] = rows["contribution"].astype(float)
    of_targets = rows[rows["target_id"] != "campaign"].groupby("date")["contribution"].sum()
    total = rows[rows["target_id"] == "campaign"].set_index("date")["contribution"]
    pd.testing.assert_series_equal(of_targets, total, rtol=1e-9, check_names=False)
    shares = founding.table("contributions", "--as-of", "2020-12-15")
    assert shares["points"].astype(float).sum() == pytest.approx(total["2020-12-15"], rel=1e-9)
    assert set(shares["as_of"]) == {"2020-12-15"}


def test_loading_the_folder_again_changes_nothing(founding):
    before = founding.everything()
    assert founding.json("campaign", "load", FOUNDING)["changed"] is False
    assert founding.everything() == before
    assert len(founding.json("uploads")) == 1


def test_the_days_shown_never_change_the_values(founding):
    whole = founding.table("pressure").set_index(["date", "target_id"])
    part = founding.table("pressure", "--from", "2020-12-01", "--to", "2020-12-05").set_index(["date", "target_id"])
    pd.testing.assert_frame_equal(whole.loc[part.index], part)


def test_the_actions_export_comes_back_in_as_duplicates_and_no_export_changes(founding, tmp_path):
    for file_format in ("csv", "xlsx"):
        path = tmp_path / f"again.{file_format}"
        founding("export", "actions", "--format", file_format, "-o", path)
        before = founding.everything()
        receipt = founding.json("import", path, "--campaign", "renew-pgwp-2020")
        assert (receipt["added"], receipt["updated"], receipt["refused"], receipt["needs_decision"]) == (0, 0, 0, 0)
        assert receipt["duplicate"] == receipt["rows"] > 20
        assert founding.everything() == before


def test_every_export_says_its_settings_and_filters_beside_it(founding, tmp_path):
    path = tmp_path / "pressure.csv"
    founding("export", "pressure", "--from", "2020-11-01", "-o", path)
    about = json.loads((tmp_path / "pressure.csv.meta.json").read_text())
    assert about["filters"] == {"from": "2020-11-01"}
    assert len(about["settings"]) >= 6


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("file_format", ["csv", "json", "xlsx", "parquet", "geojson"])
def test_every_table_exports_in_every_format_that_can_hold_it(founding, name, file_format):
    placeless = file_format == "geojson" and name in ("pressure", "contributions", "outcomes")
    out = founding("export", name, "--format", file_format, code=2 if placeless else 0)
    assert bool(out) != placeless


def test_the_founding_offices_stand_in_their_ridings_and_on_the_map(founding):
    rows = founding.table("offices").set_index("office_id")
    minister = rows.loc["mendicino-constituency"]
    assert (minister["riding_order"], minister["riding_code"], minister["position"]) == ("2013", "35024", "postal_code")
    assert 43.6 < float(minister["latitude"]) < 43.8


def test_the_capacity_line_and_not_the_pressure_line_carries_the_information_sessions(founding):
    assert set(founding.table("contributions")["tactic"]).isdisjoint({"info_session", "organizing_meeting", "training"})


@pytest.mark.parametrize("narrowed", [("--province", "QC"), ("--riding", "2013:35024"), ("--person", "justin-trudeau")])
def test_a_narrowed_export_comes_back_in_without_taking_targets_away(founding, tmp_path, narrowed):
    log, part = tmp_path / "log.csv", tmp_path / "part.csv"
    log.write_text("action_id,date,tactic,target\nboth,2020-10-03,letter,marco-mendicino;justin-trudeau\n")
    founding("import", log, "--campaign", "renew-pgwp-2020")
    before = founding.everything()
    founding("export", "actions", *narrowed, "-o", part)
    receipt = founding.json("import", part, "--campaign", "renew-pgwp-2020")
    assert (receipt["added"], receipt["updated"]) == (0, 0)
    assert receipt["duplicate"] == receipt["rows"] > 1
    assert founding.everything() == before

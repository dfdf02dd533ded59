"""The same commands on PostgreSQL give the same bytes."""

from pathlib import Path

from builders import FOUNDING

LOG = "date,tactic,quantity,riding,target\n2020-11-03,call,4.5,,marco-mendicino\n2020-11-04,rally,,Papineau,\n"


def test_a_campaign_on_postgresql_exports_the_same_bytes_and_moves_there_and_back(
    dashboard, new_database, tmp_path, monkeypatch
):
    log, kept = tmp_path / "log.csv", tmp_path / "kept.backup"
    log.write_text(LOG, encoding="utf-8")

    def fill():
        dashboard("campaign", "load", FOUNDING)
        dashboard("import", log, "--campaign", "renew-pgwp-2020")
        return dashboard.everything()

    on_sqlite = fill()
    dashboard("backup", kept)
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", new_database())
    assert fill() == on_sqlite
    dashboard("undo", 2)
    assert dashboard.everything() != on_sqlite
    dashboard("restore", kept)
    assert dashboard.everything() == on_sqlite
    dashboard("doctor")
    assert Path(kept).stat().st_size > 0

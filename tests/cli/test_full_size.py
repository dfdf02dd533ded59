"""A full-size log on all 338 ridings: in, in again, taken back."""

from generate import action_log


def test_100_000_actions_come_in_once_and_are_taken_back_whole(founding, tmp_path):
    before = founding.everything()
    path = tmp_path / "log.csv"
    path.write_bytes(action_log(100_000))
    receipt = founding.json("import", path, "--campaign", "renew-pgwp-2020")
    assert (receipt["rows"], receipt["added"]) == (100_000, 100_000)
    loaded = founding.everything()
    assert loaded != before
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([header, *reversed(rows)]).replace(",", ";"), encoding="utf-16")
    again = founding.json("import", path, "--campaign", "renew-pgwp-2020")
    assert (again["added"], again["updated"], again["duplicate"]) == (0, 0, 100_000)
    assert founding.everything() == loaded
    founding("undo", again["upload_id"])
    assert founding.everything() == loaded
    founding("undo", receipt["upload_id"])
    assert founding.everything() == before

"""A large log on all 338 ridings: in, in again, taken back."""

import pytest
from generate import action_log


@pytest.mark.parametrize("count", [10_000, pytest.param(100_000, marks=pytest.mark.stress)])
def test_a_large_log_comes_in_once_and_is_taken_back_whole(founding, tmp_path, count):
    before = founding.everything()
    path = tmp_path / "log.csv"
    path.write_bytes(action_log(count))
    receipt = founding.json("import", path, "--campaign", "renew-pgwp-2020")
    assert (receipt["rows"], receipt["added"]) == (count, count)
    loaded = founding.everything()
    assert loaded != before
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([header, *reversed(rows)]).replace(",", ";"), encoding="utf-16")
    again = founding.json("import", path, "--campaign", "renew-pgwp-2020")
    assert (again["added"], again["updated"], again["duplicate"]) == (0, 0, count)
    assert founding.everything() == loaded
    founding("undo", again["upload_id"])
    assert founding.everything() == loaded
    founding("undo", receipt["upload_id"])
    assert founding.everything() == before

import json
import os
import signal
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from store_builders import DIRECTORY, RIDING, file_of, reads, row

from dashboard.errors import NotFoundError, UnusableFileError
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET, DAY

REFUSED = {"line": 9, "fate": "refused", "column": "date", "value": "2020-13-45", "reason": "No such day."}


def test_a_committed_file_reads_back_as_it_was_stated(filled):
    rows = row(), row("2020-11-25", office_id="marco-office", riding=RIDING, quantity=np.nan, split=True)
    receipt = filled.commit("renew", file_of(*rows), DIRECTORY)
    actions = filled.actions("renew")
    assert receipt.counts["added"] == 2
    assert actions["date"].astype(str).tolist() == ["2020-11-24", "2020-11-25"]
    assert actions[list(ACTION_TARGET)].to_numpy().tolist() == [["marco", "", ""], ["marco", "marco-office", RIDING]]
    assert actions["quantity"].tolist()[0] == 10
    assert actions["quantity"].isna().tolist() == [False, True]
    assert actions["split"].tolist() == [False, True]
    assert actions["upload_id"].tolist() == [receipt.upload_id] * 2


def test_actions_come_in_typed_columns_also_when_there_are_none(filled):
    empty = filled.actions("renew")
    filled.commit("renew", file_of(row()), DIRECTORY)
    one = filled.actions("renew")
    assert list(one.columns) == ["action_id", "position", *ACTION_CONTENT, *ACTION_TARGET, "upload_id"]
    assert empty.dtypes.equals(one.dtypes)
    assert set(one.dtypes.astype(str)) == {"str", "float64", "int64", "bool", DAY}


def test_actions_are_ordered_by_day_id_and_place(filled):
    targets = [row("2020-01-05", source_id="b", target_id=target) for target in ("zoe", "marco", "ircc")]
    filled.commit("renew", file_of(row("2020-01-06"), *targets, row("2020-01-05", source_id="Z")), DIRECTORY)
    actions = filled.actions("renew")
    assert actions["action_id"].tolist()[:4] == ["Z", "b", "b", "b"]
    assert actions["target_id"].tolist()[1:4] == ["zoe", "marco", "ircc"]
    assert actions["position"].tolist() == [0, 0, 1, 2, 0]


@pytest.mark.parametrize("number", [0.1, 1e-300, 1.7976931348623157e308, 1 / 3, 43.71910000000001, -0.0])
def test_numbers_come_back_to_the_last_bit(filled, number):
    filled.commit("renew", file_of(row(quantity=number, latitude=number)), DIRECTORY)
    actions = filled.actions("renew")
    assert actions["quantity"][0] == number
    assert repr(actions["latitude"][0].item()) == repr(number + 0.0)


def test_text_of_every_kind_comes_back_as_it_was(filled):
    note = "Saint-Jérôme \u2014 « 100 % »\t\\N\\n 'quoted' \"twice\" 🪧\r\nsecond line"
    filled.commit("renew", file_of(row(note=note, group="-- \\.")), DIRECTORY)
    assert filled.actions("renew")[["note", "group"]].to_numpy().tolist() == [[note, "-- \\."]]


def test_nul_in_text_is_refused_whole(filled):
    before = reads(filled)
    with pytest.raises(UnusableFileError, match="note holds a NUL"):
        filled.commit("renew", file_of(row(), row(note="a\x00b")), DIRECTORY)
    with pytest.raises(UnusableFileError, match="NUL"):
        filled.commit("renew", file_of(row()), DIRECTORY, who="a\x00b")
    assert reads(filled) == before


def test_the_same_file_again_is_all_duplicates_and_still_recorded(filled):
    filled.commit("renew", file_of(row(), row()), DIRECTORY)
    before = filled.actions("renew")
    again = filled.commit("renew", file_of(row(), row()), DIRECTORY)
    assert again.counts["duplicate"] == 2
    pd.testing.assert_frame_equal(filled.actions("renew"), before)
    assert filled.uploads()["duplicate"].tolist() == [0, 2]


def test_rows_that_say_the_same_are_kept_and_told(filled):
    twice, once = file_of(row(), row(), row("2020-11-25")), file_of(row("2020-11-26"), row("2020-11-27"))
    (told,) = filled.preview("renew", twice, DIRECTORY).notes
    assert "kept as actions of their own: 1." in told
    receipt = filled.commit("renew", twice, DIRECTORY)
    assert (receipt.counts["added"], receipt.notes) == (3, (told,))
    assert filled.commit("renew", twice, DIRECTORY).notes == ()
    assert filled.commit("renew", once, DIRECTORY).notes == ()


def test_an_upload_is_listed_with_its_five_counts(filled):
    filled.commit("renew", file_of(row(source_id="a"), row()), DIRECTORY)
    problems = [REFUSED, REFUSED | {"line": 10, "fate": "needs_decision"}]
    file = file_of(row(source_id="a", quantity=11), row(), row(), problems=problems)
    filled.commit("renew", file, DIRECTORY, who="heron")
    last = filled.uploads("renew").iloc[1]
    assert last[["who", "kind", "campaign", "state"]].tolist() == ["heron", "file", "renew", "active"]
    assert last[["rows", "added", "updated", "duplicate", "needs_decision", "refused"]].tolist() == [5, 1, 1, 1, 1, 1]


def test_an_update_changes_what_the_file_speaks_of_and_nothing_else(filled):
    filled.commit("renew", file_of(row(source_id="a", note="kept", office_id="marco-office")), DIRECTORY)
    file = file_of(row(source_id="a", quantity=12), columns=frozenset({"date", "tactic", "quantity"}))
    assert filled.commit("renew", file, DIRECTORY).counts["updated"] == 1
    action = filled.actions("renew").iloc[0]
    assert action[["quantity", "note", "office_id", "target_id", "upload_id"]].tolist() == [
        12, "kept", "marco-office", "marco", 1,
    ]  # fmt: skip


def test_targets_said_in_other_words_stay_as_they_were_stated(filled):
    filled.commit("renew", file_of(row(source_id="a", target_id="", riding=RIDING)), DIRECTORY)
    filled.commit("renew", file_of(row(source_id="a", quantity=99, target_id="marco", riding=RIDING)), DIRECTORY)
    action = filled.actions("renew").iloc[0]
    assert action[["quantity", "target_id", "riding"]].tolist() == [99, "", RIDING]


def test_an_update_may_replace_one_target_by_several(filled):
    filled.commit("renew", file_of(row(source_id="a")), DIRECTORY)
    filled.commit("renew", file_of(row(source_id="a", target_id="ircc"), row(source_id="a")), DIRECTORY)
    actions = filled.actions("renew")
    assert actions[["position", "target_id"]].to_numpy().tolist() == [[0, "ircc"], [1, "marco"]]


def test_a_preview_tells_what_a_commit_would_and_keeps_nothing(filled):
    before, revision = reads(filled), filled.revision()
    receipt = filled.preview("renew", file_of(row(), row()), DIRECTORY)
    assert receipt.upload_id is None
    assert receipt.counts["added"] == 2
    assert (reads(filled), filled.revision()) == (before, revision)


def test_every_change_raises_the_revision_and_has_one_audit_entry_without_the_notes(filled):
    filled.commit("renew", file_of(row(note="Ask for Samira", private_note="her door")), DIRECTORY, who="heron")
    filled.undo(1, who="egret")
    filled.redo(1)
    audit = filled.audit(10)
    assert filled.revision() == 4
    assert audit["what"].tolist() == ["redo", "undo", "upload", "campaign_created"]
    assert audit["who"].tolist() == ["", "egret", "heron", ""]
    assert json.loads(audit["ids"][1]) == {"upload_id": 1}
    assert "Samira" not in audit.to_csv()
    assert "door" not in audit.to_csv()
    assert len(filled.audit(2)) == 2


def test_an_unknown_campaign_takes_no_file_and_has_no_actions(store):
    with pytest.raises(NotFoundError, match="no campaign 'renew'"):
        store.commit("renew", file_of(row()), DIRECTORY)
    with pytest.raises(NotFoundError):
        store.actions("renew")
    with pytest.raises(NotFoundError):
        store.uploads("renew")


def test_an_error_in_the_middle_of_a_commit_leaves_nothing_of_it(filled, monkeypatch):
    before, revision = reads(filled), filled.revision()

    def fail(*_args, **_names):
        message = "pulled the plug"
        raise RuntimeError(message)

    monkeypatch.setattr("dashboard.store.uploads.audit.note", fail)
    with pytest.raises(RuntimeError):
        filled.commit("renew", file_of(row()), DIRECTORY)
    assert (reads(filled), filled.revision()) == (before, revision)


def test_a_process_killed_in_the_middle_of_a_commit_leaves_nothing_of_it(filled, address):
    before, revision = reads(filled), filled.revision()
    program = f"""
import os, signal
from dashboard.store import Store
from store_builders import DIRECTORY, file_of, row
import dashboard.store.uploads
dashboard.store.uploads.audit.note = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
Store.open({address!r}).commit("renew", file_of(row(), row()), DIRECTORY)
"""
    path = os.pathsep.join(sys.path)
    run = subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": path}, check=False)
    assert run.returncode == -signal.SIGKILL
    assert (reads(filled), filled.revision()) == (before, revision)
    assert filled.commit("renew", file_of(row()), DIRECTORY).counts["added"] == 1


def test_an_old_file_without_ids_brings_nothing_back_that_was_corrected_since(filled):
    old = file_of(row(), row(), row("2020-12-01"))
    filled.commit("renew", old, DIRECTORY)
    first, second, _ = filled.actions("renew")["action_id"]
    corrected = file_of(row("2020-11-25", source_id=first, quantity=12))
    filled.commit("renew", corrected, DIRECTORY)
    before = filled.actions("renew").to_csv()
    again = filled.commit("renew", old, DIRECTORY)
    assert (again.counts["added"], again.counts["duplicate"]) == (0, 3)
    assert sorted(again.lines["action_id"][:2]) == sorted([first, second])
    assert again.lines["reason"].str.contains("corrected since").sum() == 1
    assert filled.actions("renew").to_csv() == before
    more = file_of(row(), row(), row("2020-11-25", quantity=12), row("2020-12-01"))
    assert filled.commit("renew", more, DIRECTORY).counts["added"] == 1, "two of a kind and a third of the new one"
    filled.undo(2)
    assert len(filled.actions("renew")) == 4

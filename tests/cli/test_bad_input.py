"""Bad input gets the sentence that says what to do, and nothing is changed by it."""

import pytest

GOOD = "date,tactic,quantity,target\n2020-11-03,call,4,marco-mendicino\n"


def load(dashboard, path, *more, code=0):
    return dashboard("import", path, "--campaign", "renew-pgwp-2020", *more, code=code)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.csv", b"", "is empty"),
        ("flyer.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
        ("renamed.csv", b"%PDF-1.4 pretending", "PDF"),
        ("nodate.csv", b"tactic,quantity\ncall,3\n", "date"),
        ("notactic.csv", b"date,quantity\n2020-11-03,3\n", "tactic"),
        ("nul.csv", b"date,tactic\n2020-11-03,ca\x00ll\n", "NUL"),
        ("twice.csv", b"date,date,tactic\n2020-11-03,2020-11-03,call\n", "Two columns"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(founding, tmp_path, name, data, told):
    before = founding.everything()
    path = tmp_path / name
    path.write_bytes(data)
    load(founding, path, code=2)
    assert told in founding.err.decode()
    assert founding.everything() == before
    assert len(founding.json("uploads")) == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2020-11-03,call,4,,99999", "99999"),
        ("2020-13-45,call,4,marco-mendicino,", "2020-13-45"),
        ("1820-01-01,call,4,marco-mendicino,", "1900"),
        ("2020-11-03,call,-4,marco-mendicino,", "-4"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_what_to_do(founding, tmp_path, row, told):
    before = founding.everything()
    path, receipt, rejects = (tmp_path / name for name in ("log.csv", "receipt.csv", "rejects.csv"))
    path.write_text(f"date,tactic,quantity,target,riding\n{row}\n")
    load(founding, path, "--receipt", receipt, "--rejects", rejects, code=3)
    lines = receipt.read_text().splitlines()
    assert lines[1].startswith("2,refused,")
    assert told in lines[1]
    assert rejects.read_text().splitlines()[0] == "date,tactic,quantity,target,riding,reason"
    assert founding.everything() == before


def test_the_mended_rejects_file_loads(founding, tmp_path):
    path, rejects = tmp_path / "log.csv", tmp_path / "rejects.csv"
    path.write_text(
        "date,tactic,quantity,target\n2020-11-03,call,4,marco-mendicino\n2020-13-45,call,5,marco-mendicino\n"
    )
    load(founding, path, "--rejects", rejects, code=3)
    rejects.write_text(rejects.read_text().replace("2020-13-45", "2020-11-04"))
    receipt = founding.json("import", rejects, "--campaign", "renew-pgwp-2020")
    assert (receipt["rows"], receipt["added"]) == (1, 1)


def test_a_dry_run_says_what_would_happen_and_stores_nothing(founding, tmp_path):
    before = founding.everything()
    path = tmp_path / "log.csv"
    path.write_text(GOOD)
    receipt = founding.json("import", path, "--campaign", "renew-pgwp-2020", "--dry-run")
    assert (receipt["added"], receipt["upload_id"]) == (1, None)
    assert founding.everything() == before


def test_the_same_file_again_renamed_shuffled_and_saved_otherwise_is_all_duplicates(founding, tmp_path):
    rows = [
        "2020-11-03,call,4,marco-mendicino",
        "2020-11-03,call,4,marco-mendicino",
        "2020-11-05,poster_office,2,bennett",
    ]
    rows[2] = "2020-11-05,letter,2,carolyn-bennett"
    first, second = tmp_path / "a.csv", tmp_path / "b.txt"
    first.write_text("date,tactic,quantity,target\n" + "\n".join(rows) + "\n")
    assert founding.json("import", first, "--campaign", "renew-pgwp-2020")["added"] == 3
    before = founding.everything()
    text = "date;tactic;quantity;target\r\n" + "\r\n".join(row.replace(",", ";") for row in reversed(rows))
    second.write_bytes(text.encode("utf-16"))
    receipt = founding.json("import", second, "--campaign", "renew-pgwp-2020")
    assert (receipt["added"], receipt["duplicate"]) == (0, 3)
    assert founding.everything() == before


def test_undo_and_redo_bring_every_export_back_byte_for_byte(founding, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(GOOD)
    before = founding.everything()
    upload = founding.json("import", path, "--campaign", "renew-pgwp-2020")["upload_id"]
    after = founding.everything()
    assert after != before
    founding("undo", upload)
    assert founding.everything() == before
    founding("undo", upload, code=2)
    founding("redo", upload)
    assert founding.everything() == after
    founding("redo", 999, code=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "secrets"),
        ("export", "actions", "--campaign", "nobody"),
        ("export", "actions", "--from", "soon"),
        ("export", "actions", "--riding", "35024"),
        ("export", "actions", "--tactic", "arson"),
        ("export", "actions", "--format", "pdf"),
        ("export", "coverage", "--riding", "2013:99999"),
        ("export", "ridings", "--riding", "2023:35999"),
        ("export", "actions", "--person", "nobody"),
        ("export", "coverage", "--status", "loved"),
        ("undo", "abc"),
        ("redo", "1.5"),
        ("undo", "99999999999999999999"),
        ("run", "--port", "abc"),
        ("import", "nowhere.csv", "--campaign", "renew-pgwp-2020"),
        ("campaign", "load", "/nowhere"),
        ("campaign", "create", "Bad Slug", "--name", "x", "--post", "y", "--starts", "2026-01-01"),
        ("campaign", "create", "renew-pgwp-2020", "--name", "x", "--post", "y", "--starts", "2026-01-01"),
        ("undo", "soon"),
        ("frobnicate",),
        ("import",),
    ],
)
def test_wrong_usage_is_told_in_one_line(founding, arguments):
    founding(*arguments, code=2)
    assert founding.err.strip()
    assert b"Traceback" not in founding.err
    assert b"Input should" not in founding.err


def test_nothing_is_written_over_the_store_or_the_file_that_is_loaded(founding, tmp_path):
    log, store = tmp_path / "log.csv", tmp_path / "home" / "dashboard.sqlite"
    log.write_text(GOOD)
    before = founding.everything()
    for option, file, told in (
        ("--rejects", log, "named twice"),
        ("--receipt", store, "is the store itself"),
        ("--questions", store, "is the store itself"),
    ):
        load(founding, log, option, file, code=2)
        assert told in founding.err.decode()
    founding("export", "actions", "--campaign", "renew-pgwp-2020", "-o", store, code=2)
    founding("backup", store, code=2)
    assert log.read_text() == GOOD
    assert founding.everything() == before
    load(founding, log, "--receipt", "/dev/null", "--rejects", "/dev/null")

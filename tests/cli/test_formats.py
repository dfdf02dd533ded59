"""Our own exports come back as they are, in every format that is read; a list of nothing is a file of no rows."""

import pytest

IMPORT = ("--campaign", "renew-pgwp-2020")


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "geojson"])
def test_an_export_of_ours_comes_back_as_duplicates_in_every_format_that_is_read(founding, tmp_path, kind):
    before = founding.everything()
    path = tmp_path / f"actions.{kind}"
    founding("export", "actions", "--format", kind, "-o", path)
    done = founding.json("import", path, *IMPORT)
    assert done["duplicate"] == done["rows"] > 0
    assert founding.everything() == before


@pytest.mark.parametrize(
    ("name", "text"), [("log.json", "[]"), ("log.geojson", '{"type": "FeatureCollection", "features": []}')]
)
def test_a_list_of_nothing_is_a_file_of_no_rows(founding, tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    assert founding.json("import", path, *IMPORT)["rows"] == 0

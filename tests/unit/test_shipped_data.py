"""What ships: outlines that hold the country, water that drowns no one, sources for everything."""

import json
import re

import numpy as np
import pytest

from dashboard.projection import from_map, to_map
from dashboard.reference import shipped as shipped_module
from dashboard.reference.postal import PRECISION, listed_codes
from dashboard.reference.ridings import ridings
from dashboard.reference.shipped import shipped


def features(name):
    return json.loads(shipped(f"geometry/{name}.json").read_text(encoding="utf-8"))["features"]


def shapes(name):
    shapely = pytest.importorskip("shapely")
    return {
        feature["properties"].get("p", ""): shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        for feature in features(name)
    }


def test_shipped_files_are_found_in_a_checkout():
    assert shipped("ridings.csv").is_file()
    assert shipped("ridings.csv").parent.name in {"data", "_data"}


def test_an_installed_copy_uses_the_files_installed_with_it(tmp_path, monkeypatch):
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(shipped_module, "_PACKAGE", tmp_path)
    assert shipped("ridings.csv") == tmp_path / "_data" / "ridings.csv"


def test_there_is_an_outline_of_every_province_and_territory():
    assert sorted(shapes("provinces")) == sorted(set(ridings()["province"]))


@pytest.mark.parametrize("name", ["provinces", "water", "tiles-2013", "tiles-2023"])
def test_geometry_is_small_numbered_and_within_the_map(name):
    assert shipped(f"geometry/{name}.json").stat().st_size < 160_000
    assert [feature["id"] for feature in features(name)] == list(range(len(features(name))))
    for feature in features(name):
        numbers = np.array(re.findall(r"-?\d+(?:\.\d+)?", json.dumps(feature["geometry"]["coordinates"])), dtype=float)
        assert np.abs(numbers).max() < (13 if name == "water" else 8.2)


def test_every_riding_lies_in_the_outline_of_its_province():
    shapely = pytest.importorskip("shapely")
    outlines, listed = shapes("provinces"), ridings()
    x, y = to_map(listed["longitude"], listed["latitude"])
    for province, outline in outlines.items():
        own = (listed["province"] == province).to_numpy()
        away = shapely.distance(outline, shapely.points(x[own], y[own]))
        assert away.max() < 0.01, province


def test_no_riding_has_its_middle_under_water():
    shapely = pytest.importorskip("shapely")
    listed = ridings()
    x, y = to_map(listed["longitude"], listed["latitude"])
    assert not shapely.intersects(shapes("water")[""], shapely.points(x, y)).any()


def test_hardly_any_address_is_painted_over_with_water():
    shapely = pytest.importorskip("shapely")
    _, latitudes, longitudes = listed_codes()
    x, y = to_map(longitudes[::50] / PRECISION, latitudes[::50] / PRECISION)
    water = shapes("water")[""]
    shapely.prepare(water)
    assert shapely.intersects(water, shapely.points(x, y)).mean() < 0.001


@pytest.mark.parametrize(
    ("place", "wet"),
    [
        ((-63.0, 44.0), True),
        ((-87.5, 47.8), True),
        ((-85.0, 60.0), True),
        ((-90.0, 88.0), True),
        ((-106.0, 54.0), False),
    ],
)
def test_seas_and_great_lakes_are_water_and_the_prairie_is_not(place, wet):
    shapely = pytest.importorskip("shapely")
    assert bool(shapely.intersects(shapes("water")[""], shapely.Point(*map(float, to_map(*place))))) is wet


def test_the_border_along_the_49th_parallel_is_bent():
    shapely = pytest.importorskip("shapely")
    south = shapely.get_coordinates(shapes("provinces")["SK"])
    lon, lat = from_map(south[:, 0], south[:, 1])
    border = (lat < 49.1) & (lon > -109.9) & (lon < -101.5)
    assert border.sum() >= 5
    assert np.abs(lat[border] - 49).max() < 0.05


def test_every_shipped_file_and_script_has_its_source():
    told = shipped("SOURCES.md").read_text(encoding="utf-8")
    data = shipped("SOURCES.md").parent
    for path in data.rglob("*"):
        if path.is_file() and path.suffix in {".csv", ".json", ".parquet", ".py"} and "campaigns" not in path.parts:
            assert path.name in told, path.name
    assert "2026-11-22" in told
    for words in (
        "Open Government Licence - Canada",
        "CC BY 4.0",
        "Made with Natural Earth",
        "does not constitute an endorsement",
    ):
        assert words in " ".join(told.split())

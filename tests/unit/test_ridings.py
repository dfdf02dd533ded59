"""The shipped lists of ridings: whole, well named, placed on land, and laid out as tiles that look like the country."""

import json
from pathlib import Path

import numpy as np
import pytest

from dashboard.names import normal_form
from dashboard.reference.ridings import TILE_WIDTH, riding_keys, ridings, tile_centres, tile_corners
from dashboard.reference.shipped import shipped
from dashboard.schema import PROVINCES, RidingKey

ORDERS = pytest.mark.parametrize("order", [2013, 2023])
REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
STEPS = ((2, 0), (1, 1), (-1, 1), (-2, 0), (-1, -1), (1, -1))


def of(order):
    listed = ridings()
    return listed[listed["order"] == order].reset_index(drop=True)


def named(key):
    return ridings().set_index("riding").loc[key]


def places_of(frame):
    return set(zip(frame["tile_x"].tolist(), frame["tile_y"].tolist(), strict=True))


def pieces(places):
    left, count = set(places), 0
    while left:
        count += 1
        edge = [left.pop()]
        while edge:
            x, y = edge.pop()
            found = {(x + dx, y + dy) for dx, dy in STEPS} & left
            left -= found
            edge.extend(found)
    return count


def polygons(order):
    gpd = pytest.importorskip("geopandas")
    path = REFERENCE / f"ridings_{order}_250m.parquet"
    if not path.is_file():
        pytest.skip("the published boundaries are not here")
    loaded = gpd.read_parquet(path)
    loaded["code"] = loaded["code"].astype(str)
    return loaded.set_index("code").loc[of(order)["code"]]


def test_both_orders_are_complete():
    assert ridings()["order"].value_counts().to_dict() == {2013: 338, 2023: 343}
    assert ridings()["riding"].is_unique


def test_the_list_has_the_columns_everyone_relies_on_and_no_objects():
    expected = [
        "riding",
        "order",
        "code",
        "name_en",
        "name_fr",
        "province",
        "latitude",
        "longitude",
        "area_km2",
        "tile_x",
        "tile_y",
    ]
    assert list(ridings().columns) == expected
    assert set(ridings().dtypes.astype(str)) == {"str", "int64", "float64"}
    assert not ridings().isna().any(axis=None)


def test_the_list_is_in_the_order_of_its_keys_and_read_once():
    assert ridings()["riding"].tolist() == sorted(ridings()["riding"])
    assert ridings() is ridings()


def test_keys_are_those_of_both_orders_or_of_one():
    assert len(riding_keys()) == 681
    assert riding_keys(2013) == set(of(2013)["riding"])
    assert "2023:35024" in riding_keys(2023)


def test_every_key_is_a_riding_key_of_its_province():
    for key, province in zip(ridings()["riding"], ridings()["province"], strict=True):
        assert RidingKey.parse(key).province == province


def test_one_riding_has_another_number_in_the_other_order():
    assert named("2013:35024")["name_en"] == named("2023:35026")["name_en"] == "Eglinton—Lawrence"
    assert named("2023:35024")["name_en"] == "Don Valley West"


@pytest.mark.parametrize(
    ("key", "english", "french"),
    [
        ("2013:35110", "University—Rosedale", "University—Rosedale"),
        ("2013:59035", "Vancouver East", "Vancouver-Est"),
        ("2013:24020", "Beauport—Côte-de-Beaupré—Île d’Orléans—Charlevoix", None),  # noqa: RUF001 - as published
        ("2023:48001", "Airdrie—Cochrane", "Airdrie—Cochrane"),
    ],
)
def test_names_are_written_as_published_with_em_dashes(key, english, french):
    assert named(key)["name_en"] == english
    assert named(key)["name_fr"] == (french or english)


@pytest.mark.parametrize("column", ["name_en", "name_fr"])
def test_no_name_has_traces_of_another_encoding(column):
    for name in ridings()[column]:
        assert name == name.strip()
        assert not any(mark in name for mark in ("--", "?", "\ufffd", "Ã", "  ", "–"))  # noqa: RUF001 - an en dash
        assert all(mark.isprintable() for mark in name)


@ORDERS
def test_within_an_order_no_two_ridings_share_a_normal_form(order):
    owners = {}
    for key, *names in of(order)[["riding", "name_en", "name_fr"]].itertuples(index=False):
        for name in names:
            assert owners.setdefault(normal_form(name), key) == key


@ORDERS
def test_every_province_and_territory_has_its_seats(order):
    seats = of(order)["province"].value_counts().to_dict()
    assert set(seats) == set(PROVINCES.values())
    assert {name: seats[name] for name in ("QC", "NS", "NB", "MB", "SK", "NL", "PE", "YT", "NT", "NU")} == {
        "QC": 78, "NS": 11, "NB": 10, "MB": 14, "SK": 14, "NL": 7, "PE": 4, "YT": 1, "NT": 1, "NU": 1,
    }  # fmt: skip
    assert (seats["ON"], seats["AB"], seats["BC"]) == ((121, 34, 42) if order == 2013 else (122, 37, 43))


@ORDERS
def test_every_point_lies_inside_its_riding(order):
    shapely = pytest.importorskip("shapely")
    listed, shapes = of(order), polygons(order).geometry.to_numpy()
    points = shapely.points(listed["longitude"], listed["latitude"])
    assert shapely.contains(shapes, points).all()


@ORDERS
def test_sizes_are_those_of_the_polygons_on_the_ground(order):
    sizes = polygons(order).to_crs("+proj=laea +lat_0=60 +lon_0=-95").area.to_numpy() / 1e6
    np.testing.assert_allclose(of(order)["area_km2"], sizes, rtol=0.02)


@ORDERS
def test_every_riding_has_a_tile_of_its_own(order):
    listed = of(order)
    assert len(places_of(listed)) == len(listed)
    assert ((listed["tile_x"] + listed["tile_y"]) % 2 == 0).all()
    assert listed[["tile_x", "tile_y"]].min().min() >= 0


@ORDERS
def test_every_province_is_in_one_piece(order):
    for province, listed in of(order).groupby("province"):
        assert pieces(places_of(listed)) == 1, province


@ORDERS
def test_the_grid_has_no_holes(order):
    taken = places_of(of(order))
    wide, high = max(x for x, _ in taken) + 2, max(y for _, y in taken) + 1
    empty = {(x, y) for x in range(-2, wide + 1) for y in range(-1, high + 1) if (x + y) % 2 == 0} - taken
    assert pieces(empty) == 1


@ORDERS
def test_provinces_lie_as_on_the_map(order):
    middle = of(order).groupby("province")[["tile_x", "tile_y"]].mean()
    across, down = middle["tile_x"], middle["tile_y"]
    west_to_east = ["BC", "AB", "SK", "MB", "ON", "QC", "NB", "NS"]
    assert across[west_to_east].is_monotonic_increasing
    assert across["NL"] > across["NB"] > across["QC"]
    assert across["PE"] > across["NB"]
    assert down["ON"] > down["QC"] > down["NL"]
    assert down[["YT", "NT", "NU"]].max() < down[["BC", "AB", "SK", "MB"]].min()
    assert across[["YT", "NT", "NU"]].is_monotonic_increasing


@ORDERS
def test_neighbours_are_near_neighbours(order):
    shapely = pytest.importorskip("shapely")
    shapes = polygons(order).to_crs(3347).geometry.to_numpy()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    border = shapely.length(shapely.intersection(shapes[first], shapes[second])) > 200
    at = of(order)[["tile_x", "tile_y"]].to_numpy()
    across, down = np.abs(at[first[border]] - at[second[border]]).T
    steps = down + np.maximum(0, (across - down) // 2)
    assert (steps == 1).mean() > 0.59
    assert (steps <= 2).mean() > 0.88
    assert (steps <= 3).mean() > 0.95


@ORDERS
def test_tile_geometry_follows_the_list(order):
    features = json.loads(shipped(f"geometry/tiles-{order}.json").read_text(encoding="utf-8"))["features"]
    listed = of(order)
    assert [feature["id"] for feature in features] == list(range(len(listed)))
    assert [feature["properties"] for feature in features] == [{"k": key} for key in listed["riding"]]
    rings = np.array([feature["geometry"]["coordinates"][0] for feature in features])
    x, y = tile_corners(listed["tile_x"], listed["tile_y"])
    np.testing.assert_allclose(rings[:, :, 0], x, atol=0.0006)
    np.testing.assert_allclose(rings[:, :, 1], y, atol=0.0006)
    assert np.abs(rings).max() < 8.2


def test_tiles_side_by_side_share_their_corners():
    x, y = tile_corners([10, 12, 11], [4, 4, 5])
    corners = [{(round(a, 6), round(b, 6)) for a, b in zip(*tile, strict=True)} for tile in zip(x, y, strict=True)]
    assert len(corners[0]) == 6
    assert len(corners[0] & corners[1]) == len(corners[0] & corners[2]) == len(corners[1] & corners[2]) == 2


def test_a_tile_is_as_wide_as_told_and_has_its_centre_in_the_middle():
    x, y = tile_corners([10], [4])
    centre_x, centre_y = tile_centres([10], [4])
    assert x.max() - x.min() == pytest.approx(TILE_WIDTH)
    assert (x[0, :6].mean(), y[0, :6].mean()) == (pytest.approx(centre_x[0]), pytest.approx(centre_y[0], abs=0.002))

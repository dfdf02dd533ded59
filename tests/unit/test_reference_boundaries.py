import gzip
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely
from small_country import CELLS, NAMES, cell, geojson, geojson_of, geoparquet, small_country  # noqa: F401 - a fixture

from dashboard.errors import UnusableFileError
from dashboard.projection import to_lambert, to_map
from dashboard.reference.boundaries import MOST_GZIPPED, MOST_POINTS
from dashboard.reference.coverage import generalised
from dashboard.reference.load import File, load_files
from dashboard.reference.lookup import current, locate
from dashboard.reference.postal import points

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
TODAY = pd.Timestamp("2026-01-31").date()

needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the shared reference files are not here")


def load(file, home, **options):
    (loaded,) = load_files([file], home=home, today=TODAY, **options)
    return loaded


@pytest.mark.usefixtures("small_country")
class TestSmallCountry:
    def test_a_complete_set_is_written_as_a_look_up_copy_and_as_map_geometry(self, tmp_path):
        loaded = load(geojson(), tmp_path)
        assert (loaded.kind, loaded.source["riding_order"], loaded.source["records"]) == ("boundaries", 2013, 4)
        files = current(2013, tmp_path)
        assert files == loaded.boundaries.files
        features = json.loads((tmp_path / "static" / files.geometry).read_bytes())["features"]
        assert [(feature["id"], feature["properties"]["k"]) for feature in features] == [
            (number, f"2013:{code}") for number, code in enumerate(sorted(CELLS))
        ]

    def test_a_place_is_in_the_riding_whose_polygon_holds_it(self, tmp_path):
        load(geojson(), tmp_path)
        found = locate([-79.5, -78.5, -79.0, -60.0, np.nan], [44.5, 45.5, 44.5, 44.5, 44.5], 2013, tmp_path)
        assert found.tolist() == ["2013:35001", "2013:35004", "2013:35001", "", ""]

    def test_a_place_outside_by_no_more_than_points_are_rounded_is_in_the_nearest_riding(self, tmp_path):
        load(geojson(), tmp_path)
        found = locate([-79.5, -79.5, -80.00009], [43.99995, 43.9995, 44.5], 2013, tmp_path)
        assert found.tolist() == ["2013:35001", "", "2013:35001"]

    def test_metres_of_a_stated_projection_are_read_right_from_geojson(self, tmp_path):
        lambert = {code: _in_lambert(cell(code)) for code in CELLS}
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3347"}}
        load(geojson(lambert, crs=crs), tmp_path)
        assert locate([-79.5], [44.5], 2013, tmp_path).tolist() == ["2013:35001"]

    def test_without_polygons_no_place_has_a_riding(self, tmp_path):
        assert locate([-79.5], [44.5], 2013, tmp_path).tolist() == [""]

    def test_the_set_loaded_last_counts_and_older_files_stay_for_open_pages(self, tmp_path):
        first = load(geojson(), tmp_path).boundaries.files
        moved = {"35001": shapely.box(-80, 44, -78.9, 45), "35002": shapely.box(-78.9, 44, -78, 45)}
        second = load(geojson(moved), tmp_path).boundaries.files
        assert first.geometry != second.geometry
        assert current(2013, tmp_path) == second
        assert locate([-78.95], [44.5], 2013, tmp_path).tolist() == ["2013:35001"]
        load(geojson(), tmp_path)
        assert current(2013, tmp_path) == first

    def test_the_same_file_gives_the_same_files_again(self, tmp_path):
        assert load(geojson(), tmp_path).boundaries.files == load(geojson(), tmp_path / "b").boundaries.files

    @pytest.mark.parametrize(
        "columns",
        [
            ("FED_NUM", "ED_NAMEE", "REP_ORDER"),
            ("FEDUID", "FEDENAME", None),
            ("FEDNUM", "ENNAME", "REPORDER"),
            ("code", "en", None),
            ("riding_code", "name_en", "riding_order"),
        ],
    )
    def test_every_publishers_column_names_are_known(self, tmp_path, columns):
        code, name, order = columns
        rows = [{code: key, name: NAMES[2023][key][0]} | ({order: "2023"} if order else {}) for key in CELLS]
        assert load(geojson(rows=rows), tmp_path).source["riding_order"] == 2023

    def test_codes_and_names_together_tell_the_order(self, tmp_path):
        assert load(geojson(order=2023), tmp_path).source["riding_order"] == 2023

    def test_english_and_french_in_one_cell_are_both_read(self, tmp_path):
        rows = [{"FEDUID": code, "FEDNAME": " / ".join(names)} for code, names in NAMES[2013].items()]
        assert not load(geojson(rows=rows), tmp_path).boundaries.doubts

    def test_several_rows_of_a_riding_are_dissolved(self, tmp_path):
        west, east = shapely.box(-80, 44, -79.5, 45), shapely.box(-79.5, 44, -79, 45)
        shapes = np.array([west, east, *(cell(code) for code in list(CELLS)[1:])])
        codes = ["35001", *CELLS]
        names = [NAMES[2013][code][0] for code in codes]
        loaded = load(geoparquet({"FEDNUM": codes, "ENNAME": names}, shapes), tmp_path)
        assert loaded.source["records"] == 4
        assert locate([-79.9, -79.1], [44.5, 44.5], 2013, tmp_path).tolist() == ["2013:35001"] * 2

    def test_an_overlap_is_repaired_so_that_no_place_lies_in_two_ridings(self, tmp_path):
        file = geojson({"35001": shapely.box(-80, 44, -78.99, 45)})
        load(file, tmp_path)
        shapes = shapely.from_wkb(
            pq.read_table(tmp_path / "boundaries" / current(2013, tmp_path).lookup)["geometry"].to_pylist()
        )
        assert shapely.coverage_is_valid(shapes)

    def test_coordinates_of_a_stated_projection_are_turned_into_degrees(self, tmp_path):
        lambert = shapely.transform(
            shapely.segmentize(np.array([cell(code) for code in CELLS]), 0.05),
            lambda at: np.column_stack(to_lambert(at[:, 0], at[:, 1])),
        )
        names = [NAMES[2013][code][0] for code in CELLS]
        crs = {"type": "ProjectedCRS", "id": {"authority": "EPSG", "code": 3347}}
        load(geoparquet({"code": list(CELLS), "en": names}, lambert, crs=crs), tmp_path)
        assert locate([-79.5], [44.5], 2013, tmp_path).tolist() == ["2013:35001"]

    def test_any_other_stated_projection_is_known_too(self, tmp_path):
        pyproj = pytest.importorskip("pyproj")
        into = pyproj.Transformer.from_crs("OGC:CRS84", "EPSG:3978", always_xy=True)
        shapes = shapely.transform(
            shapely.segmentize(np.array([cell(code) for code in CELLS]), 0.05),
            lambda at: np.column_stack(into.transform(at[:, 0], at[:, 1])),
        )
        names = [NAMES[2013][code][0] for code in CELLS]
        crs = pyproj.CRS("EPSG:3978").to_json_dict()
        load(geoparquet({"code": list(CELLS), "en": names}, shapes, crs=crs), tmp_path)
        assert locate([-79.5], [44.5], 2013, tmp_path).tolist() == ["2013:35001"]

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            (lambda: geojson({"35002": None}), "lacks 1 of the 4 ridings of the 2013 order (35002 North)"),
            (lambda: geojson({"35002": cell("35002", 0.2)}), "far from the size they should have (35002 North)"),
            (lambda: geojson(rows=[{"name": "Ajax", "id": "35001"}]), "no column of riding codes"),
            (lambda: geojson(rows=[{"code": code, "en": "Somewhere"} for code in CELLS]), "neither the 2013 nor"),
            (
                lambda: geojson(rows=[{"code": c, "en": "x", "order": 2013 + 10 * (c > "35002")} for c in CELLS]),
                "mixes ridings of the 2013 and the 2023 order",
            ),
            (
                lambda: geojson(rows=[{"code": c, "en": NAMES[o][c][0]} for o in (2013, 2023) for c in CELLS]),
                "mixes ridings of the 2013 and the 2023 order",
            ),
            (lambda: geojson({code: _shift(cell(code), 1e6) for code in CELLS}), "does not say which projection"),
            (lambda: geojson({code: _in_lambert(cell(code)) for code in CELLS}), "does not say which projection"),
            (lambda: geojson({code: _swap(cell(code)) for code in CELLS}), "longitude before latitude"),
            (lambda: geojson({"35001": shapely.Point(0, 0)}), "points or lines"),
            (lambda: geojson(crs={"properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}), "projection"),
            (lambda: geoparquet({"code": ["35001"]}, [cell("35001")], encoding="multipolygon"), "WKB"),
            (lambda: File("x.geojson", b'{"type": "FeatureCollection", "features": []}'), "no features"),
            (lambda: geojson_of({"geometry": {"type": "Polygon"}}), "can't be read"),
            (lambda: File("x.parquet", b"PAR1 and no more"), "can't be read"),
            (lambda: File("x.json", b'{"type": "FeatureColl'), "cut off"),
            (lambda: File("x.json", b"[" * 100_000), "can't be read"),
            (lambda: File("x.json", b'{"type": "Other"}'), "JSON of another kind"),
            (lambda: File("x.geojson", b"%PDF-1.7"), "a PDF"),
            (lambda: File("x.geojson", b"<OGRVRTDataSource/>"), "XML of another kind"),
            (lambda: File("x.geojson", b" \n"), "is empty"),
        ],
    )  # fmt: skip
    def test_a_file_that_cannot_be_used_is_refused_with_what_to_do_and_nothing_is_written(self, tmp_path, file, said):
        with pytest.raises(UnusableFileError, match=said.replace("(", r"\(").replace(")", r"\)")):
            load(file(), tmp_path)
        assert not list(tmp_path.iterdir())

    def test_polygons_under_each_others_codes_are_refused(self, tmp_path):
        swapped = geojson({"35001": cell("35002"), "35002": cell("35001")})
        with pytest.raises(UnusableFileError, match=r"do not belong together.*35001 Ajax, 35002 North"):
            load(swapped, tmp_path)

    def test_damage_that_is_accepted_is_a_doubt(self, tmp_path):
        loaded = load(geojson({"35002": cell("35002", 0.2)}), tmp_path, accept_damaged=True)
        assert loaded.boundaries.doubts == ("Damaged ridings, far from the size they should have: 35002 North.",)
        assert json.loads(loaded.source["doubts"]) == list(loaded.boundaries.doubts)

    def test_a_riding_cut_at_the_shore_is_a_doubt(self, tmp_path):
        loaded = load(geojson({"35002": shapely.box(-79, 44, -78.2, 45)}), tmp_path)
        assert "Ridings smaller than in our list" in loaded.boundaries.doubts[0]

    def test_a_name_spelt_otherwise_is_a_doubt_where_a_column_states_the_order(self, tmp_path):
        rows = [
            {"code": code, "en": "Ajaxx" if code == "35001" else NAMES[2013][code][0], "order": 2013} for code in CELLS
        ]
        assert "35001 Ajaxx" in load(geojson(rows=rows), tmp_path).boundaries.doubts[0]

    def test_one_bad_file_among_several_leaves_everything_as_it_was(self, tmp_path):
        with pytest.raises(UnusableFileError):
            load_files([geojson(), geojson({"35002": None}, order=2023)], home=tmp_path, today=TODAY)
        assert not list(tmp_path.iterdir())


def _shift(shape, metres):
    return shapely.transform(shape, lambda at: at * 1e4 + metres)


def _in_lambert(shape):
    fine = shapely.segmentize(shape, 0.05)
    return shapely.transform(fine, lambda at: np.column_stack(to_lambert(at[:, 0], at[:, 1])))


def _swap(shape):
    return shapely.transform(shape, lambda at: at[:, ::-1])


# --- the real files -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded_orders(tmp_path_factory):
    """Both orders loaded from the shared files: the home folder and what was loaded, by order."""
    home = tmp_path_factory.mktemp("home")
    files = [File.read(REFERENCE / name) for name in ("ridings_2013_250m.parquet", "ridings_2023_250m.geojson")]
    return home, {item.source["riding_order"]: item for item in load_files(files, home=home, today=TODAY)}


@needs_reference
@pytest.mark.parametrize(("order", "seats"), [(2013, 338), (2023, 343)])
class TestRealFiles:
    def test_every_riding_is_loaded_once(self, loaded_orders, order, seats):
        assert loaded_orders[1][order].source["records"] == seats
        assert not loaded_orders[1][order].boundaries.doubts

    def test_map_geometry_is_small_valid_without_gaps_and_like_the_original(self, loaded_orders, order, seats):
        home, _ = loaded_orders
        content = (home / "static" / current(order, home).geometry).read_bytes()
        assert len(gzip.compress(content, 6)) <= MOST_GZIPPED
        features = json.loads(content)["features"]
        shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
        assert len(shapes) == seats
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)
        keys, originals = _projected_originals(order)
        assert [feature["properties"]["k"] for feature in features] == keys
        common = shapely.area(shapely.intersection(shapes, originals))
        overlap = common / (shapely.area(shapes) + shapely.area(originals) - common)
        assert overlap.min() >= 0.95
        assert np.percentile(overlap, 5) >= 0.97
        assert _holes(shapes) == _holes(originals)


@needs_reference
def test_the_postal_point_of_eglinton_lawrences_office_lies_there_in_both_orders(loaded_orders):
    lat, lon = points(np.array(["M6A 1A3"], dtype=object))
    assert locate(lon, lat, 2013, loaded_orders[0]).tolist() == ["2013:35024"]
    assert locate(lon, lat, 2023, loaded_orders[0]).tolist() == ["2023:35026"]


@needs_reference
def test_a_real_riding_cut_to_a_fragment_is_refused_by_name(tmp_path):
    table = pq.read_table(REFERENCE / "ridings_2013_250m.parquet")
    shapes = shapely.from_wkb(np.array(table["geometry"].to_pylist(), dtype=object))
    place = table["code"].to_pylist().index(24046)
    shapes[place] = shapely.intersection(shapes[place], shapely.box(-70, 49, -67, 51))
    columns = {name: table[name].to_pylist() for name in ("code", "en", "fr")}
    with pytest.raises(UnusableFileError, match="24046 Manicouagan"):
        load(geoparquet(columns, shapes), tmp_path)


@needs_reference
def test_finer_polygons_are_generalised_for_look_ups_and_no_riding_is_lost():
    _, shapes = _originals(2023)
    fine = shapely.segmentize(shapely.coverage_clean(shapes), 0.01)
    simple = generalised(shapely.coverage_clean(fine))
    assert shapely.get_num_coordinates(simple).sum() < 100_000 < MOST_POINTS < shapely.get_num_coordinates(fine).sum()
    assert not shapely.is_empty(simple).any()
    assert shapely.coverage_is_valid(simple)


def _originals(order):
    table = pq.read_table(REFERENCE / f"ridings_{order}_250m.parquet").sort_by("code")
    keys = [f"{order}:{code}" for code in table["code"].to_pylist()]
    return keys, shapely.from_wkb(np.array(table["geometry"].to_pylist(), dtype=object))


def _projected_originals(order):
    keys, shapes = _originals(order)
    fine = shapely.segmentize(shapes, 0.05)
    return keys, shapely.make_valid(shapely.transform(fine, lambda at: np.column_stack(to_map(at[:, 0], at[:, 1]))))


def _holes(shapes):
    united = shapely.union_all(shapely.buffer(shapes, 1e-5))
    return sum(len(part.interiors) for part in shapely.get_parts(united))

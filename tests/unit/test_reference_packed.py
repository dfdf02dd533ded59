import io
import json
import subprocess
import sys
import tempfile
import zipfile
from contextlib import suppress

import numpy as np
import pyogrio
import pytest
import shapely
from small_country import CELLS, NAMES, cell, small_country  # noqa: F401 - a fixture

from dashboard.errors import UnusableFileError
from dashboard.projection import to_lambert
from dashboard.reference import packed
from dashboard.reference.load import File, load_files
from dashboard.reference.lookup import locate

TODAY = np.datetime64("2026-01-31").item()
pytestmark = pytest.mark.usefixtures("small_country")


def of_2023():
    """Columns as in Elections Canada's file of the 2023 order."""
    names = [NAMES[2023][code] for code in CELLS]
    columns = {"FED_NUM": list(CELLS), "ED_NAMEE": [name[0] for name in names], "ED_NAMEF": [name[1] for name in names]}
    return columns | {"REP_ORDER": ["2023"] * 4}, [cell(code) for code in CELLS]


def of_2013_in_several_rows():
    """Columns as in Elections Canada's file of the 2013 order, where a riding has a row for each of its parts."""
    west, south, east, north = cell("35001").bounds
    halves = [shapely.box(west, south, west + 0.5, north), shapely.box(west + 0.5, south, east, north)]
    codes = ["35001", *CELLS]
    names = [NAMES[2013][code] for code in codes]
    columns = {"FEDNUM": codes, "ENNAME": [name[0] for name in names], "FRNAME": [name[1] for name in names]}
    return columns | {"PROVCODE": ["ON"] * 5, "REPORDER": ["2013"] * 5}, [*halves, *map(cell, list(CELLS)[1:])]


def of_statistics_canada():
    """Columns as in Statistics Canada's file of 2016: names of both languages in one column and in two."""
    names = [NAMES[2013][code] for code in CELLS]
    columns = {"FEDUID": list(CELLS), "FEDNAME": [" / ".join(name) for name in names], "PRUID": ["35"] * 4}
    columns |= {"FEDENAME": [name[0] for name in names], "FEDFNAME": [name[1] for name in names]}
    return columns, [cell(code) for code in CELLS]


def of_statistics_canada_2021():
    """Columns as in Statistics Canada's edition of 2021, with its own ids and areas."""
    columns, shapes = of_statistics_canada()
    more = {"DGUID": [f"2013A0004{code}" for code in CELLS], "LANDAREA": [8000.5, 8000.5, 7900.0, 7900.0]}
    return {name: columns[name] for name in ("FEDUID", "FEDNAME", "PRUID")} | more, shapes


def written(folder, suffix, *, lambert=False, like=of_2023, crs="EPSG:4326", **options):
    """A file in a format of GDAL, holding the small country in a publisher's columns."""
    fields, shapes = like()
    shapes = np.array(shapes, dtype=object)
    if lambert:
        fine = shapely.segmentize(shapes, 0.05)
        shapes = shapely.transform(fine, lambda at: np.column_stack(to_lambert(at[:, 0], at[:, 1])))
    path = folder / f"made{suffix}"
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapes),
        [np.array(cells, dtype=object if isinstance(cells[0], str) else float) for cells in fields.values()],
        list(fields),
        geometry_type="Polygon",
        crs="EPSG:3347" if lambert and crs else crs,
        **options,
    )
    return path


def zipped(folder, prefix="", without=(), **options):
    """The small country as a zipped shapefile, its entries named with a prefix."""
    written(folder, ".shp", **options)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "about the file")
        for part in folder.glob("made.*"):
            if part.suffix not in without:
                archive.write(part, f"{prefix}{part.name}")
    return File("districts.zip", content.getvalue())


def load(file, home):
    (loaded,) = load_files([file], home=home, today=TODAY)
    return loaded


@pytest.mark.parametrize("lambert", [True, False])
def test_a_zipped_shapefile_is_read_in_its_own_projection(tmp_path, lambert):
    loaded = load(zipped(tmp_path, lambert=lambert), tmp_path / "home")
    assert (loaded.source["riding_order"], loaded.source["publisher"]) == (2023, "Elections Canada")
    assert locate([-79.5], [44.5], 2023, tmp_path / "home").tolist() == ["2023:35001"]


def test_what_a_mac_leaves_beside_a_shapefile_is_passed_over(tmp_path):
    file = zipped(tmp_path, "ridings/")
    content = io.BytesIO(file.data)
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("__MACOSX/ridings/._made.shp", b"\x00\x05\x16\x07")
    loaded = load(File("districts.zip", content.getvalue()), tmp_path / "home")
    assert loaded.summary["records"] == len(loaded.boundaries.overlap)


@pytest.mark.parametrize(
    ("like", "order", "publisher"),
    [
        (of_2023, 2023, "Elections Canada"),
        (of_2013_in_several_rows, 2013, "Elections Canada"),
        (of_statistics_canada, 2013, "Statistics Canada"),
        (of_statistics_canada_2021, 2013, "Statistics Canada"),
    ],
)
@pytest.mark.parametrize("suffix", [".shp", ".gpkg"])
def test_every_publishers_columns_are_known(tmp_path, like, order, publisher, suffix):
    made = (
        zipped(tmp_path, like=like)
        if suffix == ".shp"
        else File("x", written(tmp_path, suffix, like=like).read_bytes())
    )
    loaded = load(made, tmp_path / "home")
    assert (loaded.source["riding_order"], loaded.source["publisher"], loaded.source["records"]) == (
        order,
        publisher,
        4,
    )
    assert not loaded.boundaries.doubts
    found = locate([-79.9, -79.1, -78.5], [44.5, 44.5, 45.5], order, tmp_path / "home")
    assert found.tolist() == [f"{order}:35001", f"{order}:35001", f"{order}:35004"]


@pytest.mark.parametrize("suffix", [".shp", ".gpkg"])
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_metres_of_an_unstated_projection_are_refused_and_degrees_are_taken(tmp_path, suffix):
    def made(name, **options):
        folder = tmp_path / name
        folder.mkdir()
        if suffix == ".shp":
            return zipped(folder, crs=None, without=(".prj",), **options)
        return File("x", written(folder, suffix, crs=None, **options).read_bytes())

    with pytest.raises(UnusableFileError, match="does not say which projection"):
        load(made("metres", lambert=True), tmp_path / "home")
    load(made("degrees"), tmp_path / "home")
    assert locate([-79.5], [44.5], 2023, tmp_path / "home").tolist() == ["2023:35001"]


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1252"])
def test_text_is_read_right_where_the_archive_does_not_state_its_encoding(tmp_path, encoding):
    file = zipped(tmp_path, encoding=encoding, without=(".cpg",))
    assert not load(file, tmp_path / "home").boundaries.doubts


def test_a_geopackage_is_read_from_the_layer_that_has_riding_codes(tmp_path):
    path = written(tmp_path, ".gpkg", layer="districts")
    other = shapely.to_wkb(np.array([cell("35001")], dtype=object))
    pyogrio.raw.write(
        path, other, [np.array(["x"], dtype=object)], ["name"],
        layer="another", append=True, geometry_type="Polygon", crs="EPSG:4326",
    )  # fmt: skip
    assert load(File("x", path.read_bytes()), tmp_path / "home").source["records"] == 4


def test_the_names_of_an_archives_entries_lead_nowhere(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    load(zipped(tmp_path, prefix="../../outside/"), tmp_path / "home")
    assert not list(outside.iterdir())


def test_topojson_is_unpacked(tmp_path):
    steps = [[[0, 0], [0, 1000], [1000, 0], [0, -1000], [-1000, 0]]]
    shapes = [
        {"type": "Polygon", "arcs": [[number]], "properties": {"code": code, "en": NAMES[2013][code][0]}}
        for number, code in enumerate(CELLS)
    ]
    arcs = [[[1000 * (west + 80), 1000 * (south - 44)], *steps[0][1:]] for west, south in CELLS.values()]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [-80, 44]},
        "objects": {"ridings": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": arcs,
    }
    load(File("x.json", json.dumps(topology).encode()), tmp_path)
    assert locate([-78.5], [45.5], 2013, tmp_path).tolist() == ["2013:35004"]


def _two_shapefiles(folder):
    content = io.BytesIO(zipped(folder).data)
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("second.shp", b"")
    return content.getvalue()


def _bomb(folder):
    """An archive whose directory promises far more than it takes."""
    data = bytearray(zipped(folder).data)
    entry = data.rindex(b"made.shp") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = (4_000_000_000).to_bytes(4, "little")
    return bytes(data)


def _more_than_promised(folder):
    """An archive that unpacks to more than its directory says."""
    written(folder, ".shp")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in folder.glob("made.*"):
            archive.writestr(part.name, part.read_bytes() + bytes(5_000_000 if part.suffix == ".shp" else 0))
    data = bytearray(content.getvalue())
    entry = data.rindex(b"made.shp") - 46
    data[entry + 24 : entry + 28] = (1_000).to_bytes(4, "little")
    return bytes(data)


def _vrt_as_shapefile(_folder):
    content = io.BytesIO()
    layer = (
        "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/x</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    with zipfile.ZipFile(content, "w") as archive:
        for suffix in (".shp", ".shx", ".dbf"):
            archive.writestr(f"x{suffix}", layer)
    return content.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_two_shapefiles, "one whole shapefile"),
        (lambda folder: zipped(folder, without=(".dbf",)).data, "one whole shapefile"),
        (_vrt_as_shapefile, "can't be read as polygons"),
        (_bomb, "more than 400 MB"),
        (_more_than_promised, "can't be unpacked"),
        (lambda folder: zipped(folder).data.replace(b"PK\x01\x02", b"PK\x00\x00"), "zip archive"),
        (lambda folder: written(folder, ".gpkg").read_bytes()[:5000], "can't be read as polygons"),
        (lambda _folder: b"SQLite format 3\x00" + bytes(100), "a database"),
        (lambda _folder: json.dumps({"type": "Topology", "objects": {"x": {}}, "arcs": 1}).encode(), "TopoJSON that"),
    ],
)
def test_what_is_packed_wrongly_is_refused_with_what_to_do(tmp_path, make, said):
    file = File("upload", make(tmp_path))
    with pytest.raises(UnusableFileError, match=said):
        load(file, tmp_path / "home")
    assert not (tmp_path / "home").exists()


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The folder of temporary files of this process and its children."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.mark.parametrize("make", [lambda folder: zipped(folder).data, _vrt_as_shapefile, _more_than_promised])
def test_no_temporary_file_is_left(tmp_path, scratch, make):
    with suppress(UnusableFileError):
        load(File("upload", make(tmp_path)), tmp_path / "home")
    assert not list(scratch.iterdir())


def test_a_file_that_takes_too_long_is_given_up(tmp_path, scratch, monkeypatch):
    monkeypatch.setattr(packed, "_SECONDS", 0.01)
    with pytest.raises(UnusableFileError, match="more than five minutes"):
        load(zipped(tmp_path), tmp_path / "home")
    assert not list(scratch.iterdir())


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path, scratch, monkeypatch):
    child = tmp_path / "child.py"
    source = packed._CHILD.read_text(encoding="utf-8")
    child.write_text(source.replace("_MOST_MEMORY = 1_000_000_000", "_MOST_MEMORY = 150_000_000"), encoding="utf-8")
    assert "= 150_000_000" in child.read_text(encoding="utf-8")
    monkeypatch.setattr(packed, "_CHILD", child)
    with pytest.raises(UnusableFileError, match="can't be read as polygons"):
        load(zipped(tmp_path), tmp_path / "home")
    assert not list(scratch.iterdir())


def test_the_child_knows_one_driver_and_nothing_of_our_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", "secret")
    seen = {}

    def run(command, **options):
        seen.update(options["env"], driver=command[4])
        return subprocess.CompletedProcess(command, 1, b"", b"")

    monkeypatch.setattr(packed.subprocess, "run", run)
    with pytest.raises(UnusableFileError):
        load(zipped(tmp_path), tmp_path / "home")
    assert seen.pop("driver") == "ESRI Shapefile"
    assert "secret" not in seen.values()


def test_with_its_one_driver_the_child_opens_no_other_format(tmp_path):
    (tmp_path / "x.shp").write_text(json.dumps({"type": "FeatureCollection", "features": []}), encoding="utf-8")
    arguments = [str(tmp_path / "x.shp"), "GPKG", "", "code"]
    done = subprocess.run([sys.executable, "-I", str(packed._CHILD), *arguments], capture_output=True, check=False)
    assert done.returncode != 0
    assert done.stdout == b""

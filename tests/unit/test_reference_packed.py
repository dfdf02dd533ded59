import io
import json
import zipfile

import numpy as np
import pyogrio
import pytest
import shapely
from small_country import CELLS, NAMES, cell, small_country  # noqa: F401 - a fixture

from dashboard.errors import UnusableFileError
from dashboard.projection import to_lambert
from dashboard.reference.load import File, load_files
from dashboard.reference.lookup import locate

TODAY = np.datetime64("2026-01-31").item()
pytestmark = pytest.mark.usefixtures("small_country")


def written(folder, suffix, *, lambert=False, order=2023, **options):
    """A file in a format of GDAL, holding the small country in Elections Canada's columns."""
    shapes = np.array([cell(code) for code in CELLS], dtype=object)
    if lambert:
        fine = shapely.segmentize(shapes, 0.05)
        shapes = shapely.transform(fine, lambda at: np.column_stack(to_lambert(at[:, 0], at[:, 1])))
    names = [NAMES[order][code] for code in CELLS]
    fields = {"FED_NUM": list(CELLS), "ED_NAMEE": [name[0] for name in names], "ED_NAMEF": [name[1] for name in names]}
    path = folder / f"made{suffix}"
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapes),
        [np.array(cells, dtype=object) for cells in fields.values()],
        list(fields),
        geometry_type="Polygon",
        crs="EPSG:3347" if lambert else "EPSG:4326",
        **options,
    )
    return path


def zipped(folder, prefix="", without=(), **options):
    """The small country as a zipped shapefile, its entries named with a prefix."""
    written(folder, ".shp", **options)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "about the file")
        for part in folder.glob("made.*"):
            if part.suffix not in without:
                archive.write(part, f"{prefix}{part.name}")
    return File("districts.zip", packed.getvalue())


def load(file, home):
    (loaded,) = load_files([file], home=home, today=TODAY)
    return loaded


@pytest.mark.parametrize("lambert", [True, False])
def test_a_zipped_shapefile_is_read_in_its_own_projection(tmp_path, lambert):
    loaded = load(zipped(tmp_path, lambert=lambert), tmp_path / "home")
    assert (loaded.source["riding_order"], loaded.source["publisher"]) == (2023, "Elections Canada")
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
    packed = io.BytesIO(zipped(folder).data)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("second.shp", b"")
    return packed.getvalue()


def _vrt_as_shapefile(_folder):
    packed = io.BytesIO()
    layer = (
        "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/x</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    with zipfile.ZipFile(packed, "w") as archive:
        for suffix in (".shp", ".shx", ".dbf"):
            archive.writestr(f"x{suffix}", layer)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_two_shapefiles, "one whole shapefile"),
        (lambda folder: zipped(folder, without=(".dbf",)).data, "one whole shapefile"),
        (_vrt_as_shapefile, "can't be read as polygons"),
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

"""Polygons from zipped shapefiles and GeoPackages, read by GDAL in a child process that can do little else."""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

import numpy as np
import shapely

from dashboard.errors import UnusableFileError
from dashboard.reference.features import UNKNOWN, Features, in_degrees, known_crs
from dashboard.sources import BOUNDARY_CODE_COLUMNS

_CHILD = Path(__file__).with_name("gdal_child.py")
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = {".shp", ".dbf"}
_MOST_UNPACKED = 400_000_000
_MOST_ENTRIES = 2_000
_SECONDS = 330
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "LANG")
_OWN_ENVIRONMENT = {
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
    "OPENBLAS_NUM_THREADS": "1",  # else memory is set aside for every processor of the machine
}


def is_zip_of_shapefile(data: bytes) -> bool:
    """Whether a zip archive holds a shapefile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(_is_shape(entry) for entry in archive.namelist()[:_MOST_ENTRIES])
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def features_of_shapefile(data: bytes, name: str) -> Features:
    """The features of the one shapefile in a zip archive; raises UnusableFileError with what to do."""
    with tempfile.TemporaryDirectory(prefix="boundaries-") as folder:
        encoding = _unpack(data, Path(folder), name)
        return _read(Path(folder) / "layer.shp", "ESRI Shapefile", encoding, name)


def features_of_geopackage(data: bytes, name: str) -> Features:
    """The features of the first layer of a GeoPackage that has riding codes; raises UnusableFileError."""
    if len(data) > _MOST_UNPACKED:
        raise _too_large(name)
    with tempfile.TemporaryDirectory(prefix="boundaries-") as folder:
        path = Path(folder) / "layer.gpkg"
        path.write_bytes(data)
        return _read(path, "GPKG", "", name)


def _unpack(data: bytes, folder: Path, name: str) -> str:
    """Write the shapefile's parts under names of ours; returns the encoding to read its text in ("": it says so)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, name)
            for suffix, entry in parts.items():
                with archive.open(entry) as packed, (folder / f"layer{suffix}").open("wb") as unpacked:
                    _copy(packed, unpacked, entry.file_size)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        message = f"The archive {name} can't be unpacked: download it again."
        raise UnusableFileError(message) from error
    return "" if ".cpg" in parts else _encoding((folder / "layer.dbf").read_bytes())


def _is_shape(entry: str) -> bool:
    """Whether an entry's name is that of a shapefile, and not of what some systems keep beside their files."""
    return entry.lower().endswith(".shp") and not PurePosixPath(entry).name.startswith("._")


def _parts(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """The entries that make up the archive's only shapefile, by suffix."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    shapes = [entry for entry in entries if _is_shape(entry.filename)]
    stem = PurePosixPath(shapes[0].filename).with_suffix("").as_posix() if shapes else ""
    parts = {
        suffix: entry for entry in entries for suffix in _PARTS if entry.filename.lower() == f"{stem}{suffix}".lower()
    }
    if len(shapes) != 1 or not parts.keys() >= _NEEDED:
        message = (
            f"{name} does not hold one whole shapefile (.shp, .shx, .dbf): load the archive of one set of ridings."
        )
        raise UnusableFileError(message)
    if sum(entry.file_size for entry in parts.values()) > _MOST_UNPACKED:
        raise _too_large(name)
    return parts


def _too_large(name: str) -> UnusableFileError:
    message = f"{name} holds more than 400 MB: load a generalised copy."
    return UnusableFileError(message)


def _copy(packed: IO[bytes], unpacked: IO[bytes], size: int) -> None:
    """At most as many bytes as the directory of the archive promised."""
    left = size
    while left > 0 and (block := packed.read(min(left, 1 << 20))):
        unpacked.write(block)
        left -= len(block)


def _encoding(table: bytes) -> str:
    """The encoding of a table that does not state it: UTF-8 where that can be, else that of Windows."""
    try:
        table[32:].decode("utf-8")
    except UnicodeDecodeError:
        return "CP1252"
    return "UTF-8"


def _read(path: Path, driver: str, encoding: str, name: str) -> Features:
    kept = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own script, on a path of our own
            [sys.executable, "-I", str(_CHILD), str(path), driver, encoding, ",".join(BOUNDARY_CODE_COLUMNS)],
            capture_output=True, timeout=_SECONDS, check=False, cwd=path.parent, env=kept | _OWN_ENVIRONMENT,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        message = f"{name} took more than five minutes to read: load a generalised copy."
        raise UnusableFileError(message) from error
    if done.returncode or not done.stdout:
        message = f"{name} can't be read as polygons with riding codes: download it again."
        raise UnusableFileError(message)
    return _features(done.stdout, name)


def _features(answer: bytes, name: str) -> Features:
    """The features in the child's answer: a line of JSON, then the geometries one after another."""
    head, _, packed = answer.partition(b"\n")
    told = json.loads(head)
    sizes = np.array(told["sizes"], dtype=np.int64)
    ends = np.cumsum(np.maximum(sizes, 0)).tolist()
    pieces = [packed[end - size : end] if size >= 0 else None for end, size in zip(ends, sizes.tolist(), strict=True)]
    try:
        shapes = shapely.from_wkb(np.array(pieces, dtype=object))
    except shapely.errors.GEOSException as error:
        message = f"{name} holds a geometry that can't be read: download it again."
        raise UnusableFileError(message) from error
    return Features(told["columns"], in_degrees(shapes, known_crs(told["crs"]) if told["crs"] else UNKNOWN, name))

"""Run as a script, apart from the app: reads one shapefile or GeoPackage and writes its features to stdout.

Nothing but the one driver asked for is there to be tricked: all others are taken away before the file is opened. Time
and memory are bounded. Arguments: path, driver, encoding ("" for what the file says), lower-case names of which the
layer must have one. The answer is a line of JSON (CRS, columns, number of bytes of each geometry), then the geometries
as WKB.
"""

import json
import sys

_MOST_MEMORY = 1_000_000_000
"""Bytes of addresses. The published files take a quarter of it, the largest that is unpacked at all 0.6 of it."""

_MOST_SECONDS = 300
_NOT_NEEDED = ("geopandas", "pandas", "pyarrow", "pyproj", "shapely")


def main() -> None:
    """Reads the layer; exits with a code above 0 where there is none that fits or it can't be read."""
    _bound()
    for library in _NOT_NEEDED:
        sys.modules[library] = None  # type: ignore[assignment] # pyogrio looks for them: half its start
    import pyogrio  # noqa: PLC0415 - after the bounds are set

    path, driver, encoding, wanted = sys.argv[1:5]
    _keep_only(driver)
    layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
    fits = [name for name in layers if set(wanted.split(",")) & _fields(pyogrio.read_info(path, layer=name))]
    if not fits:
        raise SystemExit(3)
    meta, _, shapes, columns = pyogrio.raw.read(path, layer=fits[0], encoding=encoding or None, force_2d=True)
    cells = {
        str(name): ["" if cell is None else str(cell) for cell in column]
        for name, column in zip(meta["fields"], columns, strict=True)
    }
    sizes = [-1 if shape is None else len(shape) for shape in shapes]
    told = {"crs": meta["crs"], "columns": cells, "sizes": sizes}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.writelines(shape for shape in shapes if shape is not None)


def _keep_only(driver: str) -> None:
    """Takes all other drivers away; exits where one is left, so that no file is ever opened by it."""
    import pyogrio  # noqa: PLC0415 - after the bounds are set

    others = [name for name in pyogrio.list_drivers() if name != driver]
    pyogrio.set_gdal_config_options({"OGR_SKIP": ",".join(others)})
    pyogrio.core._register_drivers()  # noqa: SLF001 - what is to be skipped is looked at only here
    if set(pyogrio.list_drivers()) != {driver}:
        raise SystemExit(4)


def _fields(info: dict[str, object]) -> set[str]:
    return {str(name).lower() for name in info["fields"]}  # type: ignore[attr-defined]


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


if __name__ == "__main__":
    main()

"""Run as a script, apart from the app: reads one shapefile or GeoPackage and writes its features as Arrow to stdout.

Nothing but the one driver asked for is there to be tricked: the caller names all others in OGR_SKIP. Time and memory
are bounded. Arguments: path, encoding ("" for what the file says), lower-case names of which the layer must have one.
"""

import json
import sys

_MOST_MEMORY = 6_000_000_000
_MOST_SECONDS = 300


def main() -> None:
    """Reads the layer; exits with a code above 0 where there is none that fits or it can't be read."""
    _bound()
    import pyarrow as pa  # noqa: PLC0415 - after the bounds are set
    import pyogrio  # noqa: PLC0415 - after the bounds are set

    path, encoding, wanted = sys.argv[1], sys.argv[2] or None, set(sys.argv[3].split(","))
    layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
    fits = [name for name in layers if wanted & _fields(pyogrio.read_info(path, layer=name))]
    if not fits:
        raise SystemExit(3)
    meta, _, shapes, columns = pyogrio.raw.read(path, layer=fits[0], encoding=encoding, force_2d=True)
    arrays = [pa.array(["" if cell is None else str(cell) for cell in column]) for column in columns]
    names = [str(name) for name in meta["fields"]]
    table = pa.table([*arrays, pa.array(list(shapes), pa.binary())], names=[*names, "geometry"])
    table = table.replace_schema_metadata({"crs": json.dumps(meta["crs"])})
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as writer:
        writer.write_table(table)


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

"""JSON and GeoJSON that is deep, doubled, without bounds, or a map of something else."""

import json

from hostile.hostile_file import HostileFile, encoded

_NO_JSON, _NO_LIST = "JSON can't be read", "no list of actions"
_GOOD = {"date": "2020-11-24", "tactic": "call"}
_MEGABYTE = 1_000_000


def _file(about, make, told="", name="log.json"):
    return HostileFile(about, make, told, name)


def _raw(value, name="note"):
    """A list of one action, of which one value is written as it stands; a long one is made by a call."""
    begin = f'[{{"date": "2020-11-24", "tactic": "call", "{name}": '
    return encoded(lambda: f"{begin}{value() if callable(value) else value}}}]")


def _features(*shapes):
    def text():
        made = (shape() if callable(shape) else shape for shape in shapes)
        features = [{"type": "Feature", "geometry": shape, "properties": _GOOD} for shape in made]
        return json.dumps({"type": "FeatureCollection", "features": features})

    return encoded(text)


def _point(*place):
    return {"type": "Point", "coordinates": list(place)}


def _raw_point(longitude):
    """A map of one action, at a place that is written as it stands."""
    shape = f'{{"type": "Point", "coordinates": [{longitude}, -Infinity]}}'
    action = f'{{"type": "Feature", "geometry": {shape}, "properties": {json.dumps(_GOOD)}}}'
    return encoded(f'{{"type": "FeatureCollection", "features": [{action}]}}')


def _map(about, make, told=""):
    return _file(about, make, told, "log.geojson")


_NO_POINT = "no point"
JSON = (
    _file("lists of lists without an end", encoded(lambda: "[{" + '"a":[' * 100_000), _NO_JSON),
    _file("a million objects within each other", encoded(lambda: '{"a":' * _MEGABYTE), _NO_JSON),
    _file("a note 900 levels deep", _raw("[" * 900 + "]" * 900)),
    _file("a note 100,000 levels deep", _raw(lambda: "[" * 100_000 + "]" * 100_000), _NO_JSON),
    _file("a number of a million digits", _raw(lambda: "9" * _MEGABYTE, "quantity"), "more than 20,000"),
    _file("a number of 5,000 digits", _raw("9" * 5_000, "quantity")),
    _file("numbers without bounds", _raw("1e999999999", "quantity")),
    _file("NaN", _raw("NaN", "quantity")),
    _file("minus Infinity", _raw("-Infinity", "quantity")),
    _file("half a letter in a note", _raw('"\\ud800 and \\udfff"')),
    _file("half a letter in a list", _raw('["\\ud800", "x"]')),
    _file("half a letter in a name", _raw('"x"', "\\ud800")),
    _file("half a letter in an object", _raw('{"\\ud800": ["\\udc00"]}')),
    _file("NUL in a note", _raw('"a\\u0000b"')),
    _file("NUL in a name", _raw('"x"', "no\\u0000te"), "control characters"),
    _file("a name that turns around", _raw('"x"', "\\u202ecod"), "control characters"),
    _file("one name twice", encoded('[{"date": "2020-11-24", "tactic": "call", "tactic": "rally"}]'), "twice"),
    _file(
        "one name twice by an escape",
        encoded('[{"date": "2020-11-24", "tactic": "call", "t\\u0061ctic": "x"}]'),
        "twice",
    ),
    _file("names of Python's own", _raw('{"__class__": "os.system", "__init__": 1}', "__proto__")),
    _file(
        "an object of 100,000 names",
        encoded(lambda: json.dumps([{**_GOOD, **{f"c{n}": 1 for n in range(100_000)}}])),
        "columns",
    ),
    _file("objects that share no name", encoded(lambda: json.dumps([{f"c{n}": 1} for n in range(100_000)])), "columns"),
    _file("three million empty objects", encoded(lambda: "[" + "{}," * 3_000_000 + "{}]"), "more than 200,000 rows"),
    _file("three million empty lists", _raw(lambda: "[" + "[]," * 3_000_000 + "[]]"), "rows"),
    _file("a list of everything", encoded('[{}, 1, null, "x", []]'), _NO_LIST),
    _file("one object", encoded(json.dumps(_GOOD)), _NO_LIST),
    _file("two documents", encoded(f"[{json.dumps(_GOOD)}][{json.dumps(_GOOD)}]"), _NO_JSON),
    _file("comments and a last comma", encoded(f"[{json.dumps(_GOOD)}, /* x */]"), _NO_JSON),
    _file("JSON after a BOM of UTF-16", lambda: json.dumps([_GOOD]).encode("utf-16")),
    _file("a program that says it is JSON", encoded('{"x":1});alert(1)//'), _NO_JSON),
    _file("JSON named as a spreadsheet", encoded(json.dumps([_GOOD])), name="log.xlsx"),
)

MAPS = (
    _map("a polygon", _features({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [0, 0]]]}), _NO_POINT),
    _map(
        "geometries within geometries",
        _features(
            {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": [_point(0, 0)]}]}
        ),
        _NO_POINT,
    ),
    _map(
        "a line of a million places",
        _features(lambda: {"type": "LineString", "coordinates": [[0, 0]] * 300_000}),
        _NO_POINT,
    ),
    _map("a point of a million numbers", _features(lambda: _point(*[0] * _MEGABYTE))),
    _map("a point of no numbers", _features(_point()), _NO_POINT),
    _map("a point of points", _features(_point([0, 0], [1, 1])), _NO_POINT),
    _map("a point of words", _features(_point("east", "north"))),
    _map("a point of NaN", _raw_point("NaN")),
    _map("points off the earth", _features(_point(1e308, 1e308), _point(-1e5, 91), _point(0, 0))),
    _map("a coordinate of 20,000 digits", _raw_point("9" * 20_001), "more than 20,000"),
    _map("a geometry that is a word", _features("POINT (0 0)"), _NO_POINT),
    _map(
        "features that are none",
        encoded('{"type": "FeatureCollection", "features": [1, "x", null]}'),
        "no list of features",
    ),
    _map(
        "features that are an object",
        encoded('{"type": "FeatureCollection", "features": {"0": {}}}'),
        "no list of features",
    ),
    _map(
        "properties that are a list",
        encoded('{"type": "FeatureCollection", "features": [{"properties": [1]}]}'),
        "properties of feature 1",
    ),
    _map(
        "another system of coordinates",
        encoded(
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "crs": {"type": "link", "properties": {"href": "http://127.0.0.2/crs"}},
                    "features": [{"type": "Feature", "geometry": None, "properties": _GOOD}],
                }
            )
        ),
    ),
    _map("TopoJSON", encoded('{"type": "Topology", "objects": {}, "arcs": []}'), _NO_LIST),
)

FILES = (*JSON, *MAPS)

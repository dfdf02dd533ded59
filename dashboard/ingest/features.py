"""GeoJSON points, as maps and our own export write them, to records as a log has them."""

from collections.abc import Mapping
from typing import Any

from dashboard.errors import UnusableFileError
from dashboard.ingest.columns import field_of

OWN_EXPORT = frozenset({"action_id", "target_id", "riding_code", "upload_id"})
"""Columns that tell our own export of actions from other logs."""

_POINT = ("longitude", "latitude")


def is_collection(content: object) -> bool:
    """Whether JSON is a collection of features."""
    return isinstance(content, Mapping) and content.get("type") == "FeatureCollection"


def records(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One record a feature: its properties and, where these say no position, the degrees of its point.

    In our own export a point is where the office or riding lies, which the action does not state. Raises
    UnusableFileError for features that are none or lie along lines and in areas.
    """
    features = content.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, Mapping) for feature in features):
        message = "The GeoJSON has no list of features: save the points of the log as a FeatureCollection."
        raise UnusableFileError(message)
    rows = [_properties(feature, number) for number, feature in enumerate(features, start=1)]
    names = {name for row in rows for name in row}
    if names >= OWN_EXPORT or {field_of(name) for name in names} & set(_POINT):
        return rows
    points = (_point(feature, number) for number, feature in enumerate(features, start=1))
    return [row | point for row, point in zip(rows, points, strict=True)]


def _properties(feature: Mapping[str, Any], number: int) -> dict[str, Any]:
    found = feature.get("properties") or {}
    if not isinstance(found, Mapping):
        message = f"The properties of feature {number} of the GeoJSON are no object: name what was done in them."
        raise UnusableFileError(message)
    return dict(found)


def _point(feature: Mapping[str, Any], number: int) -> dict[str, str]:
    shape = feature.get("geometry")
    if shape is None:
        return {}
    place = shape.get("coordinates") if isinstance(shape, Mapping) and shape.get("type") == "Point" else None
    if not isinstance(place, list) or len(place) < len(_POINT) or not all(isinstance(one, str) for one in place):
        message = f"Feature {number} of the GeoJSON is no point: give each action one point, or none."
        raise UnusableFileError(message)
    return dict(zip(_POINT, place, strict=False))

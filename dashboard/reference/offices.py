"""Offices as published made into records: address lines read, ids that stay the same, points by postal code."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from dashboard.addresses import postal_code, province, street_number, without_postal_code
from dashboard.directory.office_ids import distinct, office_id
from dashboard.reference.postal import city_points, points

__all__ = ["distinct", "office_id", "placed", "read_address"]

_REMARK = re.compile(r"\s*\((?:main office|bureau principal)\)", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:(?:main|head|second|satellite|constituency|community|riding|mobile)\s+)*(?:office|bureau)"
    r"(?:\s+(?:principal|satellite|de circonscription))?\s*(?:[-:]\s*|$)",
    re.IGNORECASE,
)


def read_address(lines: Sequence[str]) -> dict[str, str]:
    """Address, city, province and postal code of an office from the lines it is published in.

    Labels such as "Main office - Richmond" and remarks such as "(Main office)" are no part of the address.
    """
    code = postal_code(" ".join(lines))
    kept = [without_postal_code(line) for line in re.split(r"[\r\n]+", _REMARK.sub("", "\n".join(lines)))]
    kept = [line for line in kept if line and line.lower() != "canada"]
    city, where = _city(kept[-1]) if kept else ("", "")
    street = _without_label(kept[:-1] if where else kept)
    return {"address": ", ".join(street), "city": city, "province": where, "postal_code": code}


def placed(offices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The offices with the point of their postal code, else of their city, marked as such; some have neither."""
    by_code = points([office["postal_code"] for office in offices])
    by_city = city_points([office["city"] for office in offices], [office["province"] for office in offices])
    return [
        office | _position(("postal_code", *code), ("city", *city))
        for office, code, city in zip(offices, zip(*by_code, strict=True), zip(*by_city, strict=True), strict=True)
    ]


def _position(*places: tuple[str, float, float]) -> dict[str, Any]:
    """The first place that is known."""
    for position, latitude, longitude in places:
        if np.isfinite(latitude):
            return {"latitude": float(latitude), "longitude": float(longitude), "position": position}
    return {"position": ""}


def _city(line: str) -> tuple[str, str]:
    """City and province of a line such as "Sydney, Nova Scotia" or "Sydney NS"; ("", "") for any other line."""
    for separator in (", ", " "):
        city, _, where = line.rpartition(separator)
        if city and province(where):
            return city.rstrip(","), province(where)
    return "", ""


def _without_label(lines: list[str]) -> list[str]:
    """The lines without a label in front; what follows a label counts only where it holds a number."""
    if not lines or not (label := _LABEL.match(lines[0])):
        return lines
    rest = lines[0][label.end() :]
    return [rest, *lines[1:]] if street_number(rest) else lines[1:]

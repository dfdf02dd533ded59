"""Who represents a postal code, and the offices nearest to it."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import config
from dashboard import words as vocabulary
from dashboard.reference.lookup import locate
from dashboard.reference.postal import PRECISION, code_numbers, listed_codes, points
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, past, ridings, state, tables, widgets
from dashboard.ui.cards import office, seat
from dashboard.ui.frame import shown_order
from dashboard.ui.text import _, words

_MOST = 15
_EARTH_KM = 6371.0
_FULL = 6


def show(of: Snapshot, text: str) -> None:
    """The member of the riding that holds the code's point, and offices near it with their distance."""
    code = "".join(text.split()).replace("-", "").upper()
    latitude, longitude = _point(code)
    shown = code if len(code) < _FULL else f"{code[:3]} {code[3:]}"
    if np.isnan(latitude):
        widgets.note(_("The postal code {code} is not in our list: try its first three signs.").format(code=shown))
        return
    if len(code) < _FULL:
        widgets.note(_("{code} is an area: places are measured from about its middle.").format(code=shown))
    _member(of, shown, latitude, longitude)
    st.subheader(_("Offices near {code}").format(code=shown))
    near = _near(of, latitude, longitude, past.on_the_day_shown(of))
    ids = near["target_id"].tolist()
    offices = near["office_id"].tolist()
    tables.show(
        _readable(of, near), "near", lambda place: state.change(person=ids[place], office=offices[place], riding="")
    )


def _member(of: Snapshot, shown: str, latitude: float, longitude: float) -> None:
    """The riding that the point lies in, and who sits for it."""
    key = str(locate(longitude, latitude, shown_order(of), config.home())[0])
    if not key:
        widgets.note(_("Which riding holds it is not known: load boundaries on the Data page."))
        return
    day = past.on_the_day_shown(of)
    named = ridings.names(words().language).get(key, key)
    member = seat.member_on(of, key, day)
    widgets.title(_("{code} lies in {riding}").format(code=shown, riding=named))
    st.text(seat.named(of, member, day) if member else _("Who sat for it on the last day shown is not known."))
    label = _("Offices, phones and who held it when")
    st.button(label, key="to-place", type="tertiary", icon=":material/groups:", on_click=_open, args=(key, member))


def _open(key: str, member: str) -> None:
    state.change(person=member, riding="" if member else key, office="")


@cached.kept
def _near(of: Snapshot, latitude: float, longitude: float, day: np.datetime64) -> pd.DataFrame:
    """The open offices nearest to a point, with ``km``."""
    there = np.array([not office.closed(row, day) for row in of.offices.itertuples()], dtype=bool)
    rows = of.offices[there & of.offices["latitude"].notna().to_numpy()]
    rows = rows.assign(km=_km(latitude, longitude, rows["latitude"].to_numpy(), rows["longitude"].to_numpy()))
    return rows.sort_values("km", kind="stable").head(_MOST)


def _readable(of: Snapshot, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Km"): rows["km"].round(1).to_numpy(),
            _("Who"): of.directory.names_of(rows["target_id"]),
            _("Office"): words().renamed(vocabulary.OFFICE_KINDS, rows["kind"]),
            _("Address"): rows["address"].to_numpy(),
            _("Phone"): rows["phone"].to_numpy(),
        }
    )


def _point(code: str) -> tuple[float, float]:
    """Latitude and longitude of a postal code, or of the middle of all that begin with an area's three signs."""
    if len(code) == _FULL:
        latitude, longitude = points([code])
        return float(latitude[0]), float(longitude[0])
    known, latitudes, longitudes = listed_codes()
    first, last = np.searchsorted(known, code_numbers([f"{code}0A0", f"{code}9Z9"]))
    if first == last:
        return np.nan, np.nan
    return float(np.median(latitudes[first:last])) / PRECISION, float(np.median(longitudes[first:last])) / PRECISION


def _km(latitude: float, longitude: float, latitudes: "np.ndarray", longitudes: "np.ndarray") -> "np.ndarray":
    """Distances along the earth's surface."""
    here, there = np.radians(latitude), np.radians(latitudes)
    across = np.sin(np.radians(longitudes - longitude) / 2) ** 2
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * across
    return 2 * _EARTH_KM * np.arcsin(np.sqrt(half))

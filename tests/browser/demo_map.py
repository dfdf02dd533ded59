"""A page with nothing but a map: a country of 30 square ridings and 12 offices, three of them on one spot."""

import json
import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import maps
from dashboard.projection import from_map
from dashboard.schema import STATUSES
from dashboard.ui import map as component
from dashboard.words import words

ORDER, ACROSS, DOWN = 2013, 6, 5
KEYS = [f"{ORDER}:35{number:03}" for number in range(ACROSS * DOWN)]


def square(x, y, size, **properties):
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def corner(number, size):
    return (number % ACROSS - ACROSS / 2) * size, (DOWN / 2 - 1 - number // ACROSS) * size


@st.cache_resource
def country():
    """A folder of shapes, the list of ridings and the offices."""
    folder = Path(tempfile.mkdtemp())
    squares = [square(*corner(number, 2.0), 2.0, k=key) for number, key in enumerate(KEYS)]
    tiles = [square(*corner(number, 1.1), 1.0, k=key) for number, key in enumerate(KEYS)]
    lake = [square(-6, -5, 2.0)]
    for name, features in {
        "ridings-2013-0123456789ab": squares, "tiles-2013": tiles, "provinces": [square(-6, -5, 12.0)], "water": lake,
    }.items():  # fmt: skip
        numbered = [{**feature, "id": number} for number, feature in enumerate(features)]
        (folder / f"{name}.json").write_text(json.dumps({"type": "FeatureCollection", "features": numbered}))
    middles = [corner(number, 2.0) for number in range(len(KEYS))]
    longitude, latitude = from_map([x + 1 for x, _ in middles], [y + 1 for _, y in middles])
    ridings = pd.DataFrame(
        {"riding": KEYS, "order": ORDER, "longitude": longitude, "latitude": latitude,
         "name_en": [f"Riding {number}" for number in range(len(KEYS))],
         "name_fr": [f"Circonscription {number}" for number in range(len(KEYS))]}
    )  # fmt: skip
    at = [8, 9, 10, 14, 15, 16, 20, 21, 22, 27, 27, 27]
    offices = pd.DataFrame(
        {"office_id": [f"office-{number}" for number in range(12)], "target_id": [f"t{number}" for number in range(12)],
         "kind": ["constituency"] * 9 + ["legislature"] * 3, "address": "1 Main Street",
         "latitude": latitude[at], "longitude": longitude[at]}
    )  # fmt: skip
    return folder, ridings, offices


def picked(pick):
    st.session_state["chosen"] = (pick.key,) if pick.key else ()
    st.session_state["picks"] = st.session_state.get("picks", 0) + 1


if "fail" in st.query_params:
    raise ValueError(st.query_params["fail"])
folder, ridings, offices = country()
chosen = st.session_state.get("chosen", ())
spoken = words(st.query_params.get("lang", "en"))
named = st.query_params.get("view", "tiles")
view = st.radio("View", ["tiles", "ridings", "offices"], index=["tiles", "ridings", "offices"].index(named))
tactic = st.radio("Tactic", ["all", "call"])
if tactic == "call":
    st.caption("This line pushes the map down.")
drawn = maps.shapes(ORDER, folder, folder / "ridings-2013-0123456789ab.json")
if "bare" in st.query_params:
    drawn = maps.shapes(ORDER, folder)
if "broken" in st.query_params:
    drawn = maps.Shapes(ORDER, *["/geometry/gone-0123456789abcdef.json"] * 4)
if view == "offices":
    statuses = [STATUSES[number % 6] for number in range(12)]
    rows = pd.DataFrame({"office_id": offices["office_id"], "status": statuses})
    rows = rows if tactic == "all" else rows[rows["status"] == "called"]
    names = {f"t{number}": f"Member {number} <img src=x>" for number in range(12)}
    seen = maps.office_view(rows, maps.office_places(offices, names, spoken), drawn, spoken, selected=chosen)
else:
    values = [(number * 7) % 23 if tactic == "all" else number % 4 for number in range(len(KEYS))]
    rows = pd.DataFrame(
        {"riding": KEYS, "value": values, "status": [STATUSES[number % 6] if value else "none" for number, value in
                                                     enumerate(values)]}
    )  # fmt: skip
    beside = maps.Beside("Actions", chosen, "A small country.")
    make = maps.tile_view if view == "tiles" else maps.riding_view
    seen = make(rows, maps.riding_places(ridings, ORDER, spoken), drawn, maps.scale(range(23)), spoken, beside)
last = component.show(seen, "map", picked)
st.text(f"chosen: {' '.join(chosen) or 'nothing'}")
st.text(
    f"picks: {st.session_state.get('picks', 0)}, this run: {last.kind if last else 'no'} {last.key if last else ''}"
)
st.text("\n".join(f"line {number}" for number in range(60)))

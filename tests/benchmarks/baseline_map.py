"""The Map page as Streamlit pages are usually written, to compare with: plotly.express and the GeoJSON in the figure.

The same campaign, filters, ridings, offices, leading figures and table as the real page, read once and kept.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

from dashboard import config, snapshot
from dashboard.filters import Filters
from dashboard.schema import PROVINCES as PROVINCE_CODES
from dashboard.store import Store
from dashboard.words import PROVINCES, TACTICS

CAMPAIGN = "renew-pgwp-2020"
SHOWN = 50


@dataclass
class Known:
    geojson: dict
    ridings: pd.DataFrame
    offices: pd.DataFrame
    actions: pd.DataFrame


@st.cache_resource
def known():
    geojson = json.loads(Path(os.environ["BASELINE_GEOJSON"]).read_text(encoding="utf-8"))
    ridings = pd.DataFrame([feature["properties"] for feature in geojson["features"]])
    ridings["province"] = ridings["code"].astype("str").str.slice(0, 2).map(PROVINCE_CODES)
    with Store.open(config.database_url()) as store:
        loaded = snapshot.load(store, CAMPAIGN)
        actions = loaded.chosen(Filters())
    offices = loaded.offices.dropna(subset=["latitude"]).assign(name=lambda own: own["kind"] + ", " + own["address"])
    actions = actions.assign(code=actions["riding"].str.slice(5).replace("", "0").astype(int))
    return Known(geojson, ridings, offices, actions)


def figure(data, ridings, offices):
    drawn = px.choropleth_map(
        ridings, geojson=data.geojson, locations="code", featureidkey="properties.code", color="actions",
        hover_name="en", map_style="white-bg", center={"lat": 60, "lon": -95}, zoom=2.3, opacity=0.7, height=620,
    )  # fmt: skip
    points = px.scatter_map(offices, lat="latitude", lon="longitude", color="status", hover_name="name")
    for trace in points.data:
        drawn.add_trace(trace)
    return drawn


st.set_page_config(layout="wide")
data = known()
left, right = st.columns(2)
provinces, tactics = {"All provinces": ""}, {"All tactics": ""}
provinces |= {name: code for code, name in PROVINCES.items()}
tactics |= {name: code for code, name in TACTICS.items()}
province = provinces[left.selectbox("Province", list(provinces))]
tactic = tactics[right.selectbox("Tactic", list(tactics))]

actions, ridings, offices = data.actions, data.ridings, data.offices
if tactic:
    actions = actions[actions["tactic"] == tactic]
if province:
    actions = actions[actions["province"] == province]
    ridings = ridings[ridings["province"] == province]
    offices = offices[offices["province"] == province]
counts = actions.groupby("code")["action_id"].nunique()
ridings = ridings.assign(actions=ridings["code"].map(counts).fillna(0))
by_target = actions.pivot_table(index="target_id", columns="tactic", values="quantity", aggfunc="sum", observed=True)
called, postered = (set(by_target.index[by_target[name] > 0]) if name in by_target else set()
                    for name in ("call", "poster_office"))  # fmt: skip
offices = offices.assign(
    status=[
        "called and postered" if target in called and target in postered
        else "called" if target in called else "postered" if target in postered else "none"
        for target in offices["target_id"]
    ]
)  # fmt: skip

boxes = st.columns(4)
boxes[0].metric("Offices postered", int(offices["status"].str.contains("postered").sum()))
boxes[1].metric("Offices called", int(offices["status"].str.contains("called").sum()))
boxes[2].metric("Ridings touched", int((ridings["actions"] > 0).sum()))
boxes[3].metric("Call attempts", int(actions.loc[actions["tactic"] == "call", "quantity"].sum()))
st.plotly_chart(figure(data, ridings, offices), key="map")
st.dataframe(ridings.sort_values("actions", ascending=False).head(SHOWN), hide_index=True)

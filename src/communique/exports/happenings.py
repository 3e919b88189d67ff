"""A happening and a person as people read them: every telling with its words, what differs, and why they are one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from rich.text import Text

from communique.threads import Detail, Happening, Holding, Person, Telling, differing
from communique.threads.shown import WIDTH, flat, title_of, told_by


def as_json_text(happening: Happening, told: Sequence[Telling]) -> str:
    """The happening with its tellings and their differing details, as one line of JSON."""
    details = [
        {"field": d.field, "values": [{"value": v, "events": ids} for v, ids in d.values]} for d in differing(told)
    ]
    return msgspec.json.encode({"happening": happening, "tellings": told, "differing": details}).decode()


def lines_about(happening: Happening, told: Sequence[Telling]) -> Iterator[Text]:
    """What happened, how widely it is told, what the tellings differ in, and each of them."""
    yield title_of(happening, told[0] if told else None)
    yield _line("told by", Text(told_by(happening)))
    for detail in differing(told):
        yield from _differing(detail, len(told))
    for telling in told:
        yield Text()
        yield from _telling(telling)


def _differing(detail: Detail, number: int) -> Iterator[Text]:
    for value, events in detail.values:
        yield _line(f"{detail.field}?", Text(f"{flat(value)} ({len(events)} of {number})"))


def _telling(telling: Telling) -> Iterator[Text]:
    facts = (telling.publisher or telling.uri, telling.published, telling.headline, telling.event_id)
    yield _line("in", Text(" · ".join(flat(fact) for fact in facts if fact), style="dim"))
    yield _line("words", Text(f"“{flat(telling.words)}”", style="italic"))
    if telling.joined_to:
        yield _line(
            "because", Text(f"{telling.reason} ({telling.score:.2f} of 1, {telling.rule}, {telling.joined_to})")
        )


def lines_about_person(
    person: Person, holdings: Sequence[Holding], known: Callable[[str], Person | None]
) -> Iterator[Text]:
    """Spellings, countries, and every office with its first and last report, its holder before and after."""
    yield Text.assemble((flat(person.name), "bold"), (f"  {person.id}", "dim"))
    yield _line("spelt", Text(", ".join(map(flat, person.names))))
    yield _line("gathered as", Text(", ".join(person.who)))
    if person.countries:
        yield _line("of", Text(", ".join(person.countries)))
    yield _line("in", Text(f"{person.articles} article{'' if person.articles == 1 else 's'}"))
    for holding in holdings:
        yield from _holding(holding, known)
    yield Text()


def _holding(holding: Holding, known: Callable[[str], Person | None]) -> Iterator[Text]:
    days = f"{holding.first} to {holding.last}" if holding.first else "in the past"
    former = f", called former from {holding.former_since}" if holding.former_since and holding.first else ""
    of = f" of {flat(holding.of)}" if holding.of else ""
    yield _line("office", Text(f"{flat(holding.title)}{of}, {days}{former} ({holding.articles})"))
    for label, who in (("after", holding.predecessor), ("before", holding.successor)):
        other = known(who) if who else None
        if other:
            yield _line("", Text(f"{label} {flat(other.name)}"))
    for contradiction in holding.contradictions:
        yield _line("but", Text(flat(contradiction), style="yellow"))


def _line(label: str, told: Text) -> Text:
    return Text.assemble((f"{label:<{WIDTH}}", "dim"), told)

"""What the steps of a chain are compared by: an undertaking as an article tells it, and what may have become of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from communique.lexicon import state_named
from communique.lexicon.joining import telling_nothing
from communique.lexicon.outcomes import Outcome, is_meeting, kept_in_part, one_words, outcomes_in
from communique.model import Article, Commitment, Event, Passage, Span
from communique.threads.leading import Cell, Reach
from communique.threads.spelling import consonants_of
from communique.threads.traits import (
    PartyTrait,
    block_of,
    cell_of,
    days_of,
    parties_of,
    plain,
    reaches_of,
    stem_of,
)

# An undertaking is told again within a year or so, and what became of it within two: later it is another matter.
AGAIN, AFTER = 400, 800
# What was due on a day is done within a year of it, or is done anew.
LATE_BY = 365
# A day missed is made up within three months; a meeting that comes later is a new undertaking.
MADE_UP = 90
# A meeting reported without its day was within so many days of the report; reports of one accord come within as many.
SAME_NEWS = 3
# A meeting due within so many days of its report lies by the day it is due: most are due within weeks, and what is told of
# them is found among what was due of late instead of all that two states agreed on in two years. Without the limit a search
# would have no end.
SOON = 120
# Under how much one step is looked for: words of an act are few, those of a sentence many; the lowest codes are shared.
STEMS, SIDES, PAIRS = 10, 4, 6
# How many words of an act tell whether it is a meeting: "pay an official visit".
OPENING = 4
# Years, and days and months as figures.
CALENDAR = re.compile(r"(?:19|20)\d\d$|0\d$")
NAME = re.compile(r"[A-Z][^\W\d_]+")
# Who goes "at her invitation" has accepted it.
AT_INVITATION = re.compile(r"\b(?:at|on|upon) (?:[\w'’-]+ ){1,4}invitation\b")
GONE_TO = re.compile(r"\b(?:in|to|at|visit|visits|visited) ([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?)")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z0-9])")
# A closed class of English: pasts that reports of who did what are full of.
PASTS = {"paid": "pay", "sent": "send", "gave": "give", "took": "take", "taken": "take", "made": "make", "held": "hold",
         "shot": "shoot", "fought": "fight", "brought": "bring", "bought": "buy", "sold": "sell", "stole": "steal",
         "broke": "break", "broken": "break", "led": "lead", "left": "leave", "flew": "fly", "flown": "fly", "hid": "hide",
         "struck": "strike", "built": "build", "kept": "keep", "came": "come", "went": "go", "crossed": "cross",
         "began": "begin", "begun": "begin", "flying": "fly", "freed": "free", "freeing": "free"}  # fmt: skip
# What ends in a full stop that ends no sentence: a closed class of titles, months and single letters ("S. Qodirov").
ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[A-Z]\.[A-Z]|Mrs?|Ms|Dr|Hon|Gen|Col|Lt|Maj|Brig|Adm|Capt|Sgt|Prof|Rev|St|Jr|Sr|No|Sen|Rep|Gov|Amb|Art|vs"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\Z"
)
# The longest of them, and the mark of a word before it: no more of a sentence is looked through for its end.
LONGEST_TITLE = 8
# What an event tells of an undertaking; all other types are words, or hostile acts that nobody promises in a page's voice.
DOES = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "SANCTION", "MOBILIZE", "COERCE"))


# What is kept in part is still promised: "has delivered 18,000 of the 40,000 tonnes".
IN_PART = "promised"


class StepTraits(Struct, frozen=True, array_like=True):
    """A step as it is compared. `days` are the first and the last, as ordinals of the
    calendar, on which the act is due or was done."""

    tells: str  # invited, accepted, declined, promised, scheduled, demanded, moved, cancelled, done
    outcome: bool  # tells what became of an undertaking, and undertakes nothing
    meeting: bool
    act: str | None  # the type of event it is, where the article has one
    sides: tuple[str, ...]
    parties: tuple[PartyTrait, ...]
    places: tuple[str, ...]
    words: tuple[str, ...]  # telling words of the act, stemmed
    around: tuple[str, ...]  # and of the rest of its sentence
    days: tuple[int, int] | None
    published: int | None
    article: str

    def cells(self) -> Iterator[Cell]:
        """Undertakings are looked for over years, what became of them now and then: only that is kept era by era."""
        day, names = self.published or 0, self._blocks()
        if self.outcome:
            return (cell_of(f"outcome {name}", day) for name in names)
        if self.meeting and self.days and self.days[1] <= day + SOON:
            return (Cell(block_of(f"due {name}"), max(day, self.days[1])) for name in names)
        return (Cell(block_of(f"undertaking {name}"), day) for name in names)

    def reach(self) -> Iterator[Reach]:
        day = self.published or 0
        until = min(day + AFTER, self.days[1] + LATE_BY) if self.days else day + AFTER
        for name in self._blocks():
            if self.outcome:
                yield Reach(block_of(f"undertaking {name}"), day - AFTER, day)
            else:
                yield Reach(block_of(f"undertaking {name}"), day - AGAIN, day + AGAIN)
                yield from reaches_of(f"outcome {name}", day, until)
            if self.meeting:
                yield Reach(block_of(f"due {name}"), self._due_since, day + SOON + (0 if self.outcome else AGAIN))

    @property
    def _due_since(self) -> int:
        """The earliest day on which a meeting can have been due that this tells again, or the outcome of."""
        day = self.published or 0
        if not self.outcome:
            return day - AGAIN
        return min(day - SAME_NEWS, self.days[0] if self.days else day) - MADE_UP

    @property
    def shared(self) -> int:
        """How many blocks another step of the undertaking shares: one of a meeting; of another act two words with a
        party, or one word with two."""
        return 1 if self.meeting else 2

    def _blocks(self) -> set[str]:
        """A meeting is looked for under its parties and place, another act under a party and a word."""
        sides = sorted(self.sides, key=block_of)
        if self.meeting:
            pairs = {f"{a}+{b}" for a, b in list(combinations(sorted(sides), 2))[:PAIRS]}
            people = {
                f"{p.side} {'.'.join(sorted(map(consonants_of, p.person))[:3])}" for p in self.parties if p.person
            }
            return pairs | people | {f"{side} in {place}" for side in sides[:SIDES] for place in self.places}
        stems = sorted(self.words, key=block_of)[: STEMS * 2 if self.outcome else STEMS]
        return {f"{side} {stem}" for side in sides[:SIDES] for stem in stems}


class Step(Struct, frozen=True):
    """A step with where it stands: `sort` commitment, event or words; `finding` the id of the first two."""

    sort: str
    finding: str
    tells: str
    at: Passage
    traits: StepTraits
    rule: str


def steps_of(article: Article) -> Iterator[Step]:
    """Every undertaking of an article, and everything in it that may tell what became of one."""
    sentences = list(sentences_of(article))
    undertaken = [_undertaken(c, article, sentences) for c in article.commitments]
    yield from undertaken
    pledged = [c.evidence[0].span for c in article.commitments]
    planned = list(_planned_ahead(article, sentences, undertaken))
    yield from planned
    done = [_done(e, article, sentences) for e in article.events if _may_settle(e, pledged)]
    done = [_founding(step, article, (*undertaken, *planned)) for step in done]
    yield from done
    taken = [*pledged, *(step.at.span for step in done)]
    undone = [e.evidence[0].span for e in article.events if e.factuality == "negated"]
    for sentence in sentences:
        if any(sentence.touches(span) for span in undone):
            continue  # "have not yet exchanged the prisoners that were promised"
        for outcome in _telling(article.text, sentence, taken):
            yield _worded(outcome, sentence, article)


def _undertaken(commitment: Commitment, article: Article, sentences: list[Span]) -> Step:
    at = commitment.evidence[0]
    sentence = next((s for s in sentences if s.touches(at.span)), at.span)
    known = {actor.id: actor for actor in article.actors}
    unnamed = " ".join(known[i].name for i in commitment.debtor if i in known and not known[i].named)
    told = _told(commitment, article, sentence)
    days = days_of(commitment.due, None)
    if told == "moved" and not (commitment.postponed and days):
        days = _another_day(article, sentence, commitment.was_due or commitment.due)
    meeting = _is_meeting(commitment, article)
    traits = _traits(
        article, at.span, _owing(commitment, article, sentence, 2 if meeting or commitment.kind == "agreement" else 1), tells=told, outcome=False,
        meeting=meeting, words=f"{commitment.act} {unnamed}", sentence=sentence, days=days, act=_planned(commitment, article),
    )  # fmt: skip
    return Step("commitment", commitment.id, told, at, traits, commitment.rule)


def _planned_ahead(article: Article, sentences: list[Span], undertaken: list[Step]) -> Iterator[Step]:
    """Meetings and visits that the article tells as planned for a day where no words of it undertake them: "is due in Accra
    on 20 March". One that says again what was undertaken or planned for the same days by the same sides is no other."""
    known = {actor.id: actor for actor in article.actors}
    told = list(undertaken)
    for event in article.events:
        days = days_of(event.date, event.enddate)
        if event.event != "CONSULT" or event.factuality != "planned" or days is None:
            continue
        at = event.evidence[0]
        parties = parties_of((*event.actor, *event.recipient, *event.host), known)
        sentence = next((s for s in sentences if s.touches(at.span)), at.span)
        moved = any(o.entry.tells == "moved" for o in outcomes_in(article.text, sentence.start, sentence.stop))
        tells = "moved" if moved else "scheduled"
        days = _another_day(article, sentence, event.date) if moved else days
        traits = _traits(
            article, at.span, parties, tells=tells, outcome=False, meeting=True, words=at.text, sentence=sentence,
            days=days, act=event.event,
        )  # fmt: skip
        again = any(one.at.span.touches(sentence) or _same_plan(one.traits, traits) for one in told)
        if parties and not again:
            told.append(Step("event", event.id, tells, at, traits, event.rule))
            yield told[-1]


def _same_plan(one: StepTraits, other: StepTraits) -> bool:
    """Whether two undertakings of one article are a meeting of the same sides in the same days."""
    if one.days is None or other.days is None or not one.meeting or not {*one.sides} & {*other.sides}:
        return False
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def _owing(commitment: Commitment, article: Article, sentence: Span, wanted: int) -> tuple[PartyTrait, ...]:
    """Who owes and is owed; where the words name fewer sides than `wanted` ("the two agreed to meet again"), also who
    met or agreed before in the article, else whom the sentence names, else the states named first."""
    known = {actor.id: actor for actor in article.actors}
    named = parties_of((*commitment.debtor, *commitment.creditor), known)
    if len({p.side for p in named if p.side} | states_in(article, commitment.evidence[0].span)) >= wanted:
        return named
    before = [
        e for e in article.events if e.event in ("CONSULT", "AGREE", "SUPPORT") and e.trigger.start <= sentence.stop
    ]
    for ids in (
        *((*e.actor, *e.recipient) for e in reversed(before) if len(e.actor) + len(e.recipient) > 1),
        [a.id for a in article.actors if a.kind == "state" and any(sentence.touches(m.span) for m in a.mentions)],
        [a.id for a in article.actors if a.kind == "state"][:2] if not any(p.side for p in named) else (),
    ):
        more = parties_of((*commitment.debtor, *commitment.creditor, *ids), known)
        if len({p.side for p in more if p.side}) > len({p.side for p in named if p.side}):
            named = more
        if len({p.side for p in named if p.side}) >= wanted:
            break
    return named


def states_in(article: Article, at: Span) -> set[str]:
    """The states whose names or adjectives, or whose towns, stand there."""
    states = {
        a.country
        for a in article.actors
        if a.kind == "state" and a.country and any(at.touches(m.span) for m in a.mentions)
    }
    states |= {p.country for p in article.places if p.country and at.touches(p.span)}
    words = {found.group() for found in NAME.finditer(article.text, at.start, at.stop)}
    told = (state_named(word) for word in words)
    return states | {state.iso3 for state in told if state and state.iso3 and state.how in ("adjective", "demonym")}


def _told(commitment: Commitment, article: Article, sentence: Span) -> str:
    """What a commitment tells of the undertaking it belongs to."""
    if commitment.postponed:
        return "moved"
    if commitment.status == "cancelled":
        moved = any(o.entry.tells == "moved" for o in outcomes_in(article.text, sentence.start, sentence.stop))
        return "moved" if moved else "cancelled"
    if commitment.status in ("accepted", "declined", "done"):
        return commitment.status
    if commitment.kind in ("plan", "agreement") and commitment.due and _is_meeting(commitment, article):
        return "accepted" if AT_INVITATION.search(article.text, sentence.start, sentence.stop) else "scheduled"
    return {"invitation": "invited", "deadline": "demanded"}.get(commitment.kind, "promised")


def _is_meeting(commitment: Commitment, article: Article) -> bool:
    """An invitation, what says so at its beginning ("visit Oslo", not "let a doctor visit"), or a meeting of its parties."""
    if commitment.kind == "invitation" or is_meeting(" ".join(commitment.act.split()[:OPENING])):
        return True
    at, owing = commitment.evidence[0].span, {*commitment.debtor, *commitment.creditor}
    planned = (e for e in article.events if e.event == "CONSULT" and e.factuality == "planned")
    return any(e.evidence[0].span.touches(at) and owing & {*e.actor, *e.recipient} for e in planned)


def _planned(commitment: Commitment, article: Article) -> str | None:
    """The type of the planned event whose words are those of the commitment."""
    at = commitment.evidence[0].span
    ahead = (e for e in article.events if e.factuality != "actual" and at.touches(e.evidence[0].span))
    return next((e.event for e in ahead), None)


def _another_day(article: Article, sentence: Span, due: str | None) -> tuple[int, int] | None:
    """The day to which something was moved: the last date of the sentence that is not the day it was to be."""
    was, today = days_of(due, None), published_on(article)
    later = (d for d in _dates(article, sentence) if d != was and (today is None or d[0] > today))
    return _after_to(article, sentence) or max(later, default=None)


def _after_to(article: Article, sentence: Span) -> tuple[int, int] | None:
    """The day after "to" or "until": "brought forward from 20 March to 11 March"."""
    for time in article.times:
        before = article.text[max(sentence.start, time.start - 12) : time.start].lower().split()
        if time.type == "date" and sentence.touches(time.span) and before[-1:] in (["to"], ["until"], ["till"]):
            return days_of(time.value, None)
    return None


def _dates(article: Article, sentence: Span) -> set[tuple[int, int]]:
    times = (t for t in article.times if t.type == "date" and sentence.touches(t.span))
    return {days for days in (days_of(t.value, None) for t in times) if days}


def _may_settle(event: Event, pledged: list[Span]) -> bool:
    """Whether an event tells that something was done or called off; not the signing by which it was undertaken."""
    off = event.event == "REJECT" and "meet" in event.mode
    if event.factuality != "actual" or not (off or event.event in DOES):
        return False
    return off or event.event == "CONSULT" or not any(span.touches(event.trigger) for span in pledged)


def _done(event: Event, article: Article, sentences: list[Span]) -> Step:
    known = {actor.id: actor for actor in article.actors}
    parties = parties_of((*event.actor, *event.recipient, *event.mediator, *event.host), known)
    at = event.evidence[0]
    sentence = next((s for s in sentences if s.touches(at.span)), at.span)
    off = event.event == "REJECT"
    told = {o.entry.tells for o in outcomes_in(article.text, sentence.start, sentence.stop)} if off else set()
    tells = next((t for t in ("moved", "declined") if t in told), "cancelled") if off else "done"
    if tells == "done" and kept_in_part(article.text, sentence.start, sentence.stop):
        tells = IN_PART
    days = days_of(event.date, event.enddate) if tells == "done" else None
    if tells == "moved":
        days = _another_day(article, sentence, event.date)
    traits = _traits(
        article, sentence, parties, tells=tells, outcome=True, meeting=event.event in ("CONSULT", "REJECT"),
        words=article.text[sentence.start : sentence.stop], sentence=sentence, days=days,
        act=event.event,
    )  # fmt: skip
    return Step("event", event.id, tells, at, traits, event.rule)


def _founding(step: Step, article: Article, undertaken: Iterable[Step]) -> Step:
    """A visit that is called off or put off was planned, though no page may have told the plan: such a step may lead a
    chain, unless its article tells of a plan of the same sides itself. "Refused to meet" calls off nothing."""
    t, at = step.traits, step.at
    told = {outcome.entry.tells for outcome in outcomes_in(article.text, at.start, at.stop)}
    if not t.meeting or t.tells not in told & {"cancelled", "moved"} or not (len(t.sides) > 1 or t.places):
        return step
    if any(one.traits.meeting and {*one.traits.sides} & {*t.sides} for one in undertaken):
        return step
    return replace(step, traits=replace(t, outcome=False))


def _telling(text: str, sentence: Span, taken: list[Span]) -> Iterator[Outcome]:
    """The outcomes of a sentence of which no event tells already; one of each sort."""
    seen = set()
    for outcome in outcomes_in(text, sentence.start, sentence.stop):
        at = Span(outcome.start, outcome.stop)
        key = (outcome.entry.tells, outcome.entry.acts)
        if key not in seen and not any(span.touches(at) for span in taken):
            seen.add(key)
            yield outcome


def _worded(outcome: Outcome, sentence: Span, article: Article) -> Step:
    """An outcome told by words of which the article's reading made no event."""
    mentioned = [a for a in article.actors if any(sentence.touches(m.span) for m in a.mentions)]
    parties = parties_of([a.id for a in mentioned], {a.id: a for a in mentioned})
    entry = outcome.entry
    meeting = entry.acts == "meeting" or (
        entry.acts == "any" and is_meeting(article.text[sentence.start : sentence.stop])
    )
    in_part = entry.tells == "done" and kept_in_part(article.text, sentence.start, sentence.stop)
    tells = IN_PART if in_part else entry.tells
    days = _day_of(article, sentence, tells)
    traits = _traits(
        article, sentence, parties, tells=tells, outcome=True, meeting=meeting,
        words=article.text[sentence.start : sentence.stop], sentence=sentence, days=days,
    )  # fmt: skip
    return Step("words", f"{entry.id}@{outcome.start}", tells, sentence.of(article.text), traits, entry.id)


def _day_of(article: Article, sentence: Span, tells: str) -> tuple[int, int] | None:
    """The one day a sentence names: of what was done, or to which it was moved. Several are none."""
    published, dates = published_on(article), _dates(article, sentence)
    if tells == "moved":
        return max((days for days in dates if published is None or days[0] > published), default=None)
    past = [days for days in dates if published is None or days[0] <= published]
    return past[0] if len(past) == 1 and tells == "done" else None


def published_on(article: Article) -> int | None:
    days = days_of(article.published, None)
    return days[0] if days else None


def _traits(
    article: Article, at: Span, parties: tuple[PartyTrait, ...], *, tells: str, outcome: bool, meeting: bool, words: str,
    sentence: Span, days: tuple[int, int] | None, act: str | None = None,
) -> StepTraits:  # fmt: skip
    named = {word for a in article.actors if a.named for word in plain(a.name).split()}
    times = " ".join(t.text for t in article.times if sentence.touches(t.span))
    beside = {*stems_of(article.text[sentence.start : sentence.stop], named)} - {*stems_of(times)}
    told = {*stems_of(words, named)} - {*stems_of(times)}
    told = told if len(told) > 1 else told | beside  # "promised to reopen": what, stands beside
    return StepTraits(
        tells=tells,
        outcome=outcome,
        meeting=meeting,
        act=act,
        sides=tuple(sorted({p.side for p in parties if p.side} | states_in(article, at))),
        parties=parties,
        places=tuple(sorted({plain(p.name) for p in article.places if at.touches(p.span)} | _capitals(article, at))),
        words=tuple(sorted(told)),
        around=tuple(sorted(beside - told)),
        days=days,
        published=published_on(article),
        article=article.id,
    )


def _capitals(article: Article, at: Span) -> set[str]:
    """The capitals that are gone to there: "to Windhoek" is a place, "Windhoek said" a government."""
    gone_to = {found.group(1) for found in GONE_TO.finditer(article.text, at.start, at.stop)}
    return {plain(name) for name in gone_to if (state := state_named(name)) and state.how == "capital"}


def stems_of(words: str, named: Iterable[str] = ()) -> tuple[str, ...]:
    """The telling words as stems: not those that name somebody, nor those that every report shares. Words that tell one
    and the same ("started", "begun") are one; so is a name of several words ("Mbamba Bay")."""
    passed, kept, before = {*named}, set[str](), None
    for found in WORD.finditer(words):
        word, stem, tells, is_common = _compared(found.group())
        if is_common or (not tells and word in passed):
            before = None
            continue
        goes_on = before is not None and words[before.end() : found.start()] in (" ", "-")
        if not (goes_on and before is not None and before.group()[0].isupper() and found.group()[0].isupper()):
            kept.add(stem)
        before = found
    return tuple(sorted(kept))


@lru_cache(maxsize=65536)
def _compared(written: str) -> tuple[str, str, bool, bool]:
    """A word without case and accents, its stem, whether that tells what was done, and whether every report has it."""
    word = plain(written).removesuffix(" s")
    stem = stem_of(PASTS.get(word, word))
    tells = stem in _ones()
    is_short = len(word) <= 2 and not word.isdigit()
    is_common = is_short or word in telling_nothing() or CALENDAR.match(word) is not None
    return word, _ones().get(stem, stem), tells, is_common and not tells


@cache
def _ones() -> dict[str, str]:
    return {stem_of(PASTS.get(form, form)): entry for form, entry in one_words().items()}


def sentences_of(article: Article) -> Iterator[Span]:
    """The sentences of the body, roughly: a paragraph cut where a full stop is followed by a capital."""
    for block in article.blocks:
        if block.role != "paragraph":
            continue
        start = block.start
        for end in SENTENCE_END.finditer(article.text, block.start, block.stop):
            if ABBREVIATED.search(article.text, max(start, end.start() - LONGEST_TITLE), end.start()):
                continue
            yield Span(start, end.end() - len(end.group()) + len(end.group().rstrip()))
            start = end.end()
        yield Span(start, block.stop)

"""Voices on a contention: who, in which article, asserts or denies what, and what two of them are compared by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from communique.lexicon.joining import telling_nothing
from communique.model import Article, Claim, Event, Passage, Span, Statement
from communique.threads.leading import Cell, Likeness, Reach
from communique.threads.steps import PASTS, published_on, sentences_of, states_in
from communique.threads.traits import block_of, parties_of, plain, stem_of

# A contention lives for about a year; what is said later of the same words is another quarrel.
LIVES = 400
# Under how much a voice is looked for; of a claim's own words, few have more.
STEMS, SIDES = 16, 4
ENOUGH = 0.6
# Words count by how many are shared, up to ENOUGH_WORDS, and by how much of the shorter that is.
SIDE, TWO_SIDES, WORDS, ENOUGH_WORDS, LEAST_SHARE = 0.25, 0.1, 0.6, 3, 0.4
# What is asserted on a page without a quarrel must say as much as half of the claim: "the chart was printed in July" is no
# charge, though it is of the same chart.
ALONE_SHARE = 0.5
# Where both sides agree and the reports come within so many days, a short charge that says nothing else is enough: "Peru
# had paid for the film". Weeks later it may be another film.
ALONE_DAYS = 7
# Words are cut so that "demonstrators" and "to demonstrate" are one, and common irregular pasts are brought back.
CUT = 6
# Consonants that a verb may end in twice by itself ("passed", "called"); others are doubled by the ending ("cutting").
DOUBLE = frozenset("lsfz")
ENDINGS = ("ing", "ed")
# Words that turn an assertion into its contrary: closed classes.
CONTRARY = frozenset(("not", "never", "no", "none", "nobody", "neither", "nor", "without"))


class VoiceTraits(Struct, frozen=True, array_like=True):
    """What a voice is compared by. `own` are the words of the contention, `around` those of the sentences beside it."""

    leads: bool  # a claim or an accusation: what others can be of one contention with
    sides: tuple[str, ...]
    own: tuple[str, ...]
    around: tuple[str, ...]
    published: int | None
    article: str
    alone: bool = False  # asserted on a page that tells of no quarrel

    def cells(self) -> Iterator[Cell]:
        sort = "claimed" if self.leads else "told"
        return (Cell(block_of(f"{sort} {name}"), self.published or 0) for name in self._blocks())

    def reach(self) -> Iterator[Reach]:
        day = self.published or 0
        for sort in ("claimed", "told") if self.leads else ("claimed",):
            yield from (Reach(block_of(f"{sort} {name}"), day - LIVES, day + LIVES) for name in self._blocks())

    def _blocks(self) -> set[str]:
        """A party and a word of the contention: two voices that share neither are on two."""
        return {f"{side} {word}" for side in self.sides[:SIDES] for word in self.own[:STEMS]}


class Voice(Struct, frozen=True):
    """Who asserts or denies something in an article: `sort` claim, event or statement, `finding` its id."""

    sort: str
    finding: str
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    at: Passage
    traits: VoiceTraits


def alike(one: VoiceTraits, other: VoiceTraits) -> Likeness | None:
    """How surely two voices are on one contention; None where they are not."""
    if not (one.leads or other.leads):
        return None
    sides = {*one.sides} & {*other.sides}
    own = {*one.own} & {*other.own}
    fewest = min(len(one.own), len(other.own))
    if not sides or not own:
        return None
    little = (one.alone or other.alone) and len(own) < max(ENOUGH_WORDS, ALONE_SHARE * fewest)
    if little and not (len(own) == fewest > 1 and len(sides) > 1 and _days_apart(one, other) <= ALONE_DAYS):
        return None
    words = own
    if len(own) < min(2, fewest) or len(own) < LEAST_SHARE * fewest:
        leader = one if one.leads else other
        words = {*one.own, *one.around} & {*other.own, *other.around} & {*leader.own}
        if (one.leads and other.leads) or len(words) < max(2, LEAST_SHARE * len(leader.own)):
            return None
        fewest = len(leader.own)
    share = len(words) / fewest
    score = SIDE + TWO_SIDES * (len(sides) > 1) + WORDS * min(1.0, len(words) / ENOUGH_WORDS) * (0.5 + 0.5 * share)
    if score < ENOUGH:
        return None
    why = f"both of {' and '.join(sorted(sides)[:3])}, both tell of {', '.join(sorted(words)[:4])}"
    return Likeness(round(min(1.0, score), 4), "same-contention", why)


def _days_apart(one: VoiceTraits, other: VoiceTraits) -> int:
    return abs(one.published - other.published) if one.published and other.published else LIVES


def voices_of(article: Article) -> Iterator[Voice]:
    """Claims, accusations, denials, and in an article that has any of these, what others assert."""
    sentences = list(sentences_of(article))
    claims = [_of_claim(claim, article, sentences) for claim in article.claims]
    taken = [s for claim in article.claims for p in claim.evidence for s in (p.span, *_around(p.span, sentences))]
    events = [e for e in article.events if _contends(e) and not any(t.touches(e.trigger) for t in taken)]
    told = [*claims, *(_of_event(e, article, sentences) for e in events)]
    yield from told
    if told:
        taken += [e.trigger for e in events]
        denying = {name for voice in told for name in voice.denied_by}
        for statement in article.statements:
            if _asserts(statement, article, denying) and not any(
                t.touches(p.span) for t in taken for p in statement.evidence
            ):
                yield _beside(told, _of_statement(statement, article, sentences))
    else:
        charges = (s for s in article.statements if _asserts(s, article, set()) and _of_others(s, article))
        yield from (_of_statement(s, article, sentences, alone=True) for s in charges)


def _beside(told: list[Voice], voice: Voice) -> Voice:
    """What is said on a page with a quarrel is about its parties, whether it names them or not: "the boat had crossed"."""
    sides = {side for one in told for side in one.traits.sides} | {*voice.traits.sides}
    return replace(voice, traits=replace(voice.traits, sides=tuple(sorted(sides))))


def _of_others(statement: Statement, article: Article) -> bool:
    """Whether an official says something of another state: what may be a charge that other pages know to be denied."""
    own = next((a.country for a in article.actors if a.id == statement.speaker), None)
    return own is not None and any(states_in(article, span) - {own} for span in statement.content)


def _around(at: Span, sentences: list[Span]) -> list[Span]:
    """The sentences in which a claim stands: what else they accuse of belongs to it."""
    return [sentence for sentence in sentences if sentence.touches(at)]


def _contends(event: Event) -> bool:
    if event.factuality != "actual" or not event.actor:
        return False
    return (event.event == "ACCUSE" and "allege" in event.mode) or (event.event == "REJECT" and not event.mode)


def _asserts(statement: Statement, article: Article, denying: set[str]) -> bool:
    """Whether somebody named says something without a "not", who does not deny anything here."""
    if statement.speaker is None or statement.speaker in denying or not statement.content:
        return False
    words = " ".join(article.text[span.start : span.stop] for span in statement.content).lower().split()
    return not CONTRARY & {*words} and not any(word.endswith(("n't", "n’t")) for word in words)


def _of_claim(claim: Claim, article: Article, sentences: list[Span]) -> Voice:
    return _voice(
        "claim", claim.id, claim.evidence[0], article, sentences, words=claim.what, asserted_by=claim.asserted_by,
        denied_by=claim.denied_by, leads=True,
    )  # fmt: skip


def _of_event(event: Event, article: Article, sentences: list[Span]) -> Voice:
    accuses = event.event == "ACCUSE"
    return _voice(
        "event", event.id, event.evidence[0], article, sentences, words=None, leads=accuses, others=event.recipient,
        asserted_by=event.actor if accuses else (), denied_by=() if accuses else event.actor,
    )  # fmt: skip


def _of_statement(statement: Statement, article: Article, sentences: list[Span], *, alone: bool = False) -> Voice:
    content = " ".join(article.text[span.start : span.stop] for span in statement.content)
    speakers = tuple(filter(None, (statement.speaker, *statement.co_speakers)))
    return _voice(
        "statement",
        statement.id,
        statement.evidence[0],
        article,
        sentences,
        words=content,
        asserted_by=speakers,
        leads=False,
        alone=alone,
    )


def _voice(
    sort: str, finding: str, at: Passage, article: Article, sentences: list[Span], *, words: str | None, leads: bool,
    asserted_by: tuple[str, ...] = (), denied_by: tuple[str, ...] = (), others: tuple[str, ...] = (), alone: bool = False,
) -> Voice:  # fmt: skip
    place = next((i for i, s in enumerate(sentences) if s.touches(at.span)), None)
    sentence = at.span if place is None else sentences[place]
    beside = [] if place is None else sentences[max(0, place - 1) : place + 2]
    mentioned = [a.id for a in article.actors if any(sentence.touches(m.span) for m in a.mentions)]
    known = {actor.id: actor for actor in article.actors}
    parties = parties_of((*asserted_by, *denied_by, *others, *mentioned), known)
    passed = _naming(article)
    own = _words(words if words is not None else article.text[sentence.start : sentence.stop], passed)
    if len(own) < 2 and place:  # "She denied it": what is denied stands before
        own |= _words(article.text[sentences[place - 1].start : sentences[place - 1].stop], passed)
    around = {word for span in beside for word in _words(article.text[span.start : span.stop], passed)}
    traits = VoiceTraits(
        leads=leads,
        sides=tuple(sorted({p.side for p in parties if p.side} | states_in(article, sentence))),
        own=tuple(sorted(own)),
        around=tuple(sorted(around - own)),
        published=published_on(article),
        article=article.id,
        alone=alone,
    )
    return Voice(sort, finding, asserted_by, denied_by, at, traits)


def _naming(article: Article) -> set[str]:
    """The words that name an actor of the article."""
    states = {article.text[m.start : m.stop] for a in article.actors if a.kind == "state" for m in a.mentions}
    named = {a.name for a in article.actors if a.named}
    return {word for name in (*named, *states) for word in plain(name).split()}


def _words(text: str, passed: set[str]) -> set[str]:
    """The telling words, cut short: not those passed over, nor those every report shares."""
    words = (word for word in plain(text).split() if len(word) > 2 or word.isdigit())
    return {_cut(word) for word in words if word not in telling_nothing() and word not in passed}


@lru_cache(maxsize=65536)
def _cut(word: str) -> str:
    """A word as it is compared: "paying", "paid" -> "pay"."""
    if word in PASTS:
        return PASTS[word]
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    root = word.removesuffix(ending)
    doubled = bool(ending) and root[-1] == root[-2] and root[-1] not in DOUBLE
    return stem_of(root[:-1] if doubled else root)[:CUT]

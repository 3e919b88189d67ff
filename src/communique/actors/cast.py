"""The actors of an article while they are being put together."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import BodyNoun, PersonNoun
from communique.model import Actor, ActorKind, Mention, Name, Office, content_id

# About how many characters a paragraph of news has: beyond it another state may be meant.
PARAGRAPH = 500


@dataclass(eq=False)
class Draft:
    """An actor being put together. `words` are the folded words of a person's names; `noun` is what a common noun
    calls it ("ministry"), so that "the ministry" later can mean it."""

    kind: ActorKind
    name: str
    country: str | None = None
    sector: str | None = None
    named: bool = True
    gender: str | None = None
    words: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    sectors: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    mentions: dict[tuple[int, int], str] = field(default_factory=dict)
    plural: bool = False

    def mention(self, start: int, stop: int, rule: str) -> None:
        """Note that text[start:stop] means this actor; what was noted first stands."""
        self.mentions.setdefault((start, stop), rule)

    def last_before(self, offset: int) -> int:
        """Where this actor was last mentioned before an offset; -1 if it was not."""
        return max((start for start, stop in self.mentions if stop <= offset), default=-1)


class Cast:
    """All drafts of an article and where they are mentioned."""

    def __init__(self, scene: Scene, names: tuple[Name, ...]) -> None:
        self.scene = scene
        self.doc = scene.doc
        self._heads: dict[tuple[int, int], Token] = {}
        self.names = [name for name in names if name.kind != "title"]
        self.titles = [name for name in names if name.kind == "title"]
        self.drafts: list[Draft] = []
        self.reserved: set[int] = set()
        self.home: str | None = None
        self.dated: str | None = None
        self.governments: list[tuple[int, str]] = []
        self.mediators: set[str] = set()
        self.groups: dict[int, list[Draft]] = {}
        self.heads: dict[int, Draft] = {}
        self.quotations: list[tuple[int, int]] | None = None
        self.common: list[tuple[Token, PersonNoun | BodyNoun]] | None = None
        self.names_at: dict[int, Name] = {}
        for name in self.names:
            for i in range(*self.tokens(name.start, name.stop)):
                self.names_at[i] = name
        self.titles_at: dict[int, Name] = {}
        for title in self.titles:
            for i in range(*self.tokens(title.start, title.stop)):
                self.titles_at.setdefault(i, title)

    @cached_property
    def first_counterpart(self) -> int:
        """The place of the first "counterpart" among the words; past the last one where there is none."""
        words = actor_words("counterpart") - {"number"}  # "a number of", far more often than "opposite number"
        return next((word.i for word in self.doc if word.lower_ in words), len(self.doc))

    def tokens(self, start: int, stop: int) -> tuple[int, int]:
        """Characters as tokens [first, after last)."""
        return self.doc.begins[start], self.doc.ends[stop]

    def token_from(self, offset: int) -> Token | None:
        """The first token that begins at or after an offset."""
        i = bisect_left(self.doc.offsets, offset)
        return self.doc[i] if i < len(self.doc) else None

    def head(self, start: int, stop: int) -> Token:
        """The token that heads these characters; asked for again and again by every rule, so kept."""
        found = self._heads.get((start, stop))
        if found is None:
            first, after = self.tokens(start, stop)
            one = after == first + 1
            found = self._heads[start, stop] = self.doc.tokens[first] if one else self.doc[first:after].root
        return found

    def add(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft

    def state(self, country: str, name: str, sector: str | None = "GOV") -> Draft:
        """The one draft of a state; a breakaway entity is one of its own beside the state that claims it."""
        for draft in self.drafts:
            if draft.kind == "state" and draft.country == country and draft.name == name:
                return draft
        return self.add(Draft("state", name, country, sector))

    def mention(self, draft: Draft, start: int, stop: int, rule: str) -> None:
        """Note a mention and that the token heading it means this actor."""
        draft.mention(start, stop, rule)
        self.heads.setdefault(self.head(start, stop).i, draft)

    def latest(self, offset: int, wanted: Callable[[Draft], bool], within: int | None = None) -> Draft | None:
        """Of the drafts that `wanted` accepts, the one mentioned last before an offset."""
        best, at = None, -1
        for draft in self.drafts:
            if not wanted(draft):
                continue
            where = draft.last_before(offset)
            if where > at:
                best, at = draft, where
        if best is not None and within is not None and offset - at > within:
            return None
        return best

    def heads_from(self, first: int) -> Draft | None:
        """The named actor whose name begins at a token."""
        name = self.names_at.get(first)
        if name is None or self.tokens(name.start, name.stop)[0] != first:
            return None
        return self.of_name(name)

    def heads_to(self, after: int) -> Draft | None:
        """The named actor whose name ends right before a token."""
        name = self.names_at.get(after - 1)
        if name is None or self.tokens(name.start, name.stop)[1] != after:
            return None
        return self.of_name(name)

    def name_end(self, first: int) -> int:
        """The token after the name that begins at a token."""
        name = self.names_at.get(first)
        return self.tokens(name.start, name.stop)[1] if name is not None else first

    def home_at(self, offset: int) -> str | None:
        """Whose offices need no naming there: after "In Cairo," Egypt's, else the home state's."""
        here = self.token_from(offset)
        if here is None:
            return self.home
        for token in reversed(list(self.doc[here.sent.start : here.i])):
            opens = (
                token.i == here.sent.start
                or token.nbor(-1).text in (";", ",")
                or token.nbor(-1).lower_ in ("and", "while")
            )
            if token.lower_ == "in" and opens and token.i + 1 < len(self.doc):
                name = self.names_at.get(token.i + 1)
                if name is not None and name.country and name.kind in ("capital", "state"):
                    return name.country
        return self.home or self.state_before(offset)

    def told_of(self, offset: int) -> str | None:
        """The land that a paragraph is about where a sentence before opens with it ("In Guayaquil, ... *Police* used tear
        gas"); None where none does so."""
        here, block = self.token_from(offset), self.scene.block_at(offset)
        sentence = here.sent if here is not None else None
        while sentence is not None and block is not None and sentence.end_char > block.start:
            if (land := self._land_opening(sentence[0])) is not None:
                return land
            sentence = self.doc[sentence.start - 1].sent if sentence.start else None
        return None

    def _land_opening(self, first: Token) -> str | None:
        """The land of the place that a sentence begins with: "*In Guayaquil*, ..."."""
        if first.lower_ != "in" or first.i + 1 >= len(self.doc):
            return None
        name, at = self.names_at.get(first.i + 1), first.nbor().idx
        if name is not None and name.country and name.kind in ("capital", "state"):
            return name.country
        return next((p.country for p in self.scene.article.places if p.start <= at < p.stop), None)

    def government_at(self, offset: int) -> str | None:
        """Whose "the government" is there: of the government named in so many words before, else of the only one named
        so; of several the home state's or none. Where none is named so: the home state's, unless it only mediates."""
        named = {country for at, country in self.governments if at < offset} or {c for _, c in self.governments}
        if len(named) == 1:
            return next(iter(named))
        home = self.home_at(offset)
        return home if home not in self.mediators and (not named or home in named) else None

    def state_before(self, offset: int) -> str | None:
        """The one state named within a paragraph's reach, where the page has no home state; of several nobody can tell."""
        kinds = ("state", "adjective", "capital", "metonym")
        near = [n for n in self.names if n.stop <= offset and offset - n.stop < PARAGRAPH and not n.dateline]
        told = {n.country for n in near if n.country and n.kind in kinds}
        return told.pop() if len(told) == 1 else None

    def nearest(self, offset: int, wanted: Callable[[Draft], bool]) -> Draft | None:
        """Whom a possessive pronoun means: the last named in its own sentence, else the subject before, else the last
        named at all."""
        latest = self.latest(offset, wanted)
        if latest is None:
            return None
        here = self.token_from(offset)
        if here is not None and latest.last_before(offset) >= self.doc[here.sent.start].idx:
            return latest
        return self.subject_before(offset, wanted) or latest

    def subject_before(self, offset: int, wanted: Callable[[Draft], bool]) -> Draft | None:
        """The actor that is subject before an offset, in its sentence, else in the sentence before."""
        here = self.token_from(offset)
        if here is None:
            return None
        starts = [here.sent.start]
        if here.sent.start > 0:
            starts.append(self.doc[here.sent.start - 1].sent.start)
        for start in starts:
            for token in self.doc[start].sent:
                if token.idx >= offset:
                    break
                draft = self.heads.get(token.i) if token.dep_ in ("nsubj", "nsubjpass") else None
                if draft is not None and wanted(draft):
                    return draft
        return None

    def of_name(self, name: Name) -> Draft | None:
        """The draft a name was found to mean."""
        return next((d for d in self.drafts if (name.start, name.stop) in d.mentions), None)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Letters without marks and case, as names are compared: Aydınoğlu, AYDINOGLU."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def finished(cast: Cast) -> tuple[Actor, ...]:
    """The drafts as records, in order of first mention."""
    with_words = [draft for draft in cast.drafts if draft.mentions]
    with_words.sort(key=lambda draft: min(draft.mentions))
    return tuple(record(cast.scene, draft, number) for number, draft in enumerate(with_words))


def record(scene: Scene, draft: Draft, number: int) -> Actor:
    first = min(draft.mentions)
    # Two unnamed groups may have the same words ("protesters" in two cities): where they stand tells them apart.
    place = () if draft.named else first
    return Actor(
        id=content_id("actor", scene.article.id, draft.kind, draft.name, draft.country, *place),
        name=draft.name,
        kind=draft.kind,
        country=draft.country,
        sector=draft.sector,
        sectors=tuple(dict.fromkeys(s for s in draft.sectors if s != draft.sector)),
        named=draft.named,
        offices=tuple(sorted(draft.offices, key=lambda office: office.start)),
        mentions=tuple(Mention(start, stop, rule) for (start, stop), rule in sorted(draft.mentions.items())),
    )


def last_subject(cast: Cast, drafts: list[Draft], offset: int) -> Draft | None:
    """ "Peru recalled its trade minister, Juan Soto. *The minister*": of several, the last who was the subject of a clause
    rather than one who was only named in it."""
    acted: list[tuple[int, Draft]] = []
    for draft in drafts:
        subjects = [at for at in draft.mentions if at[1] <= offset and is_subject(cast.head(*at))]
        acted += [(max(subjects)[0], draft)] if subjects else []
    return max(acted, key=lambda pair: pair[0])[1] if len(drafts) > 1 and acted else None


def is_subject(head: Token) -> bool:
    """Also as another name of a subject, or joined to one."""
    while head.dep_ in ("appos", "conj"):
        head = head.head
    return head.dep_ in ("nsubj", "nsubjpass")

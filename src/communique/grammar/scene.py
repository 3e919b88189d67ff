"""An article with its parse and who, when and where found so far: what a stage is given to look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import msgspec

from communique.grammar.clauses import tokens_of
from communique.grammar.parsed import Doc, Token
from communique.grammar.turns import Exchange, exchange_in
from communique.model import Actor, Article, Block, Mention, Place, Source, Span, Time

# What an outlet says of itself or of a picture reports nothing.
READ = frozenset({"paragraph", "summary", "headline", "subheading"})


@dataclass(frozen=True)
class Scene:
    """An article, its Doc (`doc.text == article.text`), and lookups from words to what they mean. `source` is the capture
    of the page it stands on, None for a bare text."""

    article: Article
    doc: Doc
    source: Source | None = None

    @property
    def text(self) -> str:
        return self.article.text

    def having(self, **found: Any) -> Scene:
        """The same scene with more found in it; lookups of who is meant are kept unless the actors are new."""
        scene = Scene(msgspec.structs.replace(self.article, **found), self.doc, self.source)
        if "actors" not in found:
            kept = ("actors_by_id", "mentions", "_by_token", "sentence_of", "exchange")
            scene.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return scene

    @cached_property
    def exchange(self) -> Exchange | None:
        """Who asks and who answers, where the article is an interview or the transcript of a news conference."""
        return exchange_in(self.text, [line for block in self.article.blocks if (line := self.line_of(block))])

    def line_of(self, block: Block) -> Span | None:
        """A block's words, outer spaces left out; None for a block that reports nothing."""
        text = self.text[block.start : block.stop]
        start = block.start + len(text) - len(text.lstrip())
        stop = block.start + len(text.rstrip())
        return Span(start, stop) if block.role in READ and start < stop else None

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each token, the number of its sentence in the article."""
        return list(accumulate(int(bool(token.is_sent_start)) for token in tokens_of(self.doc)))

    @cached_property
    def actors_by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.article.actors}

    @cached_property
    def mentions(self) -> list[tuple[Mention, Actor]]:
        """All mentions in reading order, the longer first where two begin together."""
        pairs = [(mention, actor) for actor in self.article.actors for mention in actor.mentions]
        return sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].stop))

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention, _ in self.mentions]

    @cached_property
    def _times(self) -> list[Time]:
        return sorted(self.article.times, key=lambda time: (time.start, time.stop))

    @cached_property
    def _time_starts(self) -> list[int]:
        return [time.start for time in self._times]

    @cached_property
    def _blocks(self) -> list[Block]:
        return sorted(self.article.blocks, key=lambda block: block.start)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self._blocks]

    @cached_property
    def _by_token(self) -> dict[int, list[tuple[Mention, Actor]]]:
        table: dict[int, list[tuple[Mention, Actor]]] = {}
        for mention, actor in self.mentions:
            words = self.doc.char_span(mention.start, mention.stop, alignment_mode="expand")
            for token in words or ():
                table.setdefault(token.i, []).append((mention, actor))
        return table

    def mentions_at(self, token: Token) -> list[tuple[Mention, Actor]]:
        """Every mention that covers this token, the longest first."""
        return sorted(self._by_token.get(token.i, ()), key=lambda pair: pair[0].start - pair[0].stop)

    def actor_at(self, token: Token) -> Actor | None:
        """Who this token means as the head of its phrase.

        Of several mentions over it ("Pakistan's foreign minister Ishaq Dar") the longest that the token heads wins:
        "Pakistan" means the state, "Dar" the minister.
        """
        covering = self.mentions_at(token)
        for mention, actor in covering:
            if self.head_of(mention.span).i == token.i:
                return actor
        return covering[-1][1] if covering else None

    def head_of(self, span: Span) -> Token:
        """The token that heads a stretch of text: the one whose head lies outside it."""
        words = self.doc.char_span(span.start, span.stop, alignment_mode="expand")
        if words is None or not len(words):
            raise ValueError(f"no words at {span.start}:{span.stop}")
        return words.root

    def mentions_in(self, span: Span) -> list[tuple[Mention, Actor]]:
        """Mentions wholly inside a stretch of text, in reading order."""
        first = bisect_left(self._mention_starts, span.start)
        last = bisect_left(self._mention_starts, span.stop, first)
        return [(m, a) for m, a in self.mentions[first:last] if m.stop <= span.stop]

    def times_in(self, span: Span) -> list[Time]:
        first = bisect_left(self._time_starts, span.start)
        last = bisect_left(self._time_starts, span.stop, first)
        return [t for t in self._times[first:last] if t.stop <= span.stop]

    def times_before(self, offset: int, count: int) -> list[Time]:
        """The last `count` times that begin at or before an offset; times hardly ever lie inside each other."""
        last = bisect_right(self._time_starts, offset)
        return self._times[max(0, last - count) : last]

    def places_in(self, span: Span) -> list[Place]:
        return [p for p in self.article.places if span.start <= p.start and p.stop <= span.stop]

    def block_at(self, offset: int) -> Block | None:
        """The line or paragraph an offset stands in."""
        near = self._blocks[max(0, (last := bisect_right(self._block_starts, offset)) - 1) : last]
        return next((block for block in near if offset < block.stop), None)

    def sentences_in(self, block: Block) -> Iterator[Span]:
        """The sentences of a block as characters of the article, outer spaces trimmed."""
        words = self.doc.char_span(block.start, block.stop, alignment_mode="expand")
        for sentence in words.sents if words is not None else ():
            start = max(sentence.start_char, block.start)
            stop = min(sentence.end_char, block.stop)
            passage = self.text[start:stop]
            start += len(passage) - len(passage.lstrip())
            stop -= len(passage) - len(passage.rstrip())
            if start < stop:
                yield Span(start, stop)

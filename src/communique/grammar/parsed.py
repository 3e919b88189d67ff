"""A parse as plain Python: words with their lemma, tag, relation, head and children, ready to be asked often.

spaCy makes a new object for every word asked for and looks its lemma up by number each time; the rules ask some hundred
things of each word. Here each is an attribute. The names are spaCy's, and mean what they mean there: `token.head.lemma_`,
`token.children`, `doc[3:7].root`. A word is one object, so that `is` and `==` say the same of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, overload

from msgspec import Struct

Alignment = Literal["strict", "contract", "expand"]


class Token(Struct, eq=False):
    """A word of a parse. `idx` is where its first character stands in the article's text, `i` its number in the Doc.

    The head of a sentence is its own `head`; `children` are in reading order.
    """

    doc: Doc
    i: int
    idx: int
    text: str
    whitespace_: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    is_sent_start: bool
    is_alpha: bool
    is_lower: bool
    is_title: bool
    is_punct: bool
    is_space: bool
    is_stop: bool
    like_num: bool
    head: Token = None  # type: ignore[assignment]  # set as soon as all words of the Doc are there
    children: tuple[Token, ...] = ()
    subtree_kept: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The word and all words under it: those left of it, itself, those right of it."""
        kept = self.subtree_kept
        if kept is None:
            left = [t for child in self.lefts for t in child.subtree]
            kept = self.subtree_kept = (*left, self, *(t for child in self.rights for t in child.subtree))
        return kept

    @property
    def lefts(self) -> tuple[Token, ...]:
        i = self.i
        return tuple(child for child in self.children if child.i < i)

    @property
    def rights(self) -> tuple[Token, ...]:
        i = self.i
        return tuple(child for child in self.children if child.i > i)

    @property
    def left_edge(self) -> Token:
        """The first word of those under this one."""
        return min(self.subtree)

    @property
    def right_edge(self) -> Token:
        """The last word of those under this one."""
        return max(self.subtree, key=lambda token: token.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above, the nearest first."""
        here = self
        while here.head is not here:
            here = here.head
            yield here

    def is_ancestor(self, below: Token) -> bool:
        return any(above is self for above in below.ancestors)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """Those coordinated with this word, itself left out."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found += [child for child in word.rights if child.dep_ == "conj"]
        return tuple(word for word in found if word is not self)

    def nbor(self, step: int = 1) -> Token:
        """The word so many places on. Raises IndexError outside the Doc."""
        at = self.i + step
        if at < 0:
            raise IndexError(f"no word {step} places from word {self.i}")
        return self.doc.tokens[at]

    @property
    def is_sent_end(self) -> bool:
        return self.i + 1 == len(self.doc.tokens) or self.doc.tokens[self.i + 1].is_sent_start

    @property
    def sent(self) -> Stretch:
        return self.doc.sentences[self.doc.sentence_numbers[self.i]]


class Stretch:
    """Some words of a Doc in a row, `doc[start:end]`; also a sentence. It holds no word where start and end are one."""

    __slots__ = ("doc", "end", "end_char", "start", "start_char", "tokens")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        self.tokens = doc.tokens[start:end]
        self.start_char = doc.tokens[start].idx if start < len(doc.tokens) else len(doc.text)
        self.end_char = self.start_char
        if self.tokens:
            last = self.tokens[-1]
            self.end_char = last.idx + len(last.text)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, int):
            return self.tokens[at]
        start, stop, _ = at.indices(len(self.tokens))
        return Stretch(self.doc, self.start + start, self.start + max(start, stop))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stretch):
            return NotImplemented
        mine, theirs = (self.start_char, self.end_char), (other.start_char, other.end_char)
        return self.doc is other.doc and mine == theirs

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start_char, self.end_char))

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Stretch:
        """The sentence the first word stands in."""
        return self.doc.tokens[self.start].sent

    @property
    def sents(self) -> Iterator[Stretch]:
        """The sentences these words stand in, whole."""
        first = self.doc.sentence_numbers[self.start]
        for number, sentence in enumerate(self.doc.sentences[first:]):
            if number and sentence.start >= self.end:
                return
            yield sentence

    @property
    def root(self) -> Token:
        """The head of a sentence, if one is among the words; else of those whose head lies outside the one the fewest
        steps below it, and the first of these. A mark or space with nothing under it only where there is no other."""
        for token in self.tokens:
            if token.head is token:
                return token
        start, end = self.start, self.end
        outside = [token for token in self.tokens if not start <= token.head.i < end]
        if len(outside) == 1:
            return outside[0]
        return min(outside, key=steps_to_root, default=self.doc.tokens[start])


def steps_to_root(token: Token) -> int:
    if (token.is_punct or token.is_space) and not token.children:
        return len(token.doc.tokens)
    return sum(1 for _ in token.ancestors)


class Doc:
    """An article's words and sentences. `doc.text` is the text that was parsed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: tuple[Token, ...] = ()
        # What a stage has found out about the article and would find out again.
        self.user_data: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if not isinstance(at, slice):
            return self.tokens[at]
        start, stop = at.start, at.stop
        if start is None or stop is None or not 0 <= start <= stop <= len(self.tokens):
            start, stop, _ = at.indices(len(self.tokens))
        return Stretch(self, start, max(start, stop))

    def words(self, start: int, end: int) -> str:
        """The text from one word up to another, spaces and marks between them included; start lies before end."""
        last = self.tokens[end - 1]
        return self.text[self.tokens[start].idx : last.idx + len(last.text)]

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        starts = [token.i for token in self.tokens if token.is_sent_start and token.i]
        bounds = [0, *starts, len(self.tokens)]
        return tuple(Stretch(self, start, end) for start, end in pairwise(bounds) if start < end)

    @cached_property
    def sentence_numbers(self) -> list[int]:
        """The number of each word's sentence."""
        return [number for number, sentence in enumerate(self.sentences) for _ in sentence.tokens]

    @property
    def sents(self) -> Iterator[Stretch]:
        return iter(self.sentences)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each word starts, in characters."""
        return [token.idx for token in self.tokens]

    @cached_property
    def begins(self) -> dict[int, int]:
        """The number of the word that starts at a character."""
        return {token.idx: token.i for token in self.tokens}

    @cached_property
    def ends(self) -> dict[int, int]:
        """The number of the word after the one that stops at a character."""
        return {token.idx + len(token.text): token.i + 1 for token in self.tokens}

    def token_at(self, offset: int) -> int:
        """The number of the word an offset stands in or right after, its space included; -1 where there is none."""
        at = bisect_right(self.offsets, offset) - 1
        if at < 0:
            return -1
        token = self.tokens[at]
        return at if offset < token.idx + len(token.text) + len(token.whitespace_) else -1

    def char_span(self, start: int, stop: int, alignment_mode: Alignment = "strict") -> Stretch | None:
        """The words at a stretch of text: those it matches to the letter ("strict"), those wholly in it ("contract") or
        also those it cuts ("expand"). None where there are none so."""
        first, last = self.token_at(start), self.token_at(stop - 1)
        if first < 0 or last < 0:
            return None
        begins, ends = self.tokens[first].idx, self.tokens[last].idx + len(self.tokens[last].text)
        if alignment_mode == "strict" and (start != begins or stop != ends):
            return None
        if alignment_mode == "contract":
            first += begins < start
            last -= stop < ends
            if last < first:
                return None
        if alignment_mode == "expand" and start == begins + len(self.tokens[first].text):
            first += 1
        return Stretch(self, first, last + 1)

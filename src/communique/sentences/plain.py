"""spaCy's parse of an article as the plain words that the stages ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, repeat

from spacy import attrs
from spacy.strings import StringStore
from spacy.tokens import Doc as Parsed
from spacy.vocab import Vocab

from communique.grammar.parsed import Doc, Token

SPELT = [attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.TAG, attrs.POS, attrs.DEP]
FLAGS = [attrs.IS_ALPHA, attrs.IS_LOWER, attrs.IS_TITLE, attrs.IS_PUNCT, attrs.IS_SPACE, attrs.IS_STOP, attrs.LIKE_NUM]


# Words of an archive whose spelling is kept at hand, some 60 bytes each. News uses 20,000 in a day; names go on for ever.
SPELLINGS = 50_000


class Spellings(dict[int, str]):
    """spaCy's strings by their numbers. A string that is one object is hashed once, and compared by a glance."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings

    def __missing__(self, number: int) -> str:
        if len(self) >= SPELLINGS:
            self.clear()
        found = self[number] = self.strings[number]
        return found


@lru_cache(maxsize=2)
def spellings_of(vocab: Vocab) -> Spellings:
    return Spellings(vocab.strings)


def plain(parsed: Parsed) -> Doc:
    """The same words, sentences, heads and children, without spaCy."""
    spell = spellings_of(parsed.vocab).__getitem__
    spelt: list[list[int]] = parsed.to_array(SPELT).astype("uint64").reshape(-1, len(SPELT)).T.tolist()
    orth, *others = [list(map(spell, column)) for column in spelt]
    spaces = [" " if space else "" for space in parsed.to_array([attrs.SPACY]).tolist()]
    starts = [start == 1 for start in parsed.to_array([attrs.SENT_START]).tolist()]
    flags = (parsed.to_array(FLAGS).reshape(-1, len(FLAGS)).T != 0).tolist()
    pieces = [word + space for word, space in zip(orth, spaces, strict=True)]
    doc = Doc("".join(pieces))
    offsets = accumulate(map(len, pieces), initial=0)
    doc.tokens = tuple(map(Token, repeat(doc), range(len(orth)), offsets, orth, spaces, *others, starts, *flags))
    tie(doc.tokens, parsed.to_array([attrs.HEAD]).astype("int64").tolist())
    return doc


def tie(tokens: tuple[Token, ...], steps: Iterable[int]) -> None:
    """Give each word its head, so many words on from it, and its children."""
    children: dict[int, list[Token]] = {}
    for token, step in zip(tokens, steps, strict=True):
        token.head = tokens[token.i + step]
        if step:
            children.setdefault(token.i + step, []).append(token)
    for at, below in children.items():
        tokens[at].children = tuple(below)

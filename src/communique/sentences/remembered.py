"""What the pipeline's tag rules and its lemmatiser say of a word, asked once for each word, tag and relation.

spaCy tries some 180 patterns at every word of every text, a third of a parse's time, though what they say of "ministers",
plural noun and subject, never changes. Here they are asked when a word is first met so, together with the word after it
where a pattern looks at two words ("let's"), and their answer is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from spacy import attrs
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

ASKED = [attrs.ORTH, attrs.TAG, attrs.DEP]
SAID = [attrs.TAG, attrs.DEP, attrs.POS, attrs.LEMMA]
RULED = ["attribute_ruler", "lemmatizer"]
# Ways of looking a lemma up that ask the word alone. A trained lemmatiser reads the sentence.
BY_WORD = ("rule", "lookup")
# What a pattern may ask of a word for its answer to be kept.
OF_A_WORD = frozenset({"LOWER", "TAG", "DEP", "ORTH", "IS_SPACE"})
# Words kept, some 300 bytes each; news of a week has about as many, names go on for ever.
KEPT = 40_000
# Stands between words asked together, so that no pattern of two words takes in both.
APART = "\u2060"

Key = tuple[int, int, int]


class Remembered:
    """The rules of one pipeline and what they have said so far. Raises nothing: what is unknown is asked."""

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self.vocab = nlp.vocab
        self.components = (ruler, lemmatizer)
        self.pairs = [pattern for pattern in patterns_of(ruler) if len(pattern) == 2]
        self.forget()

    def forget(self) -> None:
        # The row of `answers` for a word, or for words that a pattern of two words may join: the row of the first.
        self.rows: dict[tuple[Key, ...], int] = {}
        self.answers = np.empty((0, len(SAID)), dtype=np.uint64)
        # In which of the pairs a word may be the first, and in which the second, as bits.
        self.firsts: dict[Key, int] = {}
        self.seconds: dict[Key, int] = {}

    def __call__(self, parsed: Doc) -> Doc:
        """Set tag, relation, part of speech and lemma of every word, as the components would."""
        if len(self.rows) > KEPT:
            self.forget()
        keys: list[Key] = list(map(tuple, parsed.to_array(ASKED).tolist())) if len(parsed) else []
        if not keys:
            return parsed
        for key in keys:
            if key not in self.firsts:
                self.firsts[key], self.seconds[key] = self.places_in_pairs(key)
        runs = list(self.runs(keys))
        if unknown := [run for run in dict.fromkeys(runs) if run not in self.rows]:
            self.ask(unknown)
        rows = self.rows
        said = (
            [rows[run] + n for run in runs for n in range(len(run))]
            if len(runs) < len(keys)
            else [rows[r] for r in runs]
        )
        answers: Any = self.answers[said]
        return parsed.from_array(SAID, answers)

    def runs(self, keys: Sequence[Key]) -> Iterator[tuple[Key, ...]]:
        """Each word alone; together only those that a pattern of two words may join."""
        firsts, seconds, last = self.firsts, self.seconds, len(keys) - 1
        run: tuple[Key, ...] = ()
        for at, key in enumerate(keys):
            run = (*run, key)
            if not (first := firsts[key]) or at == last or not first & seconds[keys[at + 1]]:
                yield run
                run = ()

    def places_in_pairs(self, key: Key) -> tuple[int, int]:
        word, tag, link = key
        said = {"LOWER": self.vocab[word].lower_, "TAG": self.vocab.strings[tag], "DEP": self.vocab.strings[link]}
        first, second = (sum(int(may_be(pair[at], said)) << n for n, pair in enumerate(self.pairs)) for at in (0, 1))
        return first, second

    def ask(self, runs: Sequence[tuple[Key, ...]]) -> None:
        """Let the components read these words, all at once."""
        doc = self.words(runs)
        for component in self.components:
            doc = component(doc)
        at = len(self.answers)
        self.answers = np.concatenate([self.answers, doc.to_array(SAID)])
        for run in runs:
            self.rows[run] = at
            at += len(run) + self.may_go_on(run)

    def may_go_on(self, run: tuple[Key, ...]) -> bool:
        return bool(self.firsts[run[-1]])

    def words(self, runs: Sequence[tuple[Key, ...]]) -> Doc:
        """A Doc of these words with their tags and relations, a run parted from the next that it might be joined to."""
        spelt = self.vocab.strings
        rows = []
        for run in runs:
            rows += [(spelt[word], spelt[tag], spelt[link], "") for word, tag, link in run]
            if self.may_go_on(run):
                rows.append((APART, "", "", "X"))
        words, tags, links, parts = (list(column) for column in zip(*rows, strict=True))
        return Doc(self.vocab, words=words, tags=tags, deps=links, pos=parts, heads=list(range(len(words))))


def patterns_of(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    """Every pattern: what is wanted of each of its words."""
    rules: Any = ruler.patterns
    return [pattern for rule in rules for pattern in rule["patterns"]]


def may_be(wanted: dict[str, Any], said: dict[str, str]) -> bool:
    """Whether a word may be the one a pattern wants; what is asked in a way not known here counts as yes."""
    return all(meets(condition, said[name]) for name, condition in wanted.items() if name in said)


def meets(condition: Any, said: str) -> bool:
    if isinstance(condition, str):
        return condition == said
    if isinstance(condition, dict) and "IN" in condition:
        return said in condition["IN"]
    if isinstance(condition, dict) and "REGEX" in condition:
        return re.search(condition["REGEX"], said) is not None
    return True


@lru_cache(maxsize=2)
def remembered(nlp: Language) -> Remembered | None:
    """What can be remembered of this pipeline; None where its last two steps are not rules that ask a word or two."""
    if nlp.pipe_names[-2:] != RULED:
        return None
    (_, ruler), (_, lemmatizer) = nlp.pipeline[-2:]
    if (
        not isinstance(ruler, AttributeRuler)
        or not isinstance(lemmatizer, Lemmatizer)
        or lemmatizer.mode not in BY_WORD
    ):
        return None
    if any(len(pattern) > 2 or any(wanted.keys() - OF_A_WORD for wanted in pattern) for pattern in patterns_of(ruler)):
        return None
    return Remembered(nlp, ruler, lemmatizer)

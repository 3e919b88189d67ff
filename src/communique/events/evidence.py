"""The words that state an event: its trigger's clause, from the subject to the end of what belongs to it."""

from __future__ import annotations

from communique.events.rules import word_classes
from communique.events.triggers import Trigger
from communique.grammar import text_of, trimmed
from communique.grammar.parsed import Stretch, Token
from communique.model import Span

# A clause to be quoted: shorter says too little to be checked, longer holds other acts.
FEWEST, MOST = 3, 25
# What belongs to another clause.
OUTER = frozenset({"ccomp", "advcl", "relcl", "conj", "cc", "parataxis", "mark"})


def clause_of(trigger: Trigger) -> Span:
    """The trigger's clause, 3 to 25 words."""
    token = trigger.token
    if trigger.support is not None:
        token = trigger.support
    elif trigger.kind == "adjective" or (
        token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
    ):
        token = token.head
    elif trigger.rule.type == "ASSAULT" and token.dep_ == "pobj" and _befalls(token.head.head):
        token = token.head.head
    beside = (w.i for w in trigger.beside)
    kept = sorted({*_own_words(token), *_own_words(trigger.token), trigger.token.i, *beside, *_said(trigger)})
    if kept[-1] - kept[0] >= MOST and (first := _after_preamble(token)) > kept[0]:
        kept = [i for i in kept if i >= first] or kept
    first, last = kept[0], kept[-1]
    first = max(first, trigger.token.i - MOST + 3)
    last = min(last, first + MOST - 1)
    last = max(last, trigger.token.i)
    sentence = trigger.token.sent
    first, last = max(first, _after_label(sentence)), min(last, sentence.end - 1)
    while last - first + 1 < FEWEST and (last < sentence.end - 1 or first > sentence.start):
        last, first = (last + 1, first) if last < sentence.end - 1 else (last, first - 1)
    words = trigger.token.doc[first : last + 1]
    return trimmed(text_of(trigger.token.doc), Span(words.start_char, words.end_char), " \t\n\xa0,;:")


# How printed interviews mark who speaks; the mark is nobody's words. Closed.
SPEAKS = frozenset({"q", "a", "question", "answer"})


def _after_label(sentence: Stretch) -> int:
    """Where a sentence begins after "Q:" or "Answer:", also where the parse takes mark and stop for one word; "A. Rahman
    met" has a name there."""
    words = sentence.doc[sentence.start : min(sentence.start + 2, sentence.end)].tokens
    label, _, stop = words[0].text.partition(":")
    if label.lower() not in SPEAKS or not label[0].isupper():
        return sentence.start
    joined = words[0].text.endswith(":") and not stop
    return sentence.start + 1 if joined else sentence.start + 2 if words[-1].text == ":" else sentence.start


def _after_preamble(verb: Token) -> int:
    """Where a long clause begins once what goes before its subject is left out ("At the invitation of ..., she paid")."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None:
        return subject.left_edge.i
    before = verb.doc[max(verb.sent.start, verb.i - FEWEST) : verb.i]
    return before.start if verb.dep_ == "ROOT" and len(before) and before[-1].text == "," else verb.sent.start


def _befalls(verb: Token) -> bool:
    """ "Died in a raid": who was hurt stands before the blow."""
    return verb.lemma_.lower() in word_classes()["dying"]


def _said(trigger: Trigger) -> list[int]:
    """What is denied, vowed or demanded in a clause of its own ("denied that ships had left"), without which the verb
    says nothing; a clause before the verb is the other way round."""
    if trigger.kind != "verb" or trigger.support is not None:
        return []
    clauses = (c for c in trigger.token.children if c.dep_ == "ccomp" and c.i > trigger.token.i)
    return [i for clause in clauses for i in (*_own_words(clause), *_marks(clause))]


def _marks(clause: Token) -> list[int]:
    return [c.i for c in clause.children if c.dep_ == "mark"]


def _own_words(head: Token) -> list[int]:
    """A word and all below it that is no clause of its own, joined to one run around the word."""
    found = [head.i]
    for child in head.children:
        if child.dep_ in OUTER or child.dep_ == "punct":
            continue
        found += _own_words(child)
    return found

"""Denials without a verb of denial: "that is not correct", "contrary to some reports", "a tale, she said of the charge"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims.charges import Charge, affirmed, charge_of, content_lemmas, says_no, subject_in
from communique.claims.contest_entries import charge_words, falsehoods, said_nouns, verdicts
from communique.claims.denial_drafts import Denial, answering, denial_of
from communique.claims.drafts import after_preposition
from communique.claims.entries import VERB
from communique.claims.hung_denials import said_of
from communique.claims.parties import Parties
from communique.grammar import Scene, subject_of, trimmed
from communique.grammar.parsed import Token
from communique.model import Actor, Span, Statement

TRIMMED = " \t\n\xa0,;:“”\"‘’'"


def flat_denials(scene: Scene, words: list[Token], parties: Parties) -> Iterator[Denial]:
    """ "That is not correct", "no such offer was made", "contrary to some reports": whoever's words these are."""
    if not words:
        return
    by_start = {t.idx: t for t in words}
    lower = scene.text.lower()
    for rule, phrases, pattern in falsehoods():
        if not any(phrase in lower for phrase in phrases):
            continue
        for match in pattern.finditer(scene.text):
            word = by_start.get(match.start()) or next(
                (by_start[i] for i in range(match.start(), match.end()) if i in by_start), None
            )
            if word is None:
                continue
            sentence = Span(word.sent.start_char, word.sent.end_char)
            contrary = rule == "contrary-to-reports"
            if contrary and not speaks_of_words(word):
                continue
            who = says_it_itself(word, parties) or parties.speaker_of(word) or speaker_in(word, parties)
            whole = trimmed(scene.text, sentence)
            lemmas = content_lemmas(word.sent)
            denial = Denial(word.i, f"{rule}:phrase", who, whole, whole if contrary else None, lemmas)
            if contrary:
                denial.own = contradicted_reports(word, scene, parties)
            yield denial


def says_it_itself(word: Token, parties: Parties) -> tuple[Actor, ...]:
    """ "Benin has always said otherwise": the phrase is itself a verb of speech."""
    return parties.at(subject_in(word)) if "clause" in charge_words().get((VERB, word.lemma_), ()) else ()


def speaks_of_words(contrary: Token) -> bool:
    """ "Contrary to Cairo's assertion", "contrary to what Cairo says"; not "contrary to expectations"."""
    for prep in contrary.children:
        if prep.lower_ == "to":
            return any(said_word(c) for c in prep.children)
    return False


def said_word(word: Token) -> bool:
    if word.dep_ == "pcomp":
        return any(c.lower_ == "what" for c in word.children) and "clause" in charge_words().get(
            (VERB, word.lemma_), ()
        )
    return word.dep_ == "pobj" and word.lemma_.lower() in said_nouns()


def contradicted_reports(contrary: Token, scene: Scene, parties: Parties) -> Charge | None:
    """ "Contrary to some reports, they did not meet": the reports say what the clause denies."""
    reports = after_preposition(contrary, "to")
    clause = contrary.head
    if reports is None or clause == contrary:
        return None
    teller = subject_of(reports) if reports.dep_ == "pcomp" else reports
    charge = charge_of(reports, "noun", clause, scene, parties.at(teller), (), None, without=contrary)
    charge.whole = charge.content
    if charge.negated:
        held = {t.i for t in contrary.subtree}
        charge.what = affirmed(t for t in clause.subtree if t.i not in held)
    return charge


def speaker_in(word: Token, parties: Parties) -> tuple[Actor, ...]:
    """The subject of the verb of speech above the word: "said there was no truth in the report"."""
    here = word
    while here.head != here:
        if here.dep_ == "ccomp":
            return parties.at(subject_of(here.head))
        here = here.head
    aside = next((c for c in here.children if c.dep_ == "parataxis"), None)
    return parties.at(subject_of(aside)) if aside is not None else ()


def spoken_of(verb: Token, scene: Scene, parties: Parties) -> Denial | None:
    """ "“That is a fairy tale,” she said of Bhutan's charge": the charge is what was said before, or what has just been
    denied in other words."""
    noun = said_of(verb)
    who = parties.at(subject_of(verb)) if noun is not None else ()
    spoken = next((s for s in scene.article.statements if s.cue and s.cue.start == verb.idx), None)
    if noun is None or not who or spoken is None or not (judged_false(scene, spoken) or says_not(scene, spoken)):
        return None
    denial = answering(denial_of(verb, "verdict-false:of", None, None, scene, parties), noun, parties)
    denial.denier = who
    denial.whole = trimmed(scene.text, Span(min(spoken.content[0].start, verb.idx), noun.idx + len(noun)), TRIMMED)
    denied = negated_before(scene, spoken)
    if denied is not None and denial.said_by:
        words = list(scene.doc.char_span(denied.start, denied.stop, alignment_mode="expand") or ())
        lemmas = content_lemmas(words)
        denial.own = Charge(words[0].i, "noun", denial.said_by, who, denied, denied, lemmas, negated=True)
    return denial


def judged_false(scene: Scene, spoken: Statement) -> bool:
    call = next(iter(verdicts()[VERB, "call"]))
    return any(t.lemma_.lower() in call.words for t in words_of_statement(scene, spoken))


def says_not(scene: Scene, spoken: Statement) -> bool:
    return says_no(words_of_statement(scene, spoken))


def words_of_statement(scene: Scene, spoken: Statement) -> list[Token]:
    found = (scene.doc.char_span(p.start, p.stop, alignment_mode="expand") or () for p in spoken.content)
    return [t for part in found for t in part]


def negated_before(scene: Scene, spoken: Statement) -> Span | None:
    """What the same speaker said is not so, in the statement right before or in these words themselves."""
    before = [
        s
        for s in scene.article.statements
        if s.speaker == spoken.speaker and s.content[0].start <= spoken.content[0].start
    ]
    for one in reversed(before[-2:]):
        if says_not(scene, one):
            return Span(one.content[0].start, one.content[-1].stop)
    return None

"""Pronouns, only where one candidate is clear: a wrong party is worse than none.

"He" and "she" mean a person who is subject before, "it" a body or state that is, "they" a plural subject; "I" and "we"
in a quotation mean who is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from communique.actors.cast import Cast, Draft
from communique.actors.quoted import quotation_at, speaker_of
from communique.grammar import tokens_of
from communique.grammar.parsed import Stretch, Token
from communique.grammar.turns import ANSWERS, Exchange, shortens
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import person_nouns

HE = frozenset({"he", "his", "him", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "their", "them", "themselves"})
SPEAKERS = frozenset({"i", "we", "our", "my", "us", "me", "ours", "mine"})
YOU = frozenset({"you", "your"})
# "it rained", "it was clear that": subjects that stand for nobody.
EMPTY_VERBS = actor_words("empty-it")
# What somebody writes or says: "in which he" is then who wrote or said it.
AUTHORED = actor_words("authored")
# "Her Excellency", "His Majesty": words of respect that a possessive makes a name of.
STYLES = actor_words("style")


def add_pronouns(cast: Cast) -> None:
    """Mention, in reading order, whom each clear pronoun means."""
    styled: dict[str, Draft] = {}
    for token in tokens_of(cast.doc):
        if token.tag_ not in ("PRP", "PRP$"):
            continue
        if token.i + 1 < len(cast.doc) and token.nbor(1).lower_ in STYLES:
            add_style(cast, token, styled)
            continue
        meant = antecedent_of(cast, token)
        if meant is None:
            continue
        for draft in meant:
            draft.mention(token.idx, token.idx + len(token), "pronoun-clear")
        cast.heads.setdefault(token.i, meant[0])


def add_style(cast: Cast, owner: Token, styled: dict[str, Draft]) -> None:
    """ "Her Excellency the Minister" is no pronoun but tells her sex; "Her Excellency" alone is she who was last so called."""
    style, gender = owner.nbor(1), "m" if owner.lower_ in HE else "f"
    name = style
    while name.dep_ in ("compound", "nmod") and name.head.i > name.i:
        name = name.head
    bearer = cast.heads.get(name.i) if name is not style else None
    if bearer is not None and bearer.kind == "person":
        styled[owner.lower_] = learnt(bearer, gender)
    elif style.dep_ != "compound" and (meant := styled.get(owner.lower_)) is not None:
        meant.mention(owner.idx, style.idx + len(style), "style-alone")
        cast.heads.setdefault(style.i, meant)


def antecedent_of(cast: Cast, token: Token) -> list[Draft] | None:
    lower = token.lower_
    inside = quotation_at(cast, token.idx)
    if lower in SPEAKERS:
        speaker = speaker_of(cast, inside) if inside else interviewee(cast, token)
        return [speaker] if speaker else None
    if lower in YOU:
        person = None if inside else whom_asked(cast, token)
        return [person] if person else None
    if lower in HE | SHE:
        person = person_meant(cast, token, "m" if lower in HE else "f", inside)
        return [person] if person else None
    if lower in IT:
        body = body_meant(cast, token)
        return [body] if body else None
    if lower in THEY:
        return plural_meant(cast, token)
    return None


# How printed interviews mark a question and an answer.
QUESTION, ANSWER = re.compile(r"(?:Q|Question)\s?[:.]"), re.compile(r"(?:A|Answer)\s?[:.]")


def answering(cast: Cast, label: str) -> Draft | None:
    """The one person whose name an answer's label is, or shortens."""
    named = [d for d in cast.drafts if d.kind == "person" and d.named]
    full = [d for d in named if d.name.casefold() == label.casefold()]
    found = full or [d for d in named if shortens(label.split()[-1], d.name) or shortens(label, d.name)]
    return found[0] if len(found) == 1 else None


def interviewee(cast: Cast, token: Token) -> Draft | None:
    """Who says "I" in an answer of an interview: the one person that what stands before the first question names."""
    held = cast.scene.exchange
    turn = held.turn_at(token.idx) if held is not None else None
    if held is not None and turn is not None:
        return None if held.asks(turn) else who_answers(cast, held, {held.names[turn.label]})
    block = cast.scene.block_at(token.idx)
    if block is None or QUESTION.match(cast.scene.text, block.start):
        return None
    blocks = cast.scene.article.blocks
    first = next((b.start for b in blocks if QUESTION.match(cast.scene.text, b.start)), None)
    if first is None:
        answers = cast.scene.article.kind == "interview" or ANSWER.match(cast.scene.text, block.start)
        first = block.start if answers else None
    return sole_before(cast, first) if first is not None and token.idx >= first else None


def who_answers(cast: Cast, held: Exchange, voices: set[str]) -> Draft | None:
    """Whom the one label of the answers names; where it is but a mark ("A:"), who is named before the first question."""
    if len(voices) != 1:
        return None
    (label,) = voices
    marked = label.casefold() in ANSWERS
    return sole_before(cast, held.turns[0].at.start) if marked else answering(cast, label)


def sole_before(cast: Cast, first: int) -> Draft | None:
    """The one person whom the text names before the first question."""
    named = [
        d for d in cast.drafts if d.kind == "person" and d.named and min(d.mentions, default=(first, 0))[0] < first
    ]
    return named[0] if len(named) == 1 else None


def whom_asked(cast: Cast, token: Token) -> Draft | None:
    """Who is "you" in a question of an interview, "You met both presidents. What did they promise?": who answers."""
    if asks_whether(token.sent):
        return None
    held, block = cast.scene.exchange, cast.scene.block_at(token.idx)
    turn = held.turn_at(token.idx) if held is not None else None
    if held is not None and turn is not None:
        voices = {held.names[answer.label] for answer in held.answers}
        return who_answers(cast, held, voices) if held.asks(turn) else None
    if block is None or not QUESTION.match(cast.scene.text, block.start):
        return None
    first = next(b.start for b in cast.scene.article.blocks if QUESTION.match(cast.scene.text, b.start))
    return sole_before(cast, first)


def asks_whether(sentence: Stretch) -> bool:
    """ "Did you settle it?": what may be answered with no says nothing of anybody."""
    words = [t for t in sentence if not t.is_space]
    return bool(words) and words[-1].text == "?" and not any(t.tag_ in ("WP", "WRB", "WDT", "WP$") for t in words)


# Sentences back for "he" and "she": so far anybody who fits, and so far only who is known to be he or she, as subject.
SURELY, FARTHEST = 3, 6


def person_meant(cast: Cast, token: Token, gender: str, inside: tuple[int, int] | None) -> Draft | None:
    """The person who is subject in this sentence before the pronoun, or in the sentence before; else the only one
    named there. A speaker does not speak of himself as "he" inside his own quotation."""
    speaker = speaker_of(cast, inside) if inside else None

    doers = doers_beside(cast, token)

    def wanted(draft: Draft) -> bool:
        fits = draft.kind == "person" and not draft.plural and draft.gender in (None, gender)
        return fits and draft is not speaker and draft not in doers

    author = author_of_it(cast, token)
    if author is not None and wanted(author):
        return learnt(author, gender)

    for number, sentence in enumerate(back(cast, token, FARTHEST, own=not told_after(token))):
        if number >= SURELY:
            far = [d for d in subjects_in(cast, sentence, token.i, wanted) if d.named and d.gender == gender]
            if far:
                return far[0] if len(set(map(id, far))) == 1 else None
            continue
        subjects = list(dict.fromkeys(subjects_in(cast, sentence, token.i, wanted)))
        named = list(dict.fromkeys(mentioned_in(cast, sentence, token.i, wanted)))
        if token.dep_ == "nsubj" and sentence.start == token.sent.start:  # "Asked about an envoy, she said"
            named = [d for d in named if d.named or d in subjects]
        sure = [d for d in named if d.gender == gender]
        if len(sure) == 1 and not (len(subjects) == 1 and token.dep_ == "nsubj" and subjects[0].gender is None):
            return sure[0]
        if len(subjects) == 1 or len(named) == 1:
            return learnt((subjects if len(subjects) == 1 else named)[0], gender)
        if named:
            return None
    return left_over(cast, token, gender, wanted)


def left_over(cast: Cast, token: Token, gender: str, wanted: Callable[[Draft], bool]) -> Draft | None:
    """ "Minister A met *his* colleague B. They ... She agreed": of two persons the page has named, the other one."""
    named = [
        d
        for d in cast.drafts
        if d.kind == "person" and d.named and min(d.mentions, default=(token.idx, 0))[0] < token.idx
    ]
    other = [d for d in named if d.gender not in (None, gender)]
    fit = [d for d in named if wanted(d)]
    return learnt(fit[0], gender) if len(named) == 2 and len(other) == 1 and len(fit) == 1 else None


# From "in which he" back to the text and from "by" on to who wrote it, in words: "an open letter this week, in which".
TEXT_BEFORE, WRITER_AFTER = 15, 6


def author_of_it(cast: Cast, token: Token) -> Draft | None:
    """ "The general answered Berg's letter, in which *he* accused": who does something in a text is who wrote it. Parses
    hang such a clause on any word before it, so that the nearest text is asked for."""
    clause = token.head
    if token.dep_ != "nsubj" or clause.dep_ not in ("relcl", "advcl", "acl"):
        return None
    begins = [c for c in clause.children if c.dep_ == "prep" and any(w.lower_ == "which" for w in c.children)]
    if not begins:
        return None
    before = cast.doc[max(token.sent.start, begins[0].i - TEXT_BEFORE) : begins[0].i]
    text = next((w for w in reversed(list(before)) if w.lemma_.lower() in AUTHORED and w.pos_ == "NOUN"), None)
    if text is None:
        return None
    owner = next((c for c in text.children if c.dep_ == "poss"), None)
    if owner is None and cast.doc[text.i + 1].lower_ in ("by", "from"):
        after = cast.doc[text.i + 2 : min(text.i + 2 + WRITER_AFTER, begins[0].i)]
        owner = next((w for w in after if w.i in cast.heads), None)
    return cast.heads.get(owner.i) if owner is not None else None


def doers_beside(cast: Cast, token: Token) -> list[Draft]:
    """ "Police detained two of them", "Berg thanked him": whom a pronoun means that is object of a verb, or stands below
    its object, is not that verb's subject."""
    if token.tag_ != "PRP" or token.dep_ not in ("dobj", "pobj", "dative") or token.lower_.endswith(("self", "selves")):
        return []
    here = token
    while here.head is not here and here.dep_ in ("dobj", "pobj", "dative", "prep"):
        here = here.head
    while here.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in here.children):
        here = here.head  # "met Berg and thanked him"
    subjects = (c for c in here.children if c.dep_ in ("nsubj", "nsubjpass"))
    return [cast.heads[t.i] for subject in subjects for t in (subject, *subject.conjuncts) if t.i in cast.heads]


def told_after(token: Token) -> bool:
    """ "No fighter had been there, *she* said": what is told stands before, and none in it is she."""
    if token.dep_ != "nsubj":
        return False
    verb = token.head
    content = any(child.dep_ in ("ccomp", "parataxis") and child.i < token.i for child in verb.children)
    return content or verb.dep_ == "parataxis"


def learnt(draft: Draft, gender: str) -> Draft:
    """Once "she", always "she"."""
    if draft.gender is None and draft.named:
        draft.gender = gender
    return draft


def body_meant(cast: Cast, token: Token) -> Draft | None:
    """The body or state that is subject before, for "it" that does something and for "its"."""
    if token.lower_ == "it" and (token.dep_ not in ("nsubj", "nsubjpass") or token.head.lemma_ in EMPTY_VERBS):
        return None

    def wanted(draft: Draft) -> bool:
        return draft.kind not in ("person", "population") and not draft.plural

    for sentence in back(cast, token, 2, own=not told_after(token)):
        subjects = list(dict.fromkeys(subjects_in(cast, sentence, token.i, wanted)))
        if len(subjects) == 1:
            return subjects[0]
        if subjects:
            return None
        named = list(dict.fromkeys(mentioned_in(cast, sentence, token.i, wanted)))
        if len(named) == 1 and token.lower_ == "its":
            return named[0]
        if any(draft.kind == "person" for draft in subjects_in(cast, sentence, token.i, lambda d: True)):
            continue
    return None


def plural_meant(cast: Cast, token: Token) -> list[Draft] | None:
    """A plural subject before ("protesters"), or two joined by "and"."""
    doers = doers_beside(cast, token)
    if (held := held_before(cast, token)) is not None:
        return [held]
    for sentence in back(cast, token, 2):
        for here in sentence:
            if here.i >= token.i or here.dep_ not in ("nsubj", "nsubjpass"):
                continue
            members = [cast.heads[t.i] for t in (here, *here.conjuncts) if t.i in cast.heads]
            members = [d for d in dict.fromkeys(members) if d not in doers]
            if len(members) > 1:
                return members
            # "The members of the Council ... They": persons told by a plural; "both sides" are more than who is told.
            many = (here.tag_ == "NNS" and here.lemma_.lower() in person_nouns()) or here.lower_ == "they"
            if len(members) == 1 and (many or members[0].plural or members[0].kind in ("population", "armed group")):
                return members
    return None


# What is done to those whom somebody has seized.
BEFALLS_HELD = actor_words("befalls-held")


def held_before(cast: Cast, token: Token) -> Draft | None:
    """ "Police detained twelve marchers. They were released", "all of them were freed": those to whom something was done
    in the sentence before, not who did it."""
    all_of = token.dep_ == "pobj" and token.head.lower_ == "of"
    subject = token.head.head if all_of else token
    if subject.dep_ != "nsubjpass" or subject.head.lemma_ not in BEFALLS_HELD:
        return None
    for sentence in back(cast, token, SURELY):
        done_to = [t for t in sentence if t.i < subject.i and t.dep_ in ("dobj", "nsubjpass")]
        found = [cast.heads[t.i] for t in done_to if t.i in cast.heads]
        people = [d for d in found if d.kind == "population" or d.plural]
        if people:
            return people[-1]
    return None


def back(cast: Cast, token: Token, reach: int, own: bool = True) -> Iterator[Stretch]:
    """This sentence, unless it is left out, and those before it."""
    sentence = token.sent
    for number in range(reach):
        if own or number:
            yield sentence
        if sentence.start == 0:
            return
        sentence = cast.doc[sentence.start - 1].sent


def subjects_in(cast: Cast, sentence: Stretch, before: int, wanted: Callable[[Draft], bool]) -> Iterator[Draft]:
    """Actors that are subjects in a sentence before a token, the main clause's first; joined subjects are several.
    Whom a quotation tells of is not who says it: "'My uncle lied,' she said"."""
    found = [t for t in sentence if t.i < before and t.dep_ in ("nsubj", "nsubjpass")]
    if quotation_at(cast, cast.doc[before].idx) is None:
        found = [t for t in found if quotation_at(cast, t.idx) is None]
    found.sort(key=depth)
    for token in found:
        for one in (token, *token.conjuncts):
            draft = cast.heads.get(one.i)
            if draft is not None and one.i < before and wanted(draft):
                yield draft


def depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def mentioned_in(cast: Cast, sentence: Stretch, before: int, wanted: Callable[[Draft], bool]) -> Iterator[Draft]:
    outside = quotation_at(cast, cast.doc[before].idx) is None
    for token in sentence:
        if token.i >= before:
            return
        if outside and token.i in cast.heads and quotation_at(cast, token.idx) is not None:
            continue
        draft = cast.heads.get(token.i)
        if draft is not None and wanted(draft):
            yield draft

"""Phrases that mean two or three actors at once: "the two sides", "both countries", "the two ministers".

Such words mention each of the actors they stand for. Where it is not clear who those are they mention nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from communique.actors.cast import Cast, Draft
from communique.actors.pronouns import antecedent_of
from communique.actors.sides import SUBJECTS, mediates, offers_to_mediate, pairs_in
from communique.grammar import phrase, tokens_of
from communique.grammar.parsed import Stretch, Token
from communique.lexicon.actor_words import actor_words, party_word
from communique.lexicon.people import singular_title, titles
from communique.lexicon.states import state_of

# Nouns for parties of any kind, for states, and for people: a closed set of words for "those two".
PARTIES = actor_words("several-parties")
STATES = actor_words("several-states")
PERSONS = actor_words("several-persons")
AT_ODDS = actor_words("at-odds")
TWO_UNCOUNTED = actor_words("two-uncounted")
COUNTERPARTS = actor_words("counterpart")
SEVERAL = PARTIES | STATES | PERSONS
# Words that end the names of treaties and programmes.
FRAMEWORKS = actor_words("framework")
NUMBERS = {"two": 2, "both": 2, "neither": 2, "either": 2, "three": 3, "all three": 3, "pair": 2}
# How many sentences back the two may have been named together.
REACH = 12


def group_phrases(cast: Cast) -> Iterator[tuple[Token, int]]:
    """(head, how many) of each phrase that means several named actors at once."""
    for token in tokens_of(cast.doc):
        name = cast.names_at.get(token.i)
        if token.pos_ not in ("NOUN", "PROPN") or (name is not None and name.kind is not None):
            continue
        lemma = lemma_of(token)
        if lemma not in SEVERAL and lemma not in titles():
            continue
        number = number_of(token) or (2 if is_joint_title(token) else None)
        if number and not owned(cast, token):
            yield token, number


def lemma_of(token: Token) -> str:
    """The singular, also of what a parse takes for a name: "the Parties"."""
    if token.tag_ not in ("NNP", "NNPS"):
        return token.lemma_.lower()
    return party_word(token.lower_) or singular_title(token.lower_) or token.lemma_.lower()


def is_joint_title(token: Token) -> bool:
    """ "The Presidents signed", "the Prime Ministers": communiques write those who met with a capital."""
    if not token.text[:1].isupper() or token.lower_ == lemma_of(token):
        return False
    before = [child for child in token.children if child.i < token.i]
    rest = before[1:]
    return bool(before) and before[0].lower_ == "the" and all(c.text[:1].isupper() for c in rest)


def as_many_as_met(cast: Cast, token: Token) -> int:
    """How many are named in the nearest sentence before that names two or more who may be meant."""
    people = lemma_of(token) in PERSONS or lemma_of(token) in titles()
    for sentence in sentences_back(cast, token):
        if sentence.start == token.sent.start:
            continue
        start, stop = sentence.start_char, sentence.end_char
        told = [d for d in cast.drafts if d.named and mentioned_between(d, start, stop)]
        met = [d for d in told if d.kind == ("person" if people else "state")]
        if len(met) > 1:
            return len(met)
    return 2


def number_of(token: Token) -> int | None:
    """Two for "both sides" and "the two leaders"; two for "the sides" and "the parties" without a number."""
    before = [child.lower_ for child in token.children if child.i < token.i]
    named = next((NUMBERS[word] for word in before if word in NUMBERS), None)
    definite = "the" in before or "these" in before
    if token.lower_ == "pair" and definite:
        return 2
    if named is not None and (token.tag_ in ("NNS", "NNPS") or {"neither", "either", "both"} & set(before)):
        two = "two" in before or "three" in before
        return named if definite or not two else None
    if token.lower_ in TWO_UNCOUNTED and definite and not set(before[1:]) - AT_ODDS:
        return 2
    return None


def owned(cast: Cast, token: Token) -> bool:
    """ "the two Korean leaders" stay as they are said: the adjective names them."""
    words = [t for t in phrase(token) if t.i < token.i]
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    followed = of is not None and not any(c.lower_ in ("state", "government") for c in of.children)
    named = (cast.names_at.get(t.i) for t in words)
    joint = is_joint_title(token)  # "the Prime Ministers"
    return (
        followed
        or any(n is not None and not (joint and n.kind is None) for n in named)
        or any(t.dep_ == "poss" for t in words)
    )


def add_groups(cast: Cast, heads: list[tuple[Token, int]]) -> None:
    """Mention the actors each of these phrases stands for."""
    for token, number in heads:
        if is_joint_title(token) and not any(c.lower_ in NUMBERS for c in token.children):
            number = as_many_as_met(cast, token)
        members = members_of(cast, token, number)
        words = [t for t in phrase(token) if t.i <= token.i]
        start, stop = min(t.idx for t in words), token.idx + len(token)
        for draft in members:
            draft.mention(start, stop, "group-both" if number == 2 else "group-all")
        if members:
            cast.heads.setdefault(token.i, members[0])
            cast.groups[token.i] = members


def members_of(cast: Cast, token: Token, number: int) -> list[Draft]:
    lemma = lemma_of(token)
    if lemma in PERSONS or lemma in titles():
        people = together(cast, token, number, lambda d: d.kind == "person" and is_told_apart(d) and holds(d, lemma))
        return people or of_their_states(cast, token, lemma, number)
    if lemma in STATES and lemma not in PARTIES:
        return together(cast, token, number, lambda d: d.kind == "state")
    states = (
        together(cast, token, number, lambda d: d.kind == "state") if lemma in STATES else []
    )  # "the two neighbours"
    sides = states or together(cast, token, number, lambda d: d.kind in ("state", "armed group", "intergovernmental"))
    return sides or together(cast, token, number, lambda d: d.named and d.kind not in ("person", "population", "media"))


def is_told_apart(draft: Draft) -> bool:
    """Who has a name, or is somebody's counterpart: "President X spoke with his Chilean counterpart. The two leaders ..."."""
    return draft.named or bool(draft.nouns & COUNTERPARTS)


def of_their_states(cast: Cast, token: Token, lemma: str, number: int) -> list[Draft]:
    """ "The foreign ministers of Chile, Peru and Bolivia met. The three ministers signed": the states stand for them."""
    for sentence in sentences_back(cast, token):
        for word in sentence:
            of = next((c for c in word.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            if word.i >= token.i or of is None or word.tag_ not in ("NNS", "NNPS") or lemma_of(word) != lemma:
                continue
            heads = [t for c in of.children for t in (c, *c.conjuncts)]
            found = [cast.heads[t.i] for t in heads if t.i in cast.heads]
            return found if len(found) == number and all(d.kind == "state" for d in found) else []
    return []


def holds(draft: Draft, lemma: str) -> bool:
    """ "the two ministers" are two who are ministers; "the two leaders" may be anybody."""
    if lemma in PERSONS:
        return True
    return any(lemma in office.title.split() for office in draft.offices)


def together(cast: Cast, token: Token, number: int, wanted: Callable[[Draft], bool]) -> list[Draft]:
    """Those who stood together last: two that one clause joins or opposes, else a sentence with exactly so many, else
    the ones spoken of most before. Go-betweens are no side."""
    between = go_betweens(cast, token)
    if lemma_of(token) in PERSONS or lemma_of(token) in titles():
        # "President A hosted B and C. The three presidents signed": a host who holds the office is one of them.
        fit = [d for d in cast.drafts if wanted(d) and min(d.mentions, default=(token.idx, 0))[0] < token.idx]
        between = between if len([d for d in fit if d not in between]) >= number else []

    def side(draft: Draft) -> bool:
        return wanted(draft) and draft not in between and not is_framework(draft)

    # "The two officials" after a meeting are those who met, whoever heads the page.
    sides = number == 2 and lemma_of(token) in STATES | PARTIES
    if sides and (pair := of_the_page(cast, token, side)):
        return pair
    for sentence in sentences_back(cast, token):
        if number == 2 and (pair := pair_in(cast, sentence, token, side)):
            return pair
        named = [d for d in cast.drafts if side(d) and mentioned_between(d, sentence.start_char, sentence.end_char)]
        named = [d for d in named if not in_passing(cast, d, sentence)]
        before = next((g for i, g in cast.groups.items() if sentence.start <= i < min(sentence.end, token.i)), [])
        if len(before) == number and all(side(d) for d in before):
            return before  # "the two sides" again
        kinds = {d.kind for d in named}
        mixed = "intergovernmental" in kinds and len(kinds) > 1
        if len(named) == number and sentence.start != token.sent.start and not mixed:
            return named
        if not named and (officials := of_officials(cast, sentence, token, number, side)):
            return officials
    return spoken_most(cast, token, number, side)


# So many times as often as the third are the two spoken of whom a page is about. At less than twice, a page on Chad and
# Niger that goes on to the talks of Niger and Mali had Chad and Niger hold them.
CLEARLY = 2


def of_the_page(cast: Cast, token: Token, side: Callable[[Draft], bool]) -> list[Draft]:
    """The two that the page is about, for a paragraph that begins with "the two countries" and for what a third asks of
    "both sides"; nobody where others may be meant."""
    begins = is_first_of_paragraph(cast, token, side)
    if begins and len(pair := of_headline(cast, side)) == 2:
        return pair
    outside = any(told_of_others(one, token) for one in token.sent if one.i in cast.heads and one.i < token.i)
    return spoken_most(cast, token, 2, side, CLEARLY) if begins or outside else []


def is_first_of_paragraph(cast: Cast, token: Token, side: Callable[[Draft], bool]) -> bool:
    """ "The two countries restored ties in 2021" where the paragraph has named no side yet: those the page is about, not
    the two who happened to meet in the paragraph before."""
    block = cast.scene.block_at(token.idx)
    if block is None or block.role != "paragraph":
        return False
    return not any(side(d) and mentioned_between(d, block.start, token.idx) for d in cast.drafts)


def of_headline(cast: Cast, side: Callable[[Draft], bool]) -> list[Draft]:
    """The sides that the headline names; officials stand for nobody there."""
    lines = [b for b in cast.scene.article.blocks if b.role == "headline"]
    return [d for d in cast.drafts if side(d) and any(mentioned_between(d, b.start, b.stop) for b in lines)]


def is_framework(draft: Draft) -> bool:
    """A treaty, a corridor or a programme is what two sides talk about, never one of them."""
    return draft.kind == "intergovernmental" and draft.name.rpartition(" ")[2].lower() in FRAMEWORKS


def go_betweens(cast: Cast, token: Token) -> list[Draft]:
    """Who has been told before to mediate or host, and who speaks here of the sides as of others."""
    at = [draft for i, draft in cast.heads.items() if i < token.i and mediates(cast.doc[i])]
    subjects = [t for t in token.sent if t.i in cast.heads and t.i < token.i and told_of_others(t, token)]
    at += [cast.heads[t.i] for one in subjects for t in (one, *one.conjuncts) if t.i in cast.heads]
    # Whoever only offers to mediate stays a side of a page that is headed by its own dealings.
    offers = [draft for i, draft in cast.heads.items() if i < token.i and offers_to_mediate(cast.doc[i])]
    headed = {d.country for d in of_headline(cast, lambda d: d.country is not None)}
    at += [draft for draft in offers if draft.country not in headed]
    sent = {d.country for d in at if d.kind == "person"} | set(cast.mediators)
    return [d for d in cast.drafts if d in at or (d.kind == "state" and d.country in sent)]


def pair_in(cast: Cast, sentence: Stretch, token: Token, side: Callable[[Draft], bool]) -> list[Draft]:
    """Two sides that a clause before the token joins or opposes, or that what they do is between ("the two sides reviewed
    ties between Oman and Iraq"); officials stand for their states."""
    # An unnamed "pact" or "union" is what two sides sign, no third side.
    actors = {i for i, d in cast.heads.items() if d.named or d.kind != "intergovernmental"} - cast.groups.keys()
    taken_up = taken_up_in(cast, sentence)
    for one, other in pairs_in(sentence, actors | taken_up.keys()):
        told = token.dep_ == "nsubj" and one.dep_ == "pobj" and one.head.lower_ == "between"
        if (max(one.i, other.i) >= token.i and not told) or told_of_others(one, token):
            continue
        heads = {**cast.heads, **taken_up}
        members = [stands_for(cast, heads.get(head.i), side) for head in (one, other)]
        first, second = members
        if first is None or second is None or first is second:
            continue
        opposed = other not in one.conjuncts
        if not (opposed and "intergovernmental" in (first.kind, second.kind)):
            return [first, second]  # who thanks or supports an international body is no side against it
    return []


def taken_up_in(cast: Cast, sentence: Stretch) -> dict[int, Draft]:
    """ "On Tuesday she met Foreign Minister B": whom "he" and "she" mean, which are linked only after the groups."""
    found = ((t.i, antecedent_of(cast, t)) for t in sentence if t.lower_ in ("he", "she") and t.dep_ in SUBJECTS)
    return {i: meant[0] for i, meant in found if meant}


def told_of_others(one: Token, token: Token) -> bool:
    """ "A and B asked both sides to talk": whom a verb takes as its object are not its subjects."""
    if one.dep_ not in ("nsubj", "nsubjpass") or not one.head.is_ancestor(token):
        return False
    clause = token.head
    finite = token.dep_ in ("nsubj", "nsubjpass") and not any(c.tag_ == "TO" for c in clause.children)
    return not finite


def stands_for(cast: Cast, draft: Draft | None, side: Callable[[Draft], bool]) -> Draft | None:
    """The side itself, or the state of an official where sides are states."""
    if draft is None or side(draft):
        return draft
    if draft.kind != "person" or draft.country is None or draft.sector not in ("GOV", "MIL"):
        return None
    known = state_of(draft.country)
    state = Draft("state", known.name, draft.country, "GOV") if known is not None else None
    if state is None or not side(state):
        return None
    same = [d for d in cast.drafts if d.kind == "state" and d.country == draft.country]
    return next((d for d in same if side(d)), None) if same else cast.add(state)


def of_officials(
    cast: Cast, sentence: Stretch, token: Token, number: int, side: Callable[[Draft], bool]
) -> list[Draft]:
    """The states of the officials of a sentence that names so many and no state itself: "Dutch Trade Minister X and his
    Belgian counterpart Y met. The two governments ..."."""
    people = [cast.heads[i] for i in range(sentence.start, min(sentence.end, token.i)) if i in cast.heads]
    of = {d.country: d for d in people if d.kind == "person" and d.named and d.offices and d.country}
    if len(of) != number:
        return []
    found = [stands_for(cast, d, side) for d in of.values()]
    return [d for d in found if d is not None] if all(found) else []


def mentioned_between(draft: Draft, start: int, stop: int) -> bool:
    return any(start <= mention[0] < stop for mention in draft.mentions)


def in_passing(cast: Cast, draft: Draft, sentence: Stretch) -> bool:
    """In this sentence a state is only a possessor or where something is: "Rwanda's neighbours", "in Rwanda"; an
    unnamed body only where something is: "received at his office"."""
    if draft.kind != "state" and draft.named:
        return False
    heads = [cast.doc[i] for i in range(sentence.start, sentence.end) if cast.heads.get(i) is draft]
    return bool(heads) and all(
        h.dep_ == "poss" or (h.dep_ == "pobj" and h.head.lower_ in ("in", "at", "near", "across")) for h in heads
    )


def spoken_most(cast: Cast, token: Token, number: int, side: Callable[[Draft], bool], clearly: int = 1) -> list[Draft]:
    """So many as are spoken of more often before than any other, `clearly` times as often; else nobody."""
    counts = [(sum(start < token.idx for start, _ in d.mentions), d) for d in cast.drafts if side(d)]
    counts = sorted((pair for pair in counts if pair[0]), key=lambda pair: -pair[0])
    if len(counts) < number:
        return []
    most, next_most = counts[number - 1][0], counts[number][0] if len(counts) > number else 0
    if most == next_most or most < clearly * next_most:
        return []
    return [draft for _, draft in counts[:number]]


def sentences_back(cast: Cast, token: Token) -> Iterator[Stretch]:
    """This sentence, then those before it, the nearest first."""
    sentence = token.sent
    for _ in range(REACH):
        yield sentence
        if sentence.start == 0:
            return
        sentence = cast.doc[sentence.start - 1].sent

"""What a name is, from the words about it: "the watchdog X", "X, a coalition of", "the X daily", "in X"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from communique.grammar.apposition import TAIL, opens_clause, past_tail
from communique.grammar.parsed import Doc, Token
from communique.lexicon.actor_words import actor_words, party_word
from communique.lexicon.people import (
    body_nouns,
    given_names,
    honorifics,
    human_verbs,
    person_noun_at,
    person_nouns,
    singular_title,
    titles,
)
from communique.lexicon.states import state_named
from communique.mentions.pieces import Piece
from communique.mentions.places_gazetteer import cities_named
from communique.model import NameKind

# Words that end (or begin) the names of places and things of nature.
GEOGRAPHY = actor_words("geography")
# Words that end the names of agreements, plans and happenings: no actors.
THINGS = actor_words("things")
IN_WORDS = frozenset(
    {"in", "at", "near", "outside", "towards", "toward", "around", "across", "inside", "through", "via"}
)


def kind_by_context(doc: Doc, piece: Piece) -> None:
    """Set the piece's kind by the strongest evidence about it; leave None where there is none."""
    if all(token.tag_ in ("JJ", "VBN", "VBG", "RB") for token in doc[piece.start : piece.stop]):
        piece.rule, piece.sure = "name-adjective", True
        return
    for evidence in EVIDENCE:
        found = evidence(doc, piece)
        if found is not None:
            kind, sector, rule, sure = found
            piece.kind, piece.rule, piece.sure = kind, rule, sure
            piece.sector = piece.sector or sector
            if kind == "person" and (given := given_names().get(doc[piece.start].text)) is not None:
                piece.gender = piece.gender or given.gender
            return


Finding = tuple[NameKind | None, str | None, str, bool]


# Words that number parts of a plan or a text: "Phase II", "Article 5".
NUMBERED = actor_words("numbered")


# Words that end the names of treaties, programmes and corridors: they have parties, and are told of like bodies.
FRAMEWORKS = actor_words("framework")


def by_own_words(doc: Doc, piece: Piece) -> Finding | None:
    last = doc[piece.stop - 1].lower_
    first = doc[piece.start].lower_
    if last in FRAMEWORKS and piece.stop - piece.start > 1 and first not in NUMBERED:
        return "intergovernmental", None, "framework-name", True
    if last in GEOGRAPHY or (
        first in ("lake", "mount", "cape", "port", "fort", "camp", "san") and piece.stop - piece.start > 1
    ):
        return "place", None, "name-place-word", True
    if last in THINGS or first in NUMBERED:
        return None, None, "name-thing-word", True
    if doc[piece.stop - 1].tag_ == "NNPS" and last.removesuffix("s") in person_nouns():
        return None, None, "name-people", True  # "Kurds", "Tamils": told as people are, with their state before them
    opening = body_nouns().get(first)
    if opening is not None and opening.kind in ("media", "company", "party") and piece.stop - piece.start > 1:
        return opening.kind, opening.sector, "name-body-noun", True
    noun = body_nouns().get(last)
    lone = piece.stop - piece.start == 1 and not doc[piece.start].is_sent_start and doc[piece.start].tag_ != "NNPS"
    if noun is not None and lone and noun.kind not in ("state", "company", "media"):
        return noun.kind, noun.sector, "name-body-noun", True
    return None


def by_neighbour(doc: Doc, piece: Piece) -> Finding | None:
    """A common noun right before ("the watchdog X", "spokesman X") or right after ("the X daily")."""
    if piece.stop < len(doc):
        after = doc[piece.stop]
        noun = body_nouns().get(after.lower_)
        if (
            noun is not None
            and after.text.islower()
            and noun.kind != "state"
            and not doc[piece.stop - 1].text.endswith("'s")
        ):
            inner = piece.stop + 1 < len(doc) and doc[piece.stop + 1].tag_ in ("NN", "NNS") and after.dep_ == "compound"
            if not inner and after.lower_ in GEOGRAPHY:
                return "place", None, "name-place-word", True
            if not inner and not is_adjectival(doc, piece):
                return noun.kind, noun.sector, "name-body-noun-after", True
    if piece.start > 0:
        before = doc[piece.start - 1]
        lower = before.lower_
        if before.tag_ in ("NN", "NNP") and lower.endswith(("chman", "shman", "chwoman", "shwoman")):
            return "person", None, "name-after-noun", True  # "Dutchman X", "Irishwoman Y"
        if before.is_alpha and before.text.islower() and before.pos_ in ("NOUN", "PROPN", "ADJ"):
            noun = body_nouns().get(lower)
            person = person_nouns().get(before.lemma_.lower()) if before.tag_ in ("NN", "NNP") else None
            if lower in titles() or person is not None:
                sector = person.sector if person else None
                return "person", sector, "name-after-noun", True
            if noun is not None and noun.kind != "state":
                return noun.kind, noun.sector, "name-after-noun", True
    return None


def is_adjectival(doc: Doc, piece: Piece) -> bool:
    return piece.kind in ("adjective", "demonym")


def by_apposition(doc: Doc, piece: Piece) -> Finding | None:
    """ "X, a coalition of student bodies", "X, who", "X, 54,"."""
    at = piece.stop
    if at + 1 >= len(doc) or doc[at].text != ",":
        return None
    if doc[at + 1].lower_ in ("who", "whose", "whom"):
        # "The head of the Ports Authority, who resigned": who is not the body.
        of_body = at - piece.start > 1 and doc[at - 1].lower_ in body_nouns()
        return None if of_body else ("person", None, "name-who", True)
    if doc[at + 1].lower_ == "which":
        return "body", None, "name-which", False
    if doc[at + 1].like_num and len(doc[at + 1]) <= 3 and at + 2 < len(doc) and doc[at + 2].text in (",", "and"):
        return "person", None, "name-age", True
    if doc[at + 1].lower_ not in ("a", "an", "the", "its", "his", "her", "their", "one") and doc[at + 1].pos_ not in (
        "NOUN",
        "ADJ",
        "PROPN",
    ):
        return None
    opens = doc[at + 1].lower_ in ("a", "an", "the", "its", "his", "her", "their", "one")
    head = head_noun(doc[at + 1 : min(at + 10, len(doc))], need=not opens)
    if head is None or opens_clause(head):
        return None
    lower, lemma = head.lower_, head.lemma_.lower()
    if lower in titles() or (lemma in person_nouns() and head.tag_ == "NN"):
        person = person_nouns().get(lemma)
        return "person", person.sector if person else None, "name-apposition", True
    noun = body_nouns().get(lower)
    if noun is not None and noun.kind != "state":
        return noun.kind, noun.sector, "name-apposition", True
    return None


def by_noun_before(doc: Doc, piece: Piece) -> Finding | None:
    """ "her counterpart, X, said": the noun first, the name between commas after it."""
    comma = piece.start - 1
    while comma > 2 and doc[comma].lower_.rstrip(".") in honorifics():
        comma -= 1
    if comma < 2 or doc[comma].text != ",":
        return None
    after = doc[piece.stop] if piece.stop < len(doc) else None
    if after is not None and not (after.is_punct or after.is_space or after.pos_ in ("VERB", "AUX")):
        return None
    ends = after is None or after.is_punct
    if after is not None and after.text == "," and (body := body_before(doc, comma)) is not None:
        return body
    for at in range(comma - 1, max(0, comma - 1 - (TAIL if ends else 1)), -1):
        noun = doc[at]
        person = person_noun_at(doc[at - 1].lower_, noun.lower_) if noun.tag_ == "NN" else None
        if person is None or noun.dep_ in ("compound", "amod") or past_tail(doc, at + 1) != comma:
            continue
        if at + 1 == comma or told_whose(doc, at):
            return "person", person.sector, "name-apposition", True
    return None


def body_before(doc: Doc, comma: int) -> Finding | None:
    """ "Kenya's ruling party, *X*, won": a noun for a body, then its name between two commas."""
    noun = body_nouns().get(doc[comma - 1].lower_)
    if noun is None or not noun.common or noun.kind == "state" or doc[comma - 1].tag_ != "NN":
        return None
    whose = told_whose(doc, comma - 1)
    # "From the ministry, Okello, in a blue suit, waved": after a preposition only a possessor tells that it is one body
    named = doc[comma - 1].dep_ != "pobj" or any(t.tag_ in ("PRP$", "POS") for t in doc[max(0, comma - 4) : comma - 1])
    return (noun.kind, noun.sector, "name-apposition", True) if whose and named else None


def told_whose(doc: Doc, at: int) -> bool:
    """ "*her* successor in Lisbon", "*the Omani* official": one that is told of, with few words between."""
    return any(token.tag_ in ("PRP$", "POS") or token.lower_ == "the" for token in doc[max(0, at - 3) : at])


def by_being(doc: Doc, piece: Piece) -> Finding | None:
    """ "X is a town on the river", "X is a lawyer"."""
    head = doc[piece.start : piece.stop].root
    if head.dep_ != "nsubj" or head.head.lemma_ != "be":
        return None
    said = next((c for c in head.head.children if c.dep_ == "attr" and c.tag_ == "NN"), None)
    if said is None:
        return None
    if said.lower_ in GEOGRAPHY:
        return "place", None, "name-being", True
    person = person_noun_at("", said.lower_)
    return ("person", person.sector, "name-being", True) if person is not None else None


def head_noun(tokens: Iterable[Token], need: bool = False) -> Token | None:
    """The noun a phrase leads to: the last of its first unbroken stretch of nouns and adjectives."""
    last: Token | None = None
    for token in tokens:
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif (
            token.pos_ in ("ADJ", "DET", "NUM", "ADV", "PART")
            or token.tag_ in ("VBN", "VBG", "POS", "PRP$", "HYPH")
            or token.text in ("-", "and")
        ):
            if last is not None and token.text == "and":
                break
            continue
        else:
            break
    if last is not None and need and not (last.pos_ == "NOUN" and last.lower_ in titles()):
        return None
    return last


def by_acronym(doc: Doc, piece: Piece) -> Finding | None:
    """ "X Y Z (XYZ)": institutions, not people, are abbreviated so."""
    if piece.stop - piece.start < 2 or piece.stop + 2 >= len(doc) or doc[piece.stop].text != "(":
        return None
    short = doc[piece.stop + 1].text
    initials = "".join(t.text[0] for t in doc[piece.start : piece.stop] if t.text[0].isupper())
    if short.isupper() and len(short) > 1 and initials.startswith(short[0]) and doc[piece.stop + 2].text == ")":
        return "body", None, "name-acronym", True
    return None


def by_preposition(doc: Doc, piece: Piece) -> Finding | None:
    """ "in Arauca", "the port of Tema", "the Bobrowniki crossing": where something is, not who does it."""
    before = doc[piece.start - 1] if piece.start else None
    if before is not None and before.lower_ in IN_WORDS:
        return "place", None, "name-after-preposition", False
    if before is not None and before.lower_ == "of" and piece.start > 1 and doc[piece.start - 2].lower_ in GEOGRAPHY:
        return "place", None, "name-place-word", True
    after = doc[piece.stop] if piece.stop < len(doc) else None
    if after is not None and after.lower_ in GEOGRAPHY and doc[piece.stop - 1].dep_ in ("compound", "nmod", "amod"):
        return "place", None, "name-place-word", True
    return None


def by_use(doc: Doc, piece: Piece) -> Finding | None:
    """A name that only describes a thing ("the Johannesburg summit", "Sahel goods") acts for nobody."""
    last = doc[piece.stop - 1]
    after = doc[piece.stop] if piece.stop < len(doc) else None
    if after is None or last.dep_ not in ("compound", "nmod", "amod") or last.head.i < piece.stop:
        return None
    if after.pos_ != "NOUN" or not after.text.islower():
        return None
    if after.lemma_.lower() in person_nouns() or after.lower_ in titles() or after.lower_ in body_nouns():
        return None
    return None, None, "name-describes", False


# Words before "Ministers" in the title of those who met.
BEFORE_JOINT = actor_words("before-joint")


def by_joint_title(doc: Doc, piece: Piece) -> Finding | None:
    """ "The Presidents signed", "the Sides noted": communiques write those who met with capitals; nobody is called so."""
    last = doc[piece.stop - 1]
    before = doc[piece.start - 1] if piece.start else None
    if before is None or before.lower_ not in ("the", "both"):
        return None
    if any(doc[i].lower_ not in BEFORE_JOINT for i in range(piece.start, last.i)):
        return None
    told = singular_title(last.lower_) is not None or party_word(last.lower_) is not None
    return (None, None, "name-joint-title", True) if told else None


def by_article(doc: Doc, piece: Piece) -> Finding | None:
    """ "the Cedar Bloc", "the Houthis": with "the" a name is a body or a people, never a person."""
    before = doc[piece.start - 1] if piece.start else None
    if before is None or before.lower_ != "the":
        return None
    return "body", None, "name-after-the", False


def by_given_name(doc: Doc, piece: Piece) -> Finding | None:
    """Begins with a given name and goes on: "Tomasz W.", not "Victoria Falls" (a place word) nor "Jordan" alone."""
    given = given_names().get(doc[piece.start].text)
    if given is None or piece.stop - piece.start < 2 or doc[piece.stop - 1].lower_ in body_nouns():
        return None
    before = doc[piece.start - 1] if piece.start else None
    if before is not None and before.lower_ == "the":
        return None
    return "person", None, "name-given", True


def by_map(doc: Doc, piece: Piece) -> Finding | None:
    """A city that GeoNames knows, where nothing about the name makes it a person or a body."""
    found = cities_named(doc.words(piece.start, piece.stop))
    if found and max(city.population for city in found) >= CITY_AT_LEAST:
        return "place", None, "name-map", False
    return None


# Smaller towns share their names with too many people and things: Ali (27,000) and Clinton (21,000) are towns.
CITY_AT_LEAST = 60_000


# Verbs and prepositions whose object is a person more often than a body.
TO_PERSONS = actor_words("to-persons")


PUBLISHES = actor_words("publishes")
PUBLISHED_IN = actor_words("published-in")


def by_press(doc: Doc, piece: Piece) -> Finding | None:
    """ "X reported", "a story in X", "an interview with X": a paper or station, where no person of the page is X."""
    head = doc[piece.start : piece.stop].root
    if doc[piece.start].text in given_names() or is_adjectival(doc, piece):
        return None
    told = head.dep_ == "nsubj" and head.head.lemma_ in PUBLISHES and head.head.pos_ == "VERB"
    # "told Izvestia": a person of one word is found elsewhere under a longer name or with a title
    told = told or (head.dep_ in ("dobj", "dative") and head.head.lemma_ == "tell" and piece.stop - piece.start == 1)
    link = head.head
    printed = head.dep_ == "pobj" and link.lower_ in ("in", "with", "to") and link.head.lemma_.lower() in PUBLISHED_IN
    if told or (printed and not cities_named(doc.words(piece.start, piece.stop))):
        return "media", "JRN", "name-press", False
    return None


OF_A_PARTY = actor_words("of-a-party")
GAINS_SEATS = actor_words("gains-seats")


def by_seats(doc: Doc, piece: Piece) -> Finding | None:
    """ "An X lawmaker", "X won nine seats": a party, unless it is a place."""
    last = doc[piece.stop - 1]
    after = doc[piece.stop] if piece.stop < len(doc) else None
    member = after is not None and after.lower_ in OF_A_PARTY and last.dep_ in ("compound", "nmod", "amod")
    head = doc[piece.start : piece.stop].root
    seats = head.dep_ == "nsubj" and head.head.lemma_ in GAINS_SEATS
    seated = seats and any(c.dep_ == "dobj" and c.lemma_.lower() == "seat" for c in head.head.children)
    if not (member or seated) or is_adjectival(doc, piece) or cities_named(doc.words(piece.start, piece.stop)):
        return None
    return "party", "PTY", "name-seats", False


def by_role(doc: Doc, piece: Piece) -> Finding | None:
    """What a name does: who says and smiles is a person, who only acts may be a body."""
    head = doc[piece.start : piece.stop].root
    length = sum(doc[i].text[0].isupper() for i in range(piece.start, piece.stop))
    if head.dep_ == "nsubj" and head.head.lemma_ in human_verbs():
        return "person", None, "name-role", False
    if head.dep_ == "nsubj" and length >= 2:
        return "body", None, "name-role", False
    if 2 <= length <= 4 and head.dep_ in ("dobj", "pobj", "dative", "conj", "appos", "nsubjpass", "poss"):
        to_person = head.head.lemma_ in TO_PERSONS
        if to_person or head.dep_ == "nsubjpass":
            return "person", None, "name-role", False
    return None


# What two do together, and how one receives a guest.
MEETINGS = actor_words("done-together") | actor_words("receives")


def by_land(doc: Doc, piece: Piece) -> Finding | None:
    """ "Kosovo's Agim Berisha met": who has a state before the name and says something, or meets somebody, is a person."""
    if piece.start < 2 or doc[piece.start - 1].tag_ != "POS" or state_named(doc[piece.start - 2].text) is None:
        return None
    words = [doc[i] for i in range(piece.start, piece.stop)]
    if not 2 <= len(words) <= 3 or not all(w.is_alpha and w.text.istitle() for w in words):
        return None
    head = doc[piece.start : piece.stop].root
    while head.dep_ == "conj":
        head = head.head
    verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "with" else head.head
    told = head.dep_ in ("nsubj", "dobj", "pobj") and verb.lemma_ in human_verbs() | MEETINGS
    return ("person", None, "name-of-land", False) if told else None


# From the surest to the least sure.
EVIDENCE = (
    by_joint_title,
    by_own_words,
    by_neighbour,
    by_apposition,
    by_noun_before,
    by_being,
    by_acronym,
    by_given_name,
    by_seats,
    by_press,
    by_preposition,
    by_use,
    by_article,
    by_map,
    by_land,
    by_role,
)


# "In X" says more than that X, of two capitalised words, is a subject: towns are subjects too.
VOTES = {"name-after-preposition": 2}


def settle(doc: Doc, pieces: list[Piece]) -> None:
    """One name, one kind: what is sure somewhere in the article holds wherever the same words stand; a surname of a
    known person is that person."""
    sure: dict[str, Piece] = {}
    votes: dict[str, Counter[NameKind]] = {}
    for piece in pieces:
        words = doc.words(piece.start, piece.stop)
        if piece.kind is not None and piece.sure:
            sure.setdefault(words, piece)
        elif piece.kind is not None and not piece.loud:
            votes.setdefault(words, Counter())[piece.kind] += VOTES.get(piece.rule, 1)
    name_again(doc, pieces)
    people = person_words(doc, pieces)
    likely = likely_person_words(votes)
    for piece in pieces:
        if piece.sure:
            continue
        words = doc.words(piece.start, piece.stop)
        if (same := sure.get(words)) is not None:
            piece.kind, piece.sector, piece.rule = same.kind, same.sector, same.rule
            piece.country = piece.country or same.country
        elif all(part in people for part in words.split()) and words not in sure:
            piece.kind, piece.rule = "person", "name-of-known-person"
        elif words in votes:
            piece.kind = votes[words].most_common(1)[0][0]
            piece.sector = piece.sector or SECTORS_VOTED.get(piece.kind)
        elif words in likely:
            piece.kind, piece.rule = "person", "name-of-likely-person"
        elif piece.loud:
            piece.kind = None


# What papers and parties are, where votes make a name one.
SECTORS_VOTED = {"media": "JRN", "party": "PTY"}


def likely_person_words(votes: dict[str, Counter[NameKind]]) -> set[str]:
    """The words of full names that are voted to be persons': "Ackson" after "Tulia Ackson Mrisho spoke"."""
    full = (name.split() for name, counted in votes.items() if counted.most_common(1)[0][0] == "person")
    return {word for words in full if len(words) > 1 for word in words if word[0].isupper()}


def name_again(doc: Doc, pieces: list[Piece]) -> None:
    """ "the Corridor" after "the Trans-Sahel Transport Corridor": the last word of a framework's name."""
    named = {doc[p.stop - 1].text for p in pieces if p.rule == "framework-name"}
    for piece in pieces:
        lone = piece.stop - piece.start == 1 and piece.start and doc[piece.start - 1].lower_ == "the"
        if lone and doc[piece.start].text in named:
            piece.kind, piece.rule, piece.sure = "intergovernmental", "framework-again", True


def person_words(doc: Doc, pieces: list[Piece]) -> set[str]:
    """The words of the names that are surely persons', also as a sentence's first word: "Van der Hoeven",
    "Al-Shammari"."""
    return {
        form
        for piece in pieces
        if piece.kind == "person" and piece.sure and not piece.loud
        for part in doc.words(piece.start, piece.stop).split()
        for form in (
            part,
            part[0].upper() + part[1:],
            *(([part[3:]]) if part.lower().startswith(("al-", "el-")) else ()),
        )
    }

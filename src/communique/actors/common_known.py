"""Whom a phrase with a common noun means, where that is somebody named or told of before."""

from __future__ import annotations

from communique.actors.bodies_again import called_by_kind
from communique.actors.cast import Cast, Draft
from communique.actors.common_words import Owner, definite, kind_of, past_honorifics, plural
from communique.actors.opposites import (
    COUNTERPARTS,
    GUESTS,
    HOSTS,
    OPPOSITES,
    counterpart_known,
    counterpart_of,
    host_or_guest,
)
from communique.actors.whose_office import gone_to
from communique.grammar import opens_clause, past_tail
from communique.grammar.parsed import Doc, Token
from communique.lexicon.actor_words import actor_words, kinds_called, sector_called
from communique.lexicon.people import BodyNoun, PersonNoun, honorifics, title_marks
from communique.model import ActorKind, Office


def known_actor(
    cast: Cast, token: Token, noun: PersonNoun | BodyNoun, words: list[Token], owners: list[Owner]
) -> tuple[Draft, str] | None:
    """(who, rule) where the phrase means somebody named or told of before."""
    kind = kind_of(noun, token)
    if (named := beside(cast, token, words, kind)) is not None:
        learn(named, token, noun, owners)
        share_office(cast, named, token, words)
        return named, "common-apposition"
    if isinstance(noun, BodyNoun) and (named := name_within(cast, token)) is not None:
        return named, "common-apposition"
    if (meant := members_of_body(cast, token, owners)) is not None:
        return meant, "members-of-body"
    if (meant := said_to_be(cast, token, kind)) is not None:
        return meant, "common-being"
    if token.lower_ in OPPOSITES and (named := counterpart_known(cast, token, words, owners)) is not None:
        return named, "counterpart"
    if kind == "state":
        return None
    if not owners and definite(words) and (meant := called_before(cast, token, noun, kind, words)) is not None:
        return meant, "common-known"
    if owners and isinstance(noun, BodyNoun) and (meant := body_known(cast, token, owners[0])) is not None:
        return meant, "common-known"
    return None


def name_within(cast: Cast, token: Token) -> Draft | None:
    """ "the Komala faction", "the Kanto Shimpo daily": the name right before the noun says which."""
    named = cast.heads_to(token.i)
    if named is None or named.kind in ("person", "state", "intergovernmental") or not named.named:
        return None
    return (
        named if token.i - 1 in cast.names_at and token.doc[token.i - 1].dep_ in ("compound", "nmod", "amod") else None
    )


def beside(cast: Cast, token: Token, words: list[Token], kind: ActorKind) -> Draft | None:
    """The named actor this phrase stands beside: "Serumpun, *a coalition* of students", "*her Kuwaiti counterpart*,
    Talal al-Nasser", "*the watchdog* Contas Abertas"."""
    doc = cast.doc
    after = past_tail(doc, token.i + 1)
    tail = after > token.i + 1
    if after + 1 < len(doc) and doc[after].text == ",":
        after += 1
        while after < len(doc) and (honorific(doc[after].lower_) or doc[after].text in (".", "the")):
            after += 1
        after = past_title(cast, after)
        named = cast.heads_from(after)
        if (
            named is not None
            and token.tag_ in ("NN", "NNP")
            and closes(doc, cast.name_end(after))
            and not (tail and not ends_at_mark(doc, words, cast.name_end(after)))
            and same_sort(named, kind)
        ):
            return named
    elif (
        (after := past_honorifics(doc, after)) < len(doc)
        and (named := cast.heads_from(after)) is not None
        and token.tag_ in ("NN", "NNP")
        and same_sort(named, kind)
    ):
        return named
    before = words[0].i - 1
    if before > 0 and doc[before].text in (",", "–", "—", "(") and token.tag_ in ("NN", "NNP"):
        named = cast.heads_to(before)
        if (
            named is not None
            and not opens_clause(token)
            and (token.dep_ == "appos" or words[0].lower_ in ("a", "an", "the", "its"))
            and same_sort(named, kind)
            and doc[token.i + 1 : token.i + 2].text != "and"
        ):
            return named
    return None


def past_title(cast: Cast, at: int) -> int:
    """ "his host, *Foreign Minister* X": the token at which the holder of the title there is named."""
    title = cast.titles_at.get(at)
    first = cast.tokens(title.holder.start, title.holder.stop)[0] if title is not None and title.holder else at
    return max(first, at)


def honorific(word: str) -> bool:
    return word in honorifics() or word.rstrip(".") in honorifics()


def closes(doc: Doc, at: int) -> bool:
    """The name ends where its apposition may: before a mark, a verb or the end; not in a list with "and"."""
    return (
        at >= len(doc)
        or doc[at].is_punct
        or doc[at].is_space
        or doc[at].pos_ in ("VERB", "AUX", "ADP", "SCONJ", "PRON")
    )


def ends_at_mark(doc: Doc, words: list[Token], at: int) -> bool:
    """With words between noun and comma ("her successor in Lisbon, X, said") the noun must be told whose, and the name
    end at a mark: "after talks with the host in Oslo, X said" tells of two."""
    told = any(word.tag_ == "PRP$" or word.dep_ == "poss" or word.lower_ == "the" for word in words)
    return told and (at >= len(doc) or doc[at].is_punct)


def said_to_be(cast: Cast, token: Token, kind: ActorKind) -> Draft | None:
    """ "X became *the third officer* to deny it": what a name is said to be means the one named."""
    verb = token.head
    if (
        token.dep_ not in ("attr", "oprd")
        or verb.lemma_ not in SAID_TO_BE
        or any(c.dep_ == "neg" for c in verb.children)
    ):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    meant = cast.heads.get(subject.i) if subject is not None else None
    return meant if meant is not None and meant.named and same_sort(meant, kind) else None


SAID_TO_BE = actor_words("is-said-to-be")


def same_sort(named: Draft, kind: ActorKind) -> bool:
    """People stand beside people, bodies beside bodies."""
    return (named.kind == "person") == (kind == "person") and named.kind != "state" and kind != "population"


def learn(named: Draft, token: Token, noun: PersonNoun | BodyNoun, owners: list[Owner]) -> None:
    """What a common noun beside a name says of who is named: what kind it is, of which state, what it may be called."""
    named.nouns |= {token.lemma_.lower(), token.lower_}
    if owners and named.country is None:
        named.country = owners[0][0]
    if isinstance(noun, BodyNoun) and noun.kind != "state":
        telling = noun.kind in ("party", "armed group", "company", "media") and named.country not in ("IGO", "NGO")
        front = noun.kind == "party" and named.kind == "armed group" and named.country is None
        if named.kind == "body" or front or (telling and named.kind in ("intergovernmental", "population")):
            named.kind, named.sector = noun.kind, noun.sector
    named.sector = named.sector or noun.sector


# Who held the same office before, and who holds it next.
BEFORE = actor_words("office-before")
AFTER = actor_words("office-after")


def share_office(cast: Cast, named: Draft, token: Token, words: list[Token]) -> None:
    """ "Her Kuwaiti counterpart, X": X holds for Kuwait the office she holds; "her predecessor, X": X held hers."""
    if token.lower_ not in COUNTERPARTS | BEFORE | AFTER or named.offices:
        return
    other = counterpart_of(cast, token, words)
    if other is None or other is named:
        return
    office = next((o for o in other.offices if not o.former or token.lower_ in AFTER), None)
    if office is None:
        return
    same = token.lower_ not in COUNTERPARTS
    former = token.lower_ in BEFORE
    named.country = named.country or (other.country if same else None)
    if not same and named.country is None:
        there = gone_to(cast, token, token.sent.start)  # "flew to Lubumbashi and met her counterpart, X"
        named.country = there if there != other.country else None
    start, stop = words[0].idx, token.idx + len(token)
    named.offices.append(Office(office.title, office.of if same else named.country, former, start, stop))
    named.sector = "ELI" if former else other.sector


# Those who act for a body when they are told as its own: "fighters of the movement", "members of the council".
ITS_PEOPLE = actor_words("its-people")


# Those of its people by whom a body is told to be an armed group: "the rebels of the Azawad Union".
FIGHTERS = actor_words("fighters")


def members_of_body(cast: Cast, token: Token, owners: list[Owner]) -> Draft | None:
    """ "Fighters of the Northern Front", "members of Haiti's council": the body itself acts."""
    if token.lemma_.lower() not in ITS_PEOPLE or not plural(token):
        return None
    link = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from")), None)
    obj = next((c for c in link.children if c.dep_ == "pobj"), None) if link is not None else None
    if obj is None:
        return None
    draft = cast.heads.get(obj.i)
    for child in obj.lefts:
        draft = draft or cast.heads.get(child.i) if child.dep_ in ("compound", "nmod") else draft
    if draft is None or draft.kind in ("person", "state", "population", "media"):
        return None
    if draft.kind == "body" and token.lemma_.lower() in FIGHTERS:
        draft.kind, draft.sector = "armed group", "REB"
    return draft


def called_before(
    cast: Cast, token: Token, noun: PersonNoun | BodyNoun, kind: ActorKind, words: list[Token]
) -> Draft | None:
    """Who was last called by this noun, or can be called so. Words between "the" and the noun must fit as well: "the
    district council" is not the Security Council."""
    lemma = token.lemma_.lower()
    if lemma in HOSTS | GUESTS and not plural(token):
        return host_or_guest(cast, token, lemma in HOSTS)
    many = plural(token) and isinstance(noun, PersonNoun)
    told = [w for w in words[1:-1] if not counts_members(w)]
    more = {w.lower_ for w in told if w.pos_ in ("NOUN", "PROPN", "ADJ") and w.lower_ not in title_marks()}

    same_crowd = CROWDS if lemma in CROWDS else frozenset({lemma})

    def fits(draft: Draft) -> bool:
        if more and not more <= said_of(draft):
            return False
        if isinstance(noun, PersonNoun):
            same = bool(same_crowd & draft.nouns) and (
                draft.plural == many or draft.kind in ("armed group", "population")
            )
            return same or (many and kind == "armed group" and draft.kind in kinds_called(lemma))
        return lemma in draft.nouns or token.lower_ in draft.nouns

    exact = cast.latest(token.idx, fits)
    if exact is None and isinstance(noun, PersonNoun) and not many:
        exact = person_of_sector(cast, token, noun) if not more else None
    if exact is not None or isinstance(noun, PersonNoun) or more:
        return exact
    return called_by_kind(cast, token, lemma)


COUNTS_MEMBERS = actor_words("counts-members")


def counts_members(word: Token) -> bool:
    """ "The *six-nation* bloc": how many make up a body does not tell it from the body named before."""
    hyphen = word if word.text == "-" else word.nbor(1) if word.i + 1 < len(word.doc) else word
    number = hyphen.text == "-" and hyphen.i > 0 and (hyphen.nbor(-1).like_num or hyphen.nbor(-1).tag_ == "CD")
    after = word.i > 1 and word.nbor(-1).text == "-" and word.lower_ in COUNTS_MEMBERS
    return number or after


# Those who gather, by the words that tell of one gathering now so and now so: "the protesters", "the crowd".
CROWDS = actor_words("crowd")


def said_of(draft: Draft) -> set[str]:
    return draft.nouns | set(draft.name.lower().split())


def person_of_sector(cast: Cast, token: Token, noun: PersonNoun) -> Draft | None:
    sector = sector_called(token.lemma_.lower())
    if sector is None:
        return None
    near = cast.latest(token.idx, lambda d: d.kind == "person" and d.named, within=600)
    return near if near is not None and sector in (near.sector, *near.sectors) else None


def body_known(cast: Cast, token: Token, owner: Owner) -> Draft | None:
    """ "Pakistan's ministry" is the ministry of that state, where one is known."""
    lemma = token.lemma_.lower()
    return cast.latest(token.idx, lambda d: lemma in d.nouns and d.country == owner[0] and d.kind != "person")

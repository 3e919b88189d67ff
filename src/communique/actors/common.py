"""Actors without a name: "a senior official", "two soldiers", "the rebels", "the ministry".

A definite phrase ("the ministry") means what was last called so; else the page's own phrase is the actor's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from communique.actors.cast import Cast, Draft
from communique.grammar import phrase
from communique.lexicon.people import BodyNoun, PersonNoun, body_nouns, honorifics, person_nouns, title_marks
from communique.lexicon.states import state_named, state_of
from communique.model import ActorKind, Office

# The country and sector a phrase gives.
Owner = tuple[str | None, str | None]

STATE_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# What a body of each noun can be called later: "the bloc" is an alliance named before, "the group" almost any.
ALSO: dict[str, frozenset[str]] = {
    "bloc": frozenset({"intergovernmental"}),
    "alliance": frozenset({"intergovernmental"}),
    "organisation": frozenset({"intergovernmental", "body"}),
    "organization": frozenset({"intergovernmental", "body"}),
    "body": frozenset({"intergovernmental", "body"}),
    "group": frozenset({"armed group", "body", "company", "party", "intergovernmental"}),
    "movement": frozenset({"armed group", "party"}),
    "faction": frozenset({"armed group", "party"}),
    "rebel": frozenset({"armed group"}),
    "insurgent": frozenset({"armed group"}),
    "militant": frozenset({"armed group"}),
    "guerrilla": frozenset({"armed group"}),
    "fighter": frozenset({"armed group"}),
    "militia": frozenset({"armed group"}),
    "company": frozenset({"company"}),
    "firm": frozenset({"company"}),
    "bank": frozenset({"company"}),
    "lender": frozenset({"company"}),
    "newspaper": frozenset({"media"}),
    "daily": frozenset({"media"}),
    "paper": frozenset({"media"}),
    "broadcaster": frozenset({"media"}),
    "station": frozenset({"media"}),
    "channel": frozenset({"media"}),
    "party": frozenset({"party"}),
    "opposition": frozenset({"party"}),
    "coalition": frozenset({"body", "party"}),
    "watchdog": frozenset({"body"}),
    "agency": frozenset({"body", "media", "intergovernmental"}),
}


def add_common(cast: Cast, bodies: bool) -> None:
    """Add the actors that common nouns name, in reading order: bodies and states, or people."""
    for token in cast.doc:
        if token.i in cast.heads or token.i in cast.reserved or (token.i in cast.titles_at and not plural(token)):
            continue
        named = cast.names_at.get(token.i)
        if named is not None and named.kind is not None and named.kind != "title":
            continue
        noun = noun_of(token)
        if noun is not None and isinstance(noun, BodyNoun) == bodies and heads_phrase(token):
            add_one(cast, token, noun)


def noun_of(token: Token) -> PersonNoun | BodyNoun | None:
    """What the word lists say of a common noun, alone or with the noun before it ("news agency")."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (
        token.pos_ == "ADJ" and token.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj")
    ):
        return None
    lower, lemma = token.lower_, token.lemma_.lower()
    if (token.i and (pair := f"{token.nbor(-1).lower_} {lower}") in body_nouns()) or (
        token.i and (pair := f"{token.nbor(-1).lower_} {lemma}") in body_nouns()
    ):
        return body_nouns()[pair]
    person = person_nouns().get(lower) or person_nouns().get(lemma)
    if person is not None:
        return person
    body = body_nouns().get(lower) or body_nouns().get(lemma)
    return body if body is not None and body.common else None


def heads_phrase(token: Token) -> bool:
    return token.dep_ not in ("compound", "amod", "nmod", "npadvmod", "advmod", "nummod")


def plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in ("people", "police")


def words_about(token: Token) -> list[Token]:
    """The words of the phrase a noun heads, up to the noun: what comes after it is not part of the name."""
    return [t for t in phrase(token) if t.i <= token.i]


def add_one(cast: Cast, token: Token, noun: PersonNoun | BodyNoun) -> None:
    words = unbroken(words_about(token), token)
    if words[0].lower_ in ("no", "any", "every"):
        return
    start, stop = words[0].idx, token.idx + len(token)
    owners = owners_of(cast, words, token)
    kind = kind_of(noun, token)
    known = known_actor(cast, token, noun, words, owners)
    if known is not None:
        meant, rule = known
        end = token_after(cast, token, meant) if rule == "members-of-body" else stop
        cast.mention(meant, start, end, rule)
    elif kind == "state":
        mention_state(cast, token, words, owners, start, stop)
    else:
        add_unnamed(cast, token, noun, words, owners)


def known_actor(
    cast: Cast, token: Token, noun: PersonNoun | BodyNoun, words: list[Token], owners: list[Owner]
) -> tuple[Draft, str] | None:
    """(who, rule) where the phrase means somebody named or told of before."""
    kind = kind_of(noun, token)
    if (named := beside(cast, token, words, kind)) is not None:
        learn(named, token, noun, owners)
        if token.lower_ == "counterpart":
            share_office(cast, named, token, words)
        return named, "common-apposition"
    if isinstance(noun, BodyNoun) and (named := name_within(cast, token)) is not None:
        return named, "common-apposition"
    if (meant := members_of_body(cast, token, owners)) is not None:
        return meant, "members-of-body"
    if token.lower_ == "counterpart" and (named := counterpart_known(cast, token, words, owners)) is not None:
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


def add_unnamed(cast: Cast, token: Token, noun: PersonNoun | BodyNoun, words: list[Token], owners: list[Owner]) -> None:
    """An actor under the page's own words."""
    kind = kind_of(noun, token)
    start = min(words[0].idx, part_of(token).idx)
    stop = token.idx + len(token)
    tail = tail_of(cast, token)
    for country, _ in owners or tail_owner(cast, tail) or [(None, None)]:
        draft = same_before(cast, words, kind, country) or new_actor(cast, token, noun, kind, words, country)
        if tail and draft.name == actor_name(words):
            draft.name = f"{draft.name} {' '.join(t.text for t in tail)}"
        long = tail[-1].idx + len(tail[-1]) if tail and token.lower_ in COLLECTIVE else stop
        cast.mention(draft, start, long, "common-noun")
        cast.heads.setdefault(token.i, draft)


# Nouns that say nothing without what they are made of: "a group of diplomats".
COLLECTIVE = frozenset(
    {"group", "delegation", "coalition", "team", "alliance", "crowd", "panel", "number", "band", "party"}
)
# Longest phrase after the noun that still belongs to an unnamed actor's name ("militias in eastern Congo").
TAIL = 6


def tail_of(cast: Cast, token: Token) -> list[Token]:
    """The short phrase with "of" or "in" right after the noun: "presidents *of the two countries*"."""
    doc = cast.doc
    at = token.i + 1
    if at >= len(doc) or doc[at].lower_ not in ("of", "in", "from") or doc[at].head.i != token.i:
        return []
    tail = [t for t in doc[at].subtree if t.i >= at]
    tail = [t for t in tail if not t.is_space]
    joined = [t for n, t in enumerate(tail) if t.i == at + n]
    if len(joined) != len(tail) or len(tail) > TAIL or any(t.dep_ in ("relcl", "acl") or t.is_punct for t in tail):
        return []
    return tail


def tail_owner(cast: Cast, tail: list[Token]) -> list[Owner]:
    """The state a collective is of: "a group of *Moroccan* diplomats"."""
    named = [cast.names_at[t.i] for t in tail if t.i in cast.names_at]
    found: list[Owner] = [(name.country, None) for name in named if name.country and name.kind in STATE_KINDS]
    return found[:1]


def beside(cast: Cast, token: Token, words: list[Token], kind: ActorKind) -> Draft | None:
    """The named actor this phrase stands beside: "Serumpun, *a coalition* of students", "*her Kuwaiti counterpart*,
    Talal al-Nasser", "*the watchdog* Contas Abertas"."""
    doc = cast.doc
    after = token.i + 1
    if after + 1 < len(doc) and doc[after].text == ",":
        after += 1
        while after < len(doc) and (honorific(doc[after].lower_) or doc[after].text in (".", "the")):
            after += 1
        named = cast.heads_from(after)
        if (
            named is not None
            and token.tag_ in ("NN", "NNP")
            and closes(doc, cast.name_end(after))
            and same_sort(named, kind)
        ):
            return named
    elif (
        after < len(doc)
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
            and (token.dep_ == "appos" or words[0].lower_ in ("a", "an", "the", "its"))
            and same_sort(named, kind)
            and doc[token.i + 1 : token.i + 2].text != "and"
        ):
            return named
    return None


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
        if named.kind == "body" or (telling and named.kind in ("intergovernmental", "population")):
            named.kind, named.sector = noun.kind, noun.sector
    named.sector = named.sector or noun.sector


def share_office(cast: Cast, named: Draft, token: Token, words: list[Token]) -> None:
    """ "her Kuwaiti counterpart, X": X holds for Kuwait the office she holds."""
    other = counterpart_of(cast, token, words)
    if other is None or other is named or named.offices:
        return
    office = next((o for o in other.offices if not o.former), None)
    if office is not None:
        start, stop = words[0].idx, token.idx + len(token)
        named.offices.append(Office(office.title, named.country, False, start, stop))
        named.sector = other.sector


def counterpart_of(cast: Cast, token: Token, words: list[Token]) -> Draft | None:
    """Whose counterpart: "Lavrov's", or for "his" and "her" the person who is subject, else the last named with an
    office."""
    for word in words:
        if word.dep_ == "poss" and word.i in cast.heads:
            return cast.heads[word.i]
    before = words[0].idx

    def holds_office(draft: Draft) -> bool:
        return draft.kind == "person" and any(not office.former for office in draft.offices)

    return cast.subject_before(before, holds_office) or cast.latest(before, holds_office)


def counterpart_known(cast: Cast, token: Token, words: list[Token], owners: list[Owner]) -> Draft | None:
    """ "his Turkish counterpart" with no name beside it: the Turk who holds the same office."""
    other = counterpart_of(cast, token, words)
    if other is None or not owners:
        return None
    titles = {office.title for office in other.offices if not office.former}
    fits = [
        d
        for d in cast.drafts
        if d.kind == "person" and d.country == owners[0][0] and titles & {o.title for o in d.offices if not o.former}
    ]
    return fits[0] if len(fits) == 1 else None


# Those who act for a body when they are told as its own: "fighters of the movement", "members of the council".
ITS_PEOPLE = frozenset(
    {"fighter", "member", "leader", "force", "troop", "unit", "gunman", "rebel", "representative", "supporter"}
)


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
    return draft if draft is not None and draft.kind not in ("person", "state", "population", "media") else None


def token_after(cast: Cast, token: Token, meant: Draft) -> int:
    """Where the phrase ends: with the words after the noun that name the body."""
    last = max(
        (stop for start, stop in meant.mentions if token.idx < start < token.idx + 80), default=token.idx + len(token)
    )
    return max(last, token.idx + len(token))


PARTS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "some",
        "many",
        "most",
        "several",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "half",
        "all",
        "none",
        "each",
        "few",
        "millions",
    ]
)


def part_of(token: Token) -> Token:
    """The word that counts a group, where one does: "*Thirteen* of the 15 members"; else the noun itself."""
    link = token.head
    if token.dep_ == "pobj" and link.lower_ == "of" and link.head.lower_ in PARTS and link.head.i == link.i - 1:
        return link.head
    return token


def unbroken(words: list[Token], head: Token) -> list[Token]:
    """The words that stand together with the head: a parse may hang far words on it, or lose the first of two
    adjectives ("Chadian and Sudanese refugees")."""
    kept = [head]
    for token in reversed(words):
        if token.i == kept[0].i - 1:
            kept.insert(0, token)
    while len(kept) > 1 and (kept[0].is_punct or kept[0].is_space or kept[0].lower_ in ("both", "and", "or")):
        kept.pop(0)
    doc = head.doc
    if (
        kept[0].i > 1
        and doc[kept[0].i - 1].lower_ == "and"
        and nationality(kept[0])
        and nationality(doc[kept[0].i - 2])
    ):
        first = kept[0].i - 2
        while first > 0 and nationality(doc[first - 1]):
            first -= 1
        kept = [*doc[first : kept[0].i], *kept]
    return kept


def nationality(token: Token) -> bool:
    return state_named(token.text) is not None or (
        token.pos_ in ("ADJ", "PROPN") and token.lower_.endswith(("an", "ese", "ish", "i")) and token.text[0].isupper()
    )


def owners_of(cast: Cast, words: Iterable[Token], head: Token) -> list[Owner]:
    """(country, sector) of each state that the words before the noun give, or a phrase with "of" or "in" after it;
    two adjectives joined by "and" give two."""
    found: list[Owner] = []
    for token in words:
        named = cast.names_at.get(token.i)
        if named is None or named.country is None or token.i == head.i:
            continue
        if named.kind in STATE_KINDS or named.kind in ("intergovernmental", "body", "military"):
            found.append((named.country, None))
    found = list(dict.fromkeys(found))
    if len(found) > 1 and not any(t.lower_ in ("and", "or", ",", "-") for t in words):
        found = found[-1:]
    return found or owner_after(cast, head)


def owner_after(cast: Cast, head: Token) -> list[Owner]:
    """ "officials in Lebanon" and "the army of Chad" are of a state; "the ambassador to Ghana" is not Ghana's."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "in") and child.i == head.i + 1:
            obj = next((c for c in child.children if c.dep_ == "pobj"), None)
            named = cast.names_at.get(obj.i) if obj is not None else None
            if named is not None and named.country and (named.kind in ("state", "metonym") or named.kind == "capital"):
                return [(named.country, None)]
    return []


def kind_of(noun: PersonNoun | BodyNoun, token: Token) -> ActorKind:
    if isinstance(noun, BodyNoun):
        return noun.kind
    return (
        noun.many
        if plural(token)
        or token.lemma_.lower() in ("people", "public", "population", "crowd", "public", "staff", "crew", "opposition")
        else noun.one
    )


def definite(words: list[Token]) -> bool:
    return words[0].lower_ in DEFINITE or (words[0].tag_ == "PRP$" and len(words) == 2)


def mention_state(cast: Cast, token: Token, words: list[Token], owners: list[Owner], start: int, stop: int) -> None:
    """ "the Spanish government", "the Kuwaiti side": the state. "The government" alone is the state in question."""
    countries = [country for country, _ in owners if country and len(country) == 3]
    lower = token.lower_
    if (
        not countries
        and definite(words)
        and not plural(token)
        and lower not in ("side", "power", "capital", "republic")
    ):
        country = state_in_question(cast, token, lower)
        countries = [country] if country else []
    if lower in ("capital", "state") and not any(t.dep_ == "nsubj" for t in (token,)):
        return
    for country in countries:
        if country in ("IGO", "NGO", "MNC", "IMG"):
            continue
        known = state_of(country)
        draft = cast.state(country, known.name if known else country)
        cast.mention(draft, start, stop, "state-government")


def state_in_question(cast: Cast, token: Token, lower: str) -> str | None:
    """Of which state "the government" and "the country" speak: "her government" is that of her state."""
    whose = next((child for child in token.children if child.tag_ == "PRP$"), None)
    if whose is not None and whose.lower_ in ("his", "her"):
        person = cast.nearest(whose.idx, lambda d: d.kind == "person" and d.named)
        return person.country if person else None
    if lower in ("government", "cabinet", "regime", "junta", "authorities"):
        return cast.home
    latest = cast.latest(token.idx, lambda d: d.kind == "state")
    return latest.country if latest else None


def called_before(
    cast: Cast, token: Token, noun: PersonNoun | BodyNoun, kind: ActorKind, words: list[Token]
) -> Draft | None:
    """Who was last called by this noun, or can be called so. Words between "the" and the noun must fit as well: "the
    district council" is not the Security Council."""
    lemma = token.lemma_.lower()
    many = plural(token) and isinstance(noun, PersonNoun)
    more = {w.lower_ for w in words[1:-1] if w.pos_ in ("NOUN", "PROPN", "ADJ") and w.lower_ not in title_marks()}

    def fits(draft: Draft) -> bool:
        if more and not more <= said_of(draft):
            return False
        if isinstance(noun, PersonNoun):
            same = lemma in draft.nouns and (draft.plural == many or draft.kind == "armed group")
            return same or (many and kind == "armed group" and draft.kind in ALSO.get(lemma, ()))
        return lemma in draft.nouns or token.lower_ in draft.nouns

    exact = cast.latest(token.idx, fits)
    if exact is None and isinstance(noun, PersonNoun) and not many:
        exact = person_of_sector(cast, token, noun) if not more else None
    if exact is not None or isinstance(noun, PersonNoun) or more:
        return exact
    kinds = ALSO.get(lemma, frozenset())
    loose = lemma in ("group", "coalition", "watchdog", "body")
    return cast.latest(token.idx, lambda d: d.kind in kinds and d.named and (loose or d.kind != "body" or not d.nouns))


def said_of(draft: Draft) -> set[str]:
    return draft.nouns | set(draft.name.lower().split())


# Nouns by which the last named person of their sector can be called again: "the lawmaker" for a congresswoman.
AGAIN = {"lawmaker": "LEG", "legislator": "LEG", "parliamentarian": "LEG", "general": "MIL", "commander": "MIL",
         "diplomat": "GOV", "envoy": "GOV", "official": "GOV", "politician": "GOV"}  # fmt: skip


def person_of_sector(cast: Cast, token: Token, noun: PersonNoun) -> Draft | None:
    sector = AGAIN.get(token.lemma_.lower())
    if sector is None:
        return None
    near = cast.latest(token.idx, lambda d: d.kind == "person" and d.named, within=600)
    return near if near is not None and sector in (near.sector, *near.sectors) else None


def body_known(cast: Cast, token: Token, owner: Owner) -> Draft | None:
    """ "Pakistan's ministry" is the ministry of that state, where one is known."""
    lemma = token.lemma_.lower()
    return cast.latest(token.idx, lambda d: lemma in d.nouns and d.country == owner[0] and d.kind != "person")


def same_before(cast: Cast, words: list[Token], kind: ActorKind, country: str | None) -> Draft | None:
    """The same phrase again, unless "a" or "another" brings in someone new."""
    if words[0].lower_ in ("a", "an", "another", "one"):
        return None
    name = actor_name(words)
    return next(
        (
            d
            for d in reversed(cast.drafts)
            if not d.named and d.kind == kind and d.name.lower() == name.lower() and d.country == country
        ),
        None,
    )


def actor_name(words: list[Token]) -> str:
    """The page's own phrase, without "the" or a possessor in front."""
    start = 0
    for i, token in enumerate(words[:-1]):
        if token.lower_ in ("the", "these", "those", "this", "that") or token.tag_ in ("PRP$", "POS"):
            start = i + 1
    kept = words[start:]
    doc = kept[0].doc
    return " ".join(doc[kept[0].i : kept[-1].i + 1].text.split())


def new_actor(
    cast: Cast, token: Token, noun: PersonNoun | BodyNoun, kind: ActorKind, words: list[Token], country: str | None
) -> Draft:
    lowers = {word.lower_ for word in words}
    if country is None and at_home(noun, kind, lowers):
        country = cast.home_at(token.idx)
    draft = Draft(kind, actor_name(words), country, noun.sector, named=False, plural=plural(token))
    draft.nouns |= {token.lemma_.lower(), token.lower_}
    if lowers & {"former", "retired", "ex"}:
        draft.sectors.append(draft.sector or "ELI")
        draft.sector = "ELI"
    if "opposition" in lowers:
        draft.sectors.append("OPP")
    return cast.add(draft)


# Institutions every state has one of: "prosecutors", "police", "parliament" without a state named are the home state's.
OF_STATES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP"})


def at_home(noun: PersonNoun | BodyNoun, kind: ActorKind, words: set[str]) -> bool:
    if words & {"a", "an", "foreign", "joint", "international", "regional", "bilateral", "another", "two", "three"}:
        return False
    if isinstance(noun, BodyNoun):
        return kind in ("body", "military", "party") and noun.sector in OF_STATES
    return noun.sector in ("JUD", "COP", "LEG")

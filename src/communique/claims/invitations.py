"""Who has been invited by whom to what: the guest owes an answer, then a visit."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims.drafts import Draft, after_preposition, infinitive_of, words_of
from communique.claims.entries import VERB, fates, invitations
from communique.claims.parties import Parties
from communique.claims.undertakings import is_hypothetical
from communique.grammar import agent_of, is_passive, object_of, subject_of
from communique.grammar.parsed import Token


def invitations_at(word: Token, parties: Parties) -> Iterator[Draft]:
    """An invitation that this word (the verb, or the noun) makes."""
    for entry in invitations():
        if entry.nouns and word.lemma_ in entry.nouns and word.pos_ == "NOUN" and not is_hypothetical(word):
            if word.head.lemma_ in entry.verbs and word.dep_ in ("dobj", "nsubjpass"):
                yield from by_noun(word, entry.id, parties)
            elif word.dep_ == "dobj":
                yield from answered_at_once(word, entry.id, parties)
        elif not entry.nouns and word.lemma_ in entry.verbs and is_told(word) and not is_hypothetical(word):
            guest = object_of(word)
            if guest is not None and guest.lemma_.lower() not in entry.objects_not:
                yield from by_verb(word, guest, entry.id, parties)


def is_told(verb: Token) -> bool:
    """A finite verb or a participle with its helper: not "for inviting him", not "invited guests"."""
    if verb.pos_ != "VERB" or verb.dep_ in ("pcomp", "amod", "csubj"):
        return False
    return verb.tag_ != "VBG" or any(c.dep_ == "aux" for c in verb.children) or verb.dep_ == "advcl"


def by_verb(verb: Token, guest: Token, rule: str, parties: Parties) -> Iterator[Draft]:
    """ "invited his counterpart to visit", "was invited by her counterpart"."""
    passive = is_passive(verb)
    host = agent_of(verb) if passive else subject_of(verb) or parties.name_before(verb)
    act = infinitive_of(verb) or verb
    host = host or (agent_of(act) if passive else None)
    debtor = parties.at(guest)
    if host is not None and debtor and {a.id for a in debtor} == {a.id for a in parties.at(host)}:
        debtor = parties.other_person_before(guest, debtor)
    if not debtor and guest.pos_ != "PROPN":
        return
    yield Draft(
        kind="invitation",
        rule=f"{rule}:{'passive' if passive else 'active'}",
        cue=verb,
        act=act,
        debtor=debtor,
        creditor=parties.at(host),
        subject=guest if passive else host,
        clause=asked_to(verb) if act == verb else words_of(act),
        confidence=0.85,
    )


def asked_to(verb: Token) -> list[Token]:
    """The words after "to" and "for": what the guest is invited to, without when he was invited; "in" and "before" after
    "to" say when to come ("invited him to Oslo in May")."""
    to = [c for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "for")]
    then = [
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("in", "before", "by") and to and c.i > to[0].i
    ]
    return [t for c in (*to, *then) for t in c.subtree]


def by_noun(noun: Token, rule: str, parties: Parties) -> Iterator[Draft]:
    """ "extended an invitation to President Silva to pay a state visit", "received an invitation from Oslo"."""
    verb = noun.head
    receives = verb.lemma_ in ("receive", "get", "have")
    giver = after_preposition(noun, "from", "by") or after_preposition(verb, "from")
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    host = giver if receives else (owner or (agent_of(verb) if is_passive(verb) else subject_of(verb)))
    guest = subject_of(verb) if receives else guest_of(noun)
    debtor = parties.at(guest)
    if not debtor:
        return
    act = infinitive_of(noun) or infinitive_of(verb) or noun
    yield Draft(
        kind="invitation",
        rule=f"{rule}:{'received' if receives else 'extended'}",
        cue=noun,
        act=act,
        debtor=debtor,
        creditor=parties.at(host),
        subject=subject_of(verb),
        clause=words_of(act),
        confidence=0.8,
    )


def answered_at_once(noun: Token, rule: str, parties: Parties) -> Iterator[Draft]:
    """ "accepted an invitation from Macron", "to attend the summit", "to the summit": told with its answer. Bare
    "accepted the invitation" answers one told before."""
    verb = noun.head
    entry = next(
        (e for e in fates().get((VERB, verb.lemma_.lower()), ()) if e.status in ("accepted", "declined")), None
    )
    host = after_preposition(noun, "from", "by", "of") or next((c for c in noun.children if c.dep_ == "poss"), None)
    act = infinitive_of(noun)
    told = host is not None or act is not None or after_preposition(noun, "to") is not None
    if entry is None or not told or is_hypothetical(verb):
        return
    guest = subject_of(verb)
    debtor = parties.at(guest)
    if debtor:
        draft = Draft("invitation", f"{rule}:answered", noun, act or noun, debtor, parties.at(host), guest)
        draft.clause = words_of(act) if act is not None else [t for t in verb.subtree if t.i > noun.i]
        draft.status, draft.fate = entry.status, entry.id
        yield draft


def guest_of(noun: Token) -> Token | None:
    """After "to", under the noun or the verb; or the person the verb hands it to."""
    handed = next((c for c in noun.head.children if c.dep_ == "dative"), None)
    if handed is not None and handed.lower_ == "to":
        handed = next(iter(handed.children), None)
    return (
        after_preposition(noun, "to") or after_preposition(noun.head, "to") or handed or after_preposition(noun, "for")
    )

"""Plans and promises in the plain future: "will visit", "would send" in reported speech, "visits next month"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims.drafts import Draft, words_of
from communique.claims.due import dated, is_ahead, preposition_of, times_of
from communique.claims.entries import ANY, Future, gatherings
from communique.claims.parties import Parties, is_gathering, is_joint
from communique.grammar import agent_of, is_passive, subject_of
from communique.grammar.parsed import Token
from communique.model import Actor, CommitmentKind

WILL = frozenset({"will", "'ll", "’ll", "shall"})
WOULD = frozenset({"would", "'d", "’d"})


def futures_at(verb: Token, entries: tuple[Future, ...], parties: Parties) -> Iterator[Draft]:
    """The plan or promise of a verb in the future, by the first entry whose subject fits; entries that name their
    objects are the more particular and are tried first."""
    if not (is_future(verb) or calendar_present(verb, parties)):
        return
    if helpers_of(verb) & WOULD and not is_reported(verb, parties):
        return
    subject = subject_with_gap(verb)
    if subject is None or is_asked(verb) or negated(verb) or wished_for(verb, subject):
        return
    for entry in sorted(entries, key=lambda e: not e.objects):
        if not (calendar_present(verb, parties) if entry.tense == "present" else is_future(verb)):
            continue
        if ANY in entry.verbs and (verb.lemma_ in entry.verbs_not or not has_date_ahead(verb, parties)):
            continue
        if entry.there and not (is_there(verb, parties) and has_date_ahead(verb, parties)):
            continue
        who = bound_by(verb, subject, entry, parties)
        if who is None or not objects_fit(verb, entry):
            continue
        yield Draft(
            kind=kind_of(entry, subject),
            rule=f"{entry.id}:{'passive' if is_passive(verb) else 'active'}",
            cue=verb,
            act=verb,
            debtor=who,
            subject=subject,
            gathering=subject if is_gathering(subject) else None,
            confidence=0.7,
            weak=entry.weak,
            clause=without_subject(verb),
        )
        return


def is_there(verb: Token, parties: Parties) -> bool:
    """ "Will be in Port Moresby": a place by its name; "in June" is none."""
    places = (p for c in verb.children if c.dep_ == "prep" and c.lower_ in ("in", "at") for p in c.children)
    named = [p for p in places if p.dep_ == "pobj" and p.pos_ == "PROPN"]
    return any(not times_of(parties.scene, p.subtree) for p in named)


def has_date_ahead(verb: Token, parties: Parties) -> bool:
    """A date or term under the verb itself, its subject apart."""
    published = parties.scene.article.published
    found = times_of(parties.scene, without_subject(verb))
    return any(dated(t, published) if t.type == "date" else preposition_of(parties.scene, t) == "within" for t in found)


def kind_of(entry: Future, subject: Token) -> CommitmentKind:
    """ "we will publish it" promises; what is said of a treaty or truce ("shall enter into force") is agreed."""
    if subject.lower_ in ("we", "i"):
        return entry.first_person or entry.kind
    return "agreement" if gatherings().get(subject.lemma_.lower()) == "deal" else entry.kind


def subject_with_gap(verb: Token) -> Token | None:
    """The subject; for "a council which, the ministry said, will be held" the noun before "which"."""
    subject = subject_of(verb)
    if subject is None or subject.tag_ not in ("WDT", "WP"):
        return subject
    above = verb
    while above.dep_ == "ccomp":
        above = above.head
    return gathering_of(above.head) if above.dep_ == "relcl" else subject


def gathering_of(noun: Token) -> Token:
    """ "The session of the council, which will be held in May": the session is held, though the clause hangs on the council."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return over if is_gathering(over) and not is_gathering(noun) else noun


def wished_for(verb: Token, subject: Token) -> bool:
    """ "I would ask my colleague" asks politely; "whether Pretoria would retaliate" and "declined to say when talks would
    resume" leave it open."""
    asked = ("when", "how", "where", "why") if verb.dep_ == "ccomp" else ()
    if any(c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "whether", "unless", *asked) for c in verb.children):
        return True
    return subject.lower_ in ("i", "we") and bool(helpers_of(verb) & WOULD)


def without_subject(verb: Token) -> list[Token]:
    left_out = {t.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
    return [t for t in words_of(verb) if t.i not in left_out]


def helpers_of(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def has_future_helper(verb: Token) -> bool:
    return not helpers_of(verb).isdisjoint(WILL | WOULD)


def is_future(verb: Token) -> bool:
    """Carries "will" or "shall"; "would" where no condition makes it unreal; "going to"; or shares the helper of the
    verb it is joined to."""
    helpers = helpers_of(verb)
    if helpers & WILL:
        return True
    if helpers & WOULD:
        return "have" not in helpers and not is_unreal(verb)
    if "to" in helpers and verb.head.lower_ == "going":
        return True
    shares = verb.dep_ == "conj" and verb.tag_ == "VB" and not helpers and verb.head.pos_ == "VERB"
    return shares and is_future(verb.head)


def is_reported(verb: Token, parties: Parties) -> bool:
    """ "would" is a future only in what somebody is reported to have said; elsewhere it imagines."""
    if any(child.dep_ == "parataxis" for child in verb.children):
        return True
    if any(one.dep_ in ("ccomp", "parataxis") for one in (verb, *verb.ancestors)):
        return True
    if any(is_ahead(time, parties.scene.article.published) for time in times_of(parties.scene, verb.subtree)):
        return True
    return any(p.start <= verb.idx < p.stop for s in parties.scene.article.statements for p in s.content)


def is_unreal(verb: Token) -> bool:
    """ "would close the crossing if Guyana were to drill": a condition in the past tense. What somebody is reported to
    have said keeps its "would" without that."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children):
            return "were" in {t.lower_ for t in child.subtree}
    return any(t.lower_ in ("suppose", "imagine") for t in verb.sent[:2])


def calendar_present(verb: Token, parties: Parties) -> bool:
    """A present tense with a date ahead of it."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.lemma_ in ("be", "have", "do", "say") or helpers_of(verb):
        return False
    published = parties.scene.article.published
    own = [t for c in verb.children if c.dep_ in ("prep", "npadvmod", "advmod", "dobj") for t in c.subtree]
    return any(is_ahead(time, published) and time.type != "duration" for time in times_of(parties.scene, own))


def is_asked(verb: Token) -> bool:
    return any(word.text == "?" for word in verb.doc[max(0, verb.sent.end - 4) : verb.sent.end])


def negated(verb: Token) -> bool:
    joined = verb.head if verb.dep_ == "conj" or verb.head.lower_ == "going" else verb
    if any(
        c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor", "hardly") for v in (verb, joined) for c in v.children
    ):
        return True
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and (
        subject.lower_ in ("nobody", "nothing", "none", "no")
        or any(c.lower_ in ("no", "neither") for c in subject.children)
    ):
        return True
    return (verb.dep_ in ("ccomp", "conj") and any(c.dep_ == "neg" for c in verb.head.children)) or governed_by_nobody(
        verb
    )


def governed_by_nobody(verb: Token) -> bool:
    """ "neither has confirmed it will come"."""
    if verb.dep_ != "ccomp":
        return False
    above = subject_of(verb.head)
    return above is not None and any(c.lower_ in ("neither", "no") for c in (above, *above.children))


def bound_by(verb: Token, subject: Token, entry: Future, parties: Parties) -> tuple[Actor, ...] | None:
    """Who is bound; None where the subject is not what the entry asks for."""
    passive = is_passive(verb)
    if entry.subject in ("gathering", "any") and is_gathering(subject) and not named(subject, parties):
        if not idiom_fits(verb, entry, passive):
            return None
        agent = agent_of(verb) if passive else None
        return parties.at(agent) if agent is not None else parties.participants_of(subject)
    if passive and entry.subject == "actor" and (agent := agent_of(verb)) is not None:
        return parties.at(agent) or None
    if passive and entry.subject == "actor" and entry.kind == "pledge":
        return parties.teller_of(verb) or None  # "the tender will be published, the minister said"
    if entry.subject == "gathering" or passive or (is_gathering(subject) and not named(subject, parties)):
        return None
    return parties.at(subject) or (() if is_joint(subject) or subject.pos_ == "PROPN" else None)


def named(subject: Token, parties: Parties) -> bool:
    actor = parties.scene.actor_at(subject)
    return actor is not None and actor.named


def idiom_fits(verb: Token, entry: Future, passive: bool) -> bool:
    """Some verbs date a gathering only in an idiom ("take place", "enter into force") or in the passive."""
    needs = entry.needs.get(verb.lemma_)
    if not needs:
        return True
    return (passive and "be" in needs) or any(t.lemma_.lower() in needs for t in verb.subtree if t != verb)


def is_particle(word: Token) -> bool:
    """A particle, also where the parse took it for a preposition before a gerund ("go on collecting")."""
    return word.dep_ == "prt" or (word.dep_ == "prep" and any(c.dep_ == "pcomp" for c in word.children))


def objects_fit(verb: Token, entry: Future) -> bool:
    if any(c.lower_ in entry.particles_not and is_particle(c) for c in verb.children):
        return False
    if entry.subject == "actor" and not idiom_fits(verb, entry, passive=False):
        return False
    if entry.transitive and not any(c.dep_ in ("dobj", "obj", "dative", "nsubjpass") for c in verb.children):
        return False
    nouns = {t.lemma_.lower() for c in verb.children if c.dep_ in ("dobj", "obj", "attr") for t in c.subtree}
    if entry.objects and not nouns & set(entry.objects):
        return False
    return not nouns & set(entry.objects_not)

"""Dates set for somebody else: an order, a plea or a term with the date by which it is to be met."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims.drafts import Draft, after_preposition, has_to, infinitive_of, object_after, words_of
from communique.claims.due import dated, preposition_of, times_of
from communique.claims.entries import Demand
from communique.claims.parties import Parties
from communique.claims.undertakings import is_hypothetical
from communique.grammar import is_passive, subject_of
from communique.grammar.parsed import Token
from communique.model import Actor, Time

# Prepositions that turn a date into a limit; "on Friday" after a demand may date the demand itself.
LIMITS = frozenset({"by", "within", "before", "until", "till", "in", "than", "of", "end"})
# Where a parse may hang the infinitive of a term: "gave Iran until the end of July to respond".
LOOSE = frozenset({"relcl", "acl", "advcl", "xcomp"})
LIMIT_WORDS = ("within", "before", "by", "this", "the end", "no later")


def demands_at(word: Token, entries: tuple[Demand, ...], parties: Parties) -> Iterator[Draft]:
    """What this word sets somebody to do by a date; nothing where no date is given."""
    for entry in entries:
        for how in entry.takes:
            draft = READERS[how](word, f"{entry.id}:{how}", parties) if how in READERS else None
            if draft is not None and (not entry.acts or draft.act.lemma_ in entry.acts):
                yield draft
                return


def to_do(verb: Token, rule: str, parties: Parties) -> Draft | None:
    """ "ordered two envoys to leave within 72 hours"."""
    act = infinitive_of(verb)
    if act is None or (is_passive(verb) and subject_of(verb) is None) or is_hypothetical(verb):
        return None
    told = is_passive(verb) or verb.lemma_ == "be"
    addressee = subject_of(verb) if told else addressee_of(verb)
    words = sorted({*words_of(act), *(t for t in verb.subtree if t.i > act.i)}, key=lambda t: t.i)
    if addressee is None or limit_in(words, parties) is None:
        return None
    return Draft(
        "deadline",
        rule,
        verb,
        act,
        parties.other_side(addressee) or parties.at(addressee),
        host_of(verb, parties),
        subject_of(verb),
        clause=words,
        setting=outside(verb, act),
    )


def that_clause(verb: Token, rule: str, parties: Parties) -> Draft | None:
    """ "demanded that Ito appear this week"."""
    act = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if act is None or is_hypothetical(verb) or not is_asked_for(act):
        return None
    addressee = subject_of(act)
    if addressee is None or addressee.head != act or limit_in(words_of(act), parties) is None:
        return None
    return Draft(
        "deadline",
        rule,
        verb,
        act,
        parties.at(addressee),
        host_of(verb, parties),
        subject_of(verb),
        clause=words_of(act),
        setting=outside(verb, act),
    )


def is_asked_for(act: Token) -> bool:
    """The bare verb of a demand ("that he appear", "that it be freed"), or "must" and "should"; not "that he would"."""
    helpers = {c.lower_ for c in act.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"would", "will", "had", "has", "have", "’d", "'d", "’ll", "'ll"}:
        return False
    return bool(helpers & {"must", "should", "be"}) or (act.tag_ in ("VB", "VBP") and not helpers)


def term(verb: Token, rule: str, parties: Parties) -> Draft | None:
    """ "has 45 days to decide", "gave Niger until 1 March to reply": the term is what is had or given."""
    if is_hypothetical(verb):
        return None
    act = infinitive_of(verb) or next((t for t in verb.subtree if t.i > verb.i and t.dep_ in LOOSE and has_to(t)), None)
    if act is None:
        return None
    to = next((c for c in act.children if c.lower_ == "to" and c.dep_ == "aux"), act)
    own = list(verb.doc[verb.i + 1 : to.i])
    found = [
        t
        for t in times_of(parties.scene, own)
        if t.type == "duration" or preposition_of(parties.scene, t) in ("until", "till")
    ]
    if not found:
        return None
    given = verb.lemma_ in ("give", "grant", "allow", "set")
    term_words = {t.idx for time in found for t in words_in(parties, time)}
    guest = next((c for c in verb.children if c.dep_ in ("dative", "dobj") and c.idx not in term_words), None)
    itself = guest is not None and guest.lower_.endswith(("self", "selves"))
    told = guest if given and guest is not None and not itself else subject_of(verb)
    debtor = parties.at(told)
    if not debtor and not given:
        return None
    owed = host_of(verb, parties) if given and not itself else ()
    return Draft("deadline", rule, verb, act, debtor, owed, subject_of(verb), clause=own, confidence=0.75)


def words_in(parties: Parties, time: Time) -> list[Token]:
    words = parties.scene.doc.char_span(time.start, time.stop, alignment_mode="expand")
    return list(words or ())


def until(verb: Token, rule: str, parties: Parties) -> Draft | None:
    """ "has until Friday to answer", "asked for time until 1 October to reply"."""
    act = infinitive_of(verb)
    if act is None:
        return None
    words = [t for t in verb.subtree if verb.i < t.i < act.i]
    if not any(preposition_of(parties.scene, t) in ("until", "till") for t in times_of(parties.scene, words)):
        return None
    return Draft("deadline", rule, verb, act, parties.at(subject_of(verb)), (), subject_of(verb), clause=words)


def must(helper: Token, rule: str, parties: Parties) -> Draft | None:
    """ "must leave within 48 hours"."""
    verb = helper.head
    if helper.dep_ != "aux" or helper.lower_ != "must" or verb.pos_ not in ("VERB", "AUX"):
        return None
    subject = subject_of(verb)
    if subject is None or limit_in(words_of(verb), parties) is None:
        return None
    return Draft("deadline", rule, helper, verb, parties.at(subject), (), subject, clause=words_of(verb))


def noun_with_date(noun: Token, rule: str, parties: Parties) -> Draft | None:
    """ "set a deadline of 30 June for Eritrea to withdraw"."""
    if noun.pos_ != "NOUN":
        return None
    verb = noun.head
    words = [t for t in (verb.subtree if noun.dep_ in ("dobj", "nsubjpass") else noun.subtree) if t.i > noun.i]
    if not times_of(parties.scene, words):
        return None
    given = (
        next((c for c in verb.children if c.dep_ == "dative"), None)
        or after_preposition(noun, "for")
        or after_preposition(verb, "for")
    )
    act = infinitive_of(noun) or infinitive_of(verb) or noun
    own = next((c for c in act.children if c.dep_ == "nsubj"), None)
    debtor = parties.at(own if own is not None else given)
    creditor = parties.at(subject_of(verb)) if verb.pos_ == "VERB" and not is_passive(verb) else ()
    return (
        Draft(
            "deadline",
            rule,
            noun,
            act,
            debtor,
            tuple(a for a in creditor if a not in debtor),
            subject_of(verb),
            clause=words,
        )
        if debtor
        else None
    )


READERS = {
    "infinitive": to_do,
    "clause": that_clause,
    "term": term,
    "until": until,
    "modal": must,
    "time": noun_with_date,
}


def addressee_of(verb: Token) -> Token | None:
    """Who is told: the object, or the noun after "on", "to" or "for" ("called on Russia to", "appealed to both to")."""
    act = infinitive_of(verb)
    own = next((c for c in act.children if c.dep_ == "nsubj"), None) if act is not None else None
    found = own or next((c for c in verb.children if c.dep_ == "dative"), None) or object_after(verb)
    return found or after_preposition(verb, "on", "upon", "to", "for")


def host_of(verb: Token, parties: Parties) -> tuple[Actor, ...]:
    """Who is owed: whoever orders or asks; nobody named in the passive or in "is to report by"."""
    return () if is_passive(verb) or verb.lemma_ == "be" else parties.at(subject_of(verb))


def limit_in(words: list[Token], parties: Parties) -> Time | None:
    """The time expression among these words that sets a limit: "by 1 March", "within ten days", "this week"."""
    published = parties.scene.article.published
    limits = LIMITS if published else LIMITS - {"in", "of"}
    for time in times_of(parties.scene, words):
        if time.type == "date" and time.value and time.value[:4].isdigit() and not dated(time, published):
            continue
        if preposition_of(parties.scene, time) in limits or time.text.lower().startswith(LIMIT_WORDS):
            return time
    return None


def outside(verb: Token, act: Token) -> list[Token]:
    inside = {t.i for t in act.subtree}
    return [t for c in verb.children if c.i not in inside for t in c.subtree if t.i not in inside]

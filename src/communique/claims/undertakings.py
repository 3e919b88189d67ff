"""Promises, agreements and plans that a word of binding announces: "promised to", "agreed on", "is due to"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims.drafts import (
    Draft,
    acts_joined,
    after_preposition,
    clause_ahead,
    gerund_of,
    infinitive_of,
    object_after,
    words_of,
)
from communique.claims.due import times_of
from communique.claims.entries import Undertaking
from communique.claims.fates import fate_beside, is_undone, kept_promise
from communique.claims.futures import has_date_ahead
from communique.claims.parties import Parties, is_gathering, is_joint, unique
from communique.grammar import agent_of, is_passive, subject_of
from communique.grammar.parsed import Token
from communique.model import Actor

# Subjects of "is to" that name a purpose or a number, not a programme: "the aim is to", "all that remains is to".
PURPOSES = frozenset(
    {
        "aim",
        "goal",
        "purpose",
        "task",
        "step",
        "idea",
        "point",
        "way",
        "objective",
        "job",
        "thing",
        "answer",
        "challenge",
        "priority",
        "what",
        "all",
        "it",
        "duty",
        "role",
        "alternative",
        "solution",
        "hope",
        "wish",
        "intention",
        "plan",
        "problem",
        "tradition",
    }
)
# Verbs by which a commitment to a thing is said again; elsewhere ("its commitment to peace is doubted") nobody binds himself.
RENEWED = frozenset(
    {"reaffirm", "reiterate", "renew", "underline", "stress", "confirm", "restate", "underscore", "repeat"}
)
MEETING = frozenset({"meet", "receive", "host", "talk", "see", "visit"})
SIGNS = frozenset("$€£¥₹₩₽₺₪₦")
# "All forces", "neither country" are of everybody who agreed. Closed.
OF_EVERYBODY = frozenset({"all", "both", "neither", "each", "no", "every", "any", "either"})
MAY_BE = frozenset({"could", "may", "might", "can", "should", "must", "would", "to"})


def undertakings_at(word: Token, entries: tuple[Undertaking, ...], parties: Parties) -> Iterator[Draft]:
    """What this word binds to, by the first of its entries that fits; weak entries are tried first, for they are the
    more particular ("agreed to deepen" before "agreed to")."""
    if (word.lemma_ == "be" and not followed_by_infinitive(word)) or is_hypothetical(word):
        return
    for entry in sorted(entries, key=lambda e: not (e.weak and e.acts)):
        drafts = list(drafts_of(word, entry, parties))
        if drafts:
            yield from drafts
            return


def followed_by_infinitive(be: Token) -> bool:
    """ "is (also, not) to": in "is ready to" and "was in Rome to learn" something stands between."""
    for word in be.doc[be.i + 1 : be.i + 4]:
        if word.lower_ == "to":
            return word.dep_ == "aux"
        if word.pos_ not in ("ADV", "PART"):
            return False
    return False


def is_hypothetical(word: Token) -> bool:
    """Not asserted: negated, asked, wished for, possible or conditional. "had offered" is; "could offer", "to offer",
    "did not offer" and "if it offers" are not."""
    verb = word if word.pos_ in ("VERB", "AUX") else word.head
    for one in (word, verb):
        for child in one.children:
            if child.dep_ == "neg" or child.lower_ in ("no", "never", "neither", "nobody", "nor"):
                return True
            if child.dep_ in ("nsubj", "nsubjpass") and any(
                c.lower_ in ("no", "neither", "none") for c in child.children
            ):
                return True
            if child.dep_ == "nsubj" and child.lower_ in ("nobody", "none", "neither", "no-one"):
                return True
        if (
            one.pos_ in ("VERB", "AUX")
            and one == word
            and any(c.dep_ == "aux" and c.lower_ in MAY_BE for c in one.children)
        ):
            return True
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in one.children):
            return True
    return False


def drafts_of(word: Token, entry: Undertaking, parties: Parties) -> Iterator[Draft]:
    """All acts one entry finds at a word."""
    if not voice_fits(word, entry):
        return
    subject = subject_for(word, entry)
    if word.lemma_ == "be" and (subject is None or not (entry.dated or has_programme(subject, parties))):
        return
    if entry.bare and any(c.dep_ == "dobj" and not c.lower_.endswith(("self", "selves")) for c in word.children):
        return
    status, fate = fate_beside(word) if entry.kind == "pledge" else ("open", None)
    for how, act in acts_of(word, entry, parties):
        who = debtor_of(word, subject, act, entry, parties)
        if not who and word.pos_ == "VERB" and not is_passive(word) and (name := parties.name_before(word)) is not None:
            subject, who = name, parties.at(name)
        if (entry.joint and len(who) < 2) or (not (who or entry.dated) and binds_nobody(word, subject)):
            return
        supposed = word.lemma_ in ("be", "expect") and only_supposed(word, act)
        if supposed or (how in ("for", "time") and act.i >= word.i):
            continue
        bound = bound_in_clause(act, entry, parties) if how == "clause" else ()
        others = tuple(a for a in who if a not in bound) if bound and entry.kind == "agreement" else ()
        yield from (
            Draft(
                kind=entry.kind,
                rule=f"{entry.id}:{how}",
                cue=word,
                act=one,
                debtor=giver_beside(one, parties) or bound or who,
                creditor=others or creditor_of(word, one, who, entry, parties),
                subject=subject,
                weak=entry.weak,
                clause=clause_words(word, one, how),
                setting=setting_of(word, act),
                gathering=gathering_bound(subject, act, entry),
                status=status,
                fate=fate,
            )
            for one in (acts_joined(act) if act.pos_ in ("VERB", "AUX") else joined_nouns(act, how))
        )


def voice_fits(word: Token, entry: Undertaking) -> bool:
    """An entry of the passive asks for one; where the subject owes the act, the verb must be active or impersonal."""
    if entry.passive and word.dep_ == "acl" and word.tag_ == "VBD":
        return True  # "a visit planned for May": a participle that the parse takes for a past
    if entry.passive or word.pos_ != "VERB" or entry.debtor not in ("subject", "parties"):
        return is_passive(word) or not entry.passive
    return not is_passive(word) or impersonal(word)


def only_supposed(be: Token, act: Token) -> bool:
    """ "if Chad were to", "the visit was to have produced", "the trip that was to begin": meant once, or merely supposed."""
    past = be.lower_ in ("were", "was") or any(c.lower_ == "had" and c.dep_ == "aux" for c in be.children)
    if past and be.dep_ == "relcl":
        return not is_undone(be.head)
    if be.lemma_ != "be":
        return False
    subject = subject_of(be)
    alone = (
        subject is not None and subject.tag_ in ("NN", "NNP") and not any(c.dep_ == "conj" for c in subject.children)
    )
    return (be.lower_ == "were" and alone) or any(c.lower_ == "have" and c.dep_ == "aux" for c in act.children)


def gathering_bound(subject: Token | None, act: Token, entry: Undertaking) -> Token | None:
    """The gathering, deal or work that is bound, rather than somebody."""
    noun = act if entry.debtor == "gathering" else subject
    return noun if noun is not None and is_gathering(noun) else None


def binds_nobody(word: Token, subject: Token | None) -> bool:
    """ "rules that promise to transform", "a plan to end all plans": no party is meant at all, not merely none known."""
    if word.pos_ == "NOUN":
        return True
    if subject is None or word.pos_ == "ADJ" or is_gathering(subject) or is_joint(subject):
        return False
    named = any(c.dep_ in ("appos", "poss") for c in subject.children)
    return (subject.pos_ in ("NOUN", "VERB", "ADJ") and not named) or subject.lower_ in (
        "that",
        "this",
        "which",
        "what",
        "there",
    )


def has_programme(subject: Token, parties: Parties) -> bool:
    """Can "is to" tell this subject's programme? An actor's or a gathering's; "the tweet was to mock" tells a purpose."""
    if subject.lemma_.lower() in PURPOSES:
        return False
    known = parties.scene.actor_at(subject) is not None or bool(parties.seat_at(subject))
    return known or is_gathering(subject) or is_joint(subject) or subject.pos_ == "PRON"


def impersonal(verb: Token) -> bool:
    """ "it was agreed that", "it was decided to"."""
    return any(c.dep_ in ("nsubjpass", "expl") and c.lower_ == "it" for c in verb.children)


def joined_nouns(noun: Token, how: str) -> Iterator[Token]:
    """Sums and things given side by side: "85 million euros for schools, 9 million for roads"."""
    yield noun
    if how == "object":
        for child in noun.children:
            if child.dep_ in ("conj", "appos") and is_sum(child) and child.i > noun.i:
                yield from joined_nouns(child, how)


def acts_of(word: Token, entry: Undertaking, parties: Parties) -> Iterator[tuple[str, Token]]:
    """(construction, head of the act), the first that fits of those the entry takes."""
    for how in entry.takes:
        act: Token | None = None
        if how == "infinitive":
            act = infinitive_of(word)
            if act is not None and ((entry.acts and act.lemma_ not in entry.acts) or act.lemma_ in entry.acts_not):
                act = None
            if act is not None and entry.of_others and is_of_what_stands_before(act):
                act = None
            if act is not None and (for_a_sum(word, act) or (entry.dated and not has_date_ahead(act, parties))):
                act = None
        elif how == "clause":
            act = clause_ahead(word)
        elif how == "gerund":
            act = gerund_of(word)
        elif how == "object":
            given = [c for c in word.children if c.dep_ in ("dobj", "obj") and c.i > word.i]  # "promised Peru 30 buses"
            fitting = (fitting_object(noun, entry, parties) for noun in (*given, kept_thing(word)))
            act = next((noun for noun in fitting if noun is not None), None)
        elif how == "on":
            act = fitting_object(after_preposition(word, "on", "upon"), entry, parties)
        elif how == "of":
            act = fitting_object(after_preposition(word, "of"), entry, parties)
            act = act if act is not None and is_money_words(act) else None
        elif how == "to":
            act = after_preposition(word, "to") if word.head.lemma_ in RENEWED else None
        elif how == "at":
            act = dated_arrival(word, parties)
        elif how in ("for", "time"):
            act = dated_gathering(word, parties)
        if act is not None:
            yield how, act
            return


def is_of_what_stands_before(act: Token) -> bool:
    """ "The scanners, which he expected to arrive in May": who acts may be what "which" stands for."""
    return any(c.dep_ == "dobj" and c.tag_ in ("WDT", "WP") for c in act.children)


def for_a_sum(word: Token, act: Token) -> bool:
    """ "pledged 40 million euros to rebuild schools": the money is promised, and the infinitive says what for."""
    thing = object_after(word)
    return thing is not None and thing.i < act.i and thing.pos_ != "PRON" and is_money_words(thing)


def is_money_words(noun: Token) -> bool:
    """ "$5 million", "40 million euros", "3,000 tonnes of wheat"."""
    return is_money(noun) or any(c.dep_ == "nummod" and c.i < noun.i for c in noun.children)


def dated_arrival(word: Token, parties: Parties) -> Token | None:
    """ "Is expected in Skopje on 11 May", "is due in Oslo on Monday": the place, where the same words give a day. Beside an
    adjective the verb "be" has the subject, and often the place too."""
    over = word.head if word.pos_ == "ADJ" and word.head.lemma_ == "be" else word
    near = sorted({*word.children, *over.children}, key=lambda t: t.i)
    place = next((c for c in near if c.dep_ == "prep" and c.lower_ in ("in", "at") and c.i > word.i), None)
    subject = next((c for c in near if c.dep_ in ("nsubjpass", "nsubj") and c.i < word.i), None)
    people = parties.at(subject) if subject is not None else ()
    if place is None or not place.children or not any(a.named or a.offices or a.kind == "person" for a in people):
        return None
    days = times_of(parties.scene, [t for t in over.subtree if t.i > word.i])
    told = any(place.idx < time.start < place.right_edge.idx and time.start == place.children[0].idx for time in days)
    return place if days and not told else None


def kept_thing(word: Token) -> Token | None:
    """In "paid the sum that it promised", the sum."""
    gap = any(c.dep_ == "dobj" and c.tag_ in ("WDT", "IN") for c in word.children)
    return word.head if word.dep_ == "relcl" and gap and kept_promise(word) else None


def fitting_object(noun: Token | None, entry: Undertaking, parties: Parties) -> Token | None:
    """A noun that names something to be given or done: listed, or money; never a party or a pronoun."""
    if noun is None or noun.pos_ == "PRON" or noun.lower_ in ("nothing", "anything", "much", "little"):
        return None
    if is_money(noun):
        return noun
    if entry.objects:
        return noun if noun.lemma_.lower() in entry.objects else None
    actor = parties.scene.actor_at(noun)
    return noun if actor is None or not actor.named else None


def giver_beside(noun: Token, parties: Parties) -> tuple[Actor, ...]:
    """In "Sweden offered 5 million euros, Japan 9 billion yen": the party left beside its own sum."""
    if noun.dep_ not in ("appos", "conj") or noun.pos_ in ("VERB", "AUX"):
        return ()
    beside = next((c for c in noun.children if c.dep_ in ("nmod", "compound", "nsubj") and c.pos_ == "PROPN"), None)
    return parties.at(beside) if beside is not None else ()


def is_money(noun: Token) -> bool:
    """ "$5 million", "9 billion yen": a sum heads the phrase."""
    return any(not SIGNS.isdisjoint(c.text) for c in noun.subtree)


def is_sum(noun: Token) -> bool:
    return is_money(noun) or any(c.dep_ == "nummod" for c in noun.children)


def dated_gathering(word: Token, parties: Parties) -> Token | None:
    """The gathering or work that a word of scheduling dates: its subject, or the noun it modifies. It must have a date."""
    noun = next((c for c in word.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    if noun is None and word.dep_ == "acomp":
        noun = subject_of(word.head)
    if noun is None and word.dep_ in ("acl", "amod"):
        noun = word.head
    if noun is not None and noun.tag_ in ("WDT", "WP") and word.dep_ == "relcl":
        noun = word.head
    if noun is not None and noun.dep_ == "pobj" and not is_gathering(noun):
        noun = noun.head.head  # "a visit to Oslo planned for May": hung on Oslo
    if noun is None or not is_gathering(noun):
        return None
    clause = word.head if word.dep_ == "acomp" else word
    below = [t for t in clause.subtree if t.i > word.i]
    return noun if times_of(parties.scene, below) else None


def subject_for(word: Token, entry: Undertaking) -> Token | None:
    """The word for who is bound, before it is asked whom it means."""
    if word.pos_ == "NOUN":
        owner = next((c for c in word.children if c.dep_ == "poss"), None)
        verb = word.head
        while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            verb = verb.head
        return owner if owner is not None else subject_of(verb)
    if word.pos_ == "ADJ" and word.dep_ in ("acomp", "oprd", "attr"):
        return subject_of(word.head)
    if word.pos_ == "ADJ":
        return word.head if word.head.pos_ in ("NOUN", "PROPN", "PRON") else subject_of(word.head)
    if entry.passive and word.dep_ == "acl":
        return word.head
    return subject_of(word)


def debtor_of(
    word: Token, subject: Token | None, act: Token, entry: Undertaking, parties: Parties
) -> tuple[Actor, ...]:
    """Who is bound by the word; for gatherings and passives, who takes part or is named after "by"."""
    if entry.debtor == "gathering":
        return parties.participants_of(act) or (parties.at(subject_of(act.head)) if is_undone(act) else ())
    agent = agent_of(act) if is_passive(act) else None
    if agent is not None and parties.at(agent):
        return unique((*parties.at(agent), *second_agent(act, parties)))
    if subject is None and word.pos_ == "VERB" and (name := parties.name_before(word)) is not None:
        return parties.at(name)
    if subject is None or (subject.lower_ == "it" and is_passive(word)):
        return parties.principals_before(word)
    own = next((c for c in act.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if entry.id == "pledge-guarantee" and own is not None and own.dep_ == "nsubj":
        return parties.at(own)
    if is_gathering(subject) and not parties.is_named(subject):
        return parties.participants_of(subject)
    if subject.tag_ in ("WDT", "WP") and word.dep_ == "relcl" and is_gathering(word.head):
        off = word.head
        return parties.participants_of(off) or (parties.at(subject_of(off.head)) if is_undone(off) else ())
    who = parties.at(subject)
    if entry.debtor == "parties":
        partner = after_preposition(word, "with") or met_before(word)
        if partner is not None:
            who = unique((*who, *parties.at(partner)))
    return who


def bound_in_clause(act: Token, entry: Undertaking, parties: Parties) -> tuple[Actor, ...]:
    """ "Agreed that Chad would free the crew": of what several agree on, who is to act, where the clause names a party;
    "all forces" and "the two sides" are those who agreed."""
    own = next((c for c in act.children if c.dep_ == "nsubj"), None)
    if entry.kind not in ("agreement", "pledge") or own is None or own.tag_ in ("PRP", "WP", "WDT") or is_joint(own):
        return ()
    if any(c.lower_ in OF_EVERYBODY for c in own.children):
        return ()
    found = parties.at(own)
    whose = any(c.dep_ in ("amod", "compound", "poss") and c.text[:1].isupper() for c in own.children)
    if not all(a.named for a in found) and whose:  # "Armenian troops"
        found = unique(state for a in found for state in parties.state_of(a.country))
    if entry.kind == "pledge":  # the minister's promise that his state will act; what others will do he cannot promise
        own_side = {a.country for a in parties.at(subject_of(act.head))} | {None}
        found = tuple(a for a in found if a.kind == "state" and (a.country in own_side or own_side == {None}))
    return found if all(a.named for a in found) else ()


def met_before(word: Token) -> Token | None:
    """ "met the premier of Fiji and agreed to": the other side of the meeting agrees too."""
    met = word.head
    if word.dep_ != "conj" or met.lemma_ not in MEETING:
        return None
    return object_after(met) if met.lemma_ != "talk" else after_preposition(met, "with")


def second_agent(act: Token, parties: Parties) -> tuple[Actor, ...]:
    """ "by the mission and by the Church"."""
    by = [c for c in act.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"]
    again = [c for b in by for c in b.children if c.dep_ == "conj" and c.lower_ == "by"]
    return unique(a for b in again for p in b.children if p.dep_ == "pobj" for a in parties.at(p))


def creditor_of(
    word: Token, act: Token, debtor: tuple[Actor, ...], entry: Undertaking, parties: Parties
) -> tuple[Actor, ...]:
    """To whom: the person told or given, the parties to each other, else whoever "to" or "for" names."""
    if entry.kind == "agreement":
        return debtor if len(debtor) > 1 else ()
    giving = word.head if word.pos_ == "NOUN" and word.dep_ == "dobj" else word  # "gave Chad its word that"
    told = next(
        (c for c in giving.children if c.dep_ in ("dative", "dobj") and c not in (act, word) and c.pos_ != "ADP"), None
    )
    for noun in (told, after_preposition(word, "to")):
        if noun is not None and noun.dep_ == "dative" and noun.lower_ == "to":
            noun = next(iter(noun.children), None)
        found = parties.at(noun) if noun is not None else ()
        if found and not {a.id for a in found} & {a.id for a in debtor}:
            return found
    return ()


def clause_words(word: Token, act: Token, how: str) -> list[Token]:
    """The words that may hold the due date: the act's own and those that follow it under the cue; not those of another
    sum given beside it."""
    if how in ("object", "on", "for", "time"):
        beside = {t.i for c in act.children if c.dep_ in ("conj", "appos") and is_sum(c) for t in c.subtree}
        beside |= {t.i for r in word.subtree if r.dep_ == "relcl" and of_another_thing(r, act) for t in r.subtree}
        words = {t.i: t for t in (*words_of(act), *word.subtree) if t.i not in beside}
        own = {t.i for t in act.subtree}
        return [t for _, t in sorted(words.items()) if t.i > word.i or t.i in own]
    conditional = {t.i for c in act.children if is_condition(c) for t in c.subtree}
    near = [
        *word.children,
        *(word.head.children if how == "at" and word.pos_ == "ADJ" else ()),
    ]  # "is due in Oslo | on 20 March"
    after = [c for c in near if c.i > act.i and c.dep_ in ("prep", "npadvmod", "advmod")]
    held = {*words_of(act), *(t for c in after for t in c.subtree)}
    return sorted((t for t in held if t.i not in conditional), key=lambda t: t.i)


def of_another_thing(clause: Token, act: Token) -> bool:
    """ "Offered 5 million euros and a ship, half of which will come in May": told of what stands before it, not of the first."""
    return clause.head.i != act.i and clause.head.pos_ in ("NOUN", "PROPN", "SYM", "NUM")


def is_condition(clause: Token) -> bool:
    """ "... unless the mill closes by October": the date is that of the condition."""
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in clause.children)


def setting_of(word: Token, act: Token) -> list[Token]:
    """The words of the cue's own clause outside the act: "on Wednesday agreed"."""
    inside = {t.i for t in act.subtree}
    return [t for c in word.children if c.i not in inside for t in c.subtree if t.i not in inside]

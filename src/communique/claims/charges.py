"""What is put forward on a page: charges, reports and statements, each with who says it of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.claims.contest_entries import charge_words, denial_cues, verdicts
from communique.claims.drafts import after_preposition, object_after
from communique.claims.entries import VERB, WORD_CLASSES
from communique.claims.parties import Parties, unique
from communique.grammar import Scene, agent_of, is_passive, object_of, subject_of, trimmed
from communique.grammar.parsed import Token
from communique.model import Actor, Mention, Span

# How strongly a word suggests that what it brings will be contested. "said" and plain statements bring most of what a
# page holds and are chosen only on what they say.
WEIGHTS = {"of": 1.0, "for": 0.7, "with": 1.0, "as": 0.5, "noun": 0.8, "clause": 0.2}
STRONG = frozenset(
    {
        "allege",
        "claim",
        "insinuate",
        "contend",
        "charge",
        "maintain",
        "insist",
        "complain",
        "imply",
        "assert",
        "suggest",
    }
)


@dataclass(slots=True)
class Charge:
    """`content` is the proposition, `whole` the clause with its cue, `at` the place of the cue among the words. `what` is
    the proposition where the page has only its contrary in words: "contrary to the report, he never met them"."""

    at: int
    how: str
    asserter: tuple[Actor, ...]
    target: tuple[Actor, ...]
    content: Span
    whole: Span
    lemmas: frozenset[str]
    negated: bool = False
    weight: float = 0.0
    statement: str | None = None
    what: str | None = None


def charges_in(scene: Scene, words: Iterable[Token], parties: Parties) -> list[Charge]:
    """All that is put forward in these words, in reading order; statements found before are linked or added."""
    found = [c for word in words for c in charges_at(word, scene, parties)]
    for statement in scene.article.statements:
        span = Span(statement.content[0].start, statement.content[-1].stop)
        same = next((c for c in found if c.content.touches(span) and c.how in ("clause", "noun")), None)
        speaker = scene.actors_by_id.get(statement.speaker or "")
        if same is not None:
            same.statement = statement.id
            same.asserter = same.asserter or ((speaker,) if speaker else ())
        elif (charge := from_statement(scene, span, statement.id, speaker)) is not None:
            found.append(charge)
    return sorted(found, key=lambda charge: charge.content.start)


def from_statement(scene: Scene, span: Span, name: str, speaker: Actor | None) -> Charge | None:
    words = scene.doc.char_span(span.start, span.stop, alignment_mode="expand")
    if words is None or not len(words):
        return None
    return Charge(
        at=words[0].i,
        how="statement",
        asserter=(speaker,) if speaker else (),
        target=named_in(scene, span),
        content=span,
        whole=span,
        lemmas=content_lemmas(words),
        negated=says_no(words),
        statement=name,
    )


def charges_at(word: Token, scene: Scene, parties: Parties) -> Iterator[Charge]:
    takes = charge_words().get((WORD_CLASSES.get(word.pos_, ""), word.lemma_.lower()), frozenset())
    if "noun" in takes and (charge := reported(word, scene, parties)) is not None:
        yield charge
    for how in ("of", "with", "for", "as"):
        if how in takes and (charge := laid_at_a_door(word, how, scene, parties)) is not None:
            yield charge
            return
    if "clause" in takes and (charge := put_forward(word, scene, parties)) is not None:
        yield charge


def laid_at_a_door(verb: Token, how: str, scene: Scene, parties: Parties) -> Charge | None:
    """ "accused Rwanda of arming the rebels", "was charged by prosecutors with taking bribes", "called him a threat"."""
    target = object_of(verb)
    content = after_preposition(verb, how) or loose_gerund(verb, how)
    if content is None and how == "as":
        content = next((c for c in verb.children if c.dep_ in ("oprd", "attr")), None)
    if target is None or content is None or is_negated_word(verb):
        return None
    asserter = agent_of(verb) if is_passive(verb) else subject_of(verb)
    return charge_of(verb, how, content, scene, parties.at(asserter), parties.at(target), asserter)


def loose_gerund(verb: Token, how: str) -> Token | None:
    """The gerund after "of" where the parse hung it on a noun between: "accused Gitega in turn of fighting"."""
    if how not in ("of", "with"):
        return None
    for word in verb.subtree:
        if word.i > verb.i and word.dep_ == "prep" and word.lower_ == how:
            return next((c for c in word.children if c.dep_ == "pcomp"), None)
    return None


def put_forward(verb: Token, scene: Scene, parties: Parties) -> Charge | None:
    """ "alleged that Venezuela was massing troops"; "..., as the ministry alleged": the clause above is what it says."""
    content = next((c for c in verb.children if c.dep_ == "ccomp" and not parted(c, verb)), None)
    if content is None and verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children):
        content = asked_about(verb.head)
    if content is None and verb.dep_ == "parataxis":
        beside = (c for c in verb.head.children if c.dep_ == "ccomp" and not parted(c, verb))
        content = next(beside, None) if parted(verb, verb.head) else verb.head
    if content is None or is_negated_word(verb):
        return None
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    subject = own if verb.dep_ in ("advcl", "parataxis") else subject_of(verb)
    charge = charge_of(verb, "clause", content, scene, parties.at(subject), (), subject, without=verb)
    charge.weight += 0.6 if verb.lemma_ in STRONG else 0.0
    return charge


def parted(one: Token, other: Token) -> bool:
    """A semicolon between: "gunboats fired, Brazil says; Bolivia says they did not" are two sentences in one."""
    return any(t.text == ";" for t in one.doc[min(one.i, other.i) : max(one.i, other.i)])


def asked_about(clause: Token) -> Token:
    """The whole of what is alleged: from "use its airfields" up to "whether Ghana had let aircraft use its airfields"."""
    while clause.dep_ == "ccomp" and not any(c.dep_ == "mark" for c in clause.children):
        clause = clause.head
    return clause


def reported(noun: Token, scene: Scene, parties: Parties) -> Charge | None:
    """ "a story in a magazine that Lima had offered": the clause after "that", under the noun or below it."""
    clause = next(
        (
            t
            for t in noun.subtree
            if t.i > noun.i
            and t.pos_ in ("VERB", "AUX")
            and t.dep_ in ("acl", "relcl", "ccomp")
            and opens_with_that(t)
            and not judges(t)
        ),
        None,
    )
    if clause is None:
        return None
    giver = (
        next((c for c in noun.children if c.dep_ == "poss"), None)
        or after_preposition(noun, "by", "from", "in", "of")
        or accuser_in(noun)
    )
    giver = giver or next(
        (
            c
            for c in noun.children
            if c.dep_ in ("compound", "amod") and (c.pos_ in ("NOUN", "PROPN") or parties.is_named(c))
        ),
        None,
    )
    return charge_of(noun, "noun", clause, scene, parties.at(giver) or parties.at(maker_of(noun)), (), None)


def maker_of(noun: Token) -> Token | None:
    """ "Tbilisi repeated a claim that": who puts it forward is the subject of a verb of making."""
    made = noun.dep_ == "dobj" and "made" in charge_words().get((VERB, noun.head.lemma_.lower()), ())
    return subject_of(noun.head) if made else None


def judges(verb: Token) -> bool:
    """ "A claim that Baku called false", "a charge that Baku denies": what is said of the claim, not what it says."""
    key = (VERB, verb.lemma_.lower())
    denies = any("appositive" in cue.takes for cue in denial_cues().get(key, ()))
    false = (c.lemma_.lower() in call.words for call in verdicts().get(key, ()) for c in verb.subtree if c.i > verb.i)
    return denies or any(false)


def opens_with_that(verb: Token) -> bool:
    """A clause after "that"; where "that" is the subject the clause describes the noun and says nothing of its content."""
    return any(c.lower_ == "that" and c.i < verb.i and c.dep_ not in ("nsubj", "nsubjpass") for c in verb.children)


def charge_of(
    cue: Token,
    how: str,
    content: Token,
    scene: Scene,
    asserter: tuple[Actor, ...],
    target: tuple[Actor, ...],
    subject: Token | None,
    without: Token | None = None,
) -> Charge:
    left_out = {t.i for t in without.subtree} if without is not None and content in without.ancestors else set()
    words = [t for t in content.subtree if t.i not in left_out]
    span = trimmed(scene.text, Span(words[0].idx, words[-1].idx + len(words[-1])), ' \t\n\xa0,;:.“”"')
    first = min(
        [cue.idx, span.start, *([subject.left_edge.idx] if subject is not None and subject.sent == cue.sent else [])]
    )
    return Charge(
        at=cue.i,
        how=how,
        asserter=asserter,
        target=unique((*target, *named_in(scene, span))) if how == "clause" or not target else target,
        content=span,
        whole=Span(first, max(span.stop, cue.idx + len(cue))),
        lemmas=content_lemmas(words) | (content_lemmas(object_words(cue)) if how == "as" else frozenset()),
        negated=says_no(words),
        weight=WEIGHTS.get(how, 0.0),
    )


def object_words(verb: Token) -> list[Token]:
    noun = object_after(verb)
    return list(noun.subtree) if noun is not None else []


ARMS = frozenset({"military", "armed group", "body", "company", "media", "party"})


def named_in(scene: Scene, span: Span) -> tuple[Actor, ...]:
    """Parties named in these words, and nameless ones of a known state: "Greek coastguards", "the military". Not "people"
    or "institutions": a charge against all is not laid at the door of whoever is of their country."""
    return unique(a for at, a in scene.mentions_in(span) if a.named or (a.country and is_one(scene, at, a)))


def is_one(scene: Scene, at: Mention, actor: Actor) -> bool:
    definite = scene.text[max(0, at.start - 4) : at.start + 4].lower().find("the ") >= 0
    return scene.text[at.start].isupper() or (definite and actor.kind in ARMS)


def accuser_in(noun: Token) -> Token | None:
    """Who makes a charge: "made by the union", "by the union", "the union made"."""
    clause = next((c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_ != "deny"), None)
    if clause is None:
        return after_preposition(noun, "by", "from")
    for_which = any(c.dep_ == "prep" and any(p.tag_ in ("WDT", "WP") for p in c.children) for c in clause.children)
    return agent_of(clause) or (subject_in(clause) if clause.dep_ == "relcl" and not for_which else None)


def subject_in(verb: Token) -> Token | None:
    """The subject of a denying verb; in a relative clause its own subject, not the noun it hangs on."""
    own = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None)
    return own if own is not None else subject_of(verb)


def content_lemmas(words: Iterable[Token]) -> frozenset[str]:
    """What a proposition says: lemmas of its nouns, verbs, numbers and adjectives, light verbs left out. Names are left
    out too: two sentences about China and Pakistan are not yet about the same thing."""
    return frozenset(
        stem_of(t.lemma_.lower())
        for t in words
        if t.pos_ in ("NOUN", "VERB", "ADJ", "NUM") and t.lemma_ not in LIGHT and not t.is_punct
    )


# Endings by which English makes a noun of a verb and a verb of a noun, the longest first: "apologise" and "apology",
# "invite" and "invitation" say the same thing. At fewer than four letters left "mission" and "missile" met.
ENDINGS = (
    *("isation", "ization", "ation", "ition", "ising", "izing", "ment", "ance", "ence", "ise", "ize", "ing", "ion"),
    *("als", "al", "er", "or", "ed", "ies", "es", "y", "s", "e"),
)
STEM = 4


def stem_of(lemma: str) -> str:
    ending = next((e for e in ENDINGS if lemma.endswith(e) and len(lemma) - len(e) >= STEM), "")
    return lemma[: len(lemma) - len(ending)]


# Verbs that say nothing of what is done.
LIGHT = frozenset(
    {"have", "be", "do", "make", "take", "get", "go", "say", "such", "other", "any", "more", "last", "new"}
)


def says_no(words: Iterable[Token]) -> bool:
    """Does the proposition deny: "was not", "has never", "no such offer", "Not one aircraft"?"""
    listed = list(words)
    if any(t.lower_ in ("no", "not", "never", "nobody", "none", "neither") for t in listed[:2]):
        return True
    return any(
        t.dep_ == "neg" or t.lower_ in ("never", "no", "nobody", "nothing", "none", "neither", "nowhere")
        for t in listed[:14]
    )


# What a helper is without the "n't" that it ends in: "won't", "can't", "shan't".
WHOLE_HELPERS = {"wo": "will", "ca": "can", "sha": "shall"}  # a closed class


def affirmed(words: Iterable[Token]) -> str:
    """The proposition of which these words say the contrary: "the ship never cut a cable" -> "the ship cut a cable"."""
    told = []
    for word in words:
        if word.dep_ == "neg" or word.lower_ in ("never", "not"):
            told.append(" ")
            continue
        text = WHOLE_HELPERS.get(word.lower_, word.text)
        if word.lower_ == "no" and word.dep_ == "det":
            text = "" if word.head.tag_ in ("NNS", "NNPS") else "an" if after_vowel(word) else "a"
        told.append(text + word.whitespace_)
    return " ".join("".join(told).split()).removeprefix("that").strip(" ,;:.")


def after_vowel(article: Token) -> bool:
    return article.doc[article.i + 1].lower_.startswith(("a", "e", "i", "o", "u"))


def is_negated_word(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)

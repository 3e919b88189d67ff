"""Did it happen: what the words around a trigger make of it, from the trigger outwards.

Each step asks the word above how it governs the one below (governors.tsv), until a clause stands on its own or
somebody is reported as saying it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.events.rules import Effect, governors, word_classes
from communique.events.triggers import NOUN_TAGS, Trigger, is_passive
from communique.grammar import conjuncts_of, mood_of, participles_of, subject_of
from communique.grammar.parsed import Token
from communique.model import Factuality

NEGATORS = frozenset({"no", "neither", "nor", "not", "never", "none", "without", "zero"})
OPEN_MODALS = frozenset({"may", "might", "could", "can", "should", "must", "ought"})
# Links of a clause that what is told waits for. Closed.
UNTIL = frozenset({"until", "till"})
AWAITING = frozenset({"once", "after", "before"})
TAKEN_FOR_SURE = frozenset({"when", "as", "while"})
# What is asked, threatened or refused is no second event; what is agreed is one where a time fixes it.
CONTENT = {"REQUEST": "drop", "THREATEN": "drop", "REJECT": "drop", "ACCUSE": "drop", "AGREE": "dated"}
# Acts whose noun object tells of a thing done all the same: "condemned the attack", "protested the expulsion".
KEEPS_NOUN = frozenset({"ACCUSE"})


@dataclass(slots=True)
class Judgement:
    """How far a trigger is a fact. `reporter` is the verb of saying above it; `dated_only` asks that a time fix it;
    `expected` says that others look for the act, and its doer has announced nothing."""

    factuality: Factuality | None = "actual"
    reporter: Token | None = None
    dated_only: bool = False
    expected: bool = False

    def turn(self) -> None:
        """Negation: a plan or a fact is denied; a denial is undone."""
        self.factuality = "actual" if self.factuality == "negated" else "negated"

    def weaken(self, to: Factuality) -> None:
        """A negated act stays negated ("may not attend")."""
        if self.factuality == "actual":
            self.factuality = to


# Questions that take for granted what they ask about: "why did the talks fail?". Closed.
TAKEN_FOR_GRANTED = frozenset({"why", "how", "when", "where"})


def judge(trigger: Trigger, others: Mapping[int, Trigger]) -> Judgement | None:
    """The factuality of what a trigger states; None where it is only asked for, wished, denied or supposed."""
    verdict = Judgement()
    here = trigger.token
    if trigger.kind == "noun":
        start = _from_noun(trigger, verdict, others)
        if start is None:
            return verdict if verdict.factuality else None
        here = start
    elif trigger.kind == "adjective":
        here = trigger.token.head if trigger.token.dep_ in ("acomp", "oprd", "attr") else trigger.token
        _own(trigger.token, verdict)
    if any(c.lower_ in NEGATORS and c.dep_ in ("det", "preconj", "neg") for w in trigger.beside for c in w.children):
        verdict.turn()
    _climb(here, verdict, others, (trigger.token, *trigger.beside))
    if trigger.rule.ahead:
        verdict.weaken("planned")
    if "?" in (text := here.sent.text)[-4:] and text.rstrip().endswith("?"):
        if verdict.factuality == "negated" and not any(t.lower_ in TAKEN_FOR_GRANTED for t in here.sent):
            return None  # "and if the talks fail?" says neither that they did nor that they were held
        verdict.factuality = "possible" if verdict.factuality == "planned" else verdict.factuality
        verdict.weaken("possible")
    return verdict if verdict.factuality else None


def _own(token: Token, verdict: Judgement) -> None:
    """Negation and adverbs that hang on a word itself."""
    for child in token.children:
        if child.dep_ == "neg":
            verdict.turn()
        elif child.dep_ == "advmod" and (effect := governors().get(("adverb", child.lower_))):
            verdict.turn() if effect == "negated" else verdict.weaken("possible")


def _from_noun(trigger: Trigger, verdict: Judgement, others: Mapping[int, Trigger]) -> Token | None:
    """The verb that decides over a noun, after its own determiner and adjectives; None where the noun stands alone."""
    noun = trigger.token
    for child in noun.children:
        if child.lower_ in NEGATORS and child.dep_ in ("det", "neg", "preconj"):
            verdict.turn()
        elif child.dep_ in ("amod", "compound") and (effect := governors().get(("modifier", child.lower_))):
            verdict.turn() if effect == "negated" else verdict.weaken(_as_fact(effect))
    for child in participles_of(noun):
        if is_passive(child) or (child.tag_ == "VBD" and child.dep_ == "acl"):
            effect = governors().get(("verb", child.lemma_.lower()))
            if effect in ("planned", "expected", "negated") and others.get(child.i) is None:
                _apply(effect, child, verdict)
    return _governor_of_noun(noun, verdict, others)


def _governor_of_noun(noun: Token, verdict: Judgement, others: Mapping[int, Trigger]) -> Token | None:
    here = noun
    while here.dep_ in ("conj", "appos") and here.head.pos_ in NOUN_TAGS:
        here = here.head
    head = here.head
    if here.dep_ in ("nsubj", "nsubjpass"):
        return _as_subject(here, head, verdict)
    if here.dep_ in ("dobj", "dative", "attr", "oprd"):
        return _governed(here, head, verdict, others, noun_below=True)
    if here.dep_ in ("pobj", "pcomp"):
        above = head.head
        if head.lower_ in ("without", "against", "despite") and head.lower_ == "without":
            verdict.turn()
        if above.pos_ in NOUN_TAGS:
            return _under_noun(above, verdict, others)
        occasion = word_classes()["talks"] | word_classes()["visit"]
        if head.lower_ in ("during", "at") and noun.lemma_.lower() in occasion and _lies_ahead(above):
            verdict.weaken("planned")
            return None
        if above.pos_ in ("VERB", "AUX", "ADJ") and head.lower_ not in (
            "after",
            "before",
            "during",
            "since",
            "following",
            "in",
            "at",
        ):
            return _governed(head, above, verdict, others, noun_below=True)
        return None
    if here.dep_ in ("compound", "poss") and head.pos_ in NOUN_TAGS:
        return _under_noun(head, verdict, others)
    return None


def _lies_ahead(verb: Token) -> bool:
    """ "Hopes to sign it *during the visit*", "will sign it at the summit": what is to come, and the occasion with it."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    governor = governors().get(("verb", verb.head.lemma_.lower())) if verb.dep_ == "xcomp" else None
    return bool(helpers & {"will", "'ll", "’ll"}) or (
        "to" in helpers and governor in ("planned", "expected", "possible")
    )


def _as_subject(noun: Token, verb: Token, verdict: Judgement) -> Token | None:
    """ "talks are planned", "the visit was cancelled", "no talks were held"."""
    effect = governors().get(("verb", verb.lemma_.lower()))
    acomp = next((c for c in verb.children if c.dep_ == "acomp"), None)
    if acomp is not None and (adjective := governors().get(("adjective", acomp.lower_))):
        verdict.weaken(_as_fact(adjective))
        return verb
    if effect in ("planned", "expected", "negated", "possible") and (is_passive(verb) or effect == "negated"):
        _apply(effect, verb, verdict)
        if effect in ("planned", "expected") and any(c.dep_ == "neg" for c in verb.children):
            return None
    return verb


def _under_noun(above: Token, verdict: Judgement, others: Mapping[int, Trigger]) -> Token | None:
    """ "plans for talks", "the prospect of a visit"."""
    content = _content_of(above, others)
    if content == "drop":
        verdict.factuality = None
        return None
    if content == "dated":
        verdict.dated_only = True
    effect = governors().get(("noun", above.lemma_.lower()))
    if effect is not None:
        _apply(effect, above, verdict)
        for child in above.children:
            if child.lower_ in NEGATORS and child.dep_ == "det":
                verdict.turn()
    if verdict.factuality is None:
        return None
    return _governor_of_noun(above, verdict, others)


def _climb(verb: Token, verdict: Judgement, others: Mapping[int, Trigger], own: Sequence[Token]) -> None:
    """From a verb outwards: its own mood, then what governs it."""
    here: Token | None = verb
    steps = 0
    while here is not None and verdict.factuality and steps < 12:
        steps += 1
        _mood(here, verdict, own)
        here = _above(here, verdict, others)


def _mood(verb: Token, verdict: Judgement, own: Sequence[Token]) -> None:
    mood = mood_of(verb)
    if (mood.negated or _is_neither(verb)) and not _counted(verb, own):
        verdict.turn()
    for child in verb.children:
        if child.dep_ == "advmod" and (effect := governors().get(("adverb", child.lower_))) and child.lower_ != "never":
            verdict.turn() if effect == "negated" else verdict.weaken("possible")
    modal = mood.modal or _shared_modal(verb)
    if modal in OPEN_MODALS or mood.conditional:
        verdict.weaken("possible")
    elif modal == "would" and any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children):
        verdict.turn()  # "would have demanded": it did not
    elif modal == "would":
        verdict.weaken("planned" if _is_reported(verb) else "possible")
    elif _is_to(verb) and any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children):
        verdict.turn()  # "was to have flown": he did not
    elif mood.time == "ahead" or modal == "will" or _is_to(verb):
        verdict.weaken("planned")
    elif (awaited := _awaited(verb, mood.time == "now")) is not None:
        verdict.weaken(awaited)


def _is_neither(verb: Token) -> bool:
    """ "Neither confirmed nor denied"."""
    return any(c.lower_ in ("neither", "nor") and c.dep_ not in ("nsubj", "nsubjpass") for c in verb.children)


def _awaited(verb: Token, present: bool) -> Factuality | None:
    """ "Until Somalia withdraws its troops", "Peru will talk once Chile has freed them": a clause of time in the present
    under one that lies ahead tells of no act yet; "will raise it when she visits" takes the visit for sure."""
    has = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in verb.children)
    if verb.dep_ != "advcl" or not ((present and verb.tag_ in ("VBZ", "VBP")) or has):
        return None
    links = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    if links & UNTIL:
        return "possible"
    above = mood_of(verb.head)
    if above.time != "ahead" and above.modal not in ("will", "would"):
        return None
    return "possible" if links & AWAITING else "planned" if links & TAKEN_FOR_SURE else None


def _counted(verb: Token, own: Sequence[Token]) -> bool:
    """In "no talks were held" the one "no" is that of the trigger's own words, and has been counted there."""
    if any(c.dep_ == "neg" or c.lower_ in ("never", "not") for c in verb.children):
        return False
    return any(word.head.i == verb.i and any(c.lower_ in NEGATORS for c in word.children) for word in own)


def _is_to(verb: Token) -> bool:
    """ "is to visit", "are to arrive"; "were to hand" is a supposition."""
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return to and verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.head.lower_ != "been"


def _shared_modal(verb: Token) -> str | None:
    """The modal of the first verb of a series ("will meet and sign")."""
    if verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children):
        return None
    if verb.tag_ not in ("VB", "VBN", "VBP"):
        return None
    helpers = [c.lower_ for c in verb.head.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBN" and not {"have", "be", "been"} & set(helpers):
        return None  # "would not accept the result and suspended aid": a past taken for a participle
    return next((h for h in helpers if h in OPEN_MODALS or h in ("would", "will")), None) or _shared_modal(verb.head)


def _is_reported(verb: Token) -> bool:
    """A clause that somebody is said to have said: there "would" is the future of the past, unless on a condition."""
    if any(t.lower_ == "if" and t.dep_ == "mark" for t in verb.sent):
        return False
    here = verb
    for _ in range(8):
        if here.head is here:
            return False
        if here.dep_ in ("ccomp", "parataxis") or (here.dep_ == "conj" and here.head.dep_ == "ccomp"):
            return not any(c.dep_ == "mark" and c.lower_ == "if" for c in here.children)
        if here.dep_ not in ("conj", "xcomp", "relcl", "advcl", "acl"):
            return False
        here = here.head
    return False


def _above(verb: Token, verdict: Judgement, others: Mapping[int, Trigger]) -> Token | None:
    head = verb.head
    if head is verb or verb.dep_ in ("ROOT", "relcl"):
        return None
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _past_series(verb, head, verdict, others)
    if verb.dep_ in ("xcomp", "ccomp", "dobj"):
        return _governed(verb, head, verdict, others)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        if head.lower_ == "without":
            verdict.turn()
        if head.lower_ in ("after", "before", "by", "since", "when", "while", "without", "in", "on", "upon", "despite"):
            return head.head if head.lower_ in ("by", "before") and head.head.pos_ == "VERB" else None
        if head.head.pos_ in NOUN_TAGS:
            if head.lower_ == "of" and head.head.dep_ == "dobj" and _content_of(head.head.head, others) == "drop":
                return _governed(head, head.head.head, verdict, others)  # "accused Chad of": parses hang it on "Chad"
            return _under_noun(head.head, verdict, others)
        return _governed(head, head.head, verdict, others)
    if verb.dep_ == "acl" or (verb.dep_ == "ccomp" and head.pos_ in NOUN_TAGS):
        return _under_acl(verb, head, verdict, others)
    if verb.dep_ == "advcl":
        return _under_advcl(verb, head, verdict, others)
    return None


def _past_series(verb: Token, head: Token, verdict: Judgement, others: Mapping[int, Trigger]) -> Token | None:
    """A later verb of a series answers to what governs the first, not to the first's own negation."""
    here = head
    while here.dep_ == "conj" and here.head.pos_ in ("VERB", "AUX"):
        here = here.head
    if verb.tag_ == "VBD" and here.tag_ == "VB" and here.dep_ == "xcomp" and here.head.tag_ == "VBD":
        here = here.head  # "agreed to meet and signed": parses join the past to the infinitive
    return (
        _above(here, verdict, others)
        if not any(c.dep_ == "nsubj" for c in verb.children) or here.dep_ == "ccomp"
        else None
    )


def _under_acl(verb: Token, head: Token, verdict: Judgement, others: Mapping[int, Trigger]) -> Token | None:
    """ "a plan to deploy", "talks held in Rome"."""
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        effect = governors().get(("noun", head.lemma_.lower()))
        content = _content_of(head, others)
        if content == "drop" or effect in (None, "unsaid"):
            verdict.factuality = None
            return None
        if content == "dated":
            verdict.dated_only = True
        _apply(effect, head, verdict)
        if any(c.lower_ in NEGATORS and c.dep_ == "det" for c in head.children):
            verdict.turn()
        return _governor_of_noun(head, verdict, others)
    own = others.get(verb.i)
    if any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children) and (
        own is None or own.rule.type != "REJECT"
    ):
        _under_that(head, verdict, others)
    return None


def _under_that(noun: Token, verdict: Judgement, others: Mapping[int, Trigger]) -> None:
    """ "the accusation that", "reports that": possible at best; what an accusation says is no second event."""
    if _content_of(noun, others) == "drop":
        verdict.factuality = None
    elif (effect := governors().get(("noun", noun.lemma_.lower()))) is not None:
        _apply(effect, noun, verdict)


def _under_advcl(verb: Token, head: Token, verdict: Judgement, others: Mapping[int, Trigger]) -> Token | None:
    """ "flew in to meet": the purpose of going somewhere or of protesting is told as done, any other is not."""
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        above = others.get(head.i)
        effect = governors().get(("verb", head.lemma_.lower()))
        if above is not None and above.rule.type == "AID":
            verdict.factuality = None  # "will give ten million to support the transition": one act
            return None
        if (above is not None and above.rule.type in ("PROTEST", "CONSULT")) or effect == "actual":
            return head
        if head.pos_ == "ADJ" or effect is not None or above is not None:
            return _governed(verb, head, verdict, others)
        verdict.factuality = None
    return None


def _governed(
    below: Token, head: Token, verdict: Judgement, others: Mapping[int, Trigger], noun_below: bool = False
) -> Token | None:
    """What the word above makes of its complement."""
    if below.dep_ == "ccomp" and _stands_before(below, head):
        return None
    content = _content_of(head, others)
    above = others.get(head.i)
    kept = noun_below and above is not None and above.rule.type in KEEPS_NOUN and above.rule.content is None
    if content == "drop" and not kept:
        verdict.factuality = None
        return None
    if content == "dated":
        verdict.dated_only = True
        verdict.weaken("planned")
    if content is not None:
        return None if noun_below else head
    if head.lemma_ == "have" and below.dep_ == "xcomp" and any(c.lower_ == "yet" for c in head.children):
        verdict.turn()  # "have yet to agree"
        return head
    pos = "adjective" if head.pos_ == "ADJ" or head.lower_ == "due" else "verb"
    effect = _of_phrase(head) or governors().get((pos, head.lemma_.lower())) or governors().get((pos, head.lower_))
    if ("negated verb", head.lemma_.lower()) in governors() and mood_of(head).negated | _is_neither(head):
        effect = governors()["negated verb", head.lemma_.lower()]
    if effect is None:
        effect = _when_unknown(below, head, noun_below)
    if noun_below and above is None and effect == "said":
        effect = "actual"
    if effect == "expected" and below.dep_ == "xcomp" and not is_passive(head):
        effect = "planned"  # "the cabinet expects to sign" speaks of itself
    _apply(effect, head, verdict)
    if effect in ("said", "alleged") or verdict.factuality is None:
        return None
    return head


def _of_phrase(verb: Token) -> Effect | None:
    """What a verb with its particle makes of what it governs ("looked forward to meeting")."""
    words = (c for c in verb.children if c.dep_ in ("advmod", "prt") and c.i > verb.i)
    found = (governors().get(("verb", f"{verb.lemma_.lower()} {word.lower_}")) for word in words)
    return next((effect for effect in found if effect is not None), None)


def _stands_before(clause: Token, head: Token) -> bool:
    """Clauses set side by side with commas ("ten voted for it, two abstained"): the later governs only if it reports."""
    if clause.i > head.i:
        return False
    return governors().get(("verb", head.lemma_.lower())) not in ("said", "alleged")


def _when_unknown(below: Token, head: Token, noun_below: bool) -> Effect:
    """A verb that governors.tsv does not know: a noun or a finite clause under it is told, an infinitive is not."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in below.children)
    if noun_below or head.lemma_ == "be" or (head.pos_ == "ADJ" and not infinitive):
        return "actual"
    if below.dep_ == "xcomp" and infinitive:
        return "unsaid"
    return "actual" if below.dep_ != "ccomp" else "said"


def _content_of(head: Token, others: Mapping[int, Trigger]) -> str | None:
    above = others.get(head.i)
    if above is None or ("two" in above.rule.needs and not _several(head)):
        return None  # "Kenya decided to expel the envoy" is no accord: what is decided lies ahead
    return above.rule.content or CONTENT.get(above.rule.type)


def _several(verb: Token) -> bool:
    """Whether more than one does what a verb says: "Ghana and Benin decided", "the ministers decided"."""
    subject = subject_of(verb)
    return subject is None or subject.tag_ in ("NNS", "NNPS", "PRP") or len(conjuncts_of(subject)) > 1


def _apply(effect: Effect, head: Token, verdict: Judgement) -> None:
    if effect == "said":
        verdict.reporter = head
    elif effect == "alleged":
        verdict.reporter = head
        verdict.weaken("possible")
    elif effect == "unsaid":
        verdict.factuality = None
    elif effect == "negated":
        verdict.turn()
    elif effect in ("planned", "expected", "possible"):
        verdict.expected = verdict.expected or effect == "expected"
        verdict.weaken(_never_came_true(head) or _as_fact(effect))


def _never_came_true(head: Token) -> Factuality | None:
    """ "had been expected to sign", "was to have met": a plan told from after its time did not come about."""
    helpers = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    return "negated" if "had" in helpers and head.pos_ != "NOUN" and not _is_reported(head) else None


def _as_fact(effect: Effect) -> Factuality:
    return "planned" if effect in ("planned", "expected") else "possible" if effect == "possible" else "actual"

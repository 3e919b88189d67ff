"""Whom a refusal, a denial or a rejection answers, where its clause does not say: who asked, offered, charged or claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.events.discourse import ANSWERED, REMEMBERED, act_taken_up, concerns, is_a_remark, last_speaker
from communique.events.merging import Draft
from communique.events.parties import named_by
from communique.events.roles import after, doer
from communique.events.rules import word_classes
from communique.events.sides import side_of, sides_of
from communique.events.told import Told
from communique.events.triggers import Trigger, index
from communique.events.voices import statements_before
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Actor, Statement

# Classes of nouns that sum up what somebody else said or asked.
SUMMING_UP = ("denial", "request", "demand", "offer")
# Words with so many letters in common at their start are forms of one ("arranged", "arrangement"; not "comply", "comment").
STEM = 5
# A refusal that shares no word with what was asked or offered answers it within so many characters, some two paragraphs:
# five paragraphs after an invitation a parliament that "refused to ratify an annex" answered who had invited.
ANSWERED_WITHIN = 1000
# Clauses and phrases under a verb that say what is denied or refused. Closed.
CONTENT = frozenset({"ccomp", "xcomp", "dobj", "pcomp", "prep"})


def answered_by(scene: Scene, trigger: Trigger, thing: Token | None, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """Who is answered: who is told of in the same sentence just before a noun that sums it up ("a demand that the party
    rejected"); for a denial, who claimed it; for a refusal, who asked."""
    actor = (*actor, *_whose_lawyer(scene, trigger))
    if (noun := summed_up(trigger)) is not None:
        return _told_before_noun(scene, noun, actor, told)
    if trigger.token.lemma_.lower() in word_classes()["denying"]:
        return _claimant(scene, trigger, thing, actor, told)
    return _asker(scene, trigger, thing, actor, told)


def _whose_lawyer(scene: Scene, trigger: Trigger) -> list[Actor]:
    """ "*Their* lawyer denied the charge": it was made against those he speaks for."""
    subject = doer(trigger.token) if trigger.kind == "verb" else None
    owners = [c for c in subject.children if c.dep_ == "poss"] if subject is not None else []
    return [a for word in owners for a in named_by(scene, word)]


def summed_up(trigger: Trigger) -> Token | None:
    """ "He accused Chad of theft, a *charge* that N'Djamena denied": the noun whose clause the answer is."""
    verb = trigger.token
    noun = verb.head
    # Parses take "that" here for the start of a "that" clause of the noun.
    beside = verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in ("VBD", "VBZ", "VBP"))
    if not beside or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if verb.dep_ == "relcl" and any(_takes_up_clause(c) for c in verb.children):
        return noun
    lemma = noun.lemma_.lower()
    return noun if any(lemma in word_classes()[name] for name in SUMMING_UP) else None


def _takes_up_clause(word: Token) -> bool:
    """ "..., which Chad denied": behind a comma, of the clause before."""
    return word.lower_ == "which" and word.dep_ == "dobj" and word.i > 0 and word.nbor(-1).text == ","


def _told_before_noun(scene: Scene, noun: Token, actor: Sequence[Actor], told: Told) -> list[Actor]:
    start = noun.sent.start_char
    here = [d for d in told.recent() if start <= d.trigger.token.idx < noun.idx and _is_by_another(d, actor)]
    if chosen := _named_so(noun, [d for d in here if d.type in ANSWERED]):
        return list(chosen[0].actor[:1])
    for statement in scene.article.statements:
        cue = statement.cue or statement.content[0]
        if start <= cue.start < noun.idx and (speaker := _other_speaker(scene, statement, actor)) is not None:
            return [speaker]
    return []


def _named_so(noun: Token | None, drafts: list[Draft]) -> list[Draft]:
    """Those of the acts that a noun may name ("accusation": charges before protests); all, where none is so named."""
    rules = [p.rule for p in index().get(noun.lemma_.lower(), ()) if p.kind == "noun"] if noun is not None else []
    for kinds in ({(r.type, r.mode) for r in rules}, {(r.type, None) for r in rules}):
        found = [d for d in drafts if (d.type, d.mode) in kinds or (d.type, None) in kinds]
        if found:
            return found
    return drafts


def _claimant(scene: Scene, trigger: Trigger, thing: Token | None, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """Who said what is denied: of acts and statements before, the last whose words come again in the denial; else what
    was said or charged in the sentence before, by another."""
    if thing is not None and not is_a_remark(thing):
        return []
    papers = [a for w in after(thing, "in") for a in named_by(scene, w)] if thing is not None else []
    if papers and papers[0].kind == "media":
        return papers[:1]  # "denied reports in the Daily Mail"
    act = _charge(trigger, thing, actor, told)
    since = act.trigger.token.idx if act is not None else 0
    words = _content_words(trigger)
    for statement in statements_before(scene, trigger.token.idx):
        speaker = _other_speaker(scene, statement, actor)
        if speaker is None or statement.content[-1].stop < since:
            continue
        again = bool(words & _words_of(scene, statement))
        if again or _stands_just_before(scene, statement, trigger) or (thing is not None and thing.i > trigger.token.i):
            return [speaker] if trigger.token.idx - statement.content[-1].stop <= REMEMBERED else []
    return [act.actor[0]] if act is not None else []


def _charge(trigger: Trigger, thing: Token | None, actor: Sequence[Actor], told: Told) -> Draft | None:
    """The charge made before, or the last act that "the allegation" may mean."""
    charges = (d for d in told.recent() if d.type == "ACCUSE" and _is_by_another(d, actor) and concerns(d, actor))
    return next(charges, None) or act_taken_up(thing, trigger, actor, told)


def _asker(scene: Scene, trigger: Trigger, thing: Token | None, actor: Sequence[Actor], told: Told) -> list[Actor]:
    """Who asked, offered or charged: the last act of that kind towards this side, first of those with the same words."""
    if thing is not None and (again := _told_by_that_noun(thing, actor, told)) is not None:
        return [again.actor[0]]
    if thing is not None and not (is_a_remark(thing) or _names_an_act(thing)):
        return []
    if trigger.rule.mode == "meet" and (stood_up := _to_be_met(actor, told)):
        return stood_up
    answered = [d for d in told.recent() if d.type in ANSWERED and _is_by_another(d, actor) and concerns(d, actor)]
    alike = _named_so(thing, answered)
    words = _content_words(trigger)
    same = next((d for d in alike if words & {w[:STEM] for w in d.content}), None)
    near = (d for d in alike if trigger.token.idx - d.trigger.token.idx < ANSWERED_WITHIN)
    act = same or next(near, None)
    if thing is not None and is_a_remark(thing) and not _is_anybodys(thing):
        said = last_speaker(scene, thing.idx, actor, after=act.trigger.token.idx if act is not None else 0)
        if said and (act is None or alike is answered):
            return said
    return [act.actor[0]] if act is not None else []


def _is_anybodys(thing: Token) -> bool:
    """ "Suggestions that", without "the" or "his": not what the last speaker said, if no act was told of."""
    return thing.tag_ == "NNS" and not any(c.dep_ in ("det", "poss") for c in thing.children)


def _told_by_that_noun(thing: Token, actor: Sequence[Actor], told: Told) -> Draft | None:
    """ "Voiced concern about the port. Such *concerns* ...": the act of the sentence before that is told by the same noun,
    or by a verb of its stem ("complained", "the complaint")."""
    definite = any(c.lower_ in ("such", "the", "those", "these", "that") for c in thing.children)
    start = thing.sent.start
    before = thing.doc[start - 1].sent if start else None
    for draft in told.recent() if definite and before is not None else ():
        words = (draft.trigger.token, *draft.trigger.beside)
        near = before is not None and before.start <= draft.trigger.token.i < start
        if near and _is_by_another(draft, actor) and any(_is_same_word(word, thing) for word in words):
            return draft
    return None


def _is_same_word(word: Token, thing: Token) -> bool:
    one, other = word.lemma_.lower(), thing.lemma_.lower()
    return one == other or (len(one) > STEM and one[: STEM + 1] == other[: STEM + 1])


def _to_be_met(actor: Sequence[Actor], told: Told) -> list[Actor]:
    """ "The Peruvian side would not attend": the others of the last meeting or agreement it has a part in."""
    own = sides_of(actor)
    for draft in (d for d in told.recent() if d.type in ("CONSULT", "AGREE")):
        both = dict.fromkeys((*draft.actor, *draft.recipient))
        others = [a for a in both if side_of(a) not in own and a.named]
        if others and len(others) < len(both):
            return others
    return []


def _names_an_act(thing: Token) -> bool:
    return any(thing.lemma_.lower() in word_classes()[name] for name in SUMMING_UP)


# Kinds of actors that a text may never name and that still ask and charge ("the secretariat invited").
ASK_UNNAMED = frozenset({"body", "media", "intergovernmental", "company"})


def _is_by_another(draft: Draft, actor: Sequence[Actor]) -> bool:
    """Whether an act is that of somebody named, or of a body, who is none of these."""
    known = bool(draft.actor) and (draft.actor[0].named or draft.actor[0].kind in ASK_UNNAMED)
    return known and not any(a in actor for a in draft.actor)


def _other_speaker(scene: Scene, statement: Statement, actor: Sequence[Actor]) -> Actor | None:
    """Who says it, where that is neither one of these nor somebody of their side."""
    speaker = scene.actors_by_id.get(statement.speaker or "")
    if speaker is None or speaker in actor or side_of(speaker) in sides_of(actor):
        return None
    return speaker


def _stands_just_before(scene: Scene, statement: Statement, trigger: Trigger) -> bool:
    """Whether something was said in the sentence before, in the same paragraph."""
    first = trigger.token.sent[0]
    before = first.nbor(-1).sent if first.i else None
    if before is None or scene.block_at(before.start_char) != scene.block_at(first.idx):
        return False
    return statement.content[-1].stop > before.start_char


def _content_words(trigger: Trigger) -> set[str]:
    return set(_stems(w for c in trigger.token.children if c.dep_ in CONTENT for w in c.subtree))


def _words_of(scene: Scene, statement: Statement) -> set[str]:
    spans = (scene.doc.char_span(p.start, p.stop, alignment_mode="expand") for p in statement.content)
    return set(_stems(word for span in spans for word in span or ()))


def _stems(words: Iterator[Token]) -> Iterator[str]:
    for word in words:
        if word.pos_ in ("NOUN", "VERB", "ADJ") and not word.is_stop:
            yield word.lemma_.lower()[:STEM]

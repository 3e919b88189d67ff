"""Who denies what: by a verb of denial, by calling it false, or by a flat "that is not so"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.claims.charges import (
    Charge,
    accuser_in,
    charge_of,
    content_lemmas,
    is_negated_word,
    reported,
    subject_in,
)
from communique.claims.contest_entries import (
    DenialCue,
    Verdict,
    charge_words,
    denial_cues,
    said_nouns,
    verdicts,
)
from communique.claims.denial_drafts import POINTING, Denial, answering, bound_to, denial_of, who_told
from communique.claims.drafts import after_preposition, object_after
from communique.claims.entries import NOUN, VERB, WORD_CLASSES
from communique.claims.flat_denials import flat_denials, speaker_in, spoken_of
from communique.claims.hung_denials import hung_on, which_denied
from communique.claims.parties import OWNERS, Parties
from communique.grammar import Scene, agent_of, is_passive, object_of, subject_of, trimmed
from communique.grammar.parsed import Token
from communique.model import Span

QUOTES = frozenset(('"', "“", "‘", "'", "``"))


def denials_in(scene: Scene, words: Iterable[Token], parties: Parties) -> list[Denial]:
    listed = list(words)
    found = [d for word in listed for d in denials_at(word, scene, parties)]
    taken = {d.at for d in found}
    found += [d for d in flat_denials(scene, listed, parties) if not any(abs(d.at - at) < 4 for at in taken)]
    return sorted(found, key=lambda denial: denial.at)


def denials_at(word: Token, scene: Scene, parties: Parties) -> Iterator[Denial]:
    word_class = WORD_CLASSES.get(word.pos_, "")
    if word_class not in (VERB, NOUN):
        return
    if word.lemma_ == "be":
        if (denial := found_false(word, scene, parties)) is not None:
            yield denial
        return
    if (denial := spoken_of(word, scene, parties)) is not None:
        yield denial
        return
    key = (word_class, word.lemma_.lower())
    cues, calls = denial_cues().get(key, ()), verdicts().get(key, ())
    unread = word.tag_ == "NNS" or (cues and (word.dep_ == "ROOT" or word.dep_ == "ccomp"))
    if unread and (denial := read_by_order(word, scene, parties)) is not None:
        yield denial
        return
    cues = tuple(cue for cue in cues if cue.negated == is_negated_word(word))
    if not any(cue.negated for cue in cues) and ((not cues and not calls) or withheld(word)):
        return
    for call in calls:
        if (denial := called_false(word, call, scene, parties)) is not None:
            yield denial
            return
    for cue in cues:
        if (denial := denied(word, cue, scene, parties)) is not None:
            yield denial
            return


def read_by_order(word: Token, scene: Scene, parties: Parties) -> Denial | None:
    """ "..., a charge that Tonga rejects", where the parse does not hang the verb on the charge."""
    for cue in denial_cues().get((VERB, word.lemma_.lower()), ()):
        found = hung_on(word, cue.objects) if "appositive" in cue.takes else None
        if found is not None:
            return bound_to(denial_of(word, f"{cue.id}:appositive", None, found[1], scene, parties), found[0])
    return None


def withheld(word: Token) -> bool:
    """ "did not deny", "declined to confirm or deny", "could not be denied", "neither confirmed nor denied"."""
    above = word.head if word.dep_ == "conj" else word
    for verb in (word, above):
        if any(c.dep_ == "neg" or c.lower_ in ("neither", "nor", "never") for c in verb.children):
            return True
        if any(c.dep_ == "aux" and c.lower_ in ("to", "would", "could", "can", "may", "might") for c in verb.children):
            return verb.head.lemma_ not in ("hasten", "rush", "continue", "move", "begin", "be", "go")
    return False


def denied(word: Token, cue: DenialCue, scene: Scene, parties: Parties) -> Denial | None:
    """A denial by one entry: what is denied is a clause, a gerund, a noun, or the noun it hangs on."""
    if "noun" in cue.takes:
        given = word.head.lemma_ in cue.verbs and word.dep_ in ("dobj", "nsubjpass")
        who = subject_of(word.head) if word.dep_ == "dobj" else agent_of(word.head)
        return denial_of(word, f"{cue.id}:noun", None, who, scene, parties) if given else None
    who = agent_of(word) if is_passive(word) else subject_in(word)
    if cue.needs and not any(t.lemma_.lower() in cue.needs for t in word.subtree):
        return None
    for how in cue.takes:
        if how in ("clause", "gerund"):
            content = next((c for c in word.children if c.dep_ in ("ccomp", "xcomp") and c.i > word.i), None)
            # "An offer that he denied receiving": what is denied is the offer, said before.
            of_offer = content is not None and word.dep_ == "relcl" and len(list(content.subtree)) == 1
            if of_offer and (noun := hangs_on(word)) is not None:
                return bound_to(denial_of(word, f"{cue.id}:appositive", None, who, scene, parties), noun)
            if content is not None and content.pos_ in ("VERB", "AUX"):
                told = denial_of(word, f"{cue.id}:{how_of(content)}", content, who, scene, parties)
                return charged_by(told, word, content, scene, parties)
        if how == "appositive" and (noun := hangs_on(word)) is not None and noun.lemma_.lower() in cue.objects:
            return bound_to(denial_of(word, f"{cue.id}:appositive", None, who, scene, parties), noun)
        if how == "which" and (which := which_denied(word)) is not None:
            return bound_to(denial_of(word, f"{cue.id}:which", None, who, scene, parties), which)
        if how == "answer" and (denial := answered(word, cue, scene, parties)) is not None:
            return denial
        if how == "object" and (denial := denied_thing(word, cue, who, scene, parties)) is not None:
            return denial
    return None


def charged_by(denial: Denial, verb: Token, content: Token, scene: Scene, parties: Parties) -> Denial:
    """ "denied holding the drivers, a charge made by their union": whose charge it is hangs on behind."""
    for noun in verb.subtree:
        behind = noun.i > content.i + 1 and noun.lemma_.lower() in said_nouns() and noun.left_edge.nbor(-1).text == ","
        accuser = accuser_in(noun) if behind else None
        if accuser is not None and (who := parties.at(accuser)):
            denial.own = charge_of(noun, "noun", content, scene, who, denial.denier, None, without=noun)
            denial.content = denial.own.content
            break
    return denial


def answered(verb: Token, cue: DenialCue, scene: Scene, parties: Parties) -> Denial | None:
    """ "answered the charge of the mayor, saying that he was no danger": the answer says no."""
    noun = after_preposition(verb, "to", "at", "on")
    if noun is None or noun.lemma_.lower() not in cue.objects:
        return None
    said = [t for t in verb.sent if t.dep_ == "neg" or t.lower_ in ("no", "never", "nothing", "none")]
    if not said:
        return None
    subject = subject_of(verb)
    denial = denial_of(verb, f"{cue.id}:answer", None, subject, scene, parties)
    sentence = Span(verb.sent.start_char, verb.sent.end_char)
    denial.whole, denial.lemmas = trimmed(scene.text, sentence), content_lemmas(verb.sent)
    return answering(denial, noun, parties)


def how_of(content: Token) -> str:
    return "gerund" if content.tag_ == "VBG" else "clause"


def hangs_on(verb: Token) -> Token | None:
    """ "a charge that Kigali denies", "an allegation rejected by Tehran": the noun the verb modifies; for ", which Beijing
    denied" the word "which"."""
    which = next((c for c in verb.children if c.lower_ == "which" and c.dep_ == "dobj"), None)
    if which is not None and verb.dep_ in ("relcl", "acl", "advcl"):
        return which
    charge = squeezed(verb)
    if charge is not None:
        return charge
    if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PRON"):
        own = any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in verb.children)
        return verb.head if own or verb.tag_ == "VBN" else None
    return None


def squeezed(verb: Token) -> Token | None:
    """ "..., a charge Kigali denies": without "that" the parse takes "charge" for part of the name."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.tag_ not in ("VBZ", "VBD", "VBP") or subject.pos_ != "PROPN":
        return None
    return next(
        (c for c in subject.children if c.dep_ == "compound" and c.pos_ == "NOUN" and c.lemma_ in said_nouns()), None
    )


def denied_thing(verb: Token, cue: DenialCue, who: Token | None, scene: Scene, parties: Parties) -> Denial | None:
    """ "rejected the allegations", "denied any part in the ambush", "denied this", "the report was denied"."""
    noun = object_of(verb) if is_passive(verb) else object_after(verb)
    if noun is None or any(c.dep_ == "dative" for c in verb.children):
        return None
    lemma = noun.lemma_.lower()
    if lemma in cue.objects_not or (cue.objects and lemma not in cue.objects):
        return None
    if (
        lemma not in said_nouns()
        and noun.lower_ not in POINTING
        and scene.actor_at(noun) is not None
        and is_passive(verb)
    ):
        return None
    points = noun.lower_ in POINTING or lemma in said_nouns()
    denial = denial_of(verb, f"{cue.id}:object", noun, who, scene, parties)
    denial.own = reported(noun, scene, parties) or brought_by(noun, scene, parties)
    denial.part = cue.part
    if is_tacked_on(noun) and noun.i < verb.i:
        bound_to(denial, noun)
    if points and not said_with_content(noun):
        return answering(denial, noun, parties)
    if points and denial.own is None:  # "Peru's account of the collision": whose, but not what it says
        denial.said_by, denial.noun = who_told(noun, parties), lemma
    return denial


def is_tacked_on(noun: Token) -> bool:
    """ "..., an account disputed by Luanda": the noun stands beside the clause it speaks of."""
    before = noun.left_edge.i - 1
    return noun.dep_ in ("appos", "npadvmod") and before >= 0 and noun.doc[before].text in (",", "—", "–")


def brought_by(noun: Token, scene: Scene, parties: Parties) -> Charge | None:
    """ "Bahraini allegations of espionage": whose they are stands before, what they are of behind."""
    owner = next((c for c in noun.children if c.dep_ in OWNERS and parties.is_named(c)), None)
    alleged = (NOUN, noun.lemma_.lower()) in charge_words()  # of "her account of the flood" nothing is known but that
    content = after_preposition(noun, "of") if owner is not None and alleged else None
    if owner is None or content is None:
        return None
    return charge_of(noun, "noun", content, scene, parties.at(owner), (), None)


def said_with_content(noun: Token) -> bool:
    """ "the allegation of fraud", "claims about the mine": the noun brings what was said."""
    return any(c.dep_ == "prep" and c.lower_ in ("of", "about", "over", "regarding", "on") for c in noun.children)


def called_false(verb: Token, call: Verdict, scene: Scene, parties: Parties) -> Denial | None:
    """ "called the report baseless", "dismissed the remark as invention", "rejected as baseless a report that"."""
    after = [t for t in verb.subtree if t.i > verb.i and t.i - verb.i < 40]
    found = [t for t in after if t.lemma_.lower() in call.words and is_verdict_of(t, verb)]
    noun = judged(verb, after, call)
    if noun is None or not (found or mocked(verb, noun, call)):
        return None
    if noun.lemma_.lower() not in said_nouns() and noun.lower_ not in (*POINTING, "something"):
        return None
    who = agent_of(verb) if is_passive(verb) else subject_in(verb)
    denial = denial_of(verb, f"{call.id}:{verb.lemma_}", noun, who, scene, parties)
    denial.accused = not found
    spoken = max(t.idx + len(t) for t in found or after)
    denial.whole = Span(denial.whole.start, max(denial.whole.stop, spoken))
    own = reported(noun, scene, parties)
    if own is not None and own.content is not None and own.content.start <= verb.idx < own.content.stop:
        own = None  # "a claim that Guatemala called false": the clause is the verdict, not what is claimed
    denial.own = own
    if denial.own is not None:
        cut_verdict(scene, denial.own, [t for t in after if t.lemma_.lower() in call.words])
    if hangs_on(verb) is not None:
        bound_to(denial, noun)
    return answering(denial, noun, parties)


def mocked(verb: Token, noun: Token, call: Verdict) -> bool:
    """ "Called the allegation "a tired song"": who is accused calls the accusation anything, and it is not so."""
    name = next((c for c in verb.children if c.dep_ in ("oprd", "attr") and c.i > noun.i), None)
    if name is None or noun.lemma_.lower() not in call.accusations or name.pos_ != "NOUN":
        return False
    return any(t.text in QUOTES for t in verb.doc[noun.i + 1 : name.i])


def judged(verb: Token, after: list[Token], call: Verdict) -> Token | None:
    """What is called false: the object; the noun in "dismissed as "baseless" reports that"; what the verb hangs on."""
    described = (t.head for t in after if t.dep_ == "amod" and t.lemma_.lower() in call.words)
    what = any(c.lower_ == "what" for c in verb.children)  # "what it called "false" reports"
    taken = next((n for n in described if what or (n.dep_ == "pobj" and n.head.lower_ == "as")), None)
    below = next((t for t in after if t.dep_ == "dobj"), None)
    if below is not None and below.lemma_.lower() in call.words:  # "something Suva called nonsense"
        below = None
    own = object_of(verb) if below is not None or is_passive(verb) else None
    # 'Dismissed as "fantasy" a claim that': after the marks the parse hangs the claim on "as" too.
    parted = (t for t in after if t.dep_ == "pobj" and t.head.lower_ == "as" and t.lemma_.lower() in said_nouns())
    objects = (taken, own, below, hangs_on(verb), next((t for t in parted if t.head.head == verb), None))
    return next((noun for noun in objects if noun is not None), None)


def found_false(be: Token, scene: Scene, parties: Parties) -> Denial | None:
    """ "Reports that he had resigned are “pure invention”, the ministry said": whoever says it denies the reports."""
    noun = next((c for c in be.children if c.dep_ == "nsubj" and c.lemma_.lower() in said_nouns()), None)
    if noun is None or any(c.dep_ == "neg" for c in be.children):
        return None
    call = next(iter(verdicts()[VERB, "call"]))
    if noun.lemma_.lower() in call.manners:
        return None
    said = [t for c in be.children if c.dep_ in ("attr", "acomp") for t in c.subtree if t.lemma_.lower() in call.words]
    who = parties.speaker_of(said[0]) or speaker_in(said[0], parties) if said else ()
    if not who:
        return None
    denial = denial_of(be, f"{call.id}:be", noun, None, scene, parties)
    denial.denier, denial.own = who, reported(noun, scene, parties)
    denial.whole = Span(denial.whole.start, max(denial.whole.stop, said[-1].idx + len(said[-1])))
    return answering(denial, noun, parties)


def cut_verdict(scene: Scene, charge: Charge, verdict: list[Token]) -> None:
    """Leave the verdict out of what it is said of: "reports that he would resign "pure fiction"."""
    for word in verdict:
        start = word.left_edge.idx
        if charge.content.start < start < charge.content.stop:
            charge.content = trimmed(scene.text, Span(charge.content.start, start), " \t\n\xa0,;:“”\"‘’'")
            charge.whole = Span(charge.whole.start, max(charge.whole.start, charge.content.stop))


def is_verdict_of(word: Token, verb: Token) -> bool:
    """The verdict stands under the verb itself or under its "as", not deep in another clause."""
    here, steps = word, 0
    while here.head != here and here != verb and steps < 5:
        if here.dep_ in ("relcl", "ccomp"):
            return False
        here, steps = here.head, steps + 1
    return here == verb

"""Which way a date without a year lies: told by the clause it stands in, not by the verb that reports the clause."""

from __future__ import annotations

import re
from functools import cache

from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.mentions.times_calendar import Way
from communique.mentions.times_patterns import words_of

# Auxiliaries: a closed class.
WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "going"})
MODALS = frozenset({"would", "could", "may", "might", "should", "must", "can", "ought", "'d", "’d"})


def way_of(scene: Scene, start: int, stop: int) -> Way:
    """Whether the time at these characters lies behind or ahead, as its own clause tells it."""
    before = scene.text[max(0, start - 40) : start]
    if ends_with("behind-word", before):
        return "behind"
    if ends_with("ahead-word", before):
        return "ahead"
    words = scene.doc.char_span(start, stop, alignment_mode="expand")
    if words is None or not len(words):
        return "unclear"
    way, verb = way_of_clause(words.root, in_headline(scene, start))
    if ends_with("after-word", before) and way != "ahead":
        return "behind"
    if ends_with("bound-word", before) and (way != "behind" or governs_ahead(verb, before)):
        return "ahead"
    return way


def ends_with(kind: str, before: str) -> bool:
    """Whether the text before a time ends with a word of this class, an article left out of account."""
    words = before[:-1].lower()
    if words.endswith(THE):
        words = words[:-4]
    return words.endswith(last_words(kind)) and before_pattern(kind).search(before) is not None


THE = (" the", "\xa0the", "\nthe")


@cache
def last_words(kind: str) -> tuple[str, ...]:
    """The last word of each of a class: most texts end with none, and that is found out at once."""
    return tuple({word.split()[-1] for word in words_of(kind)})


@cache
def before_pattern(kind: str) -> re.Pattern[str]:
    """The words of a class at the end of a text."""
    words = sorted(words_of(kind), key=lambda word: -len(word))
    either = "|".join(re.escape(word).replace(r"\ ", "[ \xa0\n]") for word in words)
    return re.compile(rf"\b(?:{either})[ \xa0\n](?:the[ \xa0\n])?$", re.IGNORECASE)


def governs_ahead(verb: Token | None, before: str) -> bool:
    """ "had until Monday", "called a meeting for Monday", "gave them until": the past set a date that lies ahead."""
    if verb is None:
        return False
    if verb.lemma_ in words_of("announcing-verb") or verb.lemma_ in words_of("ahead-verb"):
        return True
    return verb.lemma_ in ("have", "give") and "until" in before.lower()


def in_headline(scene: Scene, offset: int) -> bool:
    """Headlines tell what has happened in the present tense."""
    block = scene.block_at(offset)
    return block is not None and block.role in ("headline", "summary", "subheading")


def way_of_clause(token: Token, headline: bool = False) -> tuple[Way, Token | None]:
    """The way the smallest clause around a token looks, and its verb. A word that sets a date ("due", "scheduled")
    decides before the verb does, and so does a verb of announcing for what stands on its object."""
    here = below = token
    while True:
        if here.pos_ in ("VERB", "AUX") and here.dep_ not in ("aux", "auxpass") and here != token:
            if is_unread_verb(below, here):
                return "ahead", None
            if belongs_to_saying(here, token):
                return way_of_verb(here.head, headline), here.head
            if announces(here, token) or sets_ahead(here):
                return "ahead", here
            return way_of_verb(here, headline), here
        if here.lemma_ in words_of("ahead-verb") and here.pos_ == "ADJ":
            return "ahead", None
        if here.head == here:
            return "unclear", None
        here, below = here.head, here


def is_unread_verb(content: Token, saying: Token) -> bool:
    """ "Talks open in Doha on Tuesday, officials said": the parser reads many a present tense as a noun or adjective."""
    return content.dep_ in ("ccomp", "dep") and content.pos_ in ("NOUN", "ADJ") and content.i < saying.i


def belongs_to_saying(verb: Token, time: Token) -> bool:
    """ "said on Tuesday he would travel": without a "that" before it, a time before the subject of what is said is the
    time of the saying."""
    if verb.dep_ != "ccomp" or not verb.head.i < time.i < verb.i:
        return False
    return not any(c.dep_ in ("mark", "nsubj", "nsubjpass", "expl", "punct") and c.i < time.i for c in verb.children)


def sets_ahead(verb: Token) -> bool:
    """ "was due on Monday", "a hearing before May is unlikely", "if nothing was signed by May", "looked forward to May"."""
    if _with_particle(verb) or any(
        c.dep_ in ("acomp", "attr", "oprd") and c.lemma_ in words_of("ahead-verb") for c in verb.children
    ):
        return True
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)


def _with_particle(verb: Token) -> bool:
    """ "looked forward to the visit in May"."""
    words = (c.lower_ for c in verb.children if c.dep_ in ("advmod", "prt"))
    return any(f"{verb.lemma_} {word}" in words_of("ahead-verb") for word in words)


def announces(verb: Token, time: Token) -> bool:
    """ "announced a meeting for Monday", "invited him to a summit in May": the time hangs on the verb's object, or on
    the infinitive's noun, and lies ahead; on the verb itself ("announced on Monday") it does not."""
    if verb.lemma_ not in words_of("announcing-verb") or any(child.dep_ == "prt" for child in verb.children):
        return False  # "set off", "moved out" announce nothing
    if verb.lemma_ in words_of("ahead-verb"):
        return not asks_when(verb, time)
    if any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children):
        return (
            time.i > verb.i
        )  # "has announced talks on Monday": the perfect has no day, so the day is that of the talks
    path = time
    while path.head != verb and path.head != path:
        path = path.head
    if path.dep_ == "prep" and path.lower_ == "in" and any(c.lower_ == "to" and c.i < path.i for c in verb.children):
        return True  # "invited him to Oslo in May"; "invited him in May" says when
    return path.dep_ in ("dobj", "ccomp", "dative", "nsubjpass") or (
        path.dep_ == "prep" and path.lower_ in ("for", "to")
    )


def asks_when(verb: Token, time: Token) -> bool:
    """ "postponed the talks on Monday": in the active voice the time says when the postponing was done."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ in ("acl", "amod")
    if passive:
        return False
    near = time if time.dep_ == "npadvmod" else time.head
    return near.head == verb and near.lower_ in ("on", time.lower_) and verb.tag_ == "VBD"


def way_of_verb(verb: Token, headline: bool = False, depth: int = 0) -> Way:
    """Read the way off a verb and its auxiliaries; forms without tense ask the verb above them."""
    if _with_particle(verb):
        return "ahead"
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lowers = {helper.lower_ for helper in helpers}
    if lowers & WILL:
        return "ahead"
    if lowers & MODALS:
        return "behind" if "have" in lowers else "ahead"
    finite = [verb, *helpers]
    if any(t.tag_ == "VBD" for t in finite):
        return "ahead" if verb.lemma_ in words_of("ahead-verb") and verb.tag_ == "VBN" else "behind"
    if verb.tag_ == "VBN" and any(t.lemma_ == "have" for t in helpers):
        return "behind"
    if verb.tag_ in ("VB", "VBG", "VBN") and not any(t.tag_ in ("VBZ", "VBP") for t in helpers):
        return way_without_tense(verb, lowers, headline, depth)
    return way_of_present(verb, helpers, headline)


def way_of_present(verb: Token, helpers: list[Token], headline: bool) -> Way:
    """ "The delegation leaves Friday" lies ahead; verbs that tell what has been said or done do not."""
    if verb.lemma_ in words_of("ahead-verb"):
        return "ahead"
    if headline or verb.lemma_ in words_of("saying-verb"):
        return "behind"
    if verb.tag_ == "VBN" and helpers:
        return "unclear"  # "is held", "are expected": the next months or the last ones
    return "ahead"


def way_without_tense(verb: Token, lowers: set[str], headline: bool, depth: int) -> Way:
    """Participles and infinitives: "the accord signed in May", "agreed to meet on Monday", "arriving on Friday"."""
    above = verb.head
    if verb.lemma_ in words_of("ahead-verb") and verb.tag_ == "VBN":
        return "ahead"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "amod", "relcl") and "to" not in lowers:
        return "behind"
    if above == verb or depth > 4:
        return "behind" if verb.tag_ == "VBN" else "unclear"
    if "to" in lowers:
        return way_of_infinitive(verb, above, headline, depth)
    return way_above(above, headline, depth)


def way_of_infinitive(verb: Token, above: Token, headline: bool, depth: int) -> Way:
    """What one agrees, plans or is due to do lies ahead; what one managed or failed to do lies where that verb does."""
    if above.lemma_ in words_of("implicative-verb") and verb.dep_ in ("xcomp", "ccomp"):
        return way_of_verb(above, headline, depth + 1)
    if verb.dep_ == "conj":
        return way_above(above, headline, depth)
    return "ahead"


def way_above(above: Token, headline: bool, depth: int) -> Way:
    """The way of the nearest verb above; a noun passes the question on to its own clause."""
    here = above
    while here.pos_ not in ("VERB", "AUX"):
        if here.head == here:
            return "unclear"
        here = here.head
    return way_of_verb(here, headline, depth + 1)

"""When and where an act took place, from its own clause only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from communique.events.roles import objects
from communique.events.rules import word_classes
from communique.events.triggers import Trigger
from communique.grammar import Scene, participles_of
from communique.grammar.parsed import Token
from communique.model import Place, Span, Time

# From a time up to the word it hangs on: prepositions and the time's own nouns are passed through.
PASSED = frozenset(
    {
        "prep",
        "pobj",
        "npadvmod",
        "nummod",
        "compound",
        "amod",
        "advmod",
        "nmod",
        "det",
        "pcomp",
        "appos",
        "punct",
        "quantmod",
        "dep",
    }
)
# From the word a time hangs on down to the trigger: links by which a time of the one is a time of the other.
SAME_TIME = frozenset(
    {"conj", "xcomp", "dobj", "attr", "nsubj", "nsubjpass", "pobj", "prep", "aux", "acomp", "oprd", "agent"}
)


AT_ONCE = frozenset({"when", "as", "while"})
# A time after these is a term that was set, not the day of what was said.
# What stands after these happened at another time than what they hang on: "met on Monday after clashes".
OTHER_TIMES = frozenset({"after", "before", "since", "following", "until"})
TERMS = frozenset({"by", "until", "till", "before", "within", "than"})
BY_WORDS = frozenset({"AGREE", "REQUEST", "THREATEN", "CONCEDE", "REJECT", "ACCUSE", "SUPPORT"})


def time_of(scene: Scene, trigger: Trigger, others: Mapping[int, Trigger]) -> Time | None:
    """The time that the trigger's own clause gives, the nearest of several; None where it gives none."""
    sentence = trigger.token.sent
    start, stop = sentence.start_char, sentence.end_char
    nearest: tuple[int, int, Time] | None = None
    for time in scene.times_in(Span(start, stop)):
        if time.type not in ("date", "time") or time.value is None:
            continue
        if first_day(time.value) is None or _is_a_term(scene, time, trigger):  # "vaguely", "the 1960s"
            continue
        steps = _steps(scene, time, trigger, others)
        if steps is None:
            continue
        rank = (steps, abs(time.start - trigger.token.idx))
        if nearest is None or rank < nearest[:2]:
            nearest = (*rank, time)
    return nearest[2] if nearest else None


def _is_a_term(scene: Scene, time: Time, trigger: Trigger) -> bool:
    """Words are said today: what lies ahead, or stands after "by" or "until", is the date of what they are about."""
    if trigger.rule.type not in BY_WORDS or _will_say(trigger):
        return False
    here = scene.head_of(time.span)
    for _ in range(4):
        if here.lower_ in TERMS:
            return True
        if here.pos_ in ("VERB", "AUX") or here.head is here:
            break
        here = here.head
    own = trigger.rule.type == "SUPPORT"  # a signing has a day of its own
    return not own and is_ahead(scene, time)


def _will_say(trigger: Trigger) -> bool:
    """ "Would summon the envoy on Thursday": words that are still to be said have a day ahead."""
    verb = trigger.token if trigger.support is None else trigger.support
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "'ll", "’ll") for c in verb.children)


def is_ahead(scene: Scene, time: Time) -> bool:
    """Whether a time begins after the article's day."""
    published, begins = scene.article.published, first_day(time.value)
    return bool(published and begins and begins > published[:10])


# Seasons of TIMEX3 by the month they begin in, on the northern half of the world where most datelines stand.
SEASONS = {"SP": "03", "SU": "06", "FA": "09", "WI": "12"}


def first_day(value: str | None) -> str | None:
    """The day a TIMEX3 value begins, as an ISO date; None for values that name no date."""
    begin = (value or "").partition("/")[0]
    year, _, rest = begin[:10].partition("-")
    if not (len(year) == 4 and year.isdigit()):
        return None
    if rest[:1] == "W" and rest[1:3].isdigit():
        return date.fromisocalendar(int(year), min(max(int(rest[1:3]), 1), 52), 1).isoformat()
    if rest[:1] in ("Q", "H") and rest[1:2].isdigit():
        months = 3 if rest[0] == "Q" else 6
        return f"{year}-{1 + (int(rest[1]) - 1) * months:02}-01"
    rest = SEASONS.get(rest[:2], rest)
    return f"{year}-{rest or '01-01'}" if len(rest) != 2 else f"{year}-{rest}-01"


# "From 30 September to 1 October", "3-5 October", "between 3 and 5 October": how a last day follows a first. Closed.
UP_TO_REACH = 40  # characters: "Monday until Wednesday, 1 October"
UP_TO = re.compile(r"\s*(?:to|until|till|through|-|–|—)\s*")
BOTH_DAYS = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(\s*(?:to|until|till|through|-|–|—)\s*|\s+and\s+)(\d{1,2})\b")


def last_day(scene: Scene, time: Time) -> str | None:
    """The last day of an act that took several, where its words give one after the first; None for acts of a day."""
    begins = (time.value or "")[:10]
    if len(begins) != 10 or "W" in begins:
        return None
    if (days := BOTH_DAYS.search(time.text)) is not None and int(days[1]) == int(begins[8:]):
        together = days[2].strip() != "and" or scene.text[max(0, time.start - 8) : time.start] == "between "
        return f"{begins[:8]}{int(days[3]):02}" if together and int(days[1]) < int(days[3]) <= 31 else None
    later = next((t for t in scene.times_in(Span(time.stop, time.stop + UP_TO_REACH)) if t.start >= time.stop), None)
    if later is None or not UP_TO.fullmatch(scene.text[time.stop : later.start]):
        return None
    ends = (later.value or "")[:10]
    return ends if len(ends) == 10 and "W" not in ends and ends > begins else None


def _steps(scene: Scene, time: Time, trigger: Trigger, others: Mapping[int, Trigger]) -> int | None:
    """How far a time stands from a trigger in the clause; None where it belongs to another clause."""
    host = host_of(scene, time)
    token = trigger.token
    anchors = {token.i, *(word.i for word in trigger.beside)}
    if trigger.support is not None:
        anchors.add(trigger.support.i)
    if host.i == token.i and _is_of_the_reason(time, trigger):
        return None
    if host.i != token.i and _tells_which(scene, time):
        return None
    if host.i in anchors or _is_when_of(scene, time, token):
        return 0
    if host.lemma_.lower() in word_classes()["fixing"] and any(host.i == c.i for c in participles_of(token)):
        return 0
    if _hangs_below(host, token, trigger.rule.type, others) or _said_then(scene, time, host, trigger):
        return 1
    if _said_while(host, trigger):
        return 1
    return _steps_up(time, host, token)


def _tells_which(scene: Scene, time: Time) -> bool:
    """ "Suspended a 1984 treaty": a year before a noun tells which one, not when it is acted on."""
    word = scene.head_of(time.span)
    return word.dep_ in ("nummod", "compound", "amod", "nmod") and word.i < word.head.i and word.head.pos_ == "NOUN"


def _is_of_the_reason(time: Time, trigger: Trigger) -> bool:
    """ "Thanked her for the vote in May": a month after "for" dates what thanks are for; a day may date the thanks."""
    if trigger.rule.type not in BY_WORDS or len(time.value or "") >= 10:
        return False
    if trigger.rule.type == "AGREE":
        return (
            False  # "pledged a million for the line in 2022": what is promised lies ahead, so a time behind is its own
        )
    reasons = (c for c in trigger.token.children if c.dep_ == "prep" and c.lower_ in ("for", "over"))
    return any(c.i > trigger.token.i and c.idx < time.start for c in reasons)


def _steps_up(time: Time, host: Token, token: Token) -> int | None:
    here, steps = token, 0
    while here.head is not here and steps < 5:
        when = here.dep_ in ("advcl", "relcl") and any(c.lower_ in AT_ONCE for c in here.children)
        if here.dep_ not in SAME_TIME and not when and not _goes_with(here):
            return None
        if here.dep_ == "prep" and here.lower_ in OTHER_TIMES:
            return None
        if here.dep_ == "pobj" and here.i == token.i and here.head.lower_ == "at":
            return None  # "at the invitation of": of another day than the visit
        if here.dep_ == "conj" and here.head.pos_ == "VERB" and (time.start > here.idx or _turns(here)):
            return None
        # "Arrived on Tuesday and held talks the next morning": the verb's own time is nearer than that of the one before.
        here, steps = here.head, steps + (2 if here.dep_ == "conj" else 1)
        if here.i == host.i:
            return steps
    return None


def _turns(verb: Token) -> bool:
    """ "Closed the border in May, and the army will not wait": a later clause with a doer and a tense of its own."""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ahead = any(c.dep_ == "aux" and c.lower_ in ("will", "has", "have", "may", "could") for c in verb.children)
    return own and ahead and verb.head.tag_ == "VBD"


def _goes_with(verb: Token) -> bool:
    """A participle or purpose that tells of the same time as the verb above ("raided the village, burning two cars")."""
    if verb.dep_ != "advcl" or any(c.dep_ in ("mark", "nsubj", "nsubjpass") for c in verb.children):
        return False
    return verb.tag_ == "VBG" or any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _is_when_of(scene: Scene, time: Time, verb: Token) -> bool:
    """ "In May 2019, when it refused the loan": the time is that of the clause that hangs on it."""
    if verb.dep_ not in ("relcl", "advcl") or not any(c.lower_ == "when" for c in verb.children):
        return False
    return time.start <= verb.head.idx < time.stop


def _hangs_below(host: Token, token: Token, own: str, others: Mapping[int, Trigger]) -> bool:
    """A time that the parse hangs on an object of the act, where that object is no other act ("discussed trade in a call
    on Monday" is one)."""
    here = host
    for _ in range(4):
        reason = here.dep_ == "prep" and here.lower_ in ("for", "over") and here.head.i == token.i and here is not host
        first = any(c.lemma_.lower() == "time" for c in here.children)  # "for the first time on May 5"
        if reason and own != "AGREE" and not first:
            return False  # "thanked her for the vote in May": the day of what thanks are for
        if (
            (here.i in others and (others[here.i].rule.type != own or own in BY_WORDS))
            or (here.pos_ in ("VERB", "AUX") and here.dep_ != "pobj")
            or here.dep_ not in ("dobj", "pobj", "prep", "appos", "nsubjpass", "dative", "conj", "compound")
        ):
            return False
        here = here.head
        if here.i == token.i:
            return True
    return False


def _said_then(scene: Scene, time: Time, host: Token, trigger: Trigger) -> bool:
    """ "Asked the judge to uphold the ruling in May 2019": what is asked or agreed lies ahead of the asking, so a time
    behind is that of the asking."""
    if host.dep_ not in ("xcomp", "ccomp", "advcl") or host.head.i != trigger.token.i:
        return False
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in host.children)
    if any(c.lower_ == "only" for c in host.children):
        return False  # "promised to pay, only to refuse a year later"
    return infinitive and trigger.rule.type in BY_WORDS and not is_ahead(scene, time)


def _said_while(host: Token, trigger: Trigger) -> bool:
    """ "Speaking to reporters on Saturday, the minister defended": words are of the day of the speech in which they fall."""
    here = host
    while here.dep_ in ("pobj", "prep", "dobj") and here.head is not here:  # "addressing a rally on Saturday"
        here = here.head
    spoken = here.tag_ == "VBG" and here.dep_ == "advcl" and here.lemma_.lower() in word_classes()["speaking"]
    bound = any(c.dep_ in ("mark", "nsubj", "nsubjpass") for c in here.children)
    return spoken and not bound and here.head.i == trigger.token.i and trigger.rule.type in BY_WORDS


def host_of(scene: Scene, time: Time) -> Token:
    """The verb or noun a time hangs on."""
    here = _hung_on(scene, time)
    if (before := _told_before(here, time)) is not None:
        return before
    # "Bolivia on Thursday accused": parses hang the day on the subject it stands behind; it is the verb's.
    if here.dep_ in ("nsubj", "nsubjpass") and time.start < here.head.idx and not _owns(scene, time):
        return here.head
    return _verb_of_person(here) if here.pos_ == "PROPN" and not _owns(scene, time) else here


def _verb_of_person(name: Token) -> Token:
    """ "Said Ana Rey, a lawmaker, on Thursday": people have no day; it is that of what they do or what is done to them."""
    here = name.head if name.dep_ == "appos" else name
    return here.head if here.dep_ in ("nsubj", "nsubjpass", "dobj") and here.head.pos_ == "VERB" else name


def _owns(scene: Scene, time: Time) -> bool:
    """ "Monday's talks": a day that owns the noun is the noun's."""
    return scene.head_of(time.span).dep_ == "poss"


def _told_before(says: Token, time: Time) -> Token | None:
    """ "They met on Monday, the ministry said": parses hang the day on the saying, but a comma parts it from that."""
    subject = next((c for c in says.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    content = next((c for c in says.children if c.dep_ == "ccomp" and c.i < says.i), None)
    if subject is None or content is None or not time.start < subject.left_edge.idx:
        return None
    between = says.doc[content.i : subject.left_edge.i]
    parted = any(w.text == "," and w.idx >= time.stop for w in between)
    return content if parted and content.idx < time.start else None


def _hung_on(scene: Scene, time: Time) -> Token:
    here = scene.head_of(time.span)
    while here.head is not here and here.dep_ in PASSED:
        inside = time.start <= here.idx < time.stop
        if not inside and here.pos_ in ("VERB", "NOUN", "PROPN"):
            return here
        if not inside and here.pos_ == "AUX" and here.dep_ not in ("pobj", "npadvmod", "compound"):
            return here
        here = here.head
    return here


def place_of(scene: Scene, trigger: Trigger) -> Place | None:
    """The place named after "in" or "at" in the trigger's own clause."""
    links = IN_PLACE | GOING if trigger.rule.type in GOES else IN_PLACE
    for prep in _place_links(trigger):
        for noun in _names_of_place(prep) if prep.lower_ in links else ():
            found = next((p for p in scene.article.places if p.start <= noun.idx < p.stop), None)
            if found is not None and not _is_a_topic(trigger, found):
                return found
    fallen = trigger.rule.type == "ASSAULT" or trigger.rule.mode == "visit"
    things = (
        objects(trigger.token) if fallen and trigger.kind == "verb" else ()
    )  # "raided Arauca", "visits Antofagasta"
    return next((p for w in things for p in scene.article.places if p.start <= w.idx < p.stop), None)


# Links to where something happens; to where somebody goes, which is the place of a visit but not of a gift. Closed.
IN_PLACE = frozenset({"in", "at", "near", "outside", "around", "inside"})
GOING = frozenset({"to", "into"})
GOES = frozenset({"CONSULT", "MOBILIZE"})
# Deeds done to things, which stand where they are done to: "bombed a pipeline in Arauca".
WHERE_ITS_OBJECT_IS = frozenset({"ASSAULT", "PROTEST", "CONSULT"})


def _place_links(trigger: Trigger) -> Iterator[Token]:
    """The prepositions that may say where, nearest first: of the act's own words, then of what it is done to."""
    anchors = [trigger.token, *trigger.beside, *([trigger.support] if trigger.support is not None else [])]
    if trigger.kind == "verb" and trigger.rule.type in WHERE_ITS_OBJECT_IS:
        anchors += objects(trigger.token)
    for anchor in anchors:
        for prep in anchor.children:
            if prep.dep_ == "prep":
                yield prep
                if trigger.rule.type in ("ASSAULT", "PROTEST"):  # "marched on the embassy in Lima"
                    yield from (c for noun in prep.children if noun.dep_ == "pobj" for c in noun.children)


def _names_of_place(prep: Token) -> Iterator[Token]:
    """The nouns after a preposition, not those of a clause below it ("to demand a vote in Lima")."""
    here = [c for c in prep.children if c.dep_ == "pobj"]
    while here:
        noun = here.pop(0)
        yield from (c for c in noun.children if c.dep_ in ("compound", "nmod", "poss"))
        yield noun
        below = (c for c in noun.children if c.dep_ in ("conj", "appos", "prep") and c.lower_ not in NO_PLACE_OF)
        here += [n for c in below for n in ((c,) if c.dep_ != "prep" else c.children) if n.pos_ in ("PROPN", "NOUN")]


# "In talks with Chile", "at a summit on Mali": whom and what something is about is not where it is. Closed.
NO_PLACE_OF = frozenset({"with", "on", "about", "for", "from", "against", "by", "over", "to", "as", "between"})


def _is_a_topic(trigger: Trigger, place: Place) -> bool:
    """ "Discussed security in Europe": nobody meets in a part of the world without town or state."""
    return trigger.rule.type == "CONSULT" and place.country is None and place.lat is None

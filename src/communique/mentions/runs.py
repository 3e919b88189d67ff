"""Where names stand: runs of capitalised words with the small words that hold names together."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import takewhile
from typing import NamedTuple

from communique.grammar import tokens_of
from communique.grammar.naming import LEADING_PARTICLES, PARTICLES
from communique.grammar.parsed import Doc, Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import (
    body_nouns,
    given_names,
    honorifics,
    person_nouns,
    title_marks,
    title_words,
    titles,
)
from communique.lexicon.states import state_named

# Small words inside the names of institutions: "Ministry of Foreign Affairs", "Institute for the Study of War".
LINKS = frozenset({"of", "for", "and", "the", "on", "against", "&", "de", "del", "des"})
# Capitalised in English, and no names of anybody.
CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "ramadan",
        "christmas",
        "easter",
        "eid",
        "gmt",
        "utc",
    ]
)
HYPHENS = frozenset({"-", "‑", "–"})
QUOTES = frozenset("\"“”'‘’«»(")


class Run(NamedTuple):
    """Tokens doc[start:stop] that may be a name; `opens` where the first stands where any word is capitalised."""

    start: int
    stop: int
    opens: bool


def runs(doc: Doc, states: Container[int] = ()) -> Iterator[Run]:
    """Runs of capitalised words, in reading order. `states` are the tokens at which the name of a state begins."""
    lows = lower_case_words(doc)
    at = 0
    words = [token.text for token in tokens_of(doc)]
    while at < len(words):
        small = not words[at][0].isupper() and words[at] not in LEADING_PARTICLES
        if small or not begins_name(doc, at, lows):
            at += 1
            continue
        stop = run_end(doc, at, states)
        yield Run(at, stop, opens(doc[at]))
        at = stop


def lower_case_words(doc: Doc) -> set[str]:
    """Words the text also writes in lower case: capitalised at a sentence's start they are no names."""
    return {token.text for token in tokens_of(doc) if token.is_lower and token.pos_ != "PROPN"}


def opens(token: Token) -> bool:
    """Where a capital letter says nothing: at the start of a sentence, a line or a quotation."""
    if token.i == 0:
        return True
    before = token.nbor(-1)
    if token.is_sent_start and not within_name(token):
        return True
    return before.text in QUOTES or before.text in (":", "•", "—", "…") or before.is_space


def within_name(token: Token) -> bool:
    """A sentence never begins right after a capitalised word with no mark between; the parser sometimes thinks so."""
    before = token.nbor(-1)
    return before.is_alpha and before.text[0].isupper() and token.text[0].isupper() and bool(before.whitespace_)


def capital(token: Token) -> bool:
    """Begins with a capital letter and is a word of a name: not "I", not "(", not "Tuesday"."""
    if not token.text[0].isupper() or token.text == "I" or is_junk(token) or token.tag_ in ("PRP", "PRP$"):
        return False
    return not is_calendar(token)


def is_junk(token: Token) -> bool:
    """What the tokeniser glued together ("Wednesday.—APNS"); abbreviations keep their stop ("Y.", "Comr.")."""
    return not token.text[-1].isalnum() and not (token.text[-1] == "." and len(token.text) <= 6)


def is_calendar(token: Token) -> bool:
    """A day or month; "May" and "March" only where no name stands about them ("Theresa May", "March Karimov")."""
    lower = token.lower_.rstrip(".")
    if lower not in CALENDAR:
        return False
    if lower in ("may", "march", "april", "june", "august", "jan", "mar", "sun", "eid", "mon", "sat"):
        named = token.i + 1 < len(token.doc) and token.nbor(1).text[0].isupper() and not token.is_sent_start
        return not named or stands_in_date(token)
    return True


# Words before a month that is no first name: "in May Jordan signed", "last June China"; but "by April Moyo".
BEFORE_MONTHS = frozenset(
    {"in", "since", "until", "during", "last", "next", "this", "early", "late", "mid", "previous"}
)


def stands_in_date(token: Token) -> bool:
    """ "On 6 April Mali recalled": after a day or a word for when, a month is a month whatever name comes next."""
    before = token.nbor(-1)
    day = before.text.rstrip("stndrh")
    return before.lower_ in BEFORE_MONTHS or (day.isdigit() and int(day) <= 31)


def begins_name(doc: Doc, at: int, lows: set[str]) -> bool:
    token = doc[at]
    if token.text in LEADING_PARTICLES and at + 1 < len(doc):
        after = doc[at + 2] if doc[at + 1].text in HYPHENS and at + 2 < len(doc) else doc[at + 1]
        glued = doc[at + 1].text in HYPHENS or token.text in ("bin", "bint", "ibn", "van", "von", "al", "el")
        return glued and capital(after)
    if not capital(token) or token.lower_ in title_marks():
        return False
    return not opens(token) or initial_is_name(doc, at, lows)


def initial_is_name(doc: Doc, at: int, lows: set[str]) -> bool:
    """Whether a word that any sentence would capitalise is a name all the same."""
    token = doc[at]
    lower = token.lower_
    if token.tag_ in ("DT", "IN", "PRP", "PRP$", "WP", "WRB", "CC", "MD", "EX", "WDT", "TO", "PDT", "UH"):
        return False
    follows = at + 1 < len(doc) and (capital(doc[at + 1]) or doc[at + 1].text in HYPHENS)
    if lower in titles() and is_institution_head(token) and links_from(doc, at, at + 1):
        return True  # "Minister for Foreign Affairs ..."
    if follows and (lower in titles() or lower in title_words() or lower in body_nouns()):
        return True
    if lower in lows:
        return False
    if token.pos_ == "PROPN":
        return follows or not (lower in person_nouns() or lower in body_nouns() or token.is_stop)
    return token.text in given_names() and follows


def run_end(doc: Doc, start: int, states: Container[int]) -> int:
    """The token after the run that begins at `start`."""
    at = start + 1
    institution = is_institution_head(doc[start])
    while at < len(doc):
        token = doc[at]
        if token.is_sent_start and not within_name(token):
            break
        if capital(token) and token.text not in ("The",):
            institution = institution or is_institution_head(token)
            at += 1
        elif token.text in HYPHENS and glued(doc, at):
            institution = institution or is_institution_head(doc[at + 1])
            at += 2
        elif (reach := particles_from(doc, at)) or (institution and (reach := links_from(doc, start, at, states))):
            at = reach
        elif is_apostrophe_in_name(doc, at) or is_initial(doc, at) or is_peoples(doc, at):
            at += 1
        else:
            break
    return at


def glued(doc: Doc, at: int) -> bool:
    """A hyphen with no space about it and a word after it: "Cap-Haïtien", "al-Tom", "Min-kyung"."""
    inside = at + 1 < len(doc) and not doc[at - 1].whitespace_ and not doc[at].whitespace_
    return inside and doc[at + 1].is_alpha and (capital(doc[at + 1]) or name_part(doc, at) or is_ezafe(doc, at))


# The links of Persian, Urdu and Arabic names. Closed.
EZAFE = frozenset({"e", "i", "ye", "yi", "ul", "us", "ur", "un", "ud", "al", "an", "as"})


def is_ezafe(doc: Doc, at: int) -> bool:
    """The first hyphen of "Tehreek-e-Insaf", "Majlis-i-Shura": a small link and a second hyphen before a capital."""
    return (
        at + 3 < len(doc)
        and doc[at + 1].text in EZAFE
        and doc[at + 2].text in HYPHENS
        and not doc[at + 2].whitespace_
        and capital(doc[at + 3])
    )


# Second halves of compounds with a name in front: no parts of the name.
COMPOUND_ENDS = actor_words("compound-ends")


def name_part(doc: Doc, at: int) -> bool:
    """The lower-case part after a hyphen belongs to a given name ("Ji-won"), not to a compound ("Paris-based")."""
    before, after = doc[at - 1], doc[at + 1]
    short = len(after.text) <= 6 and len(before.text) <= 6 and before.text[1:].islower()
    return short and after.tag_ in ("NNP", "NN", "FW", "JJ", "UH") and after.lower_ not in COMPOUND_ENDS


def is_apostrophe_in_name(doc: Doc, at: int) -> bool:
    """The mark of "Dato' Azlan", cut off by the tokeniser; not a closing quotation mark."""
    before = doc[at - 1]
    return (
        doc[at].text in ("'", "’", "ʼ")
        and not before.whitespace_
        and before.lower_ in honorifics()
        and at + 1 < len(doc)
        and capital(doc[at + 1])
    )


# Those by whom bodies are called that have no noun of their own: "the *Women's* Union".
PEOPLES = actor_words("peoples")


def is_peoples(doc: Doc, at: int) -> bool:
    """The mark of possession inside a body's name: "Transport Workers' Federation", not "Petrov's Office"."""
    if doc[at].tag_ != "POS" or doc[at - 1].whitespace_:
        return False
    people = doc[at - 1].lower_
    rest = (doc[i] for i in range(at + 1, min(at + 4, len(doc))))
    named = any(t.lower_ in body_nouns() for t in takewhile(lambda t: t.text[0].isupper(), rest))
    return named and (people in PEOPLES or people.removesuffix("s") in person_nouns())


def is_initial(doc: Doc, at: int) -> bool:
    """The stop of an abbreviated name or rank that the tokeniser has cut off: "V. T.", "Comr. Wiratmoko"."""
    if doc[at].text != "." or doc[at - 1].whitespace_ or at + 1 >= len(doc) or len(doc[at - 1].text) > 5:
        return False
    return capital(doc[at + 1]) and not doc[at + 1].is_sent_start


def particles_from(doc: Doc, at: int) -> int:
    """The token after a particle chain and the capitalised word it leads to, 0 if there is none."""
    here = at
    while here < len(doc) and doc[here].lower_ in PARTICLES and doc[here].text.islower() and here - at < 3:
        here += 1
        if here < len(doc) and doc[here].text in HYPHENS:
            here += 1
    if here == at or here >= len(doc) or not capital(doc[here]) or doc[here].is_sent_start:
        return 0
    return here + 1


def links_from(doc: Doc, start: int, at: int, states: Container[int] = ()) -> int:
    """The token after small words of an institution's name and the capitalised word they lead to, 0 if none.

    "and" leads on only inside a portfolio ("Ministry of Transport and Logistics"): "the Foreign Ministry and Pakistan"
    are two names, and so are "the Kingdom of Denmark and the Republic of Iceland".
    """
    here = at
    while here < len(doc) and doc[here].text in LINKS and here - at < 2:
        here += 1
    if here == at or here >= len(doc) or not capital(doc[here]) or doc[here].is_sent_start:
        return 0
    if doc[at].text in ("on", "against", "the") and not doc[at - 1].lower_.startswith(
        ("council", "commi", "conf", "inst", "office")
    ):
        return 0
    if doc[at].text in ("and", "&"):
        if doc[here].lower_ in titles() or (
            doc[here].lower_ in title_words() and doc[here].lower_ in ("deputy", "prime", "vice")
        ):
            return 0
        if doc[start].lower_ in STATE_FORMS and doc[here - 1].text == "the":
            return 0  # "the State of Qatar and the Authority"
        again = doc[here - 1].text == "the" or doc[here].text == doc[start].text
        if again and here + 1 < len(doc) and doc[here + 1].text in ("of", "for") and is_institution_head(doc[here]):
            return 0  # "the Ministry of Health and the Ministry of Finance"
        portfolio = any(token.text in ("of", "for") for token in doc[start:at]) or is_institution_head(doc[here])
        if not (portfolio and doc[here].text not in given_names() and not begins_state(doc, here, states)):
            return 0
    return here + 1


def begins_state(doc: Doc, at: int, states: Container[int]) -> bool:
    """A listed state's name begins here, or a long one that no list has: "Kingdom of", "Republic of"."""
    opens_long = at + 1 < len(doc) and doc[at].lower_ in STATE_FORMS and doc[at + 1].lower_ == "of"
    return at in states or opens_long or state_named(doc[at].text) is not None


# Words that open the long names of states.
STATE_FORMS = actor_words("opens-state")
# Words that open a longer name or title by "of" and "for": "Republic of", "Minister for".
OPENERS = actor_words("opens-institution")


def is_institution_head(token: Token) -> bool:
    """A word that opens an institution's name: "Ministry of ...", "Council for ...", "Minister of ..."."""
    lower = token.lower_
    return token.text[0].isupper() and (lower in body_nouns() or lower in OPENERS)

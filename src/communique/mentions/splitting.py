"""Cut a run of capitalised words into names: "US Ambassador Marcus Whitfield" is a state's, a title and a person's."""

from __future__ import annotations

from communique.grammar.parsed import Doc
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import (
    body_nouns,
    given_names,
    honorifics,
    letters_of,
    office_initials,
    opens_honorific,
    singular_title,
    title_words,
    titles,
)
from communique.lexicon.states import state_of
from communique.mentions.name_kinds import THINGS
from communique.mentions.pieces import Piece
from communique.mentions.runs import HYPHENS, LINKS, Run
from communique.model import NameKind

# Words of a state's long name and of portfolios that stand between a title and a name ("of the Islamic Republic of").
STATE_FORMS = actor_words("state-forms")


def split(doc: Doc, run: Run, known: dict[int, Piece]) -> list[Piece]:
    """The names in a run: "US Ambassador Marcus Whitfield" is a state's, a title and a person's."""
    start, stop = run.start, run.stop
    while start < stop and doc[start].text in HYPHENS:
        start += 1
    if start >= stop:
        return []
    if (whole := known.get(start)) is not None and whole.stop >= stop:
        return [whole]
    if (person := courtesy_within(doc, start, stop)) is not None:
        return [*split(doc, Run(start, person, run.opens), known), *split(doc, Run(person, stop, False), known)]
    if is_body(doc, start, stop):
        return body_pieces(doc, start, stop, known)
    if (short := abbreviated(doc, start, stop, known)) is not None:
        return [short]
    if (head := title_end(doc, start, stop, known)) is not None:
        return [*before_title(doc, start, head[0], known), *person_after(doc, head[1], stop, "name-title", known)]
    if not placed(doc, start) and (after := after_honorific(doc, start, stop)) is not None:
        return person_after(doc, after, stop, "name-honorific", known)
    return by_lists(doc, start, stop, known)


def courtesy_within(doc: Doc, start: int, stop: int) -> int | None:
    """Where a person begins in a run: "the Ministry *Mr.* Houssein Robleh"."""
    inner = range(start + 1, stop - 1)
    return next((i for i in inner if doc[i].text.endswith(".") and len(doc[i]) > 2 and _honorific(doc, i, 1)), None)


def abbreviated(doc: Doc, start: int, stop: int, known: dict[int, Piece]) -> Piece | None:
    """ "Pakistan Tehreek-e-Insaf (PTI)": what the page itself shortens to all its initials is one body, also where the
    name of a state opens it; a party where the page calls it one right after."""
    words = [token for token in doc[start:stop] if token.text[0].isupper()]
    if len(words) < 3 or stop + 2 >= len(doc) or doc[stop].text != "(" or doc[stop + 2].text != ")":
        return None
    if any(word.lower_ in titles() for word in words) or doc[stop + 1].text != "".join(w.text[0] for w in words):
        return None
    noun = body_nouns().get(doc[stop + 3].lower_) if stop + 3 < len(doc) else None
    owner = next((known[i] for i in range(start, stop) if i in known and known[i].country), None)
    kind: NameKind = noun.kind if noun is not None and noun.kind != "state" else "body"
    country, sector = (owner.country if owner else None), (noun.sector if noun is not None else None)
    return Piece(start, stop, kind, None, country, sector, rule="name-acronym", sure=True)


def is_body(doc: Doc, start: int, stop: int) -> bool:
    """The run's head is a body's: its last word ("Foreign Ministry"), or the word before "of" ("Ministry of ...")."""
    if stop - start < 2:
        return False
    head = head_before_link(doc, start, stop)
    noun = body_nouns().get(doc[head].lower_) or body_nouns().get(singular(doc[head].lower_))
    return noun is not None and not (
        head < stop - 1 and head + 1 < stop and doc[head + 1].text not in ("of", "for", "on", "and", "&", "against")
    )


def singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def head_before_link(doc: Doc, start: int, stop: int) -> int:
    """The token that heads an institution's name: the one before its first "of" or "for", else the last."""
    for i in range(start + 1, stop):
        if doc[i].text in ("of", "for", "on", "against"):
            return i - 1
    return stop - 1


def body_pieces(doc: Doc, start: int, stop: int, known: dict[int, Piece]) -> list[Piece]:
    """The body, and before it what only says whose it is when that is a state named as a noun or a title."""
    head = head_before_link(doc, start, stop)
    noun = body_nouns().get(doc[head].lower_) or body_nouns()[singular(doc[head].lower_)]
    inside = [known[i] for i in range(start, stop) if i in known]
    owner = next((p for p in inside if p.country), None)
    listed_whole = next((p for p in inside if p.start == start and p.stop == stop), None)
    if listed_whole:
        return [listed_whole]
    country = owner.country if owner else None
    if (
        noun.kind == "state"
        and owner is not None
        and owner.kind in ("state", "adjective")
        and of_whole_state(doc, start, stop)
    ):
        return [Piece(start, stop, "state", owner_name(owner), country, "GOV", rule="name-list-state", sure=True)]
    kind: NameKind = noun.kind if noun.kind != "state" else "body"
    if owner and owner.kind == "intergovernmental" and kind == "body":
        country = country or "IGO"
    return [Piece(start, stop, kind, None, country, noun.sector, rule="name-body-noun", sure=True)]


BELOW_STATE = actor_words("below-state")


def of_whole_state(doc: Doc, start: int, stop: int) -> bool:
    """ "Government of the Republic of Zambia", not "Kurdistan Regional Government"."""
    return not any(doc[i].lower_ in BELOW_STATE for i in range(start, stop))


def owner_name(owner: Piece) -> str | None:
    """A state's own name, also where it is told by its adjective."""
    state = state_of(owner.country) if owner.country else None
    return state.name if state is not None else owner.name


def title_end(doc: Doc, start: int, stop: int, known: dict[int, Piece]) -> tuple[int, int] | None:
    """(where the title's words begin, the token after them) for the last title head in the run, with what belongs to
    it after its head: "Secretary General", "Minister of Foreign Affairs of the Republic of"."""
    heads = [
        i
        for i in range(start, stop)
        if title_at(doc, i) or titles_at(doc, i, stop) or initials_at(doc, i, start, known)
    ]
    while len(heads) > 1 and heads[-1] == stop - 1 and ends_persons_name(doc, heads[-1], known):
        heads.pop()
    if not heads:
        return None
    end = heads[-1] + 1
    portfolio = False
    while end < stop:
        lower = doc[end].lower_
        if lower in ("general", "executive", "elect", "designate", "in", "chief") or doc[end].text in HYPHENS:
            end += 1
        elif lower in ("of", "for", "and", "the", "&"):
            portfolio = True
            end += 1
        elif portfolio and end in known and known[end].stop <= stop:
            end = known[end].stop
        elif portfolio and (lower in title_words() or lower in body_nouns() or lower in STATE_FORMS):
            end += 1
        else:
            end = name_within(doc, end, stop) if portfolio and doc[end - 1].text not in LINKS else end
            break
    return title_begin(doc, start, heads[0], known), end


def ends_persons_name(doc: Doc, last: int, known: dict[int, Piece]) -> bool:
    """ "Defence Secretary Tom *King*", "Foreign Minister Ana *Major*": the title word is a surname after a given name."""
    before = doc[last - 1]
    listed = any(piece.stop == last for piece in known.values())
    small = before.text in LINKS or before.text in HYPHENS or not before.text[0].isupper()
    vocabulary = before.lower_ in title_words() or before.lower_ in titles() or before.lower_ in body_nouns()
    return not (listed or small or vocabulary)


def title_begin(doc: Doc, start: int, head: int, known: dict[int, Piece]) -> int:
    """Where the title's own words begin, walking left from its head; "African" in "South African President" is none."""
    begin = head
    inside = {i for piece in known.values() for i in range(piece.start + 1, piece.stop)}
    while begin > start and begin - 1 not in inside:
        before = doc[begin - 1]
        if before.lower_ not in title_words() and before.lower_ not in ("and", "&") and before.text not in HYPHENS:
            break
        begin -= 1
    return begin


def name_within(doc: Doc, start: int, stop: int) -> int:
    """Where a person's name begins behind portfolio words no list has ("for Climate *Action Jonas Weber*"): at a given
    name with another word after it; else here."""
    return next((i for i in range(start, stop - 1) if doc[i].text in given_names()), start)


def initials_at(doc: Doc, i: int, start: int, known: dict[int, Piece]) -> bool:
    """ "PM", "Iranian FM", "Deputy PM": initials of an office, not the end of another name ("Capital FM")."""
    if doc[i].text not in office_initials() or (i and doc[i - 1].like_num):
        return False
    listed = any(piece.stop == i for piece in known.values())
    return i == start or listed or doc[i - 1].lower_ in title_words()


def title_at(doc: Doc, i: int) -> bool:
    return doc[i].lower_ in titles() and doc[i].text[0].isupper()


def titles_at(doc: Doc, i: int, stop: int) -> bool:
    """A plural with a full name after it: "Foreign *Ministers* Aziz Rahmonov of ...", not "Foreign Ministers Meeting"."""
    if stop - i < 3 or not doc[i].text[0].isupper() or singular_title(doc[i].lower_) is None:
        return False
    last = doc[stop - 1].lower_
    return last not in body_nouns() and last not in THINGS and last not in FRAMEWORKS


def before_title(doc: Doc, start: int, begin: int, known: dict[int, Piece]) -> list[Piece]:
    """What stands before a title in a run: a state ("Turkish"), a body ("NATO"), or a name not known yet."""
    if begin <= start:
        return []
    if is_body(doc, start, begin) or (begin - start == 1 and doc[start].lower_ in body_nouns()):
        inside = [known[i] for i in range(start, begin) if i in known]
        if not inside or inside[0].stop < begin:
            noun = body_nouns().get(doc[begin - 1].lower_) or body_nouns().get(singular(doc[begin - 1].lower_))
            country = inside[0].country if inside else None
            kind: NameKind | None = noun.kind if noun and noun.kind != "state" else "body"
            if noun and noun.kind == "state":
                return list(inside)
            return [
                Piece(
                    start, begin, kind, None, country, noun.sector if noun else None, rule="name-body-noun", sure=True
                )
            ]
    return by_lists(doc, start, begin, known)


def after_honorific(doc: Doc, start: int, stop: int) -> int | None:
    """The token after the honorifics the run opens with; None where it opens with none or nothing follows."""
    at = start
    while at < stop:
        length = next((n for n in (3, 2, 1) if at + n <= stop and _honorific(doc, at, n)), 0)
        if not length:
            break
        at += length
        if at < stop and doc[at].text in (".", "’", "'"):
            at += 1
    return at if start < at < stop else None


def _honorific(doc: Doc, at: int, length: int) -> bool:
    if letters_of(doc.tokens[at].lower_) not in opens_honorific():
        return False
    words = doc.words(at, at + length).lower().replace("’", "'")
    return words in honorifics() or words.rstrip(".'") in honorifics()


def person_after(doc: Doc, start: int, stop: int, rule: str, known: dict[int, Piece]) -> list[Piece]:
    """A person's name after a title or an honorific; a state's or body's name there is what it is ("President of
    France")."""
    if start in known and rule == "name-title" and not begins_person(doc, start, stop, known):
        return by_lists(doc, start, stop, known)
    sure_start = after_honorific(doc, start, stop) or start
    if sure_start >= stop:
        return []
    first = known.get(sure_start)
    if first is not None and first.stop == stop and rule == "name-title":
        return [first]
    if doc[sure_start - 1].text in ("of", "for", "the", "and", "&") and sure_start > 0:
        return by_lists(doc, sure_start, stop, known)
    gender, sector = bearing(doc, max(0, start - 3), sure_start)
    end = before_state(doc, sure_start, stop, known)
    letters = before_letters(doc, sure_start, end)
    name = " ".join(doc[sure_start:letters].text.split()) if letters < end else None
    person = Piece(sure_start, end, "person", name, None, sector, gender, rule, sure=True)
    return [person, *by_lists(doc, end, stop, known)]


def begins_person(doc: Doc, start: int, stop: int, known: dict[int, Piece]) -> bool:
    """ "President *Santiago* Peña", "Mayor *London* Breed": a city's name right after a title and before a surname that
    no list has; a state's only where people bear it ("Jordan", "Chad")."""
    named = known[start]
    alone = named.stop == start + 1 and named.stop < stop and named.stop not in known
    given = named.kind in ("capital", "place") or doc[start].lower_ in given_names()
    surname = alone and doc[named.stop].text[:1].isupper() and doc[named.stop].lower_ not in body_nouns()
    return surname and given and doc[start - 1].lower_ in titles()


def before_state(doc: Doc, start: int, stop: int, known: dict[int, Piece]) -> int:
    """Where a person's name ends: before "of" and a state ("Foreign Minister Jan Novak *of Slovakia*")."""
    states = (i for i in range(start + 2, stop) if i in known and known[i].kind == "state" and doc[i - 1].text == "of")
    return next(states, stop + 1) - 1


POST_NOMINALS = actor_words("post-nominals")


def before_letters(doc: Doc, start: int, stop: int) -> int:
    """Where a person's name ends before letters of honour: "Peter Ashworth *KCB*"."""
    while stop - start > 2 and doc[stop - 1].lower_ in POST_NOMINALS and doc[stop - 1].text.isupper():
        stop -= 1
    return stop


def bearing(doc: Doc, start: int, stop: int) -> tuple[str | None, str | None]:
    """Gender and sector that the words before a name give."""
    for i in range(stop - 1, start - 1, -1):
        word = doc[i].lower_
        entry = honorifics().get(word) or honorifics().get(word.rstrip("."))
        if entry is not None and (entry.gender or entry.sector):
            return entry.gender, entry.sector
        title = titles().get(word)
        if title is not None:
            return title.gender, None
    return None, None


def by_lists(doc: Doc, start: int, stop: int, known: dict[int, Piece]) -> list[Piece]:
    """The run cut at the names the lists know; what is left over is a name of its own, its kind to be found."""
    found: list[Piece] = []
    at = start
    for i in sorted(k for k in known if start <= k < stop and known[k].stop <= stop):
        if i < at or is_part(known, i, start, stop):
            continue
        found += leftover(doc, at, i)
        found.append(known[i])
        at = known[i].stop
    found += leftover(doc, at, stop)
    return joined(doc, found)


def placed(doc: Doc, start: int) -> bool:
    """ "The dam at *Pak Beng*": after "at" a word that may be an honorific begins a place's name."""
    return start > 0 and doc[start - 1].lower_ in ("at", "near")


def is_part(known: dict[int, Piece], at: int, start: int, stop: int) -> bool:
    """A region's name inside a longer one: "the *Sahel* Review", "the Trans-*Sahel* Corridor"."""
    piece = known[at]
    if piece.rule != "name-list-place":
        return False
    before = at == start or any(other.stop == at for other in known.values())
    return not (before and (piece.stop == stop or piece.stop in known))


def leftover(doc: Doc, start: int, stop: int) -> list[Piece]:
    while start < stop and (not doc[start].text[0].isalnum() or doc[start].lower_ in ("of", "for", "and", "the", "on")):
        start += 1
    while stop > start and (
        not doc[stop - 1].text[-1].isalnum() or doc[stop - 1].lower_ in ("of", "for", "and", "the", "on")
    ):
        stop -= 1
    if start >= stop:
        return []
    after = after_honorific(doc, start, stop)
    if after is None or placed(doc, start):
        return [Piece(start, stop)]
    gender, sector = bearing(doc, start, after)
    return [Piece(after, stop, "person", None, None, sector, gender, "name-honorific", sure=True)]


def joined(doc: Doc, pieces: list[Piece]) -> list[Piece]:
    """A listed name glued to others is part of a longer name: "South China Sea", "Kuwait Times", "Ali Turki"."""
    if len(pieces) < 2:
        return pieces
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        touching = before is not None and before.stop == piece.start
        if (
            touching
            and before is not None
            and before.kind in ("capital", "state", "place")
            and is_framework(doc, piece)
        ):
            out[-1] = Piece(before.start, piece.stop)  # "the Doha Agreement" is no city
        elif touching and before is not None and before.kind == "adjective" and piece.kind is None:
            out.append(Piece(piece.start, piece.stop, None, country=before.country))
        elif touching and before is not None and before.kind is None and ends_name(doc, piece):
            before.stop = piece.stop
        else:
            out.append(piece)
    return out


# Words that end the names of treaties and programmes.
FRAMEWORKS = actor_words("framework")


def is_framework(doc: Doc, piece: Piece) -> bool:
    return piece.kind is None and doc[piece.stop - 1].lower_ in FRAMEWORKS


def ends_name(doc: Doc, piece: Piece) -> bool:
    """A listed word at the end of a longer name: "Ali Turki", "Port Sudan"; not "Senior Chilean diplomats"."""
    if piece.kind in ("capital", "state"):
        return True
    after = doc[piece.stop] if piece.stop < len(doc) else None
    return piece.kind in ("demonym", "adjective") and (after is None or after.pos_ not in ("NOUN", "ADJ", "CCONJ"))

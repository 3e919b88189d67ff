"""Find titles with what they are of and who holds them, as the words beside them say.

Forms: before the name ("Foreign Minister X"), beside it ("X, the spokesperson for Y"; "Ghana's foreign minister, X"),
and by a verb ("X, who heads Y as director general"; "X was named ambassador").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from communique.lexicon.people import body_nouns, honorifics, person_nouns, title_marks, title_words, titles
from communique.mentions.name_kinds import GEOGRAPHY
from communique.mentions.runs import HYPHENS
from communique.model import Name, Span

# Words that belong to a title after its head: "secretary general", "attorney general", "president-elect".
AFTER_HEAD = frozenset({"general", "elect", "designate", "executive", "emeritus", "extraordinary"})
OWNER_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})
BODY_KINDS = frozenset(
    {"body", "party", "military", "armed group", "company", "media", "intergovernmental", "population"}
)
PEOPLE = frozenset({"person"})
# Heads whose holder speaks or acts for a body named before them in lower case ("foreign ministry spokesman").
LOOSE_HEADS = frozenset(
    {"member", "leader", "chief", "head", "director", "founder", "manager", "deputy", "executive", "fellow", "delegate"}
)


@dataclass
class Draft:
    """A title being made out, in tokens."""

    start: int
    stop: int
    words: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    of: tuple[int, int] | None = None
    of_after: bool = False
    holder: Name | None = None
    rule: str = "title"


class Around:
    """Names by the token they begin and end at."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        index = {token.idx: token.i for token in doc}
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        self.doc = doc
        self.begins: dict[int, tuple[int, Name]] = {}
        self.ends: dict[int, tuple[int, Name]] = {}
        for name in names:
            start, stop = index[name.start], ends[name.stop]
            self.begins[start] = (stop, name)
            self.ends[stop] = (start, name)


def find_titles(doc: Doc, names: list[Name]) -> list[Name]:
    """Titles in reading order."""
    around = Around(doc, names)
    found: list[Name] = []
    done = 0
    for token in doc:
        if token.i < done or not is_head(token, around):
            continue
        draft = title_around(doc, token, around)
        if draft is None:
            continue
        done = draft.stop
        find_holder(doc, draft, around)
        found.append(as_name(doc, draft))
    return [*found, *offices_by_verb(doc, around)]


# Verbs that are themselves an office: "X, who heads the Canal Authority".
OFFICE_VERBS = {"head": "head", "chair": "chair"}


def offices_by_verb(doc: Doc, around: Around) -> list[Name]:
    """ "X, who heads Y", "X chairs Y", where Y is a named body and no title says more."""
    found: list[Name] = []
    for token in doc:
        title = OFFICE_VERBS.get(token.lemma_) if token.tag_ in ("VBZ", "VBD") else None
        if title is None or any(c.lower_ == "as" and c.dep_ == "prep" for c in token.children):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ == "WP":
            subject = token.head
        holder = name_over(subject, around) if subject is not None else None
        body = body_after(doc, token.i + 1, around)
        if holder is not None and body is not None:
            found.append(office_by_verb(token, title, holder, body))
    return found


def body_after(doc: Doc, at: int, around: Around) -> Name | None:
    """The named body that is a verb's object: "the Canal Authority", "the Taliban's Canal Authority"."""
    while at < len(doc) and at not in around.begins and doc[at].pos_ in ("DET", "ADJ", "PART", "PROPN", "NOUN"):
        at += 1
    found = around.begins.get(at)
    if found is not None and found[0] + 1 < len(doc) and doc[found[0]].tag_ == "POS":
        found = around.begins.get(found[0] + 1)
    return found[1] if found is not None and found[1].kind in BODY_KINDS else None


def office_by_verb(verb: Token, title: str, holder: Name, body: Name) -> Name:
    return Name(
        start=verb.idx,
        stop=verb.idx + len(verb),
        kind="title",
        name=verb.text,
        rule="title-office-verb",
        title=title,
        marks=("former",) if verb.tag_ == "VBD" else (),
        of=body.span,
        holder=holder.span,
    )


def is_head(token: Token, around: Around) -> bool:
    """A title's head noun that is not inside a name ("Prime Minister's Office" is a body, not a person)."""
    if token.lower_ not in titles() or token.tag_ not in ("NN", "NNP", "JJ", "NNPS", "VB", "VBP"):
        return False
    if token.tag_ in ("VB", "VBP") and not token.text[0].isupper():
        return False
    if token.lower_ == "general" or inside_a_name(token.i, around):
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if (
        token.lower_ in ("deputy", "chief", "head", "state")
        and after is not None
        and (after.lower_ in titles() or after.lower_ in title_words())
    ):
        return False  # "deputy minister", "chief negotiator": the head comes after
    if (
        token.lower_ in ("head", "lead", "chair", "speaker", "secretary")
        and after is not None
        and after.lower_ in ("office", "table")
    ):
        return False
    if token.lower_ in ("secretary", "state", "vice") and after is not None and after.text in HYPHENS:
        return after.i + 1 < len(token.doc) and token.doc[after.i + 1].lower_ in AFTER_HEAD
    if after is not None and after.text in HYPHENS and not after.whitespace_ and not token.whitespace_:
        nxt = after.i + 1
        return nxt < len(token.doc) and token.doc[nxt].lower_ in (*AFTER_HEAD, "in")
    return True


def inside_a_name(i: int, around: Around) -> bool:
    for back in range(i, max(-1, i - 7), -1):
        if back in around.begins:
            return around.begins[back][0] > i
    return False


def title_around(doc: Doc, head: Token, around: Around) -> Draft | None:
    """The title whose head this is, with the words before and after it that belong to it."""
    draft = Draft(head.i, head.i + 1, [head.lower_])
    take_before(doc, draft, around)
    take_after(doc, draft, around)
    if (
        draft.words in (["member"], ["deputy"], ["head"], ["executive"], ["chief"], ["fellow"], ["chair"], ["leader"])
        and draft.of is None
        and doc[draft.start - 1].tag_ != "PRP$"
    ):
        return None if draft.words != ["leader"] and draft.words != ["chief"] else draft
    return draft


def take_before(doc: Doc, draft: Draft, around: Around) -> None:
    """Walk left over what belongs to the title: "the former *deputy prime minister and foreign* minister"."""
    at = draft.start - 1
    while at >= 0 and not doc[at + 1].is_sent_start:
        token = doc[at]
        lower = token.lower_
        if (owner := around.ends.get(at + 1)) is not None and owner[1].kind in OWNER_KINDS | BODY_KINDS | {
            None,
            "place",
        }:
            if owner[1].kind is None and not body_like(doc, owner, draft):
                break
            draft.of = draft.of or (owner[0], at + 1)
            draft.start = owner[0]
            at = owner[0] - 1
            if at >= 0 and doc[at].lower_ in title_marks():
                take_mark(doc, draft, at)
            break
        if token.text in HYPHENS and at > 0 and not doc[at - 1].whitespace_:
            at -= 1
            if doc[at].lower_ in title_marks():
                take_mark(doc, draft, at)
            elif doc[at].lower_ in title_words() or doc[at].lower_ in titles():
                draft.words.insert(0, doc[at].lower_ + "-")
            else:
                break
            draft.start = at
        elif lower in title_marks():
            take_mark(doc, draft, at)
        elif (lower in ("and", "&", ",") or token.text in HYPHENS) and joins_titles(doc, at):
            draft.words.insert(0, lower if lower in ("and", ",") else "and")
            draft.start = at
        elif belongs(token):
            if (
                lower in body_nouns()
                and lower not in title_words()
                and draft.of is None
                and token.text.islower()
                and is_ministry_like(doc, at)
            ):
                begin = body_start(doc, at, around)
                draft.of = (begin, at + 1)
                draft.start = begin
                at = begin - 1
                owner = around.ends.get(at + 1)
                if owner is not None and owner[1].kind in OWNER_KINDS:
                    draft.start = owner[0]
                    draft.of = (owner[0], draft.of[1])
                break
            draft.words.insert(0, lower)
            draft.start = at
        elif token.tag_ in ("JJ", "JJS", "JJR", "VBN") and token.text.islower():
            draft.start = at  # "embattled", "visiting": said of the holder, not part of the title
        else:
            break
        at -= 1
    take_owner(doc, draft, around)


def take_mark(doc: Doc, draft: Draft, at: int) -> None:
    mark = title_marks()[doc[at].lower_]
    if mark != "plain":
        draft.marks.append(mark)
    draft.start = at


def belongs(token: Token) -> bool:
    """A word that is part of a title before its head: a portfolio word, or a plain noun in front of the head."""
    lower = token.lower_
    if lower in title_words() or lower in titles():
        return True
    return (
        token.tag_ == "NN"
        and token.text.islower()
        and lower not in person_nouns()
        and token.dep_ in ("compound", "nmod", "amod")
    )


def is_ministry_like(doc: Doc, at: int) -> bool:
    """A body's noun that the title is *of* ("foreign ministry spokesman"); "army chief" is a title of its own."""
    return doc[at].lower_ in (
        "ministry",
        "department",
        "embassy",
        "office",
        "commission",
        "agency",
        "parliament",
        "court",
        "bank",
        "company",
        "firm",
        "party",
        "council",
        "university",
        "bloc",
        "faction",
        "group",
        "union",
        "mission",
        "committee",
        "secretariat",
    )


def body_start(doc: Doc, at: int, around: Around) -> int:
    begin = at
    while (
        begin > 0
        and not doc[begin].is_sent_start
        and doc[begin - 1].pos_ in ("NOUN", "ADJ", "PROPN")
        and (begin not in around.ends)
    ):
        if doc[begin - 1].lower_ in title_marks():
            break
        begin -= 1
    return begin


def body_like(doc: Doc, owner: tuple[int, Name], draft: Draft) -> bool:
    """An unknown name before a title in lower case is the body it is of ("Serumpun coordinator")."""
    return doc[draft.start].text.islower()


def joins_titles(doc: Doc, at: int) -> bool:
    """ "and" or "," between two titles or two portfolios: "prime minister and foreign minister", "transport and
    logistics minister"."""
    if at < 1:
        return False
    before, after = doc[at - 1].lower_, doc[at + 1].lower_
    if doc[at].text == ",":
        more = any(token.lower_ == "and" for token in doc[at + 1 : at + 4])
        return more and before in title_words() and after in title_words() and before not in titles()
    title_before = before in titles() and (after in title_words() or after in titles() or after == "foreign")
    words_before = (
        before in title_words() and before not in titles() and (after in title_words() or doc[at + 1].tag_ == "NN")
    )
    return title_before or words_before


def take_owner(doc: Doc, draft: Draft, around: Around) -> None:
    """Whose office it is when a possessor says so: "Ghana's", "the Foreign Ministry's", "its"."""
    at = draft.start - 1
    if at < 0 or draft.of is not None:
        if at >= 0 and draft.of is not None and doc[at].lower_ in ("the", "a", "an"):
            draft.start = draft.start
        return
    if doc[at].tag_ == "PRP$" or doc[at].lower_ == "whose":
        draft.of = (at, at + 1)
        draft.start = at
    elif doc[at].tag_ == "POS" and at > 0:
        owner = around.ends.get(at)
        begin = owner[0] if owner else left_of_phrase(doc, at)
        draft.of = (begin, at)
        draft.start = begin


def left_of_phrase(doc: Doc, at: int) -> int:
    begin = at - 1
    while begin > 0 and not doc[begin].is_sent_start and doc[begin - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET"):
        begin -= 1
    return begin


def take_after(doc: Doc, draft: Draft, around: Around) -> None:
    """Walk right: "secretary *general of* the bloc", "minister *of transport and logistics*", "ambassador *to Ghana*"."""
    at = draft.stop
    while at < len(doc):
        token = doc[at]
        glued = token.text in HYPHENS and at + 1 < len(doc)
        if glued and doc[at + 1].lower_ in AFTER_HEAD:
            draft.words += [doc[at + 1].lower_] if doc[at + 1].lower_ in ("general", "executive") else []
            if doc[at + 1].lower_ in ("elect", "designate"):
                draft.marks.append("designate")
            at += 2
        elif glued and doc[at + 1].lower_ == "in" and at + 3 < len(doc) and doc[at + 3].lower_ == "chief":
            draft.words.append("in chief")
            at += 4
        elif token.lower_ in AFTER_HEAD:
            if token.lower_ in ("elect", "designate"):
                draft.marks.append("designate")
            else:
                draft.words.append(token.lower_)
            at += 1
        elif token.lower_ == "d'affaires" or (token.lower_.startswith("d") and token.lower_.endswith("affaires")):
            draft.words.append("d’affaires")
            at += 1
        else:
            break
    draft.stop = at
    take_complement(doc, draft, around)


def take_complement(doc: Doc, draft: Draft, around: Around) -> None:
    """ "of", "for", "to" and what follows: a portfolio belongs to the title, a state or body is whose it is."""
    for _ in range(3):
        at = draft.stop
        if at + 1 >= len(doc) or doc[at].lower_ not in ("of", "for", "to", "at", "on", "in", "with"):
            return
        link = doc[at].lower_
        begin = at + 1
        while begin < len(doc) and doc[begin].lower_ in ("the", "its", "a"):
            begin += 1
        if begin not in around.begins:
            begin = past_form_of_state(doc, begin)
        if begin >= len(doc):
            return
        named = around.begins.get(begin)
        if named is not None and link == "for" and begins_portfolio(doc, named):
            named = None
        if link in ("to", "in", "at", "with", "on"):
            if named is None or (
                link in ("in", "with", "on", "at")
                and draft.words[-1] not in ("professor", "fellow", "lecturer", "researcher", "economist")
            ):
                return
            if link == "to":
                draft.words += ["to", *text_of(doc, at + 1, named[0])]
            elif draft.of is None:
                draft.of = (begin, named[0])
            draft.stop = named[0]
            continue
        if (
            named is not None
            and named[1].kind in OWNER_KINDS | BODY_KINDS | {None, "place"}
            and not portfolio_name(doc, begin, named[0])
        ):
            draft.of = (begin, named[0]) if draft.of is None or doc[draft.of[0]].tag_ == "PRP$" else draft.of
            draft.of_after = True
            draft.stop = named[0]
            if draft.stop < len(doc) and doc[draft.stop].lower_ in GEOGRAPHY | {"group", "movement", "party", "bloc"}:
                draft.stop += 1
                draft.of = (draft.of[0], draft.stop)
            return
        stop = portfolio_end(doc, begin, around)
        if stop <= begin:
            return
        head = doc[stop - 1].lower_
        if (head in body_nouns() and head not in title_words()) or head in person_nouns():
            draft.of = draft.of or (begin, stop)
            draft.of_after = True
            draft.stop = stop
            return
        draft.words += [link, *text_of(doc, begin, stop)]
        draft.stop = stop


def past_form_of_state(doc: Doc, begin: int) -> int:
    """The token after "Republic of", "Kingdom of": what follows is the state's name."""
    for at in range(begin, min(begin + 4, len(doc) - 1)):
        if (
            doc[at].text in ("Republic", "Kingdom", "Sultanate", "State", "Emirate", "Commonwealth", "Union")
            and doc[at + 1].text == "of"
        ):
            step = at + 2
            return step + 1 if step < len(doc) and doc[step].lower_ == "the" else step
        if not doc[at].text[0].isupper():
            break
    return begin


def portfolio_name(doc: Doc, start: int, stop: int) -> bool:
    """Capitalised portfolio words ("Foreign Affairs") are no institution's name."""
    return all(t.lower_ in title_words() or t.lower_ in ("and", "affairs", "&", ",") for t in doc[start:stop])


def portfolio_end(doc: Doc, begin: int, around: Around) -> int:
    """The token after the nouns that say what an office deals with: "foreign affairs", "transport and logistics",
    "ASEAN cooperation"."""
    at = last = begin
    while at < len(doc) and at - begin < 8:
        token = doc[at]
        if token.is_sent_start and at > begin:
            break
        named = around.begins.get(at)
        proper = token.pos_ == "PROPN" and (named is None or named[1].kind != "person")
        if token.pos_ == "NOUN" or token.lower_ in title_words() or proper:
            last = at + 1
        elif not (token.pos_ == "ADJ" or token.text in HYPHENS or (at > begin and more_portfolio(doc, at))):
            break
        at += 1
    return last


def more_portfolio(doc: Doc, at: int) -> bool:
    """ "transport *and logistics*", "trade, *industry and* energy": another noun that is nobody."""
    if doc[at].lower_ not in ("and", "&", ",") or at + 1 >= len(doc):
        return False
    after = doc[at + 1]
    if doc[at].text == ",":
        return after.lower_ in title_words() and at + 2 < len(doc) and doc[at + 2].lower_ == "and"
    if after.lower_ in titles() or after.lower_ in person_nouns():
        return False
    if after.lower_ in title_words():
        return True
    return after.tag_ in ("NN", "NNS") and after.text.islower() and after.lower_ not in body_nouns()


def begins_portfolio(doc: Doc, named: tuple[int, Name]) -> bool:
    """ "for *ASEAN cooperation*": the name only says which cooperation."""
    after = doc[named[0]] if named[0] < len(doc) else None
    if after is None or after.tag_ != "NN" or not after.text.islower():
        return False
    return after.lower_ not in body_nouns() and after.lower_ not in titles() and after.lower_ not in GEOGRAPHY


def text_of(doc: Doc, start: int, stop: int) -> list[str]:
    return [
        t.text if t.pos_ == "PROPN" and t.lower_ not in title_words() and t.lower_ != "affairs" else t.lower_
        for t in doc[start:stop]
    ]


def find_holder(doc: Doc, draft: Draft, around: Around) -> None:
    """Who holds the office, by the words beside it."""
    for form in (before_name, after_name, beside, by_verb, known_as):
        holder = form(doc, draft, around)
        if holder is not None:
            draft.holder, draft.rule = holder, f"title-{form.__name__.replace('_', '-')}"
            break
    if draft.holder is not None and draft.of is None:
        take_state_after_name(doc, draft, around)


def take_state_after_name(doc: Doc, draft: Draft, around: Around) -> None:
    """ "President Azevedo of Brazil": the state stands after the name."""
    assert draft.holder is not None
    for stop, (_, name) in around.ends.items():
        if name is draft.holder and stop + 1 < len(doc) and doc[stop].lower_ == "of":
            state = around.begins.get(stop + 1)
            if state is not None and state[1].kind == "state":
                draft.of = (stop + 1, state[0])


def person_at(at: int, around: Around) -> tuple[int, Name] | None:
    """The person's name that begins at a token, honorifics before it left out of account."""
    for skip in range(5):
        if at + skip >= len(around.doc):
            return None
        found = around.begins.get(at + skip)
        if found is not None:
            return found if may_be_person(found[1]) else None
        word = around.doc[at + skip].lower_.rstrip(".")
        if word in titles() and around.doc[at + skip].text[0].isupper():
            continue
        if (
            word not in honorifics()
            and around.doc[at + skip].text not in (".", "’", "'", "(", ")")
            and word not in ("retd", "ret", "the", "dr", "sri", "sr", "chief")
        ):
            return None
    return None


# Evidence too weak to stand against an office beside the name: the parser's label, "the", a preposition.
WEAK = frozenset(
    {
        "name-parser",
        "name-run",
        "name-after-preposition",
        "name-of-known-person",
        "name-map",
        "name-role",
        "name-after-the",
    }
)


def may_be_person(name: Name) -> bool:
    """A person's name, or one that nothing but the parser's label makes something else."""
    return not name.dateline and (name.kind in (None, "person") or name.rule in WEAK)


def before_name(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "Foreign Minister X"."""
    if draft.stop < len(doc) and doc[draft.stop].lower_ == "the":
        return None
    found = person_at(draft.stop, around)
    if found is None or (draft.of_after and not full_name(found[1])):
        return None
    return found[1]


def full_name(name: Name) -> bool:
    """Two words and more: "Minister of Trade of Ghana Ama Owusu", not "the head of the Bank Monday"."""
    return name.kind in (None, "person") and len(name.name.split()) >= 2


def after_name(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "Ghana's foreign minister, X, said": the title comes first, the name between commas after it."""
    at = draft.stop
    if at < len(doc) and doc[at].lower_ in ("herself", "himself"):
        at += 1
    if at + 1 >= len(doc) or doc[at].text not in (",", ":"):
        return None
    definite = (
        draft.of is not None
        or (draft.start > 0 and doc[draft.start - 1].lower_ in ("the", "a", "an", "my", "our"))
        or draft.marks
    )
    found = person_at(at + 1, around)
    if found is None or not definite:
        return None
    stop, name = found
    closes = (
        stop >= len(doc)
        or doc[stop].text in (",", ".", ";", "—", ":", ")", "?", "!", "”", '"')
        or doc[stop].pos_ in ("VERB", "AUX", "CCONJ", "ADP", "SCONJ")
        or doc[stop].is_space
        or doc[stop].is_sent_start
    )
    if doc[at].text == ":":
        return None
    return name if closes and not is_list(doc, draft, stop) else None


def is_list(doc: Doc, draft: Draft, stop: int) -> bool:
    """ "the minister, X and Y" lists three."""
    return (
        stop < len(doc)
        and doc[stop].lower_ == "and"
        and stop + 1 < len(doc)
        and doc[stop + 1].pos_ == "PROPN"
        and doc[stop + 1].lower_ not in titles()
    )


def beside(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "X, the spokesperson for Y": the name first, the title after a comma or a dash."""
    at = draft.start - 1
    while (
        at >= 0
        and doc[at].lower_ in ("the", "a", "an", "its", "then", "also", "now", "one", "of")
        and doc[at].text != ","
    ):
        at -= 1
    if at < 1 or doc[at].text not in (",", "(", "–", "—"):
        return None
    found = around.ends.get(at)
    if found is None or not may_be_person(found[1]):
        return None
    return found[1]


APPOINTED = frozenset(
    {
        "be",
        "become",
        "serve",
        "name",
        "appoint",
        "elect",
        "remain",
        "head",
        "lead",
        "nominate",
        "install",
        "act",
        "work",
        "reelect",
        "re-elect",
        "swear",
        "inaugurate",
    }
)


def by_verb(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "X became foreign minister", "X, who heads Y as director general", "X was appointed ambassador"."""
    head = doc[draft.stop - 1]
    for token in doc[draft.start : draft.stop]:
        if token.lower_ in titles() and token.dep_ in ("attr", "oprd", "pobj", "dobj", "xcomp"):
            head = token
    above = head.head
    if above.lower_ == "as":
        above = above.head
    elif head.dep_ not in ("attr", "oprd", "xcomp"):
        return None
    if above.lemma_ not in APPOINTED:
        return None
    subject = next((c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.tag_ in ("WP", "WDT") and above.dep_ == "relcl":
        subject = above.head
    if subject is None:
        return None
    if any(c.dep_ == "neg" for c in above.children):
        return None
    if above.lemma_ == "serve" and above.tag_ in ("VBD",) and "former" not in draft.marks:
        draft.marks.append("former")
    return name_over(subject, around)


def name_over(token: Token, around: Around) -> Name | None:
    """The person's name this token belongs to."""
    for back in range(token.i, max(-1, token.i - 6), -1):
        found = around.begins.get(back)
        if found is not None:
            return found[1] if found[0] > token.i and may_be_person(found[1]) else None
    return None


def known_as(doc: Doc, draft: Draft, around: Around) -> Name | None:
    """ "the rebel commander known as X", "who goes by X"."""
    for at in range(draft.stop, min(draft.stop + 9, len(doc) - 1)):
        pair = doc[at].lower_, doc[at + 1].lower_
        if pair in (("known", "as"), ("named", "as"), ("goes", "by"), ("called", "himself")) or doc[at].lower_ in (
            "named",
            "called",
        ):
            found = person_at(at + 2, around) or person_at(at + 1, around)
            return found[1] if found else None
        if doc[at].text in (".", ";"):
            return None
    return None


def as_name(doc: Doc, draft: Draft) -> Name:
    span = doc[draft.start : draft.stop]
    title = " ".join(draft.words).replace("- ", "-").replace(" ,", ",").replace(" - ", "-")
    return Name(
        start=span.start_char,
        stop=span.end_char,
        kind="title",
        name=span.text,
        sector=titles()[head_word(draft)].sector,
        gender=titles()[head_word(draft)].gender,
        rule=draft.rule,
        title=title,
        marks=tuple(dict.fromkeys(draft.marks)),
        of=Span(doc[draft.of[0]].idx, doc[draft.of[1] - 1].idx + len(doc[draft.of[1] - 1])) if draft.of else None,
        holder=draft.holder.span if draft.holder else None,
    )


def head_word(draft: Draft) -> str:
    """The last word of the title that the list of titles knows before any complement."""
    before = list(_until_link(draft.words))
    return next((w for w in reversed(before) if w in titles()), "leader")


def _until_link(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in ("of", "for", "to"):
            return
        yield word

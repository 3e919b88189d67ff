"""Which words before and after its head belong to a title, and which say whose office it is."""

from __future__ import annotations

from communique.grammar.parsed import Doc, Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import body_nouns, person_nouns, title_marks, title_words, titles
from communique.mentions.name_kinds import GEOGRAPHY
from communique.mentions.office_parts import AFTER_HEAD, BODY_KINDS, OWNER_KINDS, Around, Draft
from communique.mentions.runs import HYPHENS, within_name
from communique.model import Name


def take_before(doc: Doc, draft: Draft, around: Around) -> None:
    """Walk left over what belongs to the title: "the former *deputy prime minister and foreign* minister"."""
    at = draft.start - 1
    while at >= 0 and (not doc[at + 1].is_sent_start or within_name(doc[at + 1])):
        token = doc[at]
        if take_institution(doc, draft, at, around):
            break
        if token.text in HYPHENS and at > 0 and not doc[at - 1].whitespace_:
            at -= 1
            if not take_hyphenated(doc, draft, at):
                break
        elif token.lower_ in title_marks():
            take_mark(doc, draft, at)
        elif (token.lower_ in ("and", "&", ",") or token.text in HYPHENS) and joins_titles(doc, at):
            draft.words.insert(0, token.lower_ if token.lower_ in ("and", ",") else "and")
            draft.start = at
        elif belongs(token):
            draft.words.insert(0, token.lower_)
            draft.start = at
        elif token.tag_ in ("JJ", "JJS", "JJR", "VBN") and token.text.islower():
            draft.start = at  # "embattled", "visiting": said of the holder, not part of the title
        else:
            break
        at -= 1
    take_owner(doc, draft, around)


def take_institution(doc: Doc, draft: Draft, at: int, around: Around) -> bool:
    """The state or body right before the title, by name ("Turkish", "NATO") or by noun ("foreign ministry")."""
    owner = around.ends.get(at + 1)
    if owner is not None and portfolio_name(doc, owner[0], at + 1) and owner[1].kind is None:
        return False  # "*Energy* and Mines Minister"
    if owner is not None and owner[1].kind in OWNER_KINDS | BODY_KINDS | {None, "place"}:
        if owner[1].kind is None and not body_like(doc, owner, draft):
            return True
        draft.of = draft.of or (owner[0], at + 1)
        draft.start = owner[0]
        if owner[0] > 0 and doc[owner[0] - 1].lower_ in title_marks():
            take_mark(doc, draft, owner[0] - 1)
        return True
    if draft.of is not None or not doc[at].text.islower() or not is_ministry_like(doc, at) or not belongs(doc[at]):
        return False
    begin = body_start(doc, at, around)
    draft.of = (begin, at + 1)
    draft.start = begin
    owner = around.ends.get(begin)
    if owner is not None and owner[1].kind in OWNER_KINDS:
        draft.start = owner[0]
        draft.of = (owner[0], at + 1)
    return True


def take_hyphenated(doc: Doc, draft: Draft, at: int) -> bool:
    """ "vice-president", "ex-minister": the word before the hyphen."""
    if doc[at].lower_ in title_marks():
        take_mark(doc, draft, at)
    elif doc[at].lower_ in title_words() or doc[at].lower_ in titles() or doc[at].lower_ == "under":
        draft.words.insert(0, doc[at].lower_ + "-")  # "under" only so: "talks under minister X" is another word
    else:
        return False
    draft.start = at
    return True


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


# Bodies that a title is of when they stand right before it.
INSTITUTIONS = actor_words("institution-of-title")


def is_ministry_like(doc: Doc, at: int) -> bool:
    """A body's noun that the title is *of* ("foreign ministry spokesman"); "army chief" is a title of its own."""
    return doc[at].lower_ in INSTITUTIONS


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
    while begin > 0 and not doc[begin].is_sent_start:
        before = doc[begin - 1]
        if before.pos_ in ("NOUN", "PROPN", "ADJ", "DET") or (before.text in HYPHENS and not before.whitespace_):
            begin -= 1
        else:
            break
    return begin + 1 if doc[begin].lower_ == "the" and begin + 1 < at else begin


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
        take = take_addressee if link in ("to", "in", "at", "with", "on") else take_portfolio
        if not take(doc, draft, link, begin, named, around):
            return


# Titles that are held at an institution: "professor at", "fellow with".
HELD_AT = actor_words("held-at")


def take_addressee(
    doc: Doc, draft: Draft, link: str, begin: int, named: tuple[int, Name] | None, around: Around
) -> bool:
    """ "ambassador to Ghana" is a title; "professor at the institute" says of what. Whether to read on."""
    if named is None or (link != "to" and draft.words[-1] not in HELD_AT):
        return False
    if link == "to":
        draft.words += ["to", *text_of(doc, draft.stop + 1, named[0])]
    elif draft.of is None:
        draft.of = (begin, named[0])
    draft.stop = named[0]
    return True


# Titles whose "of" without an article brings in what they deal with, not a body they belong to.
WITH_PORTFOLIO = actor_words("with-portfolio")


def take_portfolio(
    doc: Doc, draft: Draft, link: str, begin: int, named: tuple[int, Name] | None, around: Around
) -> bool:
    """ "of Ghana" and "of the council" say whose office it is, "of trade" what it deals with. Whether to read on."""
    owners = OWNER_KINDS | BODY_KINDS | {None, "place"}
    if named is not None and link == "for" and named[1].kind == "place" and named[1].country is None:
        draft.words += [link, *text_of(doc, draft.stop + 1, named[0])]  # "minister for the Middle East"
        draft.stop = named[0]
        return True
    if named is not None and named[1].kind in owners and not portfolio_name(doc, begin, named[0]):
        stop = named[0]
        if stop < len(doc) and doc[stop].lower_ in GEOGRAPHY | {"group", "movement", "party", "bloc"}:
            stop += 1
        stop = past_possessed(doc, stop)
        draft.of = (begin, stop) if draft.of is None or doc[draft.of[0]].tag_ == "PRP$" else draft.of
        draft.of_after = True
        draft.stop = stop
        return False
    stop = portfolio_end(doc, begin, around)
    if stop <= begin:
        return False
    head = doc[stop - 1].lower_
    bare = doc[begin - 1].lower_ == link and draft.words[-1] in WITH_PORTFOLIO  # "minister of plantation industries"
    if ((head in body_nouns() and head not in title_words()) or head in person_nouns()) and not bare:
        draft.of = draft.of or (begin, stop)
        draft.of_after = True
    else:
        draft.words += [link, *text_of(doc, begin, stop)]
    draft.stop = stop
    return not draft.of_after


def past_possessed(doc: Doc, at: int) -> int:
    """ "Head of Pakistan*'s army*": what a state has is what the office is of."""
    if at + 1 >= len(doc) or doc[at].tag_ != "POS":
        return at
    end = at + 1
    while end < len(doc) and doc[end].pos_ in ("NOUN", "ADJ") and doc[end].text.islower():
        end += 1
    return end if end > at + 1 else at


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

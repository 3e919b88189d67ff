"""Known slips of the parser, mended before any stage reads the parse.

A full sentence has a finite verb with a subject. Where a parse gives it none, the slip is most often one of the first
three; the others lose a date or a party:

- "Peru's minister, Ana Rojas, accused Chile": the verb is taken for a participle, the noun for the sentence's head;
- "On Monday, on the margins of the assembly, the minister met": the subject is taken into the opening phrase;
- "The two discussed rules": the verb is taken for an adjective of its object.

- "In April Benin closed its border": the month is taken for a part of the name after it;
- "Mali, Niger and Chad left": the second of three names is taken for another name of the first;
- "President Petrov and Prime Minister Hoxha met": the first name is taken for a part of the second;
- "held talks with visiting Foreign Minister Li": a participle before a name is taken for what is done to it;
- "At the invitation of the premier of Peru, Ana Rey, the president of Chile, Juan Soto, arrived": the first name is taken
  for the subject;
- "AP: Will Chad stay?", "Daily Mail: Peru's president met Chile's.": a speaker's label is taken for who does it;
- "rebels handed in their weapons": the object is hung on the particle;
- "The king received at the palace the premier of Peru": the object is taken for another name of the place.

For the first three only sentences without a finite verb, or with a finite verb that has no subject, are looked at (about
3 in 100), for the others sentences that open with a date, appositions of names, and particles.
"""

from __future__ import annotations

import calendar

import numpy as np
from spacy.attrs import DEP, LOWER  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, Token

from communique.lexicon.people import titles
from communique.sentences.attachments import mend_attachments
from communique.sentences.clauses import SUBJECTS, mend_clauses
from communique.sentences.titled import mend_titled

MONTHS = frozenset(calendar.month_name[1:])
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
ENDS = frozenset({".", "?", "!", "…"})
# What may stand after the stop that ends a sentence.
CLOSING = frozenset({'"', "”", "'", "’", ")", "\n", "\n\n"})
# Fewer words than these are headings and labels ("Written for members."), which have no finite verb to look for.
FEWEST_WORDS = 6
# Words of a speaker's label: "Spokesperson for the Ministry of Foreign Affairs:" has no more.
LABEL_WORDS = 8


def mend(doc: Doc) -> Doc:
    """The same parse with the slips above set right, in place."""
    for sentence in list(doc.sents):
        if (month := _month_in_name(sentence)) is not None:
            _part_month(month)
        _part_label(sentence)
        root = sentence.root
        _part_guest(root, sentence)
        if root.tag_ in FINITE and any(c.dep_ in SUBJECTS for c in root.children):
            continue
        if len(sentence) < FEWEST_WORDS or not _is_full(sentence):
            continue
        if root.pos_ in ("VERB", "AUX"):
            _mend_under(root)
        elif (verb := _hidden_verb(root) or _verb_after_who(root)) is not None:
            _make_finite(verb, root)
        elif (verb := _verb_as_adjective(root)) is not None:
            _make_finite_of_object(verb, root)
    links = doc.to_array(DEP)
    for place in np.flatnonzero(links == doc.vocab.strings["appos"]):
        if _is_of_a_list(doc[int(place)]):
            doc[int(place)].dep_ = "conj"
        elif (verb := _awaits_object(doc[int(place)])) is not None:
            doc[int(place)].head, doc[int(place)].dep_ = verb, "dobj"
    for place in np.flatnonzero(links == doc.vocab.strings["cc"]):
        if (second := _second_holder(doc[int(place)])) is not None:
            _join(doc[int(place)].head, second)
    for place in np.flatnonzero(
        np.isin(doc.to_array(LOWER), [doc.vocab.strings[word] for word in ("with", "between")])
    ):
        _mend_described(doc[int(place)])
    for place in np.flatnonzero(links == doc.vocab.strings["prt"]):
        _free_object(doc[int(place)])
    mend_titled(doc)
    mend_attachments(doc)
    mend_clauses(doc)
    return doc


# "At the invitation of", "upon the request of": how a sentence opens that names the host before the guest.
BEFORE_HOSTS = frozenset({"at", "on", "upon", "following"})


def _part_guest(verb: Token, sentence: Span) -> None:
    """ "At the invitation of the premier of Peru, Ana Rey, the president of Chile, Juan Soto, arrived": the first name is
    of the title in the opening, the second the subject."""
    if sentence[0].text.lower() not in BEFORE_HOSTS or sentence[0].head != verb:
        return
    first = next((c for c in verb.children if c.dep_ in SUBJECTS and c.pos_ == "PROPN"), None)
    if first is not None and (of := _without_object(first)) is not None:
        _part_second_name(first, of, verb)
        return
    host = _title_without_name(sentence[0])
    if first is None or host is None or first.left_edge.i != sentence[0].right_edge.i + 2:
        return
    if (guest := _guest_behind(first)) is not None:
        first.head, first.dep_ = host, "appos"
        guest.head, guest.dep_ = verb, "nsubj"


def _without_object(name: Token) -> Token | None:
    """ "At the invitation of Ana Rey, president of Peru, Juan Soto arrived": the "of" before a subject that lacks its noun."""
    before = name.doc[name.left_edge.i - 1] if name.left_edge.i > name.sent.start else None
    return before if before is not None and before.dep_ == "prep" and not list(before.children) else None


def _part_second_name(first: Token, of: Token, verb: Token) -> None:
    names = [c for c in first.children if c.dep_ in ("conj", "appos") and c.i > first.i and c.pos_ == "PROPN"]
    second = next((c for c in names if c.lower_ not in titles()), None)
    if second is not None and not any(c.dep_ == "cc" for c in first.children):
        first.head, first.dep_ = of, "pobj"
        second.head, second.dep_ = verb, "nsubj"


def _guest_behind(host: Token) -> Token | None:
    """The second person of a row of titles and names that parses hang on the first name; its title has its name."""
    told = [c for c in host.children if c.dep_ == "appos" and c.i > host.i]
    if not told or told[-1].pos_ != "PROPN" or told[-1].lower_ in titles():
        return None
    guest = told[-2] if len(told) > 1 and told[-2].lower_ in titles() else told[-1]
    if guest != told[-1]:
        told[-1].head = guest
    return guest


def _title_without_name(opening: Token) -> Token | None:
    """The title that ends an opening phrase ("at the invitation of the premier of Peru"), where no name stands by it."""
    held = [w for w in opening.subtree if w.dep_ == "pobj" and w.lower_ in titles()]
    return held[-1] if held and not any(c.dep_ == "appos" for c in held[-1].children) else None


def _second_holder(link: Token) -> Token | None:
    """ "President Ivan Petrov and Prime Minister Agim Hoxha met": the name of the second, where the parse has made the
    first a part of it. Each has a title or a state before the name ("Peru's Ana Rey and Chile's Juan Soto met")."""
    first = link.head
    if first.pos_ != "PROPN" or first.dep_ not in ("nmod", "compound", "amod") or first.i >= link.i:
        return None
    name = first
    while name.dep_ in ("nmod", "compound", "amod") and name.head.i > link.i:
        name = name.head
    own = any(c.lower_ in titles() or c.dep_ == "poss" for c in first.children if c.i < first.i)
    between = name.doc[link.i + 1 : name.i]
    titled = any(w.lower_ in titles() or w.tag_ == "POS" for w in between)
    titled = titled and all(w.text[:1].isupper() or w.tag_ == "POS" for w in between)
    return name if own and titled and name.pos_ == "PROPN" and name is not first else None


def _join(first: Token, second: Token) -> None:
    """Make a name the first of two joined ones, where it stood inside the second."""
    for joined in [c for c in first.children if c.dep_ == "conj"]:
        owns = joined.i + 1 < len(joined.doc) and joined.nbor(1).tag_ == "POS"  # "Peru's Rey and Chile's Soto"
        joined.head, joined.dep_ = second, "poss" if owns else "compound"
    first.head, first.dep_ = (first if second.head == second else second.head), second.dep_
    second.head, second.dep_ = first, "conj"
    for word in first.doc[first.i + 1 : second.i]:
        if word.head == first and word.dep_ != "cc":
            word.head, word.dep_ = second, "compound"


def _mend_described(prep: Token) -> None:
    """ "Talks with visiting Foreign Minister Li", "between Ana Rey and visiting Foreign Minister Li": the participle
    describes a name."""
    if prep.lower_ == "with":
        doing = next((c for c in prep.children if c.dep_ == "pcomp" and c.i == prep.i + 1), None)
        name = _name_described(doing) if doing is not None else None
        if doing is not None and name is not None:
            _describe(doing, name, prep, "pobj")
        return
    first = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if first is None or any(c.dep_ == "conj" for c in first.children):
        return
    after = first.right_edge.i + 2
    if after < len(prep.doc) and prep.doc[after - 1].lower_ == "and":
        doing = prep.doc[after]
        name = _name_described(doing)
        if name is not None and not first.is_ancestor(doing):
            _describe(doing, name, first, "conj")


def _name_described(doing: Token) -> Token | None:
    """The name that a participle without a subject stands right before, all words up to it capitalised."""
    if doing.tag_ != "VBG" or any(c.dep_ in SUBJECTS for c in doing.children):
        return None
    name = next((c for c in doing.children if c.dep_ == "dobj" and c.pos_ == "PROPN"), None)
    if name is None or not all(w.text[:1].isupper() for w in doing.doc[doing.i + 1 : name.i]):
        return None
    return name


def _describe(doing: Token, name: Token, head: Token, link: str) -> None:
    for later in [c for c in doing.children if c.i > name.i]:
        later.head = head.head if link == "pobj" else head
    name.head, name.dep_ = head, link
    doing.head, doing.dep_ = name, "amod"


def _part_label(sentence: Span) -> None:
    """Take a label ("AP:") from the clause after its colon, where that has a subject and a verb of its own."""
    colon = next((t for t in sentence[1:LABEL_WORDS] if t.text == ":"), None)
    if colon is None or not all(
        t.text[0].isupper() or t.pos_ in ("ADP", "DET", "PUNCT") for t in sentence[: colon.i - sentence.start]
    ):
        return
    label = colon.nbor(-1)
    while label.head.i < colon.i and label.head.i != label.i:
        label = label.head
    verb = label.head
    if (
        verb is not label
        and label.dep_ in SUBJECTS
        and any(c.dep_ in SUBJECTS and c.i > colon.i for c in verb.children)
    ):
        label.dep_ = "dep"
    elif verb.i == label.i:
        told = [c for c in label.children if c.i > colon.i and c.tag_ in FINITE]
        if len(told) == 1 and any(c.dep_ in SUBJECTS for c in told[0].children):
            _head_of(told[0], label)


def _head_of(verb: Token, label: Token) -> None:
    after = [c for c in label.children if c.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    label.head, label.dep_ = verb, "dep"
    for child in after:
        child.head = verb


def _free_object(particle: Token) -> None:
    """A particle has no object: what hangs on it is the verb's."""
    for noun in particle.children:
        if noun.dep_ == "pobj":
            noun.head, noun.dep_ = particle.head, "dobj"


def _awaits_object(noun: Token) -> Token | None:
    """ "Received today at the Blue Palace *the premier*": no mark parts it from the place, so that it is no other name of
    it, and the verb has no object yet."""
    first, place = noun.left_edge, noun.head
    if first.lower_ != "the" or first.i == 0 or first.nbor(-1).is_punct or place.dep_ != "pobj" or place.i > first.i:
        return None
    verb = place.head.head
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.i > place.i:
        return None
    links = {c.dep_ for c in verb.children}
    return verb if links & {"nsubj"} and not links & {"dobj", "auxpass", "ccomp", "xcomp"} else None


def _is_of_a_list(second: Token) -> bool:
    """ "Mali, Niger and Chad": a name after a comma, with "and" and a third name, and no comma to end an apposition; "the
    premier, Ana Rey and ..." has a title first, and names no list."""
    first = second.head
    third = next((c for c in second.children if c.dep_ == "conj"), None)
    if third is None or not first.pos_ == second.pos_ == third.pos_ == "PROPN" or first.lower_ in titles():
        return False
    after = third.right_edge.i + 1
    closed = after < len(second.doc) and second.doc[after].text == ","
    comma = second.left_edge.i > 0 and second.left_edge.nbor(-1).text == ","
    linked = any(c.dep_ == "cc" for word in (second, *second.conjuncts) for c in word.children)
    return comma and not closed and third.lower_ not in titles() and linked


def _mend_under(verb: Token) -> None:
    if (name := _name_as_helper(verb)) is not None:
        _make_name(name, verb)
    elif _is_past(verb):
        verb.tag_ = "VBD"
    else:
        _free_subject(verb)


def _is_past(verb: Token) -> bool:
    """ "The minister, Ana Rojas, accused Chile": a subject and an object, but no auxiliary, make a past tense."""
    links = {c.dep_ for c in verb.children}
    return verb.tag_ == "VBN" and {"nsubj", "dobj"} <= links and not links & {"aux", "auxpass", "agent"}


# A sentence may open with these, up to three words, and a month: "In late May", "On 6 April", "Since last June".
BEFORE_MONTHS = frozenset({"in", "on", "since", "by", "until", "from", "during"})


def _month_in_name(sentence: Span) -> Token | None:
    """The month of an opening date that the parse hangs on the name after it."""
    if len(sentence) < FEWEST_WORDS or sentence[0].text.lower() not in BEFORE_MONTHS:
        return None
    for word in sentence[1:4]:
        if word.dep_ == "compound" and word.text in MONTHS and word.head.i > word.i and word.nbor(1).text != ",":
            return word
    return None


def _part_month(month: Token) -> None:
    """Hang the month on its preposition, and the name on the verb where it wants a subject."""
    name, opening = month.head, month.sent[0]
    verb = opening.head
    day = month.nbor(-1)
    month.head, month.dep_ = opening, "pobj"
    if day.i > opening.i:
        day.head, day.dep_ = month, "nummod" if day.like_num else "amod"
    if name.head.i == opening.i and name.dep_ == "pobj" and verb.tag_ in FINITE:
        name.head, name.dep_ = verb, "nsubj"


def _is_full(sentence: Span) -> bool:
    last = len(sentence) - 1
    while last > 0 and (sentence[last].text in CLOSING or sentence[last].is_space):
        last -= 1
    return sentence[last].text in ENDS


def _hidden_verb(root: Token) -> Token | None:
    """A participle that hangs on the head noun, or on a noun that the opening phrase has taken in, and is the verb."""
    nouns = [root] if root.pos_ in NOMINAL else [w for w in root.subtree if w.dep_ == "appos" and w.pos_ in NOMINAL]
    for noun in nouns:
        for verb in noun.children:
            if verb.dep_ == "acl" and _may_be_past(verb) and not _is_told_by_another(verb):
                return verb
    return None


def _verb_after_who(root: Token) -> Token | None:
    """ "The president, who is due in Riga for a summit, *spoke*": a past tense right after the comma that ends what is said
    of the head noun, hung on the last noun of it. It is hung on the head noun instead."""
    for clause in root.children:
        if clause.dep_ != "relcl" or clause.left_edge.text.lower() not in ("who", "which") or root.pos_ not in NOMINAL:
            continue
        for verb in clause.subtree:
            if verb.dep_ != "acl" or verb.nbor(-1).text != "," or not _may_be_past(verb):
                continue
            noun = verb.head.pos_ in NOMINAL and clause.i < verb.head.i
            if noun and (verb.tag_ == "VBD" or not _is_told_by_another(verb)):
                verb.head = root
                return verb
    return None


def _may_be_past(verb: Token) -> bool:
    """ "accused", "met", but neither "shown" nor "sitting"."""
    return verb.tag_ in ("VBD", "VBN") and (verb.tag_ == "VBD" or verb.lower_.endswith("ed"))


def _is_told_by_another(verb: Token) -> bool:
    """A passive ("hit by a shell") or a clause above that has its own verb."""
    if any(c.dep_ in ("agent", "auxpass", "aux") for c in verb.children):
        return True
    return any(c.tag_ in FINITE and c.dep_ not in ("relcl", "advcl", "ccomp", "acl") for c in verb.head.children)


def _make_finite(verb: Token, root: Token) -> None:
    subject = verb.head
    after = [c for c in root.children if c.i > verb.i and c is not verb]
    verb.tag_ = "VBD"
    verb.head, verb.dep_ = verb, "ROOT"
    if subject.i != root.i:
        root.head, root.dep_ = verb, "prep" if root.pos_ == "ADP" else "dep"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in after:
        child.head = verb


def _verb_as_adjective(root: Token) -> Token | None:
    """ "The two discussed rules": a participle right after a number that has an article of its own."""
    if root.pos_ not in NOMINAL:
        return None
    for verb in root.children:
        if verb.dep_ == "amod" and verb.tag_ in ("VBN", "VBD") and verb.i >= 2:
            number, article = verb.nbor(-1), verb.nbor(-2)
            if number.head == root and number.dep_ == "nummod" and article.lower_ == "the":
                return verb
    return None


def _make_finite_of_object(verb: Token, root: Token) -> None:
    number, article = verb.nbor(-1), verb.nbor(-2)
    stop = [c for c in root.children if c.dep_ == "punct" and c.i > root.i]
    verb.tag_ = "VBD"
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_ = verb, "dobj"
    number.head, number.dep_ = verb, "nsubj"
    article.head = number
    for mark in stop:
        mark.head = verb


def _free_subject(verb: Token) -> None:
    """Give a finite verb without a subject the noun right before it, where a comma parts that from the opening."""
    finite = (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass")))  # "is visiting", "will arrive"
    if not any(w.tag_ in FINITE for w in finite) or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    noun = _noun_before(verb)
    openings = (c for c in verb.children if c.dep_ == "prep" and c.i < verb.i)
    opening = next((c for c in openings if noun is not None and c.is_ancestor(noun)), None)
    if opening is None or noun is None or _part_owner(noun, verb):
        return
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.dep_ in ("appos", "conj"):
        noun = noun.head.head  # "Kofi Badu, president of Ghana, paid": from the last word of the title to its head
    chain = [noun]
    while chain[-1].dep_ in ("appos", "conj") and chain[-1].head.i > opening.i and chain[-1].left_edge.i > opening.i:
        if chain[-1].left_edge.nbor(-1).text != ",":
            break
        chain.append(chain[-1].head)
    if len(chain) < 2:
        return
    subject = chain[-2]
    titled = chain[-1].lower_ in titles() and subject.lower_ not in titles()
    if titled and (guest := _guest_behind(subject)) is not None:
        guest.head, guest.dep_ = verb, "nsubj"
        return
    subject.head, subject.dep_ = verb, "nsubj"
    for name in chain[:-2]:
        name.dep_ = "appos"


def _part_owner(noun: Token, verb: Token) -> bool:
    """ "In a meeting with Chile's Luis Paz, *Peru's minister Ana Soto asked*": behind the comma a new possessor begins the
    subject; the name before it stays with the opening."""
    comma = next((w for w in noun.subtree if w.text == "," and w.i < noun.i), None)
    if noun.dep_ != "pobj" or comma is None or comma.i + 2 >= noun.i or comma.nbor(2).tag_ != "POS":
        return False
    host, link = comma.nbor(-1), noun.head
    if host.pos_ != "PROPN" or any(w.dep_ == "cc" for w in noun.subtree if w.i < noun.i):
        return False
    for word in [w for w in noun.subtree if link.i < w.i < host.i and w.head.i > comma.i]:
        word.head = host
    host.head, host.dep_ = link, "pobj"
    noun.head, noun.dep_ = verb, "nsubj"
    comma.head = verb
    return True


def _name_as_helper(verb: Token) -> Token | None:
    """ "Ministers Rashad Aliyev of Azerbaijan met": a first name taken for an auxiliary; no auxiliary has a capital."""
    helpers = (c for c in verb.children if c.dep_ == "aux" and c.text[:1].isupper())
    return next((c for c in helpers if c.i > verb.sent.start and c.nbor(1).text[:1].isupper()), None)


def _make_name(name: Token, verb: Token) -> None:
    owner = next((c for c in name.children if c.i > name.i and c.pos_ == "PROPN"), None)
    office = next((c for c in name.children if c.dep_ in SUBJECTS), None)
    if owner is None:
        return
    name.tag_, name.pos_ = "NNP", "PROPN"
    owner.head, owner.dep_ = (verb, "nsubj") if office is None else (office, "appos")
    name.head, name.dep_ = owner, "compound"
    if office is not None:
        office.head, office.dep_ = verb, "nsubj"


def _noun_before(verb: Token) -> Token | None:
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].is_punct or verb.doc[at].pos_ in ("ADV", "AUX")):
        at -= 1
    noun = verb.doc[at]
    while noun.dep_ in ("compound", "nmod", "flat") and noun.head.i < verb.i:
        noun = noun.head
    return noun if noun.pos_ in NOMINAL else None

"""What is said, where it is said in a clause: the clause's words without the reporting clause's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from communique.grammar import is_passive, text_of, trimmed
from communique.grammar.parsed import Stretch, Token
from communique.model import Span
from communique.statements.cues import nouns, verbs
from communique.statements.reports import FINITE, QUOTE_MARKS, SUBJECTS, Report, clause_tokens, noun_bounds

WH = frozenset({"WRB", "WP", "WDT", "WP$"})
# What a content clause without "that" may begin with: a noun phrase.
SUBJECT_TAGS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "CD", "EX", "JJ"})
# From the verb to its "that": "insists, most recently in an interview with the radio, that".
THAT_REACH = 14
TURNS = frozenset({"though", "although", "while", "but", "and"})
# Words that take up a clause after a parenthetical report ("..., he told the radio, if the road was open").
JOINS = frozenset({"if", "unless", "because", "but", "and", "until", "when", "although", "though", "or", "so"})
# "provided that", "granted that": participles that have become conjunctions, a closed class.
CONJUNCTIONS = frozenset({"provided", "providing", "granted", "supposing", "assuming", "given", "seeing"})
OUTER_MARKS = " \t\n\xa0\u2009,;:-–—"


def clause_contents(report: Report) -> tuple[str, list[Span]] | None:
    """The construction and the content of a verb that reports a clause, or None where it reports none.

    The content may stand after the verb, before it ("..., the mayor said") or on both sides of it.
    """
    if report.negated or (report.unsaid and report.verb.dep_ != "relcl"):
        return None
    if report.takes("raised") and (told := raised(report)) is not None:
        return told
    if unvoiced(report):
        return None
    after = content_after(report)
    if after is not None:
        return after
    if (report.takes("clause") or report.takes("around")) and report.own is not None:
        parts = content_around(report) or content_of_as(report)
        if parts:
            return "after", parts
    if report.takes("clause") and report.cue.kind == "speech":
        return content_by_order(report)
    return predicate(report) if report.takes("predicate") and report.subject is not None else None


def predicate(report: Report) -> tuple[str, list[Span]] | None:
    """What somebody is said to call something, in no quotation marks ("described it as a gift to both peoples")."""
    for child in report.verb.children:
        if child.dep_ == "prep" and child.lower_ == "as" and child.i > report.verb.i:
            said = next((c for c in child.children if c.dep_ in ("pobj", "pcomp", "amod")), None)
            if said is not None:
                thing = next((c for c in report.verb.children if c.dep_ == "dobj" and report.verb.i < c.i), None)
                named = thing is not None and thing.tag_ != "PRP" and thing.i < child.i
                first = thing.left_edge.i if thing is not None and named else said.left_edge.i
                return "predicate", [span(report.verb, first, said.right_edge.i)]
    return None


def unvoiced(report: Report) -> bool:
    """Nobody's words, or the writer's own: "asked whether" of one who is asked, "if it was shown that", "I think"."""
    if report.verb.lower_ in CONJUNCTIONS and report.own is None:
        return True
    asked = report.takes("question") and report.verb.dep_ in ("advcl", "acl", "prep", "csubj")
    if asked and report.own is None and report.verb.tag_ in ("VBN", "VBD"):
        return True
    if report.verb.lemma_ == "ask" and report.subject is None and is_passive(report.verb):
        return True
    if report.subject is not None:
        return report.cue.kind != "speech" and report.subject.lower_ in ("i", "we", "you")
    if report.cue.kind != "speech" and is_impersonal(report):
        return False
    if report.cue.kind != "speech" or report.verb.tag_ == "VB":
        return True
    return report.takes("question") and report.verb.tag_ == "VBN" and report.own is None


def is_impersonal(report: Report) -> bool:
    """ "It is believed that": somebody's belief, and the page does not say whose."""
    own = report.own
    if any(c.dep_ == "mark" and c.lower_ != "that" for c in report.verb.children):
        return False  # "if it was shown that"
    return own is not None and own.lower_ == "it" and own.dep_ in ("nsubjpass", "expl") and is_passive(report.verb)


def raised(report: Report) -> tuple[str, list[Span]] | None:
    """ "The ministry was said to be weighing a ban": its subject and the infinitive are what is said, and nobody says it."""
    verb, own = report.verb, report.own
    if own is None or own.dep_ != "nsubjpass" or not is_passive(verb) or own.tag_ in WH:
        return None
    clause = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    if clause is None or form_of(clause) != "infinitive":
        return None
    first, last = noun_bounds(own, verb)
    start = clause.left_edge.i
    return "raised", [
        span(verb, first, last),
        span(verb, start, cut_short(verb.doc[start : clause.right_edge.i + 1], verb)),
    ]


def content_after(report: Report) -> tuple[str, list[Span]] | None:
    """A clause the verb governs to its right."""
    verb = report.verb
    for child in verb.children:
        if child.dep_ not in ("ccomp", "xcomp", "acl", "pcomp") or child.right_edge.i <= verb.i:
            continue
        form = form_of(child)
        lost = lost_subject(report, child) if form is None else None
        if lost is not None and report.takes("clause"):
            return "clause", [span(verb, lost.left_edge.i, last_word(report, child, lost.left_edge.i))]
        if form == "clause" and report.takes("opinion") and not tells_of_acts(child):
            form = "opinion"
        if child.i < verb.i or form is None or not report.takes(form):
            continue
        start = first_word(child, verb)
        if start is None:
            continue
        parts = [span(verb, start, last_word(report, child, start))]
        pronoun = next((t for t in child.children if t.i < verb.i and t.tag_ in WH), None)
        if pronoun is not None:
            parts.insert(0, span(verb, pronoun.i, pronoun.i))
        return form, parts
    return None


def tells_of_acts(clause: Token) -> bool:
    """ "that the bridge would be rebuilt", "that no one be expelled": what is agreed to, not what is held to be so."""
    helpers = {c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")}
    modal = any(c.tag_ == "MD" for c in clause.children if c.dep_ in ("aux", "auxpass"))
    return modal or "be" in helpers or (clause.tag_ == "VB" and not helpers)


def lost_subject(report: Report, clause: Token) -> Token | None:
    """The subject of a clause that the parse took for the object of the reporting verb ("found the guards were tired")."""
    verb = report.verb
    if clause.dep_ != "ccomp" or clause.i < verb.i or report.cue.addressee:
        return None
    finite = clause.tag_ in FINITE or any(c.tag_ in FINITE for c in clause.children if c.dep_ in ("aux", "auxpass"))
    noun = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < clause.i), None)
    if noun is None or not finite or any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in clause.children):
        return None
    return noun if not any(t.text in (",", ";", ":") for t in verb.doc[verb.i + 1 : clause.i]) else None


def form_of(clause: Token) -> str | None:
    """How a content clause is built: a finite clause, a question, an infinitive or a gerund."""
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in clause.children)
    if marks & {"whether", "if"}:
        return "question"
    first = clause.left_edge
    if (
        first.tag_ in WH and not marks and not (first.lower_ == "that" and opens_clause(first))
    ):  # "told envoys whom he met" asks nothing
        return "question" if first.lower_ not in ("whom", "which", "who", "that") else None
    if to:
        return None if subject else "infinitive"
    finite = clause.tag_ in FINITE or any(c.tag_ in FINITE for c in clause.children if c.dep_ in ("aux", "auxpass"))
    if finite and (subject or "that" in marks):
        return "clause"
    if subject and "that" in marks and clause.tag_ in ("VB", "VBN", "NN"):  # "that the forms fit": tagged as bare
        return "clause"
    return "gerund" if clause.tag_ == "VBG" and not subject else None


def first_word(clause: Token, verb: Token) -> int | None:
    """Where the clause begins after its verb; "that" is left out."""
    doc = clause.doc
    when = {t.i for t in leading_time(clause, verb) for t in t.subtree}
    inside = sorted(t.i for t in clause.subtree if t.i > verb.i and t.i not in when)
    while inside and (doc[inside[0]].is_punct or doc[inside[0]].is_space) and doc[inside[0]].text not in QUOTE_MARKS:
        inside.pop(0)
    that = next((c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that" and c.i > verb.i), None)
    if inside and that is not None and that in inside and hung_before(doc[inside[0] : that]):
        inside = [i for i in inside if i >= that]
    if inside and doc[inside[0]].lower_ == "that" and opens_clause(doc[inside[0]]):
        inside.pop(0)
    return inside[0] if inside else None


def opens_clause(that: Token) -> bool:
    """ "that" as the conjunction, also where the parse took it for another word: a noun phrase follows."""
    if that.dep_ == "mark" or (that.tag_ == "WDT" and that.head.dep_ == "ccomp" and that.dep_ == "dobj"):
        return True
    following = that.doc[that.i + 1] if that.i + 1 < len(that.doc) else that
    return that.tag_ == "IN" and begins_noun(following)


def hung_before(words: Stretch) -> bool:
    """Between the verb and its "that": "reported, citing an officer, that"; the reporter's own circumstance."""
    return bool(len(words)) and words[0].tag_ in ("VBG", "IN") and words[-1].text == ","


def leading_time(clause: Token, verb: Token) -> list[Token]:
    """When it was said, where the parse takes it for the beginning of what is said ("said Monday the road ...")."""
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or any(c.dep_ == "mark" and c.i > verb.i for c in clause.children):
        return []
    early = [c for c in clause.children if verb.i < c.i < subject.i]
    return [c for c in early if c.dep_ == "npadvmod" or (c.lower_ == "on" and c.right_edge.tag_ in ("NNP", "CD"))]


def content_by_order(report: Report) -> tuple[str, list[Span]] | None:
    """Where the parse shows no clause, the order of words may: "that", or a subject right after the verb, then a verb."""
    verb, doc = report.verb, report.verb.doc
    last = verb.sent.end - 1
    start = verb.i + 1
    listener = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)
    if report.cue.addressee and listener is not None and listener.i <= last:
        start = listener.i + 1
    noun_next = start <= last and begins_noun(doc[start])
    that = next((i for i in range(start, min(start + THAT_REACH, last)) if doc[i].lower_ == "that"), None)
    if noun_next and (verb.lemma_ in ("say", "add") or report.cue.addressee):
        first = start
    elif (
        that is not None
        and (doc[that].tag_ != "WDT" or leads_whole_clause(doc[that], verb))
        and not any(is_in_the_way(doc[i]) and not names_channel(doc[i], verb) for i in range(verb.i + 1, that))
    ):
        first = that + 1 if doc[that].dep_ != "det" else that
    else:
        return None
    sure = first != start  # after "that" any verb will do; after a bare noun it must not be a relative clause's
    if not any(doc[i].tag_ in FINITE and (sure or is_main_verb(doc[i])) for i in range(first + 1, last + 1)):
        return None
    last = next((i for i in range(first, last) if doc[i].text == ";"), last + 1) - 1
    return "order", [span(verb, first, cut_short(doc[first : last + 1], verb))]


def begins_noun(token: Token) -> bool:
    """A noun phrase, and not a time ("said Monday the road ...")."""
    return token.tag_ in SUBJECT_TAGS and "npadvmod" not in (token.dep_, token.head.dep_)


def is_in_the_way(token: Token) -> bool:
    """A verb, a noun for something said or a colon between a reporting verb and a "that", which is then another's."""
    if token.tag_ in FINITE or token.text == ":":
        return True
    return token.lemma_ in nouns() or (token.tag_[:2] == "VB" and is_speech(token))


# "In a post", "on the radio", "via Telegram": by what something is said. Closed.
BY_WAY_OF = frozenset({"in", "on", "via", "through", "by"})


def leads_whole_clause(that: Token, verb: Token) -> bool:
    """ "Said in posts on X that shells had fallen on the port": parses take such a clause for one about the posts, but it
    lacks nothing; "in a report that it wrote" does."""
    told = that.head
    if told.dep_ != "relcl" or not told.left_edge.i == that.i < told.i or not names_channel(told.head, verb):
        return False
    subject = next((c for c in told.children if c.dep_ in SUBJECTS and c.i > that.i), None)
    rest = any(c.i > told.i and c.dep_ in ("dobj", "prep", "acomp", "attr", "xcomp", "ccomp") for c in told.children)
    return subject is not None and subject.tag_ != "PRP" and rest


def names_channel(noun: Token, verb: Token) -> bool:
    """ "Said in a post", "wrote in a letter to the council": by what something is said, not who else says it."""
    here = noun
    while here.dep_ in ("pobj", "prep") and here.head.i >= verb.i:
        if here.head.i == verb.i:
            return here.dep_ == "prep" and here.lower_ in BY_WAY_OF
        here = here.head
    return False


def is_main_verb(token: Token) -> bool:
    return token.tag_ in FINITE and token.dep_ not in ("relcl", "acl")


def last_word(report: Report, clause: Token, start: int) -> int:
    """Where the clause ends: at the sentence's end, unless the reporting clause takes the word again before it."""
    verb = report.verb
    doc = verb.doc
    last = max(clause.right_edge.i, start)
    for child in sorted((c for c in verb.children if c.i > clause.i), key=lambda c: c.i):
        if child.left_edge.i <= last < child.right_edge.i or child.left_edge.i > last:
            if is_outside(child) and not says_more(verb, child):
                break
            if not child.is_punct:
                last = max(last, child.right_edge.i)
    return cut_short(doc[start : with_list(verb, last) + 1], verb)


def with_list(verb: Token, last: int) -> int:
    """What a clause sets out behind a colon is said too ("noted that three things were wrong: the road, the ...")."""
    doc, end = verb.doc, verb.sent.end - 1
    if last + 2 > end or doc[last + 1].text != ":" or doc[last + 2].text in QUOTE_MARKS or "\n" in doc[last + 2].text:
        return last
    return end


def is_outside(child: Token) -> bool:
    """Whether a word under the reporting verb, after the content, belongs to the reporting clause and not to what is said."""
    if child.dep_ in ("conj", "cc", "parataxis", "nsubj", "dobj", "dative"):
        return True
    if child.dep_ == "advcl":
        return child.tag_ in ("VBG", "VBN") and not any(c.dep_ == "mark" for c in child.children)
    return child.dep_ in ("prep", "npadvmod", "agent")


def says_more(verb: Token, child: Token) -> bool:
    """ "said he was no spy and had never met one": after "said" only the speaker's words stand in the past perfect or
    with "would"; the reporter's next act would be "and left"."""
    if child.dep_ in ("cc", "punct"):
        following = next((c for c in verb.children if c.dep_ == "conj" and c.i > child.i), None)
        return following is not None and says_more(verb, following)
    if child.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in SUBJECTS for c in child.children):
        return False
    helpers = {c.lower_ for c in child.children if c.dep_ in ("aux", "auxpass")}
    own = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(helpers & {"had", "would", "could", "should", "might", "’d", "'d"} - own) and not (
        is_speech(child) and any(c.dep_ == "ccomp" for c in child.children)
    )


def cut_short(words: Iterable[Token], verb: Token) -> int:
    """The last word of these before another report begins ("..., adding that", "and warned that", "though he said")."""
    tokens = list(words)
    for i, (before, token) in enumerate(pairwise(tokens)):
        if "\n" in before.text:
            return before.i
        if before.text == "," and token.tag_ == "VBG" and token.i > verb.i and is_speech(token):
            return before.i - 1
        if token.tag_ == "CC" and reports_again(tokens[i + 2 : i + 4], verb):
            return before.i if before.text != "," else before.i - 1
        if token.tag_ == "CC" and replied_when(tokens[i + 2 :]):
            return before.i if before.text != "," else before.i - 1
        if before.text == "," and token.lower_ in TURNS and reports_of_another(tokens[i + 2 : i + 6]):
            return before.i - 1
        if token.tag_ == "CC" and another_reports(tokens[i + 2 :], verb):
            return before.i if before.text != "," else before.i - 1
    if tokens[-1].tag_ == "CC" and len(tokens) > 2:  # parses hang on it the "but" that leads to another's words
        return tokens[-2].i
    return tokens[-1].i


def replied_when(after: Sequence[Token]) -> bool:
    """After "and": "when asked about the road, the mayor replied ..."."""
    if len(after) < 3 or after[0].lower_ not in ("when", "asked", "pressed"):
        return False
    return any(
        t.tag_ in FINITE and is_speech(t) and any(c.dep_ == "nsubj" and c.i > after[0].i for c in t.children)
        for t in after[1:]
    )


def is_speech(token: Token) -> bool:
    return any(cue.kind == "speech" for cue in verbs().get(token.lemma_, ()))


def reports_again(after: Sequence[Token], verb: Token) -> bool:
    """After "and": a reporting verb in the tense of the first, without a subject, that governs words of its own."""
    finite = next((t for t in after if t.tag_ != "RB"), None)
    if finite is None or finite.tag_ != verb.tag_ or finite.tag_ not in ("VBD", "VBZ") or not is_speech(finite):
        return False
    return any(c.dep_ in ("ccomp", "dobj") and c.i > finite.i for c in finite.children)


def reports_of_another(after: Sequence[Token]) -> bool:
    """After "though" or "but": a subject and a reporting verb with its clause."""
    for i, token in enumerate(after):
        if token.tag_ in FINITE:
            return i > 0 and is_speech(token) and any(c.dep_ == "ccomp" and c.i > token.i for c in token.children)
    return False


def another_reports(after: Sequence[Token], verb: Token) -> bool:
    """After "and": somebody with a reporting verb of their own, in the tense of the first, and a clause under it ("and the
    engineer, Ana Rey, said that"); what "and that the court says" tells is still said by the first."""
    said = (t for t in after if t.tag_ == verb.tag_ and t.tag_ in ("VBD", "VBZ", "VBP") and is_speech(t))
    for token in said:
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ != "PRP" and subject.left_edge.i == after[0].i:
            return any(c.dep_ == "ccomp" and c.i > token.i for c in token.children)
    return False


def content_around(report: Report) -> list[Span]:
    """Content before a parenthetical report ("The dead include a child, the mayor said"), and what goes on after it."""
    verb, doc = report.verb, report.verb.doc
    left, right = clause_tokens(report)
    before = left - 1
    while before > verb.sent.start and doc[before].text in QUOTE_MARKS:
        before -= 1
    if before <= verb.sent.start or doc[before].text not in (",", "—", "–", "-", "--") or has_object(report):
        return []
    if takes_up_noun(report):
        return []
    start = verb.sent.start
    main = content_verb(report, start, before)
    if main is None:
        return []
    parts = [span(verb, start, before)]
    rest = rest_after(report, main, right)
    return [*parts, rest] if rest is not None else parts


def takes_up_noun(report: Report) -> bool:
    """ "Accused Chad of theft, a charge Oman denied": what is denied is the charge; parses may make it a part of the name."""
    verb, own = report.verb, report.own
    if verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" and verb.left_edge.i == verb.head.i + 1:
        return True
    return own is not None and own.pos_ == "PROPN" and own.left_edge.lower_ in ("a", "an")


def has_object(report: Report) -> bool:
    """Whether the verb has another object, so that the words before it cannot be its content."""
    blocked = ("dobj", "attr", "oprd", "acomp") if not report.cue.addressee else ("attr", "oprd", "acomp")
    return any(c.dep_ in blocked and c.i > report.verb.i for c in report.verb.children)


def content_verb(report: Report, start: int, stop: int) -> Token | None:
    """The verb of the clause before a parenthetical report: its complement, or the clause it is strewn into."""
    verb = report.verb
    for child in verb.children:
        if child.dep_ in ("ccomp", "parataxis") and child.i < verb.i:
            return child
    head = verb.head
    if (
        verb.dep_ in ("parataxis", "ccomp", "conj", "advcl", "dep", "relcl")
        and start <= head.i
        and head.sent == verb.sent
    ):
        if verb.dep_ == "conj" and any(c.dep_ == "cc" and c.i > stop - 2 for c in head.children):
            return None
        if any(c.dep_ == "mark" for c in verb.children) or (report.own is not None and report.own.tag_ in WH):
            return None
        return head if head.tag_[:2] in ("VB", "MD") or head.pos_ == "AUX" or verb.dep_ == "parataxis" else None
    return None


def rest_after(report: Report, main: Token, right: int) -> Span | None:
    """The second part of content that a report interrupts."""
    verb, doc = report.verb, report.verb.doc
    content = {t.i for t in main.subtree}
    own = {t.i for t in verb.subtree} - (content if main.head.i == verb.i else set())
    last = verb.sent.end - 1
    listener = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > right), None)
    right = max(right, listener.right_edge.i) if listener is not None else right
    straight = right + 1 <= last and doc[right + 1].text in (",", ";")
    if listener is not None and straight and not (right + 2 <= last and doc[right + 2].lower_ in JOINS):
        straight = False
    start = right + 2 if straight else next((i for i in range(right + 1, last + 1) if i not in own), last + 1)
    while start <= last and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in QUOTE_MARKS:
        start += 1
    if (
        start > last
        or doc[start].tag_ == "VBG"
        or not any(doc[i].tag_[:2] in ("VB", "MD") for i in range(start, last + 1))
    ):
        return None
    table = verbs()
    if any(
        doc[i].tag_ in FINITE and doc[i].lemma_ in table and doc[i].head.i <= verb.i for i in range(start, last + 1)
    ):
        return None
    return span(verb, start, cut_short(doc[start : last + 1], verb))


def content_of_as(report: Report) -> list[Span]:
    """ "as Niger alleged last week": the clause it hangs on is what is said."""
    verb = report.verb
    if (
        verb.dep_ != "advcl"
        or not any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
        or has_object(report)
    ):
        return []
    return clause_without(verb.head, verb)


def clause_without(head: Token, part: Token) -> list[Span]:
    """The clause of `head` with the words under `part` left out: one span, or two around them."""
    gone = {t.i for t in part.subtree}
    inside = [t.i for t in head.subtree if t.i not in gone]
    before = [i for i in inside if i < min(gone)]
    after = [i for i in inside if i > max(gone)]
    parts = [span(head, min(side), max(side)) for side in (before, after) if side]
    return [p for p in parts if any(c.isalnum() for c in text_of(head.doc)[p.start : p.stop])]


def span(near: Token, first: int, last: int) -> Span:
    """Characters of these tokens, without outer commas and dashes, full stop or quotation marks around the whole."""
    doc, text = near.doc, text_of(near.doc)
    return bare(text, trimmed(text, Span(doc[first].idx, doc[last].idx + len(doc[last])), OUTER_MARKS))


def bare(text: str, found: Span) -> Span:
    """The span without a closing full stop; and without marks where they enclose the whole of it."""
    start, stop = found.start, found.stop
    while stop > start and text[stop - 1] in ".?! \n\xa0" and not text[start:stop].endswith(("U.S.", "U.N.", "...")):
        stop -= 1
    return trimmed(text, Span(start, stop), OUTER_MARKS)

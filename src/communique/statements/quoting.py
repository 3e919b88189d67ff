"""Whose words stand between quotation marks: the report before or after them, a label, or whoever spoke just before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from communique.grammar.parsed import Doc, Token
from communique.model import Span
from communique.statements.contents import content_around
from communique.statements.drafts import Draft
from communique.statements.marks import Quotation
from communique.statements.reports import FINITE, Report

ENDS = ".?!…:"
CLAUSE_ENDS = ",?!…—–-"
# From a closing mark to the verb that reports it: "the foreign minister of ..., a former ..., who ..., said". The longest
# we met in our own sentences is 32 words; beyond 45 the verb belonged to something else.
REACH = 45
# Words that stay small in a title; a closed class.
SMALL = frozenset({"a", "an", "the", "of", "in", "on", "at", "and", "or", "for", "to", "by", "from", "with"})
# Words between a report and the rest of what it reports; a closed class.
JOINING = frozenset({"but", "and", "or", "so", "because", "that"})
DASHES = frozenset({"-", "--", "–", "—", "―", ":"})
# Characters between a verb and a mark right behind it ("said, “").
CLOSE = 3


class Quoting:
    """The quotations of one article, with the reports that stand near them."""

    def __init__(self, doc: Doc, quotations: Sequence[Quotation], reports: dict[int, Report]) -> None:
        self.doc = doc
        self.text = doc.text
        self.reports = reports
        self.outer = [q for q in quotations if q.depth == 0]
        self.inner = [q for q in quotations if q.depth > 0]
        self.offsets = [token.idx for token in doc]
        self.used: dict[int, Draft] = {}  # by the quotation's start

    def sign(self, drafts: Sequence[Draft]) -> None:
        """Take note of quotations that a signature already gives to somebody."""
        signed = {draft.parts[0]: draft for draft in drafts}
        for q in self.outer:
            if q.inner in signed:
                self.used[q.start] = signed[q.inner]

    def drafts(self, lines: Sequence[Span]) -> list[Draft]:
        """Every statement made of whole quoted sentences, in reading order."""
        found: list[Draft] = []
        at = 0
        for position, line in enumerate(lines):
            here: list[Quotation] = []
            while at < len(self.outer) and self.outer[at].start < line.stop:
                here.append(self.outer[at])
                at += 1
            before = lines[position - 1] if position else None
            found += self.in_line(line, here, before, found[-1] if found else None)
        return found + self.nested()

    def in_line(self, line: Span, here: list[Quotation], before: Span | None, last: Draft | None) -> list[Draft]:
        found: list[Draft] = []
        for i, q in enumerate(here):
            if q.start in self.used:
                continue
            begin = here[i - 1].stop if i else line.start
            end = here[i + 1].start if i + 1 < len(here) else line.stop
            previous = here[i - 1] if i else None
            draft = self.continued(q, previous, line, before)
            if draft is None:
                draft = self.reported(q, begin, end, line, before)
            if draft is None and self.is_utterance(q, line, end):
                draft = self.carried(q, line, found[-1] if found else last)
            if draft is None:
                continue
            if draft not in found and draft is not last:
                found.append(draft)
            self.used[q.start] = draft
        return found

    # -- one quotation -----------------------------------------------------------------------------------------------

    def continued(self, q: Quotation, previous: Quotation | None, line: Span, before: Span | None) -> Draft | None:
        """The rest of a statement already begun: after its report ("...," he said. "..."), or in the next paragraph."""
        if previous is None:
            earlier = self.last_in(before) if before is not None else None
            if earlier is not None and earlier.goes_on and not self.text[line.start : q.start].strip():
                return self._add(self.used.get(earlier.start), q)
            return None
        draft = self.used.get(previous.start)
        if draft is None:
            return None
        gap = self.text[previous.stop : q.start].strip()
        if not gap.strip(" .…,"):
            return self._add(draft, q)
        verb = draft.verb
        if verb is None or not previous.stop <= verb.idx < q.start:
            return None
        if self._finite_between(verb.idx + len(verb), q.start):
            return None
        if gap.rpartition(",")[2].strip().lower() in JOINING:  # '"We came," she said, but "nobody was there."'
            return self._add(draft, q)
        if gap.endswith(",") or (gap.endswith(tuple(ENDS)) and self.after(q, q.stop, self._gap_end(q, line)) is None):
            if ":" in gap or (gap.endswith(",") and self.before(q, previous.stop, verb.idx + len(verb)) is not None):
                return None
            return self._add(draft, q)
        return None

    def _add(self, draft: Draft | None, q: Quotation) -> Draft | None:
        if draft is not None:
            draft.parts.append(self.words_of(q))
        return draft

    def _gap_end(self, q: Quotation, line: Span) -> int:
        following = next((o for o in self.outer if o.start >= q.stop), None)
        return following.start if following is not None and following.start < line.stop else line.stop

    def last_in(self, line: Span) -> Quotation | None:
        inside = [q for q in self.outer if line.start <= q.start < line.stop]
        return inside[-1] if inside else None

    def reported(self, q: Quotation, begin: int, end: int, line: Span, before: Span | None) -> Draft | None:
        """A quotation with its own report."""
        lead = self.text[begin : q.start].rstrip()
        after = self.after(q, q.stop, end) if self.starts_clean(q, line) else None
        ahead = self.before(q, begin)
        if ahead is None and not lead and q.start - line.start < 3 and before is not None:
            above = self.text[before.start : before.stop].rstrip()
            if above.endswith(":"):
                ahead = self.before(q, before.start, stop=before.start + len(above))
        if ahead is not None and (after is None or lead.endswith(":") or ahead.verb.tag_ != "VBG"):
            return self._draft(q, ahead, "before")
        if after is not None:
            return self._draft(q, after, "after")
        return None

    def _draft(self, q: Quotation, report: Report, where: str) -> Draft:
        parenthetical = where == "before" and q.depth == 0 and report.own is not None
        led = content_around(report)[:1] if parenthetical else []
        return Draft(
            rule=f"{report.cue.id}:quotation",
            parts=[*led, self.words_of(q)],
            near=report.verb,
            verb=report.verb,
            cue=Span(report.verb.idx, report.verb.idx + len(report.verb)),
            speaker=self.outside(q, report),
            addressed=report.cue.addressee,
            quoted=not led and not (report.cue.particle and self.text[q.inner.start : q.inner.start + 1].islower()),
            confidence=0.95 if where == "after" else 0.93,
        )

    def outside(self, q: Quotation, report: Report) -> Token | None:
        """The report's subject; where the parse took words of the quotation for it, the noun beside the verb."""
        subject, verb = report.subject, report.verb
        if subject is None or not q.start <= subject.idx < q.stop or verb.idx < q.stop:
            return subject
        before = [t for t in self.tokens(q.stop, verb.idx) if not t.is_punct and not t.is_space]
        if before:
            return self.doc[before[0].i : before[-1].i + 1].root
        after = []
        for token in self.doc[verb.i + 1 : verb.sent.end]:
            if token.is_punct or token.pos_ in ("ADP", "VERB", "AUX", "SCONJ"):
                break
            after.append(token)
        return self.doc[after[0].i : after[-1].i + 1].root if after else subject

    def words_of(self, q: Quotation) -> Span:
        start, stop = q.inner.start, q.inner.stop
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        return Span(start, stop)

    def starts_clean(self, q: Quotation, line: Span) -> bool:
        """Whether the quotation begins a sentence of the page: else it is a part of one, and the clause reports it."""
        lead = self.text[line.start : q.start].rstrip()
        return not lead or lead[-1] in ".?!:;”\"»—–…'’" or lead.endswith(("--", " -"))

    def is_utterance(self, q: Quotation, line: Span, end: int) -> bool:
        """A whole quoted sentence, so that somebody must have said it even where no verb says who."""
        if not self.starts_clean(q, line) or (not q.closed and not q.goes_on and q.start > line.start + 3):
            return False
        quoted = self.text[q.inner.start : q.inner.stop]
        answer = self.text[line.start : q.start].rstrip().endswith(":") and quoted.rstrip()[-1:] in (".", "?", "!")
        if (len(quoted.split()) < 3 and not answer) or is_title(quoted.strip()):
            return False
        ends = self.text[q.inner.stop - 1] in ".?!…" or self.text[q.stop : q.stop + 1] in (".", "?", "!")
        return ends or not q.closed

    def tokens(self, start: int, stop: int) -> list[Token]:
        first = bisect_left(self.offsets, start)
        found = []
        while first < len(self.offsets) and self.offsets[first] < stop:
            found.append(self.doc[first])
            first += 1
        return found

    def after(self, q: Quotation, start: int, end: int) -> Report | None:
        """The report that follows a quotation: "...", said the minister."""
        closing = self.text[q.inner.start : q.inner.stop].rstrip("’'”\" ")[-1:]
        gap = self.text[start:end].lstrip()
        if is_title(self.text[q.inner.start : q.inner.stop].strip() or "-"):
            return None
        if (not closing or closing not in CLAUSE_ENDS) and not gap.startswith((",", "—", "–", "-")):
            return None
        for count, token in enumerate(self.tokens(start, end)):
            if count > REACH or (token.text in (".", ";", ":", "?", "!") or "\n" in token.text):
                return None
            report = self.reports.get(token.i)
            if report is not None and report.takes("quotation") and token.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
                return report if not _inside_noun(token) or count <= 3 else None
            if (
                token.tag_ in FINITE
                and token.dep_ not in ("relcl", "aux", "auxpass", "acl")
                and not _inside_noun(token)
            ):
                return None
        return None

    def before(self, q: Quotation, begin: int, start: int | None = None, stop: int | None = None) -> Report | None:
        """The report that leads into a quotation: the minister said: "..."."""
        stop = q.start if stop is None else stop
        lead = self.text[begin:stop].rstrip()
        if not lead or lead[-1] in ".?!;…":
            return None
        led = lead[-1] in ":,—–" or lead.endswith("--")
        for count, token in enumerate(reversed(self.tokens(begin if start is None else start, stop))):
            if token.text in (".", "?", "!", ";") or "\n" in token.text or count > REACH:
                return None
            report = self.reports.get(token.i)
            if report is not None and report.takes("quotation") and not report.negated and _is_active(token):
                quoted = self.text[q.inner.start : q.inner.stop].strip()
                if lead[-1] != ":" and (is_title(quoted or "-") or (not led and " " not in quoted)):
                    return None
                particle = len(report.cue.particle) + 1 if report.cue.particle else 0
                close = q.start - token.idx - len(token) - particle <= CLOSE
                if led and (lead[-1] != "," or close or self.text[q.inner.start : q.inner.start + 1].isupper()):
                    return report
                return report if self._begins_sentence(q, token) else None
            if token.tag_ in FINITE and token.dep_ not in ("relcl", "acl") and lead[-1] != ":":
                return None
            if token.tag_ in FINITE and lead[-1] == ":" and report is None and token.dep_ == "ROOT":
                return None
        return None

    def _begins_sentence(self, q: Quotation, verb: Token) -> bool:
        """Unmarked ("he said “We ...”"): the quotation is a whole sentence, and no "that" leads into it."""
        between = self.tokens(verb.idx + len(verb), q.start)
        first = self.text[q.inner.start : q.inner.start + 1]
        return (
            first.isupper()
            and len(between) <= 8
            and not any(t.lower_ in ("that", "as", "the", "a") for t in between[-1:])
        )

    def _finite_between(self, start: int, stop: int) -> bool:
        return any(
            t.tag_ in FINITE
            and t.dep_ not in ("relcl", "acl", "advcl")
            and not _inside_noun(t)
            and t.i not in self.reports
            for t in self.tokens(start, stop)
        )

    def carried(self, q: Quotation, line: Span, last: Draft | None) -> Draft | None:
        """No verb reports it: the speaker is the subject of the sentence before, or whoever spoke last."""
        near = self.tokens(q.inner.start, q.inner.stop)
        if not near:
            return None
        lead = self.tokens(line.start, q.start)
        subject = _subject_before(lead)
        draft = Draft(rule="quotation-carried", parts=[self.words_of(q)], near=near[0], quoted=True, confidence=0.6)
        draft.joins = self._report_just_before(lead)
        if lead and lead[-1].text in DASHES and not _introduces(lead, subject):
            return None
        if subject is not None:
            draft.speaker, draft.rule = subject, "quotation-named-before"
        elif last is not None:
            draft.same_speaker = last
        else:
            return None
        return draft

    def _report_just_before(self, lead: Sequence[Token]) -> Token | None:
        """The reporting verb of the sentence just before, where that sentence quotes its clause ('..., she said. "...')."""
        if not lead:
            return None
        sentence = [t for t in lead if t.sent.start == lead[-1].sent.start]
        verbs = [t for t in sentence if t.i in self.reports and self.reports[t.i].takes("quotation")]
        marks = any(t.text in ('"', "”", "''") for t in sentence)
        return verbs[-1] if verbs and marks and content_around(self.reports[verbs[-1].i]) else None

    def nested(self) -> list[Draft]:
        """Quotations inside quotations, where a verb inside the outer one reports them."""
        found = []
        for q in self.inner:
            outer = next((o for o in self.outer if o.inner.start <= q.start and q.stop <= o.inner.stop), None)
            report = self.before(q, outer.inner.start) if outer is not None else None
            if report is not None and len(self.text[q.inner.start : q.inner.stop].split()) >= 3:
                found.append(self._draft(q, report, "before"))
        return found


def _is_active(verb: Token) -> bool:
    """A finite verb, a gerund, a perfect, or "was quoted as saying": not a bare passive."""
    return verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve", "’ve") for c in verb.children)


def is_title(text: str) -> bool:
    """ "The Long Road Home", "The Long Road Home.": a title or a heading, nobody's words."""
    text = text.rstrip(".,") or text
    words = [word.lstrip("“‘'\"([") for word in text.split()]
    named = [word for word in words if word.lower().strip(",.") not in SMALL]
    return len(words) >= 2 and bool(named) and all(word[:1].isupper() for word in named) and text[-1] not in "?!"


def _introduces(lead: Sequence[Token], subject: Token | None) -> bool:
    """ "The envoy was blunt: “...”": a person who is subject of the sentence before the colon. A thing ("The plan was
    simple: ...") says nothing."""
    if lead[-1].text != ":" or subject is None or subject.sent != lead[-1].sent:
        return False
    named = any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in subject.children)
    return named or subject.pos_ == "PROPN" or subject.lower_ in ("he", "she", "they")


def _inside_noun(token: Token) -> bool:
    """Inside a relative clause or another modifier of a noun."""
    return token.dep_ in ("relcl", "acl") or any(above.dep_ in ("relcl", "acl") for above in token.ancestors)


def _subject_before(lead: Sequence[Token]) -> Token | None:
    """The subject of the last main clause of these words."""
    for token in reversed(lead):
        if (
            token.dep_ in ("nsubj", "nsubjpass")
            and token.head.dep_ in ("ROOT", "conj")
            and token.tag_ not in ("WP", "WDT", "EX")
        ):
            return token
    return None

"""Parse articles so that every token's offset is an offset of the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from communique.grammar.parsed import Doc
from communique.model import Article
from communique.sentences.mending import mend
from communique.sentences.pipeline import load_pipeline, pipeline_name
from communique.sentences.plain import plain
from communique.sentences.remembered import RULED, remembered

# What stands before the first sentence of a line and would confuse its parse: a bullet, the time of an entry in a live page
# ("12:30 Opposition supporters have gathered", "9.05 am GMT - Talks"; not "12.30 million people"), or a dateline
# ("ISLAMABAD:", "BEIJING, July 15 (Xinhua) --"). Not "Moscow: no talks planned", which is a headline's attribution.
BULLET = re.compile(r"[ \t\xa0]*[•●▪◦‣∙·*►–—-][ \t\xa0]+")
CLOCK = re.compile(
    r"[ \t\xa0]*(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[ \xa0]?[ap]\.?m\.?)?(?:[ \xa0]?(?:GMT|UTC|[A-Z]{1,4}T|local time))?"
    r"[ \t\xa0]*(?:[|:·–—-][ \t\xa0]*)?(?<=[\s\xa0])(?=[\"'“‘(]?[A-ZÀ-ÖØ-Þ])"
)
# "Amman, 12 May 2025 (Petra) -- ", "Doha, May 3 (QNA) - ": a place in small letters needs a day behind it.
DATED = re.compile(
    r"[ \t\xa0]*[A-ZÀ-ÖØ-Þ][\w'’.\- ]{1,30}, "
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?[ \xa0]?"
    r"(?:\([A-Za-z .]{2,24}\)[ \xa0]?)?"
    r"(?:—|–|--|-)[ \xa0]+"
)
DATELINE = re.compile(
    r"[ \t\xa0]*[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\- ]{2,40}"  # the place in capitals
    r"(?:[,/][^:—–\n]{0,40}?)?"  # a country, a date
    r"(?:\([A-Za-z .]{2,24}\)[ \xa0]*)?"  # an agency
    r"(?::|[ \xa0]?(?:—|–|--|-))[ \xa0]+"
)
LINE = re.compile(r"[^\n]*\n*")

# A parse's memory grows with its length: a Doc of more than about 200,000 characters takes over 1 GB. Longer articles
# are books or lists, never news; they are parsed up to here and `reading` says so among the page's problems.
LONGEST_PARSE = 200_000
# Words without a full stop after which a comma or "and" ends a sentence, and after which any word does. The longest
# sentences of communiqués ("Recalling ..., reaffirming ...") have some 200 words; what goes on longer is a list that lost
# its line breaks, or a page made to hurt: many rules look at all of a sentence, for each of its verbs.
LONG_SENTENCE, LONGEST_SENTENCE = 250, 400
FULL_STOPS = frozenset((".", "?", "!", "…"))
PAUSES = frozenset((",", ";", ":", "—", "–"))
JOINTS = frozenset(("and", "but", "or"))
# Articles a batch: larger batches parse no faster on two cores and hold more Docs in memory.
BATCH = 16


def parse(articles: Iterable[Article], pipeline: str | None = None) -> Iterator[tuple[Article, Doc]]:
    """Yield each article with its parse, in order.

    Every line of the article begins a sentence; bullets, times of entries and datelines are sentences of their own, so that
    they do not confuse the parse of the words after them. `doc.text` equals `article.text` (up to LONGEST_PARSE characters); an
    article that is not in English has an empty parse.
    """
    nlp = load_pipeline(pipeline or pipeline_name())
    drafts = ((tokenize(nlp, to_parse(article)), article) for article in articles)
    rules = remembered(nlp)
    for doc, article in nlp.pipe(drafts, as_tuples=True, batch_size=BATCH, disable=RULED if rules else []):
        yield article, plain(mend(rules(doc) if rules else doc))


def to_parse(article: Article) -> str:
    """What of an article is parsed: nothing where it is not in English, else all of it up to LONGEST_PARSE."""
    return article.text[:LONGEST_PARSE] if article.language in (None, "en") else ""


def tokenize(nlp: Language, text: str) -> Parsed:
    """Tokens with sentence starts set at every line, after every bullet, time and dateline, and where a sentence has no
    end."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | None] = []
    for piece in pieces(text):
        run = 0
        for position, token in enumerate(nlp.tokenizer(piece)):
            word = token.text
            too_long = run >= LONGEST_SENTENCE or (
                run >= LONG_SENTENCE and (words[-1] in PAUSES or word.lower() in JOINTS)
            )
            words.append(word)
            spaces.append(bool(token.whitespace_))
            starts.append(True if position == 0 or too_long else None)
            run = 0 if too_long or word in FULL_STOPS else run + 1
    return Parsed(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)  # type: ignore[arg-type]


def pieces(text: str) -> Iterator[str]:
    """Lines of the text with their line breaks, bullets, times of entries and datelines cut off: joined they are the text again."""
    for line in LINE.findall(text):
        for pattern in (BULLET, CLOCK, DATED, DATELINE):
            lead = pattern.match(line)
            if lead and line[lead.end() :].strip():
                yield lead.group()
                line = line[lead.end() :]
        if line:
            yield line

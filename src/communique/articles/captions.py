"""Captions and their credits: "... in Beijing. (@Handle/X)", "[Photo] ... N. Name / Outlet", "... on Monday.—APNS"."""

from __future__ import annotations

import re

from communique.articles.words import agency_in, pattern_of, plain

_OPENS = re.compile(
    r"^\s*(?:\[\s*(?:photo|file photo|image|picture|file)\s*\]|(?:file )?(?:photo|image|picture|caption)s?\s*[:|])\s*",
    re.I,
)
# Credits at the end of a caption, the likeliest first.
_BRACKETED = re.compile(r"\s*(?P<credit>[(\[][^()\[\]]{2,80}[)\]])\.?$")
_LABELLED = re.compile(
    r"\s*[|–—-]?\s*(?P<credit>\b(?:photo(?:graph)?s?|pictures?|images?|credit|file photo|courtesy)\s*(?:by|via|from|credit|courtesy(?: of)?)?\s*[:|/–—-]\s*\S.{1,70}|(?:photo(?:graph)?|image|picture) (?:by|via|courtesy) \S.{1,70})$",
    re.I,
)
# The dash after the full stop, then at most five words with no full stop of their own.
_DASHED = re.compile(
    r"\s(?P<photo>[—–-]\s?[A-Z@][^.!?]{1,40}\b(?:photo|photograph|picture|file))$|(?<=[.!?”\"])\s?(?P<credit>[—–-]\s?[A-Z@][^.!?]{1,40})$"
)
# "N. Sodnom / Steppe Observer": a name, a slash, an outlet, after the sentence.
_SLASHED = re.compile(r"(?<=[.!?”\"])\s+(?P<credit>[A-Z@][\w.'’ -]{1,30}\s?/\s?[A-Z@][\w.'’ &-]{1,40})\.?$")
_PIPED = re.compile(r"\s*(?P<credit>\|\s*[A-Z@][\w.'’ &/@-]{1,50})$")
_AUTHOR_OF_PICTURE = re.compile(r"@\w|/\s*\w|\bvia\b", re.I)


def opener_of(text: str) -> int:
    """How many characters of a caption only say that it is one ("[Photo] ")."""
    match = _OPENS.match(text)
    return match.end() if match else 0


def credit_of(text: str) -> int | None:
    """Where the credit that ends a caption starts, or None.

    In brackets only what names a picture's author counts: "(Handout)", "(NK/Name)", "[Image via X]", a known agency.
    "(bdh)", a reporter's initials, does not.
    """
    match = _BRACKETED.search(text)
    if match:
        inside = plain(match["credit"]).strip("()[]")
        named = _AUTHOR_OF_PICTURE.search(inside) or pattern_of("photo").search(inside) or agency_in(inside)
        return match.start("credit") if named and match.start() > 0 else None
    for form in (_LABELLED, _DASHED, _SLASHED, _PIPED):
        match = form.search(text)
        if match and match.start() > 0:
            return match.start("photo" if "photo" in match.groupdict() and match["photo"] else "credit")
    return None


_CREDIT_ALONE = re.compile(
    r"^(?:\[|\()?(?:[A-Z@][\w.'’-]*(?: [\w.'’-]+){0,4}\s?/\s?[A-Z@][\w.'’ -]{1,30}|(?:AP|AFP|EPA|Reuters|REUTERS) (?:photo|PHOTO|Photo)|.{0,30}\b(?:via )?Getty Images)(?:\]|\))?$"
)


def is_credit_alone(text: str) -> bool:
    """Whether a line is nothing but a picture's credit: "Jane Doe/EPA", "AFP via Getty Images"."""
    return len(text.split()) <= 8 and (
        _CREDIT_ALONE.match(text) is not None
        or re.match(r"(?:photo|picture|image)s?(?: by|:| credit)\s*\S", text, re.I) is not None
    )


# Captions of photographs have up to four sentences.
CAPTION_LETTERS = 1200


def is_caption(text: str, before_body: bool) -> bool:
    """Whether a line is a picture's caption.

    Before the body a credit at its end is enough. Inside the body paragraphs too may end in "(Reuters)" or "-AFP":
    there it needs an opener, a pose, or a credit that names a picture's author.
    """
    if opener_of(text):
        return True
    if len(text) > CAPTION_LETTERS:
        return False
    start = credit_of(text)
    if start is None:
        return before_body and pattern_of("pose").search(plain(text)) is not None
    if before_body:
        return True
    credit = plain(text[start:])
    if pattern_of("pose").search(plain(text)):
        return True
    return len(text.split()) <= 60 and bool(
        re.search(r"@\w|\w\s?/\s?\w", credit) or re.search(r"\b(?:photo|image|picture|handout|file)\b", credit)
    )

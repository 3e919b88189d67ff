"""Bytes -> text: which encoding they are in, whatever they say; and what has no place in a text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

# How files that are no text begin.
MAGIC = (
    (b"%PDF-", "a PDF document", "application/pdf"),
    (b"\x89PNG\r\n", "a PNG image", "image/png"),
    (b"\xff\xd8\xff", "a JPEG image", "image/jpeg"),
    (b"GIF8", "a GIF image", "image/gif"),
    (b"PK\x03\x04", "a zip archive", "application/zip"),
    (b"\x1f\x8b", "a gzip archive", "application/gzip"),
    (b"BZh", "a bzip2 archive", "application/x-bzip2"),
    (b"\xfd7zXZ", "an xz archive", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "application/zstd"),
    (b"7z\xbc\xaf", "a 7z archive", "application/x-7z-compressed"),
    (b"Rar!", "a rar archive", "application/vnd.rar"),
    (b"\x7fELF", "a program", "application/x-executable"),
    (b"MZ\x90", "a program", "application/x-msdownload"),
    (b"SQLite format 3", "a SQLite database", "application/vnd.sqlite3"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "application/x-ole-storage"),
    (b"WARC/1.", "a web archive (WARC)", "application/warc"),
    (b"OggS", "a sound or film", "application/ogg"),
    (b"ID3", "a sound", "audio/mpeg"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,30})",
    re.I,
)
# Where charsets are declared; browsers look no further.
DECLARED_WITHIN = 4096
# How much of a page is looked at to tell text from data, and one encoding from another.
SAMPLE = 200_000
# Of the bytes of a text, the share that may be control bytes: a stray NUL here and there, not one byte in ten.
CONTROL_SHARE = 0.05
FEW_CONTROLS = 20
# Bytes that are not what they claim, per letter: a page with more is in another encoding altogether.
BROKEN_SHARE = 0.02


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it came in (None for what is no text), and what had to be repaired."""

    text: str
    encoding: str | None
    problems: tuple[str, ...] = ()
    media_type: str | None = None  # of what is no text


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a page. `declared` is what a server or an archive says of its charset; it may be wrong."""
    if not raw.strip(b"\x00\t\n\r\x0b\x0c "):
        return Decoded("", None, ("This page is empty.",))
    for magic, name, media_type in MAGIC:
        if raw.startswith(magic):
            return Decoded("", None, (f"This is {name}, not a page of text.",), media_type)
    text, encoding, problems = _decoded(raw, declared or _declared_in(raw))
    if encoding is None:
        return Decoded("", None, ("This is data, not text: it is full of control bytes.",), "application/octet-stream")
    text, more = cleaned(text)
    return Decoded(text, encoding, (*problems, *more))


def _decoded(raw: bytes, declared: str | None) -> tuple[str, str | None, list[str]]:
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return _leniently(raw[len(bom) :], encoding)
    wide = _wide_encoding(raw)
    if wide:
        return _leniently(raw, wide)
    sample = raw[:SAMPLE]
    controls = sum(sample.count(bytes([b])) for b in range(32) if b not in (9, 10, 11, 12, 13, 27))
    if controls > CONTROL_SHARE * len(sample) and controls > FEW_CONTROLS:
        return "", None, []
    known = _known(declared)
    if b"\x1b$" in sample or b"\x1b(" in sample:
        known = "iso2022_jp"
    elif _decodes(raw, "utf-8"):
        wrong = known not in (None, "utf-8") and not raw.isascii()
        return (
            raw.decode("utf-8", "ignore"),
            "utf-8",
            [f"This page says it is {declared}; it is UTF-8."] if wrong else [],
        )
    if known and known != "utf-8" and _decodes(raw, known) and _plausible(raw[:SAMPLE].decode(known, "ignore")):
        return raw.decode(known, "ignore"), known, []
    return _guessed(raw, known, declared)


def _guessed(raw: bytes, known: str | None, declared: str | None) -> tuple[str, str | None, list[str]]:
    """No encoding fits as declared: UTF-8 with a few broken bytes, or what the bytes themselves look like."""
    as_utf8 = raw.decode("utf-8", "replace")
    if as_utf8.count("\ufffd") <= BROKEN_SHARE * len(as_utf8):
        return _leniently(raw, "utf-8")
    from resiliparse.parse.encoding import detect_encoding

    guess = _known(detect_encoding(raw, max_len=SAMPLE)) or "cp1252"
    text, encoding, problems = _leniently(raw, guess)
    if known and known != guess:
        problems.insert(0, f"This page says it is {declared}; its bytes are not. It was read as {guess}.")
    return text, encoding, problems


def _leniently(raw: bytes, encoding: str) -> tuple[str, str | None, list[str]]:
    text = raw.decode(encoding, "replace")
    broken = text.count("\ufffd")
    # The page may have been cut in the middle of its last letter.
    if broken and text.endswith("\ufffd") and len(text) > 100:
        text, broken = text[:-1], broken - 1
    problems = [f"{broken} letter{'s' if broken > 1 else ''} could not be read as {encoding}."] if broken > 0 else []
    return text, encoding, problems


def _known(name: str | None) -> str | None:
    """The codec of a charset's name if the web knows it; Python's other codecs (zip, rot13, ...) are none."""
    if not name:
        return None
    from resiliparse.parse.encoding import map_encoding_to_html5

    found: str | None = map_encoding_to_html5(name.strip().lower(), False)
    # A page whose declaration can be read byte by byte is not in UTF-16, whatever it declares.
    return "utf-8" if found in ("utf-16-le", "utf-16-be") else found


def _declared_in(raw: bytes) -> str | None:
    found = _META.search(raw[:DECLARED_WITHIN])
    return (found.group(1) or found.group(2)).decode("ascii", "ignore") if found else None


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(raw)  # a letter cut at the end is no fault
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _plausible(text: str) -> bool:
    """Whether a decoded text is letters rather than signs: Shift-JIS read as Latin-1 is full of them."""
    foreign = [c for c in text if ord(c) > 127]
    odd = sum(unicodedata.category(c) in ("Cc", "Co", "Cn", "So", "Sk") or c in "ÃÂ" for c in foreign)
    return odd <= 0.3 * len(foreign) or len(foreign) < 5


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Western text is NUL, and of other text the high bytes repeat."""
    sample = raw[: SAMPLE // 2 * 2]
    even, odd = sample[0::2], sample[1::2]
    if len(odd) < 4:
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


# Line breaks that are not "\n"; NEL and the separators come from other systems' text.
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff\ufff9-\ufffb]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u2060\ufeff]")


def cleaned(text: str) -> tuple[str, list[str]]:
    """The text without control characters and marks of direction, which hide or reorder words; they are counted."""
    text = _BREAKS.sub("\n", text)
    problems = []
    for form, name in ((_CONTROLS, "control character(s)"), (_BIDI, "mark(s) of writing direction")):
        text, count = form.subn("", text)
        if count:
            problems.append(f"{count} {name.replace('(s)', 's' if count > 1 else '')} removed.")
    return _INVISIBLE.sub("", text), problems

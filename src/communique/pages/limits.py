"""How much of anything is read: each limit with its name, its default and its sentence for a page's problems."""

from __future__ import annotations

from msgspec import Struct

MB = 1_000_000


class Limits(Struct, frozen=True, kw_only=True):
    """What a page may cost. Whoever raises one of these pays in memory: a page takes about twenty times its bytes."""

    # News pages have 10 kB to 1 MB; at 5 MB we have only seen dumps of data and pages made to be heavy.
    page_bytes: int = 5 * MB
    # A tag this long holds a picture or a program in its attributes, no words.
    tag_letters: int = 64_000
    tag_attributes: int = 1_000
    # Parsers silently drop what is nested deeper than 255; the deepest news pages have 60.
    nesting: int = 200
    links: int = 20_000
    # The parser behind lxml refuses a text of 10 MB and loses all that follows.
    text_run: int = 9 * MB
    feed_bytes: int = 10 * MB
    feed_items: int = 5_000
    # A member of an archive: compressed bytes may stand for a thousand times as many.
    member_bytes: int = 20 * MB
    # Bytes that one byte of an archive may unpack to; text packs to a fifth, a bomb to a thousandth.
    unpack_ratio: int = 100
    # What reading one page may take where pages are read by processes of their own (`communique add`): so many seconds
    # of CPU and, for each letter, a fourth of the usual speed more; and so many bytes beyond what a process has anyway.
    # The longest articles that are parsed whole take some 15 s and 1 GB.
    read_seconds: int = 30
    read_letters_a_second: int = 3_000
    read_memory: int = 2_000 * MB


LIMITS = Limits()


def size(count: int) -> str:
    """Bytes for a person: "5.2 MB"."""
    if count >= 1000 * MB:
        return f"{count / MB / 1000:.1f} GB"
    if count >= MB:
        return f"{count / MB:.1f} MB"
    return f"{count / 1000:.1f} kB" if count >= 1000 else f"{count} bytes"

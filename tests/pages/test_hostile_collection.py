"""Files made to hurt, added to a record beside two honest pages: each ends in time and memory with its sentence.

Every page is read by a process that may use ten seconds of CPU and a gigabyte of memory, the whole way through.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pytest

from communique.batch.one_page import Ready
from communique.batch.workers import Worker
from communique.model import Page
from communique.pages import Limits, find_raw

pytestmark = pytest.mark.model
LIMITS = Limits(read_seconds=10, read_letters_a_second=10**9, read_memory=1_000_000_000)
PROSE = "The two ministers reviewed trade and the border on Monday, and settled that they would meet again in autumn."
HONEST = f"Envoys meet in Accra\n\nACCRA: {PROSE}\n\n{PROSE} Twice.\n".encode()
STORY = f"<article><h1>Envoys meet in Lima</h1><p>{PROSE}</p><p>{PROSE} Twice.</p><p>{PROSE} Thrice.</p></article>"


def html(more: str, before: str = "") -> bytes:
    return f"{before}<!DOCTYPE html><html><body>{STORY}{more}</body></html>".encode()


def record(body: bytes, head: str = "", length: int = 0, uri: str = "https://news.example/1") -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    told = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nContent-Type: application/http\r\n"
    return f"{told}Content-Length: {len(block) + length}\r\n\r\n".encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, 1) for one in records)


def bomb(megabytes: int, wbits: int = 31) -> bytes:
    packer = zlib.compressobj(1, wbits=wbits)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def zipped(**members: bytes) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return store.getvalue()


def feed(items: int, body: str = PROSE, before: str = "") -> bytes:
    item = f"<item><title>Envoys meet</title><description>{body}</description></item>"
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>F</title>{item * items}</channel></rss>'.encode()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
SPLIT = packed(record(html("")), record(html("")))

# name of the file: (its bytes, a part of the sentence that must be said, or None where nothing is lost)
COLLECTION: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "over_5_mb.txt": (lambda: HONEST + b" \n" * 3_000_000, "limit page_bytes"),
    "tag_of_100_kb.html": (lambda: html(f"<img alt='{'A' * 100_000}'>"), "limits tag_letters"),
    "300000_attributes.html": (lambda: html(f"<div {' '.join(f'a{n}=1' for n in range(300_000))}>"), "tag_attributes"),
    "200000_nested.html": (lambda: html("<div>" * 200_000 + "deep"), "limit nesting"),
    "25000_links.html": (lambda: html("<a href=/x>y</a>" * 25_000), "limit links"),
    "controls.txt": (lambda: HONEST + b"a\x00b\x07" * 9, "control characters removed"),
    "bidi.txt": (lambda: HONEST + "b\u202ea".encode() * 99, "marks of writing direction removed"),
    "nul_bytes.html": (lambda: html("<p>A\0 B\0</p>" * 9), "control characters removed"),
    "feed_over_10_mb.xml": (lambda: feed(2, PROSE + " " * 6_000_000), "limit feed_bytes"),
    "feed_of_laughs.xml": (lambda: feed(1, "&i;", LAUGHS), "no paragraph was found"),
    "feed_from_outside.xml": (lambda: feed(1, "&i;", OUTSIDE), "no paragraph was found"),
    "page_of_laughs.html": (lambda: html("<p>&i;</p>", LAUGHS), None),
    "page_from_outside.html": (lambda: html("<p>&i;</p>", OUTSIDE), None),
    "member_over_20_mb.warc": (lambda: record(html("<!--" + "x" * 21_000_000)), "limit member_bytes"),
    "member_over_20_mb.warc.gz": (lambda: packed(record(html("<!--" + random.Random(1).randbytes(11_000_000).hex()))), "limit member_bytes"),
    "bomb_of_1_gb.warc.gz": (lambda: packed(record(html(""))) + bomb(1000) + packed(record(html(""))), "decompression bomb"),
    "bomb_of_1_gb.html.gz": (lambda: bomb(1000), "limit member_bytes"),
    "bomb_in_an_answer.warc": (lambda: record(bomb(300), "Content-Encoding: gzip\r\n"), "limit member_bytes"),
    "bomb_in_a_zip.zip": (lambda: zipped(a_html=bytes(300_000_000), b_html=html("")), "decompression bomb"),
    "zip_in_a_zip.zip": (lambda: zipped(a_html=zipped(b_html=html(""))), "This is a zip archive"),
    "too_short.warc": (lambda: record(html(""), length=-50), "more follow"),
    "too_long.warc": (lambda: record(html(""), length=5000), "were read"),
    "broken_off.warc.gz": (lambda: SPLIT[:-60], "breaks off"),
    "flipped.warc.gz": (lambda: SPLIT[:90] + bytes(b ^ 0x5A for b in SPLIT[90:120]) + SPLIT[120:], "Damaged at byte"),
    "no_archive.warc.gz": (lambda: gzip.compress(HONEST), "no record begins here"),
    "wide_without_mark.txt": (lambda: HONEST.decode().encode("utf-16-le"), None),
    "japanese.txt": (lambda: ("外務大臣は火曜日に会談し、協議を始めることで合意した。" * 9).encode("shift_jis"), "not in English (ja)"),
    "falsely_declared.html": (lambda: html(f"<p>{'Ünïcödé ' * 9}</p>", '<?xml version="1.0" encoding="iso-8859-1"?>'), "it is UTF-8"),
    "line_over_20_mb.jsonl": (lambda: json.dumps({"text": " " * 21_000_000}).encode(), "limit member_bytes"),
    "deep.jsonl": (lambda: b"[" * 1_000_000 + b"\n" + json.dumps({"text": HONEST.decode()}).encode(), "no JSON object"),
    "pages_that_go_round.pdf": (
        lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\n"
        b"trailer<</Size 3/Root 1 0 R>>",
        "This PDF document",
    ),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4000, "This PDF document"),
    "no_text.txt": (lambda: bytes(range(256)) * 4000, "This is data, not text"),
    "one_word.txt": (lambda: HONEST + b"a" * 3_000_000, "kept, not mined"),
}  # fmt: skip


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    one = Worker(LIMITS)
    yield one
    one.close()


def pages_of(folder: object, worker: Worker) -> list[Page]:
    told = [one for raw in find_raw(str(folder), LIMITS) for one in worker.read(raw)]
    return [one.page for one in told if isinstance(one, Ready)]


@pytest.mark.parametrize("name", COLLECTION)
def test_what_is_made_to_hurt_ends_with_its_sentence(name, tmp_path, worker):
    made, sentence = COLLECTION[name]
    (tmp_path / "a.txt").write_bytes(HONEST)
    (tmp_path / f"b_{name}").write_bytes(made())
    (tmp_path / "c.txt").write_bytes(HONEST + b"\n")
    pages = pages_of(tmp_path, worker)
    assert [pages[0].articles[0].headline, pages[-1].articles[0].headline] == ["Envoys meet in Accra"] * 2
    problems = [problem for page in pages[1:-1] for problem in page.source.problems]
    assert not any("read_seconds" in problem or "read_memory" in problem for problem in problems), problems
    assert any(sentence in problem for problem in problems) if sentence else not problems, problems
    texts = "".join(article.text for page in pages[1:-1] for article in page.articles)
    assert "root:" not in texts
    assert texts.count("haha") < 1000
    assert not set("\x00\x07\u202e") & set(texts)


def test_the_records_around_damage_are_read(tmp_path, worker):
    for name in ("bomb_of_1_gb.warc.gz", "flipped.warc.gz"):
        (tmp_path / name).write_bytes(COLLECTION[name][0]())
    headlines = [article.headline for page in pages_of(tmp_path, worker) for article in page.articles]
    assert headlines.count("Envoys meet in Lima") >= 3

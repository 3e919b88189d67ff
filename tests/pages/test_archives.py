"""Archives and feeds: read as streams; what is damaged in them costs only itself and is said."""

from __future__ import annotations

import gzip
import io
import json
import random
import tracemalloc
import zipfile
import zlib

import pytest

from communique.articles import find_articles
from communique.pages import Limits, open_pages

PROSE = (
    "The two ministers reviewed trade and the border, and settled on Monday that they would meet again in the autumn."
)


def page(number: int) -> str:
    return (
        f"<!DOCTYPE html><html><body><article><h1>Envoys meet for talk {number}</h1><p>{PROSE}</p><p>{PROSE} Talk {number}.</p>"
        f"<p>{PROSE} Again.</p></article></body></html>"
    )


def http(body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def record(
    block: bytes,
    uri: str,
    kind: str = "response",
    length: int | None = None,
    content_type: str = "application/http; msgtype=response",
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def story(number: int) -> bytes:
    return record(http(page(number).encode()), f"https://news.example/{number}")


INFO = record(b"software: test\r\n", "", "warcinfo", content_type="application/warc-fields")


def read(path, name, raw, **limits):
    file = path / name
    file.write_bytes(raw)
    left: list[str] = []
    captures = list(open_pages(file, Limits(**limits), left.append))
    return captures, left


def headlines(captures):
    return [a.headline for c in captures for a in find_articles(c).articles]


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one) for one in records)


@pytest.mark.parametrize(
    "pack",
    [lambda *r: b"".join(r), packed, lambda *r: gzip.compress(b"".join(r))],
    ids=["plain", "by record", "as a whole"],
)
def test_the_pages_of_a_web_archive_are_read_with_their_sources(tmp_path, pack):
    image = record(http(b"\x89PNG", "image/png"), "https://news.example/a.png")
    gone = record(http(b"<p>gone</p>", status="404 Not Found"), "https://news.example/gone")
    captures, left = read(tmp_path, "crawl.warc.gz", pack(INFO, story(1), image, gone, story(2)))
    assert headlines(captures) == ["Envoys meet for talk 1", "Envoys meet for talk 2"]
    source = captures[0].source
    assert (source.uri, source.fetched, source.media_type) == (
        "https://news.example/1",
        "2024-05-06T07:08:09Z",
        "text/html",
    )
    assert source.archive == str(tmp_path / "crawl.warc.gz")
    assert source.offset is not None
    assert left == ["warcinfo record", "image/png", "status 404"]


def test_chunked_and_packed_pages_are_unpacked(tmp_path):
    body = gzip.compress(page(1).encode())
    chunked = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    captures, _ = read(tmp_path, "a.warc", record(head + chunked, "https://news.example/1"))
    assert headlines(captures) == ["Envoys meet for talk 1"]


def test_after_damage_the_next_member_is_read(tmp_path):
    members = [gzip.compress(story(n)) for n in range(4)]
    members[1] = members[1][:40] + bytes(b ^ 0xFF for b in members[1][40:60]) + members[1][60:]
    captures, _ = read(tmp_path, "a.warc.gz", b"".join(members))
    assert headlines(captures)[0] == "Envoys meet for talk 0"
    assert headlines(captures)[-2:] == ["Envoys meet for talk 2", "Envoys meet for talk 3"]
    assert any("Damaged at byte" in p for c in captures for p in c.source.problems)


def test_an_archive_that_breaks_off_says_so(tmp_path):
    captures, _ = read(tmp_path, "a.warc.gz", packed(story(1), story(2))[:-40])
    assert headlines(captures)[0] == "Envoys meet for talk 1"
    assert any("breaks off" in p for c in captures for p in c.source.problems)


@pytest.mark.parametrize("wrong", [-20, 30, 5000])
def test_a_record_of_another_length_than_it_says_is_noticed(tmp_path, wrong):
    block = http(page(1).encode())
    odd = record(block, "https://news.example/1", length=len(block) + wrong)
    captures, _ = read(tmp_path, "a.warc.gz", packed(odd, story(2)))
    assert "Envoys meet for talk 2" in headlines(captures)
    assert any("bytes" in p for c in captures for p in c.source.problems)


def test_garbage_between_plain_records_costs_only_itself(tmp_path):
    captures, _ = read(tmp_path, "a.warc", story(1) + b"\x00garbage\nmore\n" * 50 + story(2))
    assert headlines(captures) == ["Envoys meet for talk 1", "Envoys meet for talk 2"]
    assert any("no record begins here" in p for c in captures for p in c.source.problems)


def test_every_flipped_byte_leaves_the_reader_standing(tmp_path):
    raw = packed(story(1), story(2))
    for at in range(0, len(raw), 37):
        broken = raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :]
        captures, _ = read(tmp_path, "a.warc.gz", broken)
        assert all(isinstance(c.text, str) for c in captures)


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def test_a_bomb_of_a_gigabyte_is_left_and_the_records_around_it_are_read(tmp_path):
    captures, _ = read(tmp_path, "a.warc.gz", packed(story(1)) + bomb(1000) + packed(story(2)))
    assert headlines(captures) == ["Envoys meet for talk 1", "Envoys meet for talk 2"]
    assert any("decompression bomb" in p for c in captures for p in c.source.problems)


def test_a_bomb_with_a_page_s_name_is_read_to_the_limit(tmp_path):
    (capture,), _ = read(tmp_path, "page.html.gz", bomb(100), member_bytes=1_000_000)
    assert "limit member_bytes" in capture.source.problems[0]


def test_a_zip_and_a_wacz_give_their_pages(tmp_path):
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://news.example/1"}\n')
        archive.writestr("a/page.html", page(1))
        archive.writestr("a/photo.png", b"\x89PNG")
        archive.writestr("archive/data.warc.gz", packed(INFO, story(2)))
        archive.writestr("bomb.html", bytes(200_000_000))
    captures, left = read(tmp_path, "crawl.wacz", store.getvalue())
    assert headlines(captures) == ["Envoys meet for talk 1", "Envoys meet for talk 2"]
    assert any("decompression bomb" in p for c in captures for p in c.source.problems)
    assert "not a page (png)" in left


def test_a_damaged_zip_says_so(tmp_path):
    (capture,), _ = read(tmp_path, "a.zip", b"PK\x03\x04 nothing of the kind")
    assert "damaged" in capture.source.problems[0]


def test_json_lines_give_pages_with_their_dates(tmp_path):
    rows = [
        {"url": "https://news.example/1", "date": "2024-05-06", "html": page(1)},
        {
            "url": "https://news.example/2",
            "date": "2024-05-07",
            "text": f"Envoys meet twice\n\n{PROSE}\n\n{PROSE} Again.",
        },
    ]
    lines = [json.dumps(rows[0]), "no json", "", json.dumps(rows[1]), json.dumps({"url": "x"})]
    captures, _ = read(tmp_path, "pages.jsonl", "\n".join(lines).encode())
    assert headlines(captures) == ["Envoys meet for talk 1", "Envoys meet twice"]
    assert [a.published for c in captures for a in find_articles(c).articles] == ["2024-05-06", "2024-05-07"]
    problems = [p for c in captures for p in c.source.problems]
    assert [p.split(" is ")[0] for p in problems] == ["Line 2", "Line 5"]


RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Coral Gazette</title><item><title>Envoys &amp; fish</title>'
    "<link>https://news.example/1</link><pubDate>Mon, 06 May 2024 23:30:00 +0900</pubDate>"
    f"<description>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;{PROSE} Again.&lt;/p&gt;</description></item></channel></rss>"
)


def test_the_items_of_a_feed_are_pages(tmp_path):
    (capture,), _ = read(tmp_path, "feed.xml", RSS.encode())
    (article,) = find_articles(capture).articles
    assert (article.headline, article.published) == ("Envoys & fish", "2024-05-06")
    assert (capture.source.uri, capture.source.publisher) == ("https://news.example/1", "Coral Gazette")


def test_feeds_have_their_limits_and_broken_ones_say_so(tmp_path):
    item = RSS[RSS.index("<item>") : RSS.index("</channel>")]
    many = RSS.replace(item, item * 30)
    captures, _ = read(tmp_path, "feed.xml", many.encode(), feed_items=10)
    assert "limit feed_items" in captures[0].source.problems[0]
    assert len(captures) == 11
    captures, _ = read(tmp_path, "feed.xml", many.encode(), feed_bytes=2000)
    assert "limit feed_bytes" in captures[0].source.problems[0]
    (broken,), _ = read(tmp_path, "feed.xml", b"<rss><channel><item")
    assert broken.source.problems


def test_a_feed_opens_nothing_that_it_names(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    evil = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://'
        + str(secret)
        + '">]>'
        + RSS[21:].replace("fish", "&x;")
    )
    captures, _ = read(tmp_path, "feed.xml", evil.encode())
    assert not any("secret words" in c.text for c in captures)


def test_a_folder_gives_what_is_in_its_archives_too(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(packed(story(1)))
    (tmp_path / "b.html").write_text(page(2))
    assert headlines(open_pages(tmp_path)) == ["Envoys meet for talk 1", "Envoys meet for talk 2"]


def test_memory_does_not_grow_with_an_archive(tmp_path):
    def peak(count: int) -> int:
        file = tmp_path / f"{count}.warc.gz"
        noise = random.Random(1).randbytes(15_000).hex().encode()  # more than one block of the file a record
        file.write_bytes(
            gzip.compress(record(http(page(1).encode() + b"<!--" + noise + b"-->"), "https://a.example")) * count
        )
        tracemalloc.start()
        for _ in open_pages(file):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(5)  # imports
    few, many = peak(50), peak(500)
    assert many < few * 1.1


def pdf_of(*pages: list[str]) -> bytes:
    """A PDF of plain lines, written by hand: pypdf reads, it does not write text."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, lines in enumerate(pages):
        words = "BT /F 11 Tf 14 TL 60 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * n} 0 R>>"
        )
        objects.append(f"<</Length {len(words)}>>stream\n{words}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def test_a_pdf_communique_is_read_without_its_running_heads(tmp_path):
    pages = [
        ["MINISTRY OF FISH - Press Office", "Joint Communique on the Visit", "", "1. The two ministers met on Monday to review trade and the bor-", "der, and they agreed to meet again.", "1 / 3"],
        ["MINISTRY OF FISH - Press Office", "2. A joint committee will look into the fees that carriers pay in", "the ports of both countries.", "2 / 3"],
        ["MINISTRY OF FISH - Press Office", "3. The date of the next round will be fixed later.", "3 / 3"],
    ]  # fmt: skip
    (capture,), _ = read(tmp_path, "a.pdf", pdf_of(*pages))
    assert "border, and they agreed" in capture.text
    assert capture.text.count("MINISTRY OF FISH") <= 1
    assert "2 / 3" not in capture.text
    (article,) = find_articles(capture).articles
    assert sum(b.role == "paragraph" for b in article.blocks) == 3


def test_a_damaged_pdf_says_so(tmp_path):
    (capture,), _ = read(tmp_path, "a.pdf", b"%PDF-1.4\n" + b"\x00broken" * 100)
    assert capture.source.problems

"""Bytes as they come: every encoding, declared rightly, wrongly or not at all; empty, binary, endless."""

from __future__ import annotations

import pytest

from communique.articles import find_articles
from communique.pages import Limits, open_page, open_pages

PROSE = "The two ministers reviewed trade and the border, and decided to meet again in the autumn in San Jose. "
JAPANESE = "外務大臣は火曜日に会談し、来年春に協議を始めることで合意した。両国は貿易と査証について話し合った。" * 4
RUSSIAN = "Министры иностранных дел во вторник договорились начать переговоры весной следующего года. " * 4
FRENCH = (
    "Le ministre a été reçu à l’Élysée ; les négociations « reprendront » à l’été prochain, a déclaré son porte-parole. "
    * 3
)


@pytest.mark.parametrize(
    ("text", "encoding", "read_as"),
    [
        (PROSE, "ascii", "utf-8"),
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8"),
        (FRENCH, "cp1252", "cp1252"),
        (FRENCH, "utf-16", "utf-16-le"),
        (PROSE, "utf-16-le", "utf-16-le"),
        (PROSE, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (JAPANESE, "iso2022_jp", "iso2022_jp"),
    ],
)
def test_text_without_a_declaration_is_decoded(text, encoding, read_as):
    capture = open_page(text.encode(encoding))
    assert capture.text == text
    assert codec(capture.source.encoding) == codec(read_as)
    assert capture.source.problems == ()


def codec(name):
    import codecs

    return codecs.lookup(name).name


def page(body: str, charset: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="{charset}"></head><body><h1>Talks open</h1><p>{body}</p></body></html>'


def test_a_false_charset_is_not_believed():
    said_latin = open_page(page(RUSSIAN, "iso-8859-1").encode("utf-8"))
    assert RUSSIAN in said_latin.text
    assert said_latin.source.problems == ("This page says it is iso-8859-1; it is UTF-8.",)
    said_utf8 = open_page(page(RUSSIAN, "utf-8").encode("cp1251"))
    assert RUSSIAN in said_utf8.text
    assert "its bytes are not" in said_utf8.source.problems[0]
    said_latin_is_japanese = open_page(page(JAPANESE, "iso-8859-1").encode("shift_jis"))
    assert JAPANESE in said_latin_is_japanese.text


@pytest.mark.parametrize("charset", ["zlib_codec", "rot13", "unicode_escape", "nonsense", "utf-7", "utf-16", "../x"])
def test_a_charset_that_the_web_does_not_know_is_passed_over(charset):
    assert FRENCH in open_page(page(FRENCH, charset).encode("utf-8")).text


def test_a_few_broken_bytes_are_counted_and_the_rest_is_read():
    capture = open_page((FRENCH * 3).encode().replace(b"\xc3\xa9t\xc3\xa9", b"\xc3t\xc3\xa9", 1))
    assert capture.source.encoding == "utf-8"
    assert capture.source.problems == ("1 letter could not be read as utf-8.",)


@pytest.mark.parametrize("raw", [b"", b" \n\t ", b"\x00\x00\x00", b"\xef\xbb\xbf"])
def test_an_empty_page_says_so(raw):
    page = find_articles(open_page(raw))
    assert page.articles == ()
    assert page.source.problems


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"%PDF-1.7 ...", b"PK\x03\x04....", bytes(range(256)) * 50]
)
def test_what_is_no_text_gives_no_article_and_a_reason(raw):
    page = find_articles(open_page(raw))
    assert page.articles == ()
    assert len(page.source.problems) == 1
    assert page.source.problems[0].startswith("This is ")


def test_control_and_direction_characters_are_removed_and_counted():
    capture = open_page("The min\x00ister \x08left\u202e early.\u2066 He\u00adre".encode())
    assert capture.text == "The minister left early. Here"
    assert capture.source.problems == ("2 control characters removed.", "2 marks of writing direction removed.")


def test_a_page_over_the_limit_is_cut_and_says_so():
    capture = open_page((PROSE * 100).encode(), limits=Limits(page_bytes=1000))
    assert len(capture.text) == 1000
    assert "limit page_bytes" in capture.source.problems[0]


def test_a_line_of_fifty_megabytes_is_read_in_part(tmp_path):
    file = tmp_path / "long.txt"
    file.write_bytes(PROSE.encode() * 500_000)
    capture = open_page(file)
    assert len(capture.text) == 5_000_000
    page = find_articles(capture)
    assert "This page has 51.0 MB" in page.source.problems[0]


def test_the_digest_is_of_all_the_bytes(tmp_path):
    import hashlib

    raw = PROSE.encode() * 100
    (tmp_path / "a.txt").write_bytes(raw)
    capture = open_page(tmp_path / "a.txt", limits=Limits(page_bytes=100))
    assert capture.source.digest == "sha256:" + hashlib.sha256(raw).hexdigest()


def test_a_missing_file_raises_and_an_unreadable_one_in_a_folder_does_not(tmp_path):
    with pytest.raises(OSError, match="missing"):
        open_page(tmp_path / "missing.txt")
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.html").write_text(page(PROSE, "utf-8"))
    (tmp_path / "notes.docx").write_text("no page")
    captures = list(open_pages(tmp_path))
    assert [c.source.uri.rsplit("/", 1)[1] for c in captures] == ["a.txt", "b.txt", "c.html"]
    assert captures[1].source.problems[0].startswith("This file could not be opened")


def test_a_dump_that_quotes_a_tag_is_no_html_page():
    assert open_page(f"Use <br> here.\n\n{PROSE}".encode()).source.media_type == "text/plain"
    assert open_page(page(PROSE, "utf-8").encode()).source.media_type == "text/html"
    assert open_page(f"<p>{PROSE}</p><p>{PROSE}</p>".encode()).source.media_type == "text/html"

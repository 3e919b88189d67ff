"""HTML made to hurt: each page ends in time, says what was cut, and the words around the attack are read."""

from __future__ import annotations

import time

import pytest

from communique.articles import find_articles
from communique.pages import open_page

PROSE = (
    "The two ministers reviewed trade and the border, and settled on Monday that they would meet again in the autumn."
)
STORY = f"<article><h1>Envoys meet in Accra</h1><p>{PROSE}</p><p>{PROSE} It said so twice.</p><p>{PROSE} Thrice.</p></article>"


def around(attack: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{STORY}{attack}</body></html>".encode()


HOSTILE = {
    "300,000 attributes": (f"<div {' '.join(f'a{n}=1' for n in range(300_000))}>x</div>", "limits tag_letters"),
    "2,000 attributes": (f"<div {' '.join(f'a{n}=1' for n in range(2000))}>x</div>", "tag_attributes"),
    "a tag of a megabyte": (f"<img src='data:{'A' * 1_000_000}'>", "limits tag_letters"),
    "200,000 nested tags": ("<div>" * 200_000 + "deep" + "</div>" * 200_000, "limit nesting"),
    "nested and never closed": ("<b><div>" * 100_000, "limit nesting"),
    "30,000 links": ("<a href=/x>y</a> " * 30_000, "limit links"),
    "an unclosed script": ("<script>" + "if (a < b) { x(); }" * 50_000, None),
    "many unclosed scripts": ("<script>var a;" * 100_000, None),
    "an unclosed comment": ("<!-- " + "<p>x</p>" * 100_000, None),
    "an unclosed tag": ("<div " * 200_000, None),
    "angle brackets alone": ("<" * 500_000, None),
    "entities": ("&amp;" * 500_000, None),
    "control characters by reference": ("<p>" + "&#30;&#8238;&#0;" * 1000 + "</p>", None),
    "a table of 100,000 cells": ("<table>" + "<tr><td>1<td>2" * 50_000 + "</table>", None),
    "100,000 line breaks": ("<br>" * 100_000, None),
    "a line of four megabytes": ("<p>" + "word " * 800_000 + "</p>", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_ends_in_time_and_the_story_is_read(name):
    attack, sentence = HOSTILE[name]
    began = time.process_time()
    page = find_articles(open_page(around(attack)))
    assert time.process_time() - began < 10
    assert page.articles, page.source.problems
    article = page.articles[0]
    assert article.headline == "Envoys meet in Accra"
    assert PROSE in article.text
    assert not any(c in article.text for c in "\x00\x1e\u202e")
    if sentence:
        assert any(sentence in problem for problem in page.source.problems)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>'
)


def test_entities_of_a_page_are_not_expanded_and_no_path_in_it_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret words stand here and nowhere else in the world.")
    attack = (
        BOMB.replace("/etc/hostname", str(secret))
        + f"<html><body>{STORY}<p>&c;&d;</p><iframe src='{secret}'></iframe></body></html>"
    )
    page = find_articles(open_page(attack.encode()))
    assert "haha" not in page.articles[0].text
    assert "secret words" not in page.articles[0].text

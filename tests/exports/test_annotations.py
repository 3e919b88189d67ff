"""Web Annotations against the rules of the W3C's recommendation (Web Annotation Data Model, 23 February 2017)."""

from __future__ import annotations

import json
import re

from communique.exports.formats import FORMATS
from communique.model import Page

# 3.1: an annotation has exactly one IRI, the class Annotation, the context first or alone, and one target or more.
# 3.3.5: the motivations of the vocabulary. 4.2.4, 4.2.5: the text selectors and their members.
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def faults(annotation: dict[str, object]) -> list[str]:
    """What breaks a rule of the recommendation."""
    found = []
    if annotation.get("@context") != "http://www.w3.org/ns/anno.jsonld":
        found.append("context")
    if not isinstance(annotation.get("id"), str) or ":" not in str(annotation["id"]):
        found.append("id is no IRI")
    if annotation.get("type") != "Annotation" or annotation.get("motivation") not in MOTIVATIONS:
        found.append("type or motivation")
    targets = annotation.get("target")
    if not isinstance(targets, list) or not targets:
        return [*found, "no target"]
    for target in targets:
        if not re.match(r"[a-z]+:[^\s<>]+$", str(target.get("source"))):
            found.append("a specific resource has exactly one source, an IRI")
        for selector in target["selector"]:
            if selector["type"] == "TextQuoteSelector" and not isinstance(selector.get("exact"), str):
                found.append("quote without exact")
            if selector["type"] == "TextPositionSelector" and not 0 <= selector["start"] <= selector["end"]:
                found.append("position")
    return found


def test_every_annotation_keeps_the_rules(page: Page) -> None:
    annotations = [json.loads(line) for line in FORMATS["webannotation"].write((page,))]
    assert len(annotations) == 9
    assert [faults(one) for one in annotations] == [[]] * 9
    assert len({one["id"] for one in annotations}) == 9


def test_a_page_from_a_file_has_an_iri_too(page: Page) -> None:
    import msgspec

    source = msgspec.structs.replace(page.source, uri="my pages/a b.html")
    for line in FORMATS["webannotation"].write((msgspec.structs.replace(page, source=source),)):
        assert faults(json.loads(line)) == []


def test_quote_and_position_say_the_same(page: Page) -> None:
    text = page.articles[0].text
    for line in FORMATS["webannotation"].write((page,)):
        for target in json.loads(line)["target"]:
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])

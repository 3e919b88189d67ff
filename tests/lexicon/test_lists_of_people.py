"""The lists of titles, honorifics and common nouns: nothing stands twice, and each says where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique.lexicon.people as people
from communique.lexicon import reader

LISTS = [
    "titles",
    "title_words",
    "title_marks",
    "honorifics",
    "persons",
    "body_nouns",
    "given_names",
    "human_verbs",
]


@pytest.mark.parametrize("name", LISTS)
def test_nothing_stands_twice_and_the_source_is_named(name: str) -> None:
    lines = (Path(reader.__file__).parent / "en" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    firsts = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    assert any("Apache-2.0" in line for line in comments)
    assert any("To try a change" in line for line in comments)
    assert len(firsts) == len(set(firsts))


def test_a_title_knows_who_holds_it() -> None:
    assert people.titles()["spokeswoman"].gender == "f"
    assert people.titles()["senator"].sector == "LEG"


def test_a_common_noun_makes_one_kind_alone_and_another_in_numbers() -> None:
    assert (people.person_nouns()["soldier"].one, people.person_nouns()["soldier"].many) == ("person", "military")
    assert people.body_nouns()["ministry"].common == "yes"
    assert people.body_nouns()["times"].common is None

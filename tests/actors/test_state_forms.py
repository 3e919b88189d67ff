"""States told by their form or their government, in so many words."""

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def kinds(text: str) -> dict[str, str]:
    return {actor.name: actor.kind for actor in read_text(text).actors}


def mentioned(text: str, name: str) -> list[str]:
    return [text[m.start : m.stop] for actor in read_text(text).actors if actor.name == name for m in actor.mentions]


def test_the_sultanate_is_the_state_named_in_full_before() -> None:
    text = "The Sultanate of Oman hosted the talks. The Sultanate thanked both sides."
    assert mentioned(text, "Oman") == ["Sultanate of Oman", "Sultanate"]


def test_the_government_of_a_state_is_the_state() -> None:
    text = "The Government of the Republic of Zambia thanked the Government of Japan for the grant."
    assert kinds(text) == {"Zambia": "state", "Japan": "state"}


def test_a_regional_government_is_a_body() -> None:
    text = "The Kurdistan Regional Government sent a note to Baghdad."
    assert kinds(text)["Kurdistan Regional Government"] == "body"

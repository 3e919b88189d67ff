"""Treaties, corridors and programmes are told of like bodies, under their own names."""

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def named(text: str) -> dict[str, tuple[str, list[str]]]:
    """Kind and words of each actor by name."""
    return {a.name: (a.kind, [text[m.start : m.stop] for m in a.mentions]) for a in read_text(text).actors}


def test_a_corridor_is_called_by_its_last_word_again():
    text = "The Trans-Sahel Transport Corridor opens in May. Togo said the Corridor needs money."
    assert named(text)["Trans-Sahel Transport Corridor"] == (
        "intergovernmental",
        ["Trans-Sahel Transport Corridor", "Corridor"],
    )


def test_a_treaty_named_after_a_city_is_no_city_and_no_state():
    found = named("Chad said the Niamey Protocol was dead. Mali thanked Chad.")
    assert found["Niamey Protocol"][0] == "intergovernmental"
    assert "Niger" not in found


def test_a_treaty_of_no_state_has_no_country():
    actors = read_text("Peru said the Amazon Forest Compact was dead. Peru thanked Chile.").actors
    assert [a.country for a in actors if a.name == "Amazon Forest Compact"] == [None]


def test_numbered_parts_of_plans_are_nobody():
    assert "Phase Two Agreement" not in named("Peru said Phase Two Agreement talks were dead.")


def test_what_two_sides_talk_about_is_neither_of_them():
    text = (
        "Niger wants more trains. Issa Boukari, who leads the ministry, praised the Trans-Sahel Transport Corridor on Friday. "
        "Niger pays for the ports of the Trans-Sahel Transport Corridor. An envoy came to Niger. The two sides reviewed progress on "
        "the Trans-Sahel Transport Corridor."
    )
    meant = {a.name for a in read_text(text).actors for m in a.mentions if text[m.start : m.stop] == "The two sides"}
    assert "Trans-Sahel Transport Corridor" not in meant

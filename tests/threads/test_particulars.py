"""What a page tells of a meeting beside who, when and where."""

import pytest

import communique
from communique.lexicon.meeting_words import agenda_in, documents_in, sidelines_in, topic_in
from communique.model import Article, Block, Span
from communique.threads.particulars import Particulars, particulars, told_of

STORY = (
    "Zambia's foreign minister met her South African counterpart on the sidelines of a mining fair in Perth on Tuesday. "
    "The two discussed power imports and the repair of a dam. They signed a memorandum of understanding on grids. "
    "Miners in the north went on strike to discuss their wages."
)


def article(text: str) -> Article:
    return Article(id="article-1", text=text, blocks=(Block("paragraph", 0, len(text)),))


def test_a_readout_goes_on_about_the_same_meeting() -> None:
    assert told_of(article(STORY), Span(0, 30)) == Particulars(
        sidelines=("a mining fair in Perth",),
        agenda=("power imports and the repair of a dam",),
        documents=("a memorandum of understanding on grids",),
    )


def test_another_sentence_is_not_of_the_meeting() -> None:
    at = STORY.index("Miners")
    assert told_of(article(STORY), Span(at, at + 10)).agenda == ("their wages",)
    assert told_of(article(STORY), Span(at, at + 10)).documents == ()


def test_what_those_who_met_signed_in_another_sentence_is_of_the_meeting() -> None:
    text = "Peru and Chile signed a protocol on visas. It was raining. Peru's president met Chile's."
    at, signed = text.index("Peru's"), Span(0, 20)
    assert told_of(article(text), Span(at, at + 9), [signed]).documents == ("a protocol on visas",)


def test_what_was_prepared_at_a_meeting_is_not_the_agenda_of_what_was_prepared() -> None:
    text = "The ministers discussed preparations for the summit in Rome."
    at = text.index("the summit")
    assert told_of(article(text), Span(at, at + 10)).agenda == ()


def test_the_place_is_no_part_of_the_agenda() -> None:
    text = "They held talks on grain in Lima on Monday."
    assert told_of(article(text), Span(0, 15), place="Lima").agenda == ("grain",)


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Talks focused on border security, the ministry said.", ["border security"]),
        ("On the agenda were grain exports and prisoner swaps.", ["grain exports and prisoner swaps"]),
        ("The delegations met to discuss a ceasefire after weeks of fighting.", ["a ceasefire"]),
        ("They will meet to discuss a patrol, Prime Minister Peter Laka said.", ["a patrol"]),
        ("They held talks on Tuesday with the envoy.", []),
        ("The president reviewed a guard of honour.", []),
        ("She spoke on behalf of the union.", []),
    ],
)
def test_what_was_talked_about(sentence: str, what: list[str]) -> None:
    assert [sentence[start:stop] for start, stop in agenda_in(sentence)] == what


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("The presidents issued a joint communique on Friday.", ["a joint communique"]),
        (
            "They signed, in the presence of both presidents, the Treaty of Good Neighbourliness.",
            ["the Treaty of Good Neighbourliness"],
        ),
        ("The minister signed the visitors' book.", []),
    ],
)
def test_what_was_signed(sentence: str, what: list[str]) -> None:
    assert [sentence[start:stop] for start, stop in documents_in(sentence)] == what


def test_a_call_says_what_it_was_about_at_its_end() -> None:
    call = "He spoke by telephone with the premier on Monday about electricity sales, his office said."
    assert [call[start:stop] for start, stop in topic_in(call)] == ["electricity sales"]


def test_on_the_margins_is_on_the_sidelines() -> None:
    told = "They met on the margins of the Bled forum."
    assert [told[start:stop] for start, stop in sidelines_in(told)] == ["the Bled forum"]


def test_what_follows_the_comma_is_no_part_of_the_conference() -> None:
    told = (
        "On the margins of the donor fair, the Samoan deputy premier also met Foreign Minister Ivo Kranj of Slovenia."
    )
    assert [told[start:stop] for start, stop in sidelines_in(told)] == ["the donor fair"]


@pytest.mark.model
def test_a_council_does_not_meet_on_its_own_sidelines() -> None:
    told = "Peru's minister met Chile's on the sidelines of the Arctic Council meeting, which opened on Monday."
    read = communique.read_text(told)
    alone = [e for e in read.events if len({*e.actor, *e.recipient, *e.host}) < 2]
    assert [particulars(read, e).sidelines for e in alone] == [()] * len(alone)
    assert alone

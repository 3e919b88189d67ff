"""Offsets are the ground everything stands on: the parse's text is the article's, to the letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.sentences.parsing import pieces

LINES = st.lists(
    st.sampled_from(
        [
            "ISLAMABAD: The two met.",
            "  • He left early ",
            "",
            "BEIJING, July 15 (Agency) -- Talks began.",
            "Moscow: no talks",
        ]
    )
    | st.text(max_size=40),
    max_size=6,
).map("\n".join)


@given(LINES)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_dateline_and_bullet_are_cut_off() -> None:
    assert list(pieces("• ISLAMABAD: The two met.\n")) == ["• ", "ISLAMABAD: ", "The two met.\n"]


def test_a_headlines_attribution_is_no_dateline() -> None:
    assert list(pieces("Moscow: no talks planned")) == ["Moscow: no talks planned"]


@pytest.mark.model
@settings(max_examples=60, deadline=None)
@given(LINES)
def test_parse_keeps_every_character(text: str) -> None:
    from communique.sentences import load_pipeline, pipeline_name
    from communique.sentences.parsing import tokenize

    assert tokenize(load_pipeline(pipeline_name()), text).text == text


@pytest.mark.model
def test_articles_not_in_english_cost_no_parse() -> None:
    from communique.model import Article
    from communique.sentences import parse

    texts = [("en", "Peru met Chile."), ("fr", "Le Pérou a rencontré le Chili."), ("en", "Chile left.")]
    articles = [Article(id=text, language=language, text=text) for language, text in texts]
    assert [(article.text, doc.text) for article, doc in parse(articles)] == [
        ("Peru met Chile.", "Peru met Chile."),
        ("Le Pérou a rencontré le Chili.", ""),
        ("Chile left.", "Chile left."),
    ]


@pytest.mark.model
def test_a_sentence_without_end_is_ended_at_a_joint() -> None:
    from communique.model import Article
    from communique.sentences import parse
    from communique.sentences.parsing import LONG_SENTENCE, LONGEST_SENTENCE

    endless = "The minister said that the talks had gone well and that " * 200
    ((article, doc),) = parse([Article(id="a", text=endless)])
    lengths = [len(sentence) for sentence in doc.sents]
    assert doc.text == article.text
    assert max(lengths) <= LONGEST_SENTENCE + 1
    assert {sentence[0].lower_ for sentence in doc.sents} <= {"the", "and"}
    ((_, doc),) = parse([Article(id="b", text="peace " * LONG_SENTENCE * 4)])
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE + 1

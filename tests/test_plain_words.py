"""The plain words the stages ask say what spaCy's tokens say."""

import pytest

TEXT = (
    "MUSCAT: Oman's foreign minister, who had met the Kenyan envoy in Nairobi, said 3 vessels were seized.\n\n"
    "• He left early; she and Mr. Odhiambo didn’t.\n"
    "“We will talk,” the premier of Fiji told reporters, “and we’ll sign on May 5.”  Nobody asked why"
)
SAME = (
    *("i", "idx", "text", "whitespace_", "lower_", "lemma_", "tag_", "pos_", "dep_"),
    *("is_alpha", "is_lower", "is_title", "is_punct", "is_space", "is_stop", "like_num"),
)


@pytest.fixture(scope="module")
def both():
    from communique.sentences import load_pipeline, pipeline_name
    from communique.sentences.parsing import tokenize
    from communique.sentences.plain import plain

    nlp = load_pipeline(pipeline_name())
    parsed = nlp(tokenize(nlp, TEXT))
    return parsed, plain(parsed)


def numbers(words):
    return [word.i for word in words]


@pytest.mark.model
def test_each_word_says_what_spacy_says(both):
    for theirs, ours in zip(*both, strict=True):
        assert [getattr(ours, name) for name in SAME] == [getattr(theirs, name) for name in SAME]
        assert ours.is_sent_start == bool(theirs.is_sent_start)
        for name in ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts", "sent"):
            assert numbers(getattr(ours, name)) == numbers(getattr(theirs, name)), (name, ours)
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(ours, name).i == getattr(theirs, name).i, (name, ours)


@pytest.mark.model
def test_each_stretch_of_words_says_what_spacy_says(both):
    theirs, ours = both
    for start in range(-3, len(theirs) + 2):
        for stop in (start - 1, start + 1, start + 2, start + 6, start + 20):
            one, two = theirs[start:stop], ours[start:stop]
            assert (two.start, two.end, two.text) == (one.start, one.end, one.text)
            assert (two.start_char, two.end_char) == (one.start_char, one.end_char)
            if len(one):
                assert two.root.i == one.root.i
                assert [(s.start, s.end) for s in two.sents] == [(s.start, s.end) for s in one.sents]


@pytest.mark.model
@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_characters_lead_to_the_same_words(both, mode):
    theirs, ours = both
    for start in range(len(TEXT) + 2):
        for stop in (start + 1, start + 4, start + 11):
            one, two = theirs.char_span(start, stop, alignment_mode=mode), ours.char_span(start, stop, mode)
            found = [None if words is None else (words.start, words.end) for words in (one, two)]
            assert found[0] == found[1], (start, stop)


@pytest.mark.model
def test_a_word_is_one_object(both):
    _, ours = both
    assert all(word.head is ours[word.head.i] for word in ours)
    assert all(child.head is word for word in ours for child in word.children)
    assert [word.i for word in ours if word.head is word] == [sentence.root.i for sentence in ours.sents]

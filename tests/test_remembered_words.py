"""What is remembered of words is what the pipeline's own components say of them."""

import pytest

TEXTS = (
    "Let's meet, the envoy said; he hadn't met the ministers and they'd have gone. There's a plan, and there were two.",
    "She did what she does: I saw you, it saw me.\n\n  • That is the treaty which Fiji signed and Samoa hasn't.",
    "“You gotta see it,” they're gonna say. Y'all c'mon, it ain't so. Let us go once, then again, since it rained.",
    "",
)
ASKED = ("tag_", "dep_", "pos_", "lemma_")


def parts_of(docs):
    return [[tuple(getattr(token, name) for name in ASKED) for token in doc] for doc in docs]


@pytest.mark.model
def test_remembered_words_are_read_as_the_pipeline_reads_them():
    from communique.sentences import load_pipeline, pipeline_name
    from communique.sentences.remembered import RULED, remembered

    nlp = load_pipeline(pipeline_name())
    rules = remembered(nlp)
    assert rules is not None
    theirs = parts_of(nlp.pipe(TEXTS))
    for _ in range(2):  # asked, then remembered
        assert parts_of(rules(doc) for doc in nlp.pipe(TEXTS, disable=RULED)) == theirs
    rules.forget()
    assert parts_of(rules(doc) for doc in nlp.pipe(TEXTS, disable=RULED)) == theirs


@pytest.mark.model
def test_a_pipeline_with_other_components_is_left_to_itself():
    import spacy

    from communique.sentences.remembered import remembered

    assert remembered(spacy.blank("en")) is None

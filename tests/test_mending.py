"""Slips of the parser are mended where a full sentence has no finite verb, and nowhere else."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.sentences import load_pipeline, pipeline_name
from communique.sentences.mending import mend


@pytest.fixture(scope="module")
def pipeline():
    return load_pipeline(pipeline_name())


SLIPS = {
    "In a note on Friday, Bolivia's foreign minister, Rosa Quispe, accused Paraguay of delay.": ("accused", "minister"),
    "On 3 May, on the margins of the World Health Assembly, the Health Minister of Malta, Pia Zammit, met with "
    "the Health Minister of Togo.": ("met", "Minister"),
    "Oil ministers Faisal Al-Rashid of Kuwait and Aigul Serikova of Kazakhstan met in Vienna on Tuesday.": (
        "met",
        "ministers",
    ),
    "Some 300 miners protested outside the Canadian embassy in Lima on Monday.": ("protested", "miners"),
}


@pytest.mark.model
@pytest.mark.parametrize("sentence", SLIPS)
def test_a_full_sentence_gets_its_verb_and_its_subject(pipeline, sentence):
    doc = mend(pipeline(sentence))
    verb, subject = SLIPS[sentence]
    root = next(iter(doc.sents)).root
    assert (root.text, root.tag_) == (verb, "VBD")
    assert subject in [c.text for c in root.children if c.dep_ == "nsubj"]
    assert len(list(doc.sents)) == 1


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "Written for members and friends of the society.",
        "A village hit by a shell in the night.",
        "Talks held in Rome last week between the two governments",
        "The minister, who was elected in May, accused Paraguay of delay.",
    ],
)
def test_what_has_its_verb_or_needs_none_is_left_alone(pipeline, sentence):
    doc = pipeline(sentence)
    before = [(w.head.i, w.dep_, w.tag_) for w in doc]
    assert [(w.head.i, w.dep_, w.tag_) for w in mend(doc)] == before


@pytest.mark.model
def test_a_past_tense_goes_on_after_a_past_tense_and_not_after_an_infinitive(pipeline):
    told = "The Arctic Community urged both governments to show restraint and offered to send a fact-finding team."
    doc = mend(pipeline(told))
    offered = next(w for w in doc if w.text == "offered")
    assert (offered.dep_, offered.head.text) == ("conj", "urged")


@pytest.mark.model
def test_a_clause_that_lacks_nothing_is_what_was_told(pipeline):
    doc = mend(
        pipeline("The ministry's spokesman told a weekly briefing that Peru had broken a promise to mend the dam.")
    )
    broken = next(w for w in doc if w.text == "broken")
    assert (broken.dep_, broken.head.text) == ("ccomp", "told")


@pytest.mark.model
def test_what_a_report_in_a_paper_says_is_no_clause_about_the_paper(pipeline):
    doc = mend(
        pipeline("Rojas denied a report in the Nairobi Herald that Peru had threatened to cut electricity to Chile.")
    )
    threatened = next(w for w in doc if w.text == "threatened")
    assert (threatened.dep_, threatened.head.text) == ("acl", "report")
    told = "Rojas denied a report in the Lima Courier that the ministry had paid for."
    before = [(w.head.i, w.dep_) for w in pipeline(told)]
    assert [(w.head.i, w.dep_) for w in mend(pipeline(told))] == before


@pytest.mark.model
def test_who_warned_and_after_a_comma_called_on_somebody_did_both(pipeline):
    told = (
        "President Rojas warned on Friday that the lake was shrinking faster than before, and called on Chile to act."
    )
    doc = mend(pipeline(told))
    called = next(w for w in doc if w.text == "called")
    assert (called.dep_, called.head.text) == ("conj", "warned")
    said = next(w for w in doc if w.text == "shrinking")
    assert "called" not in {w.text for w in said.subtree}


@pytest.mark.model
def test_an_object_told_after_the_place_is_the_verbs(pipeline):
    told = (
        "The foreign minister, Ana Rojas, received today at the Palacio Torre Blanca the Deputy Prime Minister of Fiji."
    )
    doc = mend(pipeline(told))
    assert [c.text for c in doc[7].children if c.dep_ == "dobj"] == ["Minister"]


def test_a_participle_after_a_number_with_an_article_is_the_verb():
    words = ["The", "two", "discussed", "rules", "against", "smuggling", "."]
    heads, deps = [3, 3, 3, 3, 3, 4, 3], ["det", "nummod", "amod", "ROOT", "prep", "pobj", "punct"]
    tags, pos = ["DT", "CD", "VBN", "NNS", "IN", "NN", "."], ["DET", "NUM", "VERB", "NOUN", "ADP", "NOUN", "PUNCT"]
    doc = mend(Doc(English().vocab, words=words, heads=heads, deps=deps, tags=tags, pos=pos))
    assert [doc[2].dep_, doc[1].dep_, doc[3].dep_] == ["ROOT", "nsubj", "dobj"]
    assert [w.head.i for w in doc] == [1, 2, 2, 2, 3, 4, 2]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("In April Benin closed its border to lorries.", "Benin"),
        ("In late May Jordan and Egypt signed a treaty.", "Jordan"),
        ("On 5 May Guyana asked Brazil to mediate.", "Guyana"),
    ],
)
def test_the_month_of_an_opening_date_is_no_part_of_the_name_after_it(pipeline, sentence, subject):
    doc = mend(pipeline(sentence))
    root = next(iter(doc.sents)).root
    assert [c.text for c in root.children if c.dep_ == "nsubj"] == [subject]
    assert [c.text for c in doc[0].children] == ["May" if "May" in sentence else "April"]


@pytest.mark.model
def test_three_names_are_a_list(pipeline):
    doc = mend(pipeline("On 6 April Mali, Niger and Chad recalled their ambassadors."))
    assert [w.text for w in doc if w.dep_ == "conj"] == ["Niger", "Chad"]


@pytest.mark.model
def test_a_name_after_a_title_stays_an_apposition(pipeline):
    doc = mend(pipeline("The Prime Minister, Ana Rey, and Oscar Vega met in Lima."))
    assert "Rey" in [w.text for w in doc if w.dep_ == "appos"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("AP: Will Portugal send aid to Chad?", "AP"),
        ("Daily Mail: Peru's prime minister met Chile's envoy.", "Mail"),
        ("Reuters: Has Chile asked Peru to leave?", "Reuters"),
    ],
)
def test_a_label_does_not_do_what_stands_behind_its_colon(pipeline, sentence, label):
    doc = mend(pipeline(sentence))
    named = next(token for token in doc if token.text == label)
    assert named.dep_ == "dep"
    root = next(iter(doc.sents)).root
    assert root.pos_ == "VERB"
    assert any(child.dep_ == "nsubj" for child in root.children)


@pytest.mark.model
def test_what_follows_a_colon_without_a_clause_is_left_as_it_was(pipeline):
    sentence = "Peru wants two things: peace and trade."
    before = [(token.dep_, token.head.i) for token in pipeline(sentence)]
    assert [(token.dep_, token.head.i) for token in mend(pipeline(sentence))] == before


@pytest.mark.model
def test_the_day_after_a_subjects_clause_is_that_clauses(pipeline):
    doc = mend(pipeline("A truce that Peru and Chile agreed in Lima last month has held."))
    assert next(token for token in doc if token.text == "month").head.text == "agreed"

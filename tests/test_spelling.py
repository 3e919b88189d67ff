"""Words that pages spell with a hyphen, and forms of verbs that the parser's tables miss."""

import pytest

from communique.articles import article_of_text
from communique.events.triggers import triggers_in
from communique.lexicon.spellings import as_rules_spell, forms_of, missed_forms, spellings
from communique.sentences import load_pipeline, parse, pipeline_name


def parsed(text):
    ((_, doc),) = parse([article_of_text(text)])
    return doc


def lemmas(text):
    return {w.text: w.lemma_ for w in parsed(text)}


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("Mali re-opened its border with Senegal.", "re-opened", "reopen"),
        ("Ghana and Togo co-operated on patrols.", "co-operated", "cooperate"),
        ("Re-establishing ties will take years.", "Re-establishing", "reestablish"),
        ("The rebels declared a cease-fire in Mali.", "cease-fire", "ceasefire"),
        ("Two cease-fires failed within a week.", "cease-fires", "ceasefire"),
        ("Guards tear-gassed the crowd in Lima.", "tear-gassed", "tear-gas"),
    ],
)
def test_a_hyphened_word_is_one_word_with_the_lemma_that_rules_use(sentence, word, lemma):
    assert lemmas(sentence)[word] == lemma


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("Workers staged a strike.", "staged", "stage"),
        ("Spain fined two banks.", "fined", "fine"),
        ("The army waged war in Darfur.", "waged", "wage"),
        ("The party installed a governor.", "installed", "install"),
        ("He wagged a finger and hopped away.", "hopped", "hop"),
        ("Chad hoped for peace.", "hoped", "hope"),
    ],
)
def test_a_past_form_is_told_of_its_own_verb(sentence, word, lemma):
    assert lemmas(sentence)[word] == lemma


@pytest.mark.model
def test_text_and_offsets_stay_as_they_were():
    text = "The cease-fire held; Re-opening the border, Mali co-operated."
    doc = parsed(text)
    assert doc.text == text
    assert all(text[w.idx : w.idx + len(w.text)] == w.text for w in doc)


@pytest.mark.model
@pytest.mark.parametrize("spelling", ["reestablished", "re-established"])
def test_either_spelling_states_the_act(spelling):
    (trigger,) = triggers_in(parsed(f"Iran and Iraq {spelling} diplomatic relations."))
    assert trigger.rule.type == "SUPPORT"


@pytest.mark.model
def test_a_word_that_means_another_with_its_hyphen_is_left_alone():
    assert "re-signed" not in lemmas("The club re-signed its keeper.")


def test_no_spelling_stands_twice_and_each_joins_to_its_word():
    assert len({(row.hyphened, row.kind) for row in spellings()}) == len(spellings())
    assert as_rules_spell()["cease-fire"] == "ceasefire"
    assert all(row.hyphened.replace("-", "") == row.word.replace("-", "") for row in spellings())
    assert all("-" in form for row in spellings() for form in forms_of(row))


def test_a_verb_bends_as_english_does():
    forms = {row.hyphened: list(forms_of(row)) for row in spellings()}
    assert forms["co-operate"] == ["co-operate", "co-operates", "co-operated", "co-operated", "co-operating"]
    assert forms["re-admit"][-1] == "re-admitting"
    assert forms["re-take"][2:] == ["re-took", "re-taken", "re-taking"]
    assert forms["cease-fire"] == ["cease-fire", "cease-fires"]


def test_no_form_is_told_of_two_verbs():
    forms = [form for row in missed_forms().values() for form in row]
    assert len(forms) == len(set(forms))


@pytest.mark.model
def test_the_pipeline_is_taught_once():
    assert load_pipeline(pipeline_name()) is load_pipeline(pipeline_name())

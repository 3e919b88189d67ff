"""Teach a pipeline the words that `lexicon/en/spellings.tsv` and `verb_forms.tsv` list.

A hyphened word is one token whose lemma is the spelling of the rules: the tokeniser would part "re-established" at its
hyphen, and the parser, who never met "re" alone, would take it for the verb of the sentence. All is said to the
tokeniser and to the pipeline's own rules for lemmas when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

from communique.lexicon.spellings import Spelling, forms_of, missed_forms, spellings

TAGS = {"verb": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "noun": ("NN", "NNS", "NNP", "NNPS")}


def teach(nlp: Language) -> None:
    """Add the words; a pipeline with other kinds of steps is left as it is."""
    ruler = nlp.get_pipe("attribute_ruler") if "attribute_ruler" in nlp.pipe_names else None
    if not isinstance(ruler, AttributeRuler) or not isinstance(nlp.tokenizer, Tokenizer):
        return
    for verb, forms in missed_forms().items():
        teach_lemma(ruler, "verb", forms, verb)
    for row in spellings():
        teach_lemma(ruler, row.kind, forms_of(row), row.word)
        for form in forms_of(row):
            for written in (form, form[0].upper() + form[1:]):
                # The parser reads a word's spelling from its norm; of the two it has met the joined one, if either.
                nlp.tokenizer.add_special_case(written, [{"ORTH": written, "NORM": joined(form, row)}])


def teach_lemma(ruler: Any, kind: str, forms: Iterable[str], word: str) -> None:
    """What a rule says of a lemma, the lemmatiser leaves."""
    ruler.add([[{"LOWER": {"IN": list(forms)}, "TAG": {"IN": list(TAGS[kind])}}]], {"LEMMA": word})


def joined(form: str, row: Spelling) -> str:
    return form if row.word == row.hyphened else form.replace("-", "", 1)

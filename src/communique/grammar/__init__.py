"""What a parse says, in words the stages share: clauses, their subjects and mood, and who stands where.

Stages never import one another; what they all need to ask of a sentence is asked here.
"""

from communique.grammar.apposition import opens_clause, past_tail
from communique.grammar.clauses import (
    agent_of,
    bounds_of,
    clause_head,
    complement_of,
    conjuncts_of,
    is_passive,
    object_of,
    participles_of,
    phrase,
    span_of,
    subject_of,
    subtree_span,
    text_of,
    tokens_of,
    trimmed,
)
from communique.grammar.mood import Mood, mood_of
from communique.grammar.scene import Scene

__all__ = [
    "Mood",
    "Scene",
    "agent_of",
    "bounds_of",
    "clause_head",
    "complement_of",
    "conjuncts_of",
    "is_passive",
    "mood_of",
    "object_of",
    "opens_clause",
    "participles_of",
    "past_tail",
    "phrase",
    "span_of",
    "subject_of",
    "subtree_span",
    "text_of",
    "tokens_of",
    "trimmed",
]

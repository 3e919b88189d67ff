"""Who said it: speaker, cue, content, manner and channel of everything an article reports as said."""

from communique.statements.finding import find_statements

__all__ = ["find_statements"]

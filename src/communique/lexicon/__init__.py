"""Word lists and rules, and the reader that checks them. The data stands in `lexicon/en/`, one file a topic."""

from communique.lexicon.reader import Entry, LexiconError, all_rules, load_list, load_rules, where_stands

__all__ = ["Entry", "LexiconError", "all_rules", "load_list", "load_rules", "where_stands"]

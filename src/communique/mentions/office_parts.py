"""A title while it is being made out, and the names about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.grammar.parsed import Doc
from communique.lexicon.actor_words import actor_words
from communique.model import Name

# Words that belong to a title after its head: "secretary general", "attorney general", "president-elect".
AFTER_HEAD = actor_words("after-title")


OWNER_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})


BODY_KINDS = frozenset(
    {"body", "party", "military", "armed group", "company", "media", "intergovernmental", "population"}
)


@dataclass
class Draft:
    """A title being made out, in tokens."""

    start: int
    stop: int
    words: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    of: tuple[int, int] | None = None
    of_after: bool = False
    holder: Name | None = None
    rule: str = "title"


class Around:
    """Names by the token they begin and end at."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self.doc = doc
        self.begins: dict[int, tuple[int, Name]] = {}
        self.ends: dict[int, tuple[int, Name]] = {}
        for name in names:
            start, stop = doc.begins[name.start], doc.ends[name.stop]
            self.begins[start] = (stop, name)
            self.ends[stop] = (start, name)

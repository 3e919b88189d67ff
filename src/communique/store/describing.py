"""What the tables and views of a record tell, for Datasette: `datasette record.db --metadata record.metadata.json`.

The words are those of schema.sql, so that the two cannot part.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parent / "schema.sql"
_TABLE = re.compile(
    r"(?P<told>(?:^--[^\n]*\n)*)^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (?P<name>\w+)(?P<body>.*?);\n",
    re.MULTILINE | re.DOTALL,
)
_COLUMN = re.compile(r"^  (\w+) .*?--\s*(.*?)\s*$", re.MULTILINE)
# What is there for looking up alone, and says nothing to a person.
HIDDEN = re.compile(
    r"_block$|_mark$|^article_text|^finding_index|^finding_term$|^sqlite_|^schema_version$"
    r"|^(part|held|holder|tally|total|guise|sighting|threaded|gathered|gathered_home|happening_day|copy)$"
)
# Where a person begins, with what Datasette offers to narrow it by.
FACETS = {
    "event": ["event", "factuality"], "event_with_parties": ["event", "factuality"], "statement": ["manner", "channel"],
    "commitment": ["kind", "status"], "article": ["kind", "language"], "actor": ["kind", "country"], "chain": ["kind", "state"],
    "happening": ["event", "factuality"], "page": ["publisher", "media_type"],
}  # fmt: skip
# Tables whose purpose the schema leaves to their names.
PLAIN = {
    "page": "A page as it was captured: where from, when, by whom published, and what read it.",
    "article": "An article on a page, with its text.",
    "block": "Headline, paragraphs, captions: the parts of an article's text, by code points.",
    "mention": "Where an article names an actor.",
    "place": "A place that an article names, with its point on the map.",
    "event_party": "Who takes which part in an event.",
    "claim_party": "Who asserts a claim and who denies it.",
    "claim_statement": "The statements that a claim rests on.",
    "commitment_party": "Who owes a commitment and to whom.",
    "statement_with_words": "For Datasette and for people with a SQL prompt: statements with speaker and words.",
    "correction_target": "What a correction is about.",
    "voice_party": "Who speaks in a voice on a claim.",
}


def metadata(database: str) -> dict[str, Any]:
    """Datasette's metadata for a record whose file is called `database` (its name without the ending)."""
    tables = {found["name"]: _told(found) for found in _TABLE.finditer(SCHEMA.read_text(encoding="utf-8"))}
    return {
        "title": "What pages reported",
        "description": "A record made by communique: every finding carries the words that say it and the rule that found it. "
        "It says what was reported, not what is so. Begin with event_with_parties and statement_with_words.",
        "databases": {database: {"tables": tables}},
    }


def _told(found: re.Match[str]) -> dict[str, Any]:
    name = found["name"]
    words = " ".join(re.sub(r"^--\s?", "", found["told"], flags=re.MULTILINE).split())
    told: dict[str, Any] = {"description": words or PLAIN.get(name, "")}
    columns = dict(_COLUMN.findall(found["body"]))
    told |= {"columns": columns} if columns else {}
    told |= {"facets": FACETS[name]} if name in FACETS else {}
    return told | ({"hidden": True} if HIDDEN.search(name) else {})

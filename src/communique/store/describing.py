"""What the tables and views of a record tell, for Datasette: `datasette record.db --metadata record.metadata.json`, as
`communique export --as datasette` writes it.

What a table holds is told in the words of schema.sql, so that the two cannot part.
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
    r"|^(part|held|holder|tally|total|guise|sighting|threaded|gathered|gathered_home|happening_day|copy|former)$"
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
    "event_with_parties": "Who did what to whom, a row an event, with its words and where they stand.",
    "statement_with_words": "Who said what, a row a statement, with the words said and where they stand.",
    "office_over_time": "Who held which office, from the first to the last report.",
    "correction_target": "What a correction is about.",
    "voice_party": "Who speaks in a voice on a claim.",
}


# What the views and the tables that a person begins with are called.
TITLES = {
    "event_with_parties": "Events: who did what to whom", "statement_with_words": "Statements: who said what",
    "office_over_time": "Offices over time", "article": "Articles", "page": "Pages", "actor": "Actors of each article",
    "chain": "What became of promises", "contention": "Claims followed over pages", "happening": "Happenings: each act once",
    "correction": "What readers put right", "watch": "Watches",
}  # fmt: skip
# Questions that no single table answers, each with its SQL: they stand beside the tables in Datasette.
_NAMES = """(SELECT group_concat(a.name, '; ') FROM {kind}_party AS x JOIN actor AS a ON a.article = x.article AND a.id = x.actor
    WHERE x.article = f.article AND x.{kind} = f.id AND x.role = '{role}') AS {role}"""
_WORDS = """(SELECT text FROM evidence AS e WHERE e.article = f.article AND e.kind = '{kind}' AND e.finding = f.id
    ORDER BY e.position LIMIT 1) AS words"""
_WHERE_IT_STANDS = "article.headline, article.published, coalesce(page.canonical, page.uri) AS uri, f.id"
_ARTICLE = "JOIN article ON article.key = f.article JOIN page ON page.key = article.page"


def _of(kind: str, columns: str, *roles: str) -> str:
    """The columns of a finding of a kind with its parties, its words and where they stand."""
    names = ", ".join(_NAMES.format(kind=kind, role=role) for role in roles)
    return f"SELECT {columns}, {names}, {_WORDS.format(kind=kind)}, {_WHERE_IT_STANDS}"


QUERIES = {
    "promised": (
        "What did A promise B?",
        "Promises, plans and invitations of one country to another, the newest first. Countries by their codes: KEN, ETH; leave"
        " “to” empty for all that a country promised.",
        _of("commitment", "f.kind, f.status, f.due, f.act", "debtor", "creditor")
        + f" FROM part AS p JOIN commitment AS f ON f.article = p.article AND f.id = p.finding {_ARTICLE}"
        " WHERE p.who = 'of-' || lower(:by) AND p.kind = 'commitment' AND p.role = 'debtor' AND (:to = '' OR EXISTS"
        " (SELECT 1 FROM part AS q WHERE q.article = p.article AND q.finding = p.finding AND q.who = 'of-' || lower(:to)"
        " AND q.role = 'creditor')) ORDER BY p.published DESC LIMIT 500",
    ),
    "said": (
        "What did a country say?",
        "Statements of anybody of a country, the newest first. The country by its code: KEN.",
        "SELECT (SELECT a.name FROM actor AS a WHERE a.article = f.article AND a.id = f.speaker) AS speaker,"
        " (SELECT group_concat(substr(article.text, c.start + 1, c.stop - c.start), ' … ') FROM statement_content AS c"
        " WHERE c.article = f.article AND c.statement = f.id) AS words, f.manner, f.channel, f.date,"
        f" {_WHERE_IT_STANDS} FROM part AS p JOIN statement AS f ON f.article = p.article AND f.id = p.finding {_ARTICLE}"
        " WHERE p.who = 'of-' || lower(:country) AND p.kind = 'statement' AND p.role = 'speaker'"
        " ORDER BY p.published DESC LIMIT 500",
    ),
    "contested": (
        "What is contested?",
        "What one side asserts and another denies, the newest first. The record takes neither side.",
        _of("claim", "f.what", "asserted_by", "denied_by")
        + " FROM (SELECT key FROM article ORDER BY published DESC LIMIT 5000) AS n JOIN claim AS f ON f.article = n.key"
        f" {_ARTICLE} ORDER BY article.published DESC LIMIT 500",
    ),
    "ahead": (
        "What is ahead?",
        "Promises, invitations and plans followed over all pages, by the day they are due. The first day: 2025-07.",
        'SELECT due_last AS day, kind, act, state, articles, "first", "last", id FROM chain WHERE due_last >= :from'
        " ORDER BY due_last LIMIT 500",
    ),
}


def metadata(database: str) -> dict[str, Any]:
    """Datasette's metadata for a record whose file is called `database` (its name without the ending)."""
    tables = {found["name"]: _told(found) for found in _TABLE.finditer(SCHEMA.read_text(encoding="utf-8"))}
    queries = {name: {"title": title, "description": told, "sql": sql} for name, (title, told, sql) in QUERIES.items()}
    return {
        "title": "What pages reported",
        "description": "A record made by communique: every finding carries the words that say it and the rule that found it. "
        "It says what was reported, not what is so. Begin with event_with_parties and statement_with_words, or with a question.",
        "databases": {database: {"tables": tables, "queries": queries}},
    }


def _told(found: re.Match[str]) -> dict[str, Any]:
    name = found["name"]
    words = " ".join(re.sub(r"^--\s?", "", found["told"], flags=re.MULTILINE).split())
    told: dict[str, Any] = {"description": PLAIN.get(name, words)}
    told |= {"title": TITLES[name]} if name in TITLES else {}
    told |= {"sort_desc": "published"} if name == "article" else {}  # a view of a million rows is not sorted in time
    columns = dict(_COLUMN.findall(found["body"]))
    told |= {"columns": columns} if columns else {}
    told |= {"facets": FACETS[name]} if name in FACETS else {}
    return told | ({"hidden": True} if HIDDEN.search(name) else {})

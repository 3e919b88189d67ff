"""Builds the manual: `make manual` writes build/manual, which opens without a network.

Pages are the Markdown files beside this one. A line `<!-- insert: NAME -->` in them is replaced by what the function of
that name below tells from the code, the lexicon or a reading of a sample page, so that it cannot go stale.
"""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
ROOT = DOCS.parent
SOURCE, SITE = ROOT / "build" / "manual-source", ROOT / "build" / "manual"
LEXICON = ROOT / "src" / "communique" / "lexicon" / "en"
INSERT = re.compile(r"^<!-- insert: ([a-z-]+) -->$", re.MULTILINE)
# The page that is carried through every stage.
EXAMPLE = ROOT / "samples" / "helsinki-readout.html"


def commands() -> str:
    """Every command with its own help."""
    import typer.main

    from communique.cli import app

    group: Any = typer.main.get_command(app)
    return "\n".join(_help(group, "communique"))


def _help(command: Any, name: str) -> Iterator[str]:
    context = command.make_context(name, ["--help"], resilient_parsing=True)
    yield f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"
    for word, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _help(inner, f"{name} {word}")


def formats() -> str:
    """Every export format, what it is for and what it cannot hold."""
    from communique.exports.formats import FORMATS

    rows = (f"| `{f.name}` | {f.what} | {f.cannot_hold} |" for f in FORMATS.values())
    return "\n".join(("| `--as` | what | what it cannot hold |", "|---|---|---|", *rows))


def columns() -> str:
    """Every table of a lake, of SQLite and the DataFrames, column by column."""
    from communique.exports.parquet import LAKE_TABLES

    parts = []
    for table in LAKE_TABLES:
        rows = (f"| `{c.name}` | {c.kind} | {c.meaning} |" for c in table.columns)
        parts.append(
            "\n".join((f"## {table.name}\n\n{table.meaning}\n", "| column | type | meaning |", "|---|---|---|", *rows))
        )
    return "\n\n".join(parts)


def findings() -> str:
    """Every record of the model: what it is and its fields."""
    from communique import model

    names = (
        "Event", "Statement", "Claim", "Commitment", "SetPhrase", "Actor", "Office", "Mention", "Time", "Place", "Topic", "Article",
        "Block", "Page", "Source", "Passage",
    )  # fmt: skip
    return "\n\n".join(_record(getattr(model, name)) for name in names)


def _record(kind: Any) -> str:
    told = inspect.cleandoc(kind.__doc__ or "")
    hints = {
        name: _type(hint)
        for base in reversed(kind.__mro__)
        for name, hint in vars(base).get("__annotations__", {}).items()
    }
    rows = (f"| `{name}` | {hints.get(name, '')} |" for name in kind.__struct_fields__)
    return "\n".join((f"## {kind.__name__}\n\n{told}\n", "| field | type |", "|---|---|", *rows))


def vocabularies() -> str:
    """The closed vocabularies of the model, value by value."""
    from typing import get_args

    from communique import model

    names = (
        "EventType", "Factuality", "Manner", "Channel", "CommitmentKind", "CommitmentStatus", "PhraseFamily", "ActorKind",
        "TimeType", "TopicKind", "ArticleKind", "Role",
    )  # fmt: skip
    rows = (f"| `{name}` | {', '.join(get_args(getattr(model, name)))} |" for name in names)
    return "\n".join(("| type | values |", "|---|---|", *rows))


def _type(hint: object) -> str:
    return f"`{hint}`".replace("|", "\\|")


def rules() -> str:
    """Every file of the lexicon: its own header, how much is in it, and its entries' notes."""
    return "\n\n".join(_rule_file(path) for path in sorted(LEXICON.iterdir()) if path.suffix in (".toml", ".tsv"))


def _rule_file(path: Path) -> str:
    header = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        header.append(_plain(line.lstrip("# ").rstrip()))
    if path.suffix == ".tsv":
        rows = [
            line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
        ]
        shape = f"{len(rows) - 1:,} rows; columns: " + ", ".join(f"`{name}`" for name in rows[0].split("\t"))
        return f"## {path.name}\n\n" + "\n".join(header) + f"\n\n{shape}."
    entries = [
        entry
        for table in tomllib.loads(path.read_text(encoding="utf-8")).values()
        if isinstance(table, list)
        for entry in table
    ]
    listed = "\n".join(
        f"| `{e.get('id', '')}` | {_cell(e.get('note') or '')} | {_cell((e.get('yes') or [''])[0])} |" for e in entries
    )
    return (
        f"## {path.name}\n\n" + "\n".join(header) + f"\n\n{len(entries):,} entries.\n\n"
        f"| id | note | an example that must fire it |\n|---|---|---|\n{listed}"
    )


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|").replace("\n", " ")


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([<>\[\]{}*_])", r"\\\1", text)


@cache
def example() -> Any:
    import communique

    return communique.read(EXAMPLE)


def example_page() -> str:
    return _fenced(EXAMPLE.read_text(encoding="utf-8"), "html")


def example_article() -> str:
    """The text that is left of the page, and the part each stretch plays."""
    article = example().articles[0]
    lines = (f"{block.role:10} {article.text[block.start : block.stop]}" for block in article.blocks)
    head = {name: getattr(article, name) for name in ("kind", "headline", "published", "published_from", "language")}
    return _fenced("\n".join([*(f"{k:15}{v}" for k, v in head.items()), "", *lines]))


def example_parse() -> str:
    """The parse of one sentence."""
    from communique.sentences import parse

    _, doc = next(iter(parse([example().articles[0]])))
    sentence = next(s for s in doc.sents if "telephone" in s.text)
    return _fenced(
        "\n".join(
            f"{t.text:14} {t.lemma_:14} {t.pos_:6} {t.dep_:10} <- {t.head.text}" for t in sentence if not t.is_space
        )
    )


def example_times() -> str:
    return _table(example().articles[0].times, "text", "type", "value", "anchor", "rule")


def example_actors() -> str:
    rows = [
        f"| {a.name} | {a.kind} | {a.country or ''} | {a.sector or ''} | {'; '.join(o.title for o in a.offices)} | {len(a.mentions)} |"
        for a in example().articles[0].actors
    ]
    return "\n".join(("| name | kind | country | sector | offices | mentions |", "|---|---|---|---|---|---|", *rows))


def example_statements() -> str:
    article = example().articles[0]
    rows = []
    for s in article.statements:
        said = " … ".join(article.text[part.start : part.stop] for part in s.content)
        rows.append(f"| {_name(article, s.speaker)} | {_cell(said)} | {s.manner} | `{s.rule}` |")
    return "\n".join(("| speaker | what was said | manner | rule |", "|---|---|---|---|", *rows))


def example_events() -> str:
    article = example().articles[0]
    rows = []
    for e in article.events:
        sides = [", ".join(_name(article, i) for i in ids) for ids in (e.actor, e.recipient)]
        rows.append(
            f"| {e.event} {' '.join(e.mode)} | {sides[0]} | {sides[1]} | {e.date or ''} | {e.factuality} |"
            f" {_cell(e.evidence[0].text)} | `{e.rule}` |"
        )
    head = "| type, mode | actor | recipient | date | factuality | words | rule |"
    return "\n".join((head, "|---|---|---|---|---|---|---|", *rows))


def example_commitments() -> str:
    article = example().articles[0]
    rows = [
        f"| {c.kind} | {', '.join(_name(article, i) for i in c.debtor)} | {', '.join(_name(article, i) for i in c.creditor)} |"
        f" {_cell(c.act)} | {c.due or ''} | {c.status} | `{c.rule}` |"
        for c in article.commitments
    ]
    return "\n".join(
        ("| kind | debtor | creditor | act | due | status | rule |", "|---|---|---|---|---|---|---|", *rows)
    )


def example_json() -> str:
    """One event as `communique read --json` prints it."""
    import communique

    return _fenced(
        json.dumps(communique.to_dict(example().articles[0].events[0]), ensure_ascii=False, indent=1), "json"
    )


def api() -> str:
    """What `import communique` offers, with signatures and documentation."""
    import communique
    from communique.frames import OpenRecord, Shown

    parts = [_documented(getattr(communique, name), f"communique.{name}") for name in sorted(communique.__all__)]
    for kind in (OpenRecord, Shown):
        parts.append(f"## {kind.__name__}\n\n{_docstring(kind)}")
        methods = ((n, m) for n, m in vars(kind).items() if inspect.isfunction(m) and not n.startswith("_"))
        parts += [_documented(method, f"{kind.__name__}.{name}").replace("## ", "### ", 1) for name, method in methods]
    return "\n\n".join(parts)


def _documented(function: Any, name: str) -> str:
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
    return f"## {name}\n\n```python\n{name}{signature}\n```\n\n{_docstring(function)}"


def _docstring(thing: Any) -> str:
    """A docstring; its indented examples are code already."""
    return inspect.cleandoc(thing.__doc__ or "")


def _name(article: Any, actor: str | None) -> str:
    return next((a.name for a in article.actors if a.id == actor), "nobody named")


def _table(records: Any, *fields: str) -> str:
    rows = ("| " + " | ".join(_cell(str(getattr(r, f) or "")) for f in fields) + " |" for r in records)
    return "\n".join(("| " + " | ".join(fields) + " |", "|" + "---|" * len(fields), *rows))


def _fenced(text: str, language: str = "text") -> str:
    return f"```{language}\n{text.rstrip()}\n```"


INSERTS: dict[str, Callable[[], str]] = {
    "commands": commands, "formats": formats, "columns": columns, "findings": findings, "vocabularies": vocabularies, "rules": rules, "api": api,
    "example-page": example_page, "example-article": example_article, "example-parse": example_parse,
    "example-times": example_times, "example-actors": example_actors, "example-statements": example_statements,
    "example-events": example_events, "example-commitments": example_commitments, "example-json": example_json,
}  # fmt: skip


def filled(text: str) -> str:
    """A page with its inserts. Raises KeyError where it asks for one that there is not."""
    return INSERT.sub(lambda found: INSERTS[found[1]](), text)


def write_sources(to: Path = SOURCE) -> None:
    """The pages as the site builder gets them: ours, the guide for contributors and the list of changes."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for page in sorted(DOCS.glob("*.md")):
        (to / page.name).write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
    for name in ("CONTRIBUTING.md", "CHANGELOG.md"):
        (to / name.lower()).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    for picture in (*DOCS.glob("*.png"), *DOCS.glob("*.svg")):
        shutil.copy(picture, to)


def main() -> None:
    write_sources()
    subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", str(ROOT / "zensical.toml")],
        check=True,
        cwd=ROOT,
    )
    print(f"the manual stands in {SITE}: open {SITE / 'index.html'}")


if __name__ == "__main__":
    main()

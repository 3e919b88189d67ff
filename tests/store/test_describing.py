"""Datasette shows a record with words for every table that a person could open."""

import asyncio
import json
from contextlib import closing
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from communique.cli import app
from communique.model import Actor, Article, Claim, Commitment, Page, Passage, Source, Span, Statement
from communique.store import open_record
from communique.store.describing import HIDDEN, QUERIES, metadata
from communique.threads import save_page


def test_every_table_a_person_sees_is_described(tmp_path: Path) -> None:
    record = open_record(tmp_path / "desk.db")
    names = [row[0] for row in record.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    told = metadata("desk")["databases"]["desk"]["tables"]
    plain = [name for name in names if not HIDDEN.search(name)]
    assert "event_with_parties" in plain
    assert [name for name in plain if not told.get(name, {}).get("description")] == []


def test_datasette_serves_a_record_with_them(tmp_path: Path) -> None:
    from datasette.app import Datasette

    open_record(tmp_path / "desk.db").close()
    shown = Datasette([str(tmp_path / "desk.db")], metadata=metadata("desk"))

    async def ask(path: str) -> Any:
        return await shown.client.get(path)

    page = asyncio.run(ask("/desk/event_with_parties"))
    assert page.status_code == 200
    assert "Who did what to whom" in page.text


ASKED = {"promised": "by=KEN&to=ETH", "said": "country=KEN", "contested": "", "ahead": "from=2025"}


def test_a_question_beside_the_tables_is_answered_with_words(tmp_path: Path) -> None:
    from datasette.app import Datasette

    with closing(open_record(tmp_path / "desk.db")) as record:
        save_page(record, kenyan_page(), "reader")
    shown = Datasette([str(tmp_path / "desk.db")], metadata=metadata("desk"))

    async def ask(path: str) -> Any:
        return await shown.client.get(path)

    assert set(ASKED) == set(QUERIES)
    for name, values in ASKED.items():
        answer = asyncio.run(ask(f"/desk/{name}.json?_shape=objects&{values}")).json()
        assert "repair the dam" in str(answer["rows"]), (name, answer)
        assert QUERIES[name][0] in asyncio.run(ask("/desk")).text


def kenyan_page() -> Page:
    words = (
        "Kenya said it will repair the dam by 1 September 2025. Ethiopia denies that it broke: repair the dam first."
    )
    whole = (Passage(0, len(words), words),)
    article = Article(
        id="article-1", headline="The dam", published="2025-07-01", text=words,
        actors=(Actor(id="k", name="Kenya", kind="state", country="KEN"), Actor(id="e", name="Ethiopia", kind="state", country="ETH")),
        commitments=(Commitment(id="commitment-1", kind="pledge", debtor=("k",), creditor=("e",), act="repair the dam",
                                due="2025-09-01", status="open", evidence=whole, rule="rule", confidence=0.9),),
        statements=(Statement(id="statement-1", speaker="k", speaker_at=Span(0, 5), cue=Span(6, 10), content=(Span(11, 53),), manner="indirect",
                              evidence=whole, rule="rule", confidence=0.9),),
        claims=(Claim(id="claim-1", what="it broke", asserted_by=("k",), denied_by=("e",), evidence=whole, rule="rule", confidence=0.9),),
    )  # fmt: skip
    return Page(source=Source(uri="https://1.example/", digest="sha256:1", media_type="text/html"), articles=(article,))


def test_the_metadata_is_written_by_a_command(tmp_path: Path) -> None:
    record, told = tmp_path / "desk.db", tmp_path / "desk.metadata.json"
    open_record(record).close()
    done = CliRunner().invoke(app, ["export", "--as", "datasette", "--record", str(record), "--to", str(told)])
    assert (done.exit_code, json.loads(told.read_text(encoding="utf-8"))) == (0, metadata("desk"))
    assert f"datasette {record} --metadata {told}" in done.stderr
    printed = CliRunner().invoke(app, ["export", "--as", "datasette", "--record", str(record)])
    assert json.loads(printed.stdout) == metadata("desk")
    asked = CliRunner().invoke(app, ["export", "--as", "datasette", "--who", "KEN", "--record", str(record)])
    assert asked.exit_code == 2
    assert "--as sqlite" in asked.stderr

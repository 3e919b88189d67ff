"""The first minutes of somebody who knows nothing yet: from the sample pages to tables in pandas and polars, to words in a
notebook, and through the API with nothing but its document."""

import io
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest
from chromium import served

import communique

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def address(samples: Path) -> Iterator[str]:
    with served(samples) as address:
        yield address


def test_a_table_is_read_by_pandas_and_polars_from_its_address(address: str) -> None:
    link = f"{address}/api/v1/tables/commitment?who=of-ken&who=of-eth"
    owed = pandas.read_csv(link)
    assert len(owed) > 0
    assert {"debtor", "creditor", "what", "date", "state", "words", "uri"} <= set(owed.columns)
    with urllib.request.urlopen(link) as answer:
        assert polars.read_csv(io.BytesIO(answer.read())).height == len(owed)
    nothing = pandas.read_csv(f"{address}/api/v1/tables/chains?status=broken")  # no row, and yet its columns
    assert nothing.empty
    assert "state" in nothing.columns


@pytest.mark.parametrize("frames", ["pandas", "polars"])
def test_the_same_is_asked_of_the_file(samples: Path, address: str, frames: Any) -> None:
    with communique.open(samples, frames=frames) as record:
        owed = record.commitments(who=["KEN", "ETH"])
        assert len(owed) == len(pandas.read_csv(f"{address}/api/v1/tables/commitment?who=KEN&who=ETH"))
        shown = record.show(owed, limit=2)
        assert "<mark>" in shown._repr_html_()
        assert "»" in str(shown)


def asked(link: str, headers: dict[str, str] | None = None) -> tuple[int, Any, dict[str, str]]:
    """What a program is answered: status, JSON, headers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(link, headers=headers or {})) as answer:
            return answer.status, json.loads(answer.read()), dict(answer.headers)
    except urllib.error.HTTPError as error:
        told = error.read()
        return error.code, json.loads(told) if told else None, dict(error.headers)


def lists_in(document: dict[str, Any]) -> list[str]:
    """The lists of the API, by its document: what takes `offset` and needs no name."""
    found = []
    for path, methods in document["paths"].items():
        names = {one["name"] for one in methods.get("get", {}).get("parameters", ())}
        if "offset" in names:
            kinds = ("event", "statement", "claim", "commitment") if "{kind}" in path else ("",)
            found += [path.replace("{kind}", kind) for kind in kinds]
    return found


def test_every_list_is_read_to_its_end_as_the_document_says(address: str) -> None:
    _, document, _ = asked(f"{address}/api/v1/openapi.json")
    lists = lists_in(document)
    assert len(lists) > 10
    for path in lists:
        read: list[Any] = []
        for passed in range(0, 10_000, 7):
            _, told, _ = asked(f"{address}{path}?limit=7&offset={passed}")
            items = told["items"] if isinstance(told, dict) else told
            if not items:
                break
            read += items
        if isinstance(told, dict):
            assert told["total"] == len(read), path
        assert len({json.dumps(one, sort_keys=True) for one in read}) == len(read), path


def test_every_finding_is_to_be_had_as_json_lines_and_by_its_id(address: str) -> None:
    for kind in ("event", "statement", "claim", "commitment"):
        with urllib.request.urlopen(f"{address}/api/v1/tables/{kind}?form=jsonl") as answer:
            rows = [json.loads(line) for line in answer]
        assert len(rows) == asked(f"{address}/api/v1/findings/{kind}?limit=1")[1]["total"]
        assert asked(f"{address}/api/v1/findings/{kind}/{rows[0]['id']}")[1] == rows[0]
        assert "text" in asked(f"{address}/api/v1/citations/{rows[0]['id']}")[1]


def test_what_goes_wrong_is_a_problem_in_words_and_what_stays_is_not_sent_twice(address: str) -> None:
    status, told, headers = asked(f"{address}/api/v1/findings/event?who=Atlantis")
    assert (status, told["status"], headers["content-type"]) == (400, 400, "application/problem+json")
    assert "no actor in the record is called" in told["title"]
    tag = asked(f"{address}/api/v1/findings/event")[2]["etag"]
    assert asked(f"{address}/api/v1/findings/event", {"If-None-Match": tag})[0] == 304

"""The API keeps what its OpenAPI document says, whatever it is asked."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hostile import hostile_page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from schemathesis import checks

from communique.store import open_record
from communique.threads import save_page
from communique.web import make_app

# How many questions each address is asked. 200 find nothing more and take minutes.
ASKED = 12
# A date that is none, or a search for nothing, is refused in words: a pattern cannot tell 30 February.
NOT_ASKED = [checks.positive_data_acceptance]
# Tables come as CSV or JSON Lines, as they are asked for; the document knows one.
TABLES = "/api/v1/tables/{name}"
OURS = {"host": "127.0.0.1:8765"}
DOCUMENT = (
    TestClient(make_app(Path("no-record.db")), base_url="http://127.0.0.1:8765").get("/api/v1/openapi.json").json()
)
ADDRESSES = sorted(
    (path, method.upper())
    for path, methods in DOCUMENT["paths"].items()
    if path.startswith("/api/")
    for method in methods
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = tmp_path_factory.mktemp("record") / "record.db"
    save_page(open_record(file), hostile_page(), "reader")
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(file), headers=OURS)


@pytest.mark.parametrize(("address", "method"), ADDRESSES)
def test_every_answer_is_as_the_document_says(schema: Any, address: str, method: str) -> None:
    quickly = settings(
        max_examples=ASKED, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )

    @quickly
    @given(st.data())
    def asked(data: Any) -> None:
        case = data.draw(schema[address][method].as_strategy())
        case.call_and_validate(
            headers=OURS,
            excluded_checks=[*NOT_ASKED, *([checks.content_type_conformance] if address == TABLES else [])],
        )

    asked()


def test_the_document_says_what_may_be_asked_and_how_a_list_is_read_to_its_end() -> None:
    silent = [
        (path, method, parameter["name"])
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
        for parameter in operation.get("parameters", ())
        if not parameter.get("description") and "enum" not in parameter["schema"]
    ]
    assert silent == []
    assert "grown by `limit` until nothing comes" in " ".join(DOCUMENT["info"]["description"].split())
    assert {len(o["summary"].split()) > 1 for m in DOCUMENT["paths"].values() for o in m.values()} == {True}

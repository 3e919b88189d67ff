"""The whole way: real pages through every stage, and odd ones that must cost nobody else anything."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communique
from communique.model import Page
from communique.model.checks import broken, findings_of

pytestmark = pytest.mark.model
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    files = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".html"))
    return {path.name: communique.read(path) for path in files}


def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "communique", *words], input=stdin, capture_output=True, timeout=300)


def test_every_sample_gives_an_article_and_a_sound_record(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.articles, name
        for article in page.articles:
            assert broken(article) == [], name
        assert not any("could not be mined" in problem for problem in page.source.problems), page.source.problems


def test_reading_again_gives_the_same_record(pages: dict[str, Page]) -> None:
    name = "lake-ceasefire.txt"
    assert communique.read(SAMPLES / name) == pages[name]


def test_one_text_or_many_give_the_same_record() -> None:
    texts = ["Peru recalled its ambassador from Chile on Monday.", "Ghana’s president met Togo’s president in Lomé."]
    day = date(2024, 5, 16)
    assert list(communique.read_texts((t, day) for t in texts)) == [
        communique.read_text(t, published=day) for t in texts
    ]


def test_bare_text_is_unchanged() -> None:
    text = "  ACCRA: \u201cWe agree,\u201d she said.\u00a0\n\n\n• One\n"
    assert communique.read_text(text).text == text


PIECES = st.sampled_from(
    [
        "Foreign Minister Amina Diallo met her Swiss counterpart on Tuesday.",
        "“We agree,” she said. “Nobody else does.”",
        "“An opening mark that is never closed",
        "GENEVA, May 3 (Agency) --",
        "• Two sides to meet in June",
        "Russia’s embassy accused Estonia of “staging provocations”.",
        "According to the ministry, talks failed.",
        "\u202eright to left\u202c",
        "«Non», dit-il. 🕊️",
        "He denied it\u00a0",
        "",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=60), max_size=7).map("\n".join))
def test_every_passage_equals_its_text_whatever_the_page(text: str) -> None:
    assert broken(communique.read_text(text, published=date(2024, 5, 16))) == []
    page = communique.read(text.encode("utf-8", "surrogatepass"))
    for article in page.articles:
        assert broken(article) == []


def test_json_prints_the_contract() -> None:
    done = run("read", str(SAMPLES / "harbour-dispatch.txt"), "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record == communique.to_dict(communique.read(SAMPLES / "harbour-dispatch.txt")) | {
        "source": record["source"]
    }
    article = record["articles"][0]
    for key in ("headline", "published", "published_from", "dateline", "language", "text", "blocks", "actors", "times"):
        assert key in article, key


def test_a_person_reads_words_and_rules(pages: dict[str, Page]) -> None:
    done = run("read", str(SAMPLES / "lake-ceasefire.txt"))
    told = done.stdout.decode()
    assert "What happened" in told
    assert "\x1b[" not in told, "piped output has no colours"
    for finding in findings_of(pages["lake-ceasefire.txt"].articles[0])[:3]:
        assert finding.id in told
        assert finding.rule in told


def test_only_prints_the_layers_asked_for() -> None:
    told = run("read", str(SAMPLES / "lake-ceasefire.txt"), "--only", "statements").stdout.decode()
    assert "What was said" in told
    assert "What happened" not in told


def test_only_says_what_it_does_not_know() -> None:
    done = run("read", str(SAMPLES), "--only", "rumours")
    assert done.returncode == 2
    assert b"rumours" in done.stderr


def test_standard_input_is_read() -> None:
    done = run("read", "-", "--json", stdin=(SAMPLES / "expulsions.txt").read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["articles"]


def pages_and_problems(done: subprocess.CompletedProcess[bytes]) -> tuple[Sequence[dict[str, object]], str]:
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_bad_pages_cost_only_themselves(tmp_path: Path) -> None:
    (tmp_path / "a_empty.txt").write_bytes(b"")
    (tmp_path / "b_binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "c_good.txt").write_bytes((SAMPLES / "expulsions.txt").read_bytes())
    (tmp_path / "d_utf16.txt").write_bytes((SAMPLES / "expulsions.txt").read_text("utf-8").encode("utf-16"))
    done = run("read", str(tmp_path), str(tmp_path / "missing.txt"), "--json")
    records, said = pages_and_problems(done)
    assert done.returncode == 0
    assert len(records) == 4
    assert "missing.txt" in said
    assert "a_empty.txt" in said
    assert "b_binary.txt" in said
    assert [bool(record["articles"]) for record in records] == [False, False, True, True]


def test_nothing_readable_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", str(tmp_path / "empty.txt"))
    assert done.returncode == 1
    assert run("read", str(tmp_path / "no such file.txt")).returncode == 1

"""`communique add`, `explain` and `check` as a person runs them."""

import subprocess
import sys
from pathlib import Path

import pytest

from communique.batch.one_page import without_contradictions
from communique.exports.explanation import NothingToExplain, explain, in_context
from communique.model import Actor, Article, Event, Page, Passage, Source, Span
from communique.store import open_record, save_page

TEXT = "RABAT: The minister met the envoy on Monday.\nNobody else came."
WORDS = "met the envoy"
AT = TEXT.index(WORDS)
EVENT = Event(
    id="event-12ab",
    event="CONSULT",
    mode=("visit",),
    actor=("actor-1",),
    factuality="actual",
    trigger=Span(AT, AT + 3),
    evidence=(Passage(AT, AT + len(WORDS), WORDS),),
    rule="no-such-rule:passive",
    confidence=0.8,
)
ARTICLE = Article(
    id="article-1",
    headline="Talks",
    text=TEXT,
    actors=(Actor(id="actor-1", name="Samir Idrissi", kind="person", country="MAR"),),
    events=(EVENT,),
)
PAGE = Page(
    source=Source(uri="https://example.org/talks", digest="sha256:1", media_type="text/plain", fetched="2026-03-02"),
    articles=(ARTICLE,),
)


def communique(*words: str | Path, where: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "communique", *map(str, words)], cwd=where, capture_output=True, text=True, timeout=120
    )


def test_explaining_gives_words_rule_and_source(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    save_page(record, PAGE, "reader")
    told = "\n".join(str(line) for line in explain(record, "event-12"))
    assert "CONSULT visit" in told
    assert "Samir Idrissi (MAR)" in told
    assert "RABAT: The minister met the envoy on Monday." in told
    assert "no-such-rule:passive" in told
    assert f"https://example.org/talks, fetched 2026-03-02, characters {AT}-{AT + len(WORDS)}" in told


def test_an_id_that_could_be_two_is_asked_about(tmp_path: Path) -> None:
    record = open_record(tmp_path / "record.db")
    save_page(record, PAGE, "reader")
    with pytest.raises(NothingToExplain, match="no finding"):
        list(explain(record, "claim-1"))
    other = Actor(id="actor-2", name="Envoy", kind="person")
    save_page(record, with_article(actors=(*ARTICLE.actors, other)), "newer")
    with pytest.raises(NothingToExplain, match="2 findings begin"):
        list(explain(record, "actor-"))


def with_article(**changes: object) -> Page:
    import msgspec

    return msgspec.structs.replace(PAGE, articles=(msgspec.structs.replace(ARTICLE, **changes),))


def test_context_stays_in_its_line() -> None:
    assert in_context(TEXT, Span(AT, AT + 3)).plain == TEXT.split("\n")[0]


def test_findings_that_contradict_their_text_are_left_out_and_said() -> None:
    wrong = with_article(text="Other words.", events=(), actors=(Actor(id="a", name="A", kind="person"),) * 2)
    kept = without_contradictions(wrong)
    assert kept.articles[0].actors == ()
    assert kept.articles[0].text == "Other words."
    assert "kept as text" in kept.source.problems[0]
    assert without_contradictions(PAGE) is PAGE


@pytest.mark.model
def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for number in range(3):
        (tmp_path / "pages" / f"{number}.txt").write_text(
            f"Talks {number}\n\nThe minister met the envoy {number} times.\n"
        )
    first = communique("add", "pages", "missing", where=tmp_path)
    assert first.returncode == 0
    assert "3 pages (3 new), 1 problem" in first.stdout
    assert "missing: cannot be read" in first.stderr
    second = communique("add", "pages", where=tmp_path)
    assert "3 pages (3 unchanged)" in second.stdout
    sound = communique("check", where=tmp_path)
    assert (sound.returncode, sound.stdout) == (0, "communique.db: sound\n")


@pytest.mark.model
def test_nothing_read_is_a_failure(tmp_path: Path) -> None:
    assert communique("add", "missing", where=tmp_path).returncode == 1


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a record, but long enough to look at " * 20)
    done = communique("check", "--record", "notes.txt", where=tmp_path)
    assert done.returncode == 1
    assert "cannot be opened as a record" in done.stderr
    assert "Traceback" not in done.stderr

"""A source that gives fewer articles than it is known to give is told, loudly."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from archives_made import web_archive
from typer.testing import CliRunner

from communique.batch.lake.expected import ExpectedError, Seen, Source, read_expected, seen_in, unexpected
from communique.cli import app
from communique.exports.lakes import Lake

HERALD = Source(name="Herald", host="herald.example", articles_a_day=(50, 400), weekend=(5, 100))
MONDAY = date(2024, 5, 6)


def seen(*numbers: int, undated: int = 0, pages: int = 1_000, empty: int = 0) -> Seen:
    """A source with so many articles on each day from a Monday on."""
    told = Seen()
    told.days["Herald"] = Counter({MONDAY + timedelta(days=n): number for n, number in enumerate(numbers)})
    told.undated["Herald"], told.pages["Herald"], told.empty["Herald"] = undated, pages, empty
    return told


def test_a_week_as_expected_says_nothing() -> None:
    assert list(unexpected([HERALD], seen(90, 80, 70, 120, 60, 8, 7))) == []


def test_a_new_design_is_told_with_its_days() -> None:
    assert list(unexpected([HERALD], seen(90, 80, 3, 0, 2, 8, 7, 90))) == [
        "Herald: 0 to 3 articles a day, fewer than expected (50 to 400), 2024-05-08 to 2024-05-10"
    ]
    assert list(unexpected([HERALD], seen(90, 900, 80))) == [
        "Herald: 900 articles a day, more than expected (50 to 400), 2024-05-07"
    ]


def test_the_first_and_the_last_day_may_be_cut_unless_they_are_given() -> None:
    assert list(unexpected([HERALD], seen(3, 80, 3))) == []
    whole = Source(
        name="Herald", host="h.example", articles_a_day=(50, 400), since=MONDAY, until=MONDAY + timedelta(days=2)
    )
    assert len(list(unexpected([whole], seen(3, 80, 3)))) == 2


def test_a_source_that_ends_before_the_others_is_told() -> None:
    told = seen(90, 80)
    told.days["Post"] = Counter({MONDAY + timedelta(days=n): 20 for n in range(5)})
    post = Source(name="Post", publisher="The Post", articles_a_day=(10, 40))
    assert list(unexpected([HERALD, post], told)) == [
        "Herald: 0 articles a day, fewer than expected (50 to 400), 2024-05-08 to 2024-05-09"
    ]
    silent = Source(name="Silent", host="silent.example", articles_a_day=(1, 9))
    assert list(unexpected([silent], seen())) == ["Silent: no article at all, of 0 pages"]


def test_articles_without_date_and_pages_without_article_are_told() -> None:
    careful = Source(name="Herald", host="h", articles_a_day=(0, 999), undated_at_most=0.1, empty_at_most=0.25)
    assert list(unexpected([careful], seen(90, undated=10, pages=200, empty=40))) == []
    assert list(unexpected([careful], seen(50, undated=50, pages=200, empty=90))) == [
        "Herald: 50% of 100 articles have no date, expected at most 10%",
        "Herald: 45% of 200 pages have no article, expected at most 25%",
    ]


def test_a_source_is_known_by_host_or_publisher() -> None:
    assert HERALD.gave("https://www.herald.example/a", None)
    assert not HERALD.gave("https://notherald.example/a", "Herald")
    assert Source(name="p", publisher="The Post", articles_a_day=(1, 2)).gave("file.html", "The Post")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"no \[\[source\]\]"),
        ("[[source]]\nname = 'a'\narticles_a_day = [1, 2]", "needs a host or a publisher"),
        ("[[source]]\nname = 'a'\nhost = 'b'\narticles_a_day = [1]", "source 1"),
        ("[[source]]\nname = 'a'\nhost = 'b'\narticles_a_day = [1, 2]\nmonthly = 3", "monthly"),
        ("no toml", "expected"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "expected.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ExpectedError, match=says):
        read_expected(tmp_path / "expected.toml")


@pytest.mark.model
def test_a_batch_that_finds_too_little_ends_with_a_report_and_a_status(tmp_path: Path) -> None:
    archive = web_archive(tmp_path / "a.warc.gz", range(8))
    told = "[[source]]\nname = 'News'\nhost = 'news.example'\narticles_a_day = [{}, 9]\n"
    (tmp_path / "fine.toml").write_text(told.format(0), encoding="utf-8")
    (tmp_path / "much.toml").write_text(told.format(5), encoding="utf-8")
    command = ["batch", str(archive), "--to", str(tmp_path / "lake"), "--workers", "1", "--expect"]
    fine = CliRunner().invoke(app, [*command, str(tmp_path / "fine.toml")])
    assert fine.exit_code == 0, fine.output
    much = CliRunner().invoke(app, [*command, str(tmp_path / "much.toml")])
    assert much.exit_code == 3
    assert "NOT AS EXPECTED" in much.output
    assert "News: 0 to 1 articles a day, fewer than expected (5 to 9), 2024-03-02 to 2024-04-07" in much.output
    sources = read_expected(tmp_path / "fine.toml")
    assert seen_in(Lake(tmp_path / "lake"), sources).articles("News") == 8
    assert CliRunner().invoke(app, [*command, str(tmp_path / "none.toml")]).exit_code == 1

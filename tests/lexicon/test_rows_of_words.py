"""Rules of events that are rows of a table: one pattern of words each, like a rule that stands in full."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.events.rules import event_rules
from communique.lexicon import LexiconError, all_rules, own_lists, where_stands
from communique.lexicon.reader import HERE, load_list, rule_files

HEADER = "id\twords\tkind\tlike\tmode\tcameo\twithout\tyes\tno\n"
ROW = "event-meet.palaver-with\tpalaver with\tverb\tevent-meet\t\t\t\tFiji palavered with Samoa.\t\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of own lists; what was read before is forgotten, then and after."""
    forget()
    monkeypatch.setenv("COMMUNIQUE_LISTS", str(tmp_path))
    yield tmp_path
    forget()


def forget() -> None:
    own_lists.own_folder.cache_clear()
    load_list.cache_clear()


def rules():
    return {rule.id: rule for rule in event_rules.__wrapped__()}


def test_a_row_shares_the_settings_of_the_rule_it_is_like():
    for rule in event_rules():
        if rule.family:
            full = rules()[rule.family]
            assert (rule.type, rule.frame, rule.needs, rule.weak) == (full.type, full.frame, full.needs, full.weak)
            assert set(full.without) <= set(rule.without)


def test_a_row_has_one_pattern():
    for rule in event_rules():
        if rule.family:
            assert len(rule.verbs + rule.nouns + rule.adjectives) == 1, rule.id


def test_an_id_names_the_rule_and_the_words():
    rows = [rule for rule in event_rules() if rule.family]
    assert [rule.id for rule in rows if not re.fullmatch(re.escape(str(rule.family)) + r"\.\S+", rule.id)] == []


def test_every_row_has_a_sentence_that_must_fire_it():
    assert [rule.id for rule in event_rules() if rule.family and not rule.yes] == []


def test_no_pattern_stands_twice_under_one_rule():
    patterns = [(r.kin, kind, p) for r in event_rules() for kind in ("verbs", "nouns") for p in getattr(r, kind)]
    assert [pattern for pattern, times in Counter(patterns).items() if times > 1] == []


def test_rows_are_checked_like_every_rule():
    assert HERE / "en/events_agree.tsv" in rule_files()
    assert HERE / "en/bodies.tsv" not in rule_files()
    listed = {entry.id: entry for _, entry in all_rules()}
    assert all(rule.id in listed and listed[rule.id].yes == rule.yes for rule in event_rules())


def test_a_row_means_what_the_rule_means_that_it_is_like():
    notes = {entry.id: entry.note for _, entry in all_rules()}
    assert notes["event-agree.agree-on"] == notes["event-agree"]
    assert [rule.id for rule in event_rules() if not notes[rule.id]] == []


def test_a_row_is_found_in_its_file():
    assert re.fullmatch(r"lexicon/en/events_agree\.tsv:\d+", where_stands("event-agree.agree-on:verb") or "")


def test_own_rows_are_read_over_the_shipped_ones(folder: Path):
    (folder / "events_consult.tsv").write_text(HEADER + ROW)
    assert rules()["event-meet.palaver-with"].type == "CONSULT"


def test_a_row_may_have_a_mode_and_a_code_of_its_own(folder: Path):
    own = ROW.replace("event-meet\t\t\t", "event-meet\tthird-party\t044\t")
    (folder / "events_consult.tsv").write_text(HEADER + own)
    row = rules()["event-meet.palaver-with"]
    assert (row.mode, row.cameo) == ("third-party", "044")


def test_words_that_must_not_stand_there_are_added_to_those_of_the_rule(folder: Path):
    own = ROW.replace("event-meet\t\t\t", "event-meet\t\t\tghost|spirit")
    (folder / "events_consult.tsv").write_text(HEADER + own)
    assert set(rules()["event-meet.palaver-with"].without) == {*rules()["event-meet"].without, "ghost", "spirit"}


def test_a_row_like_no_rule_is_an_error(folder: Path):
    (folder / "events_consult.tsv").write_text(HEADER + ROW.replace("event-meet\t", "event-meat\t"))
    with pytest.raises(LexiconError, match=r"palaver-with' is like 'event-meat'"):
        rules()


def test_an_id_that_stands_twice_is_an_error(folder: Path):
    (folder / "events_consult.tsv").write_text(HEADER + ROW + ROW)
    with pytest.raises(LexiconError, match="stands twice"):
        rules()


@pytest.mark.model
def test_a_page_is_read_with_own_rows(tmp_path: Path):
    (tmp_path / "events_consult.tsv").write_text(HEADER + ROW)
    page = tmp_path / "page.txt"
    page.write_text("Fiji palavered with Samoa on Monday.\n")
    command = [sys.executable, "-m", "communique", "--lists", str(tmp_path), "read", str(page), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert '"event-meet.palaver-with:verb"' in done.stdout

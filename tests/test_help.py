"""`communique --help` teaches: what a newcomer needs first stands first, and each line is a whole sentence."""

import re

from typer.testing import CliRunner

from communique.cli import COMMANDS, app


def listed(*words: str) -> list[tuple[str, str]]:
    told = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "80"}).output
    return re.findall(r"^  ([a-z-]+) +(.+)$", told.partition("Commands:\n")[2], re.MULTILINE)


def test_the_commands_stand_in_the_order_a_newcomer_needs_them() -> None:
    names = [name for name, _ in listed()]
    assert names == list(COMMANDS)
    assert names[:3] == ["read", "add", "serve"]


def test_each_command_is_told_in_one_whole_sentence() -> None:
    told = [line for words in ((), ("correct",), ("watch",), ("lexicon",)) for line in listed(*words)]
    assert len(told) > len(COMMANDS)
    assert [name for name, sentence in told if not sentence.endswith(".") or sentence.endswith("..")] == []

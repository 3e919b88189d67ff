"""Every limit stands in the manual with its default."""

import re
from pathlib import Path

import msgspec

from communique.pages import Limits

MANUAL = Path(__file__).parent.parent.parent / "docs" / "limits.md"


def test_every_limit_stands_in_the_manual_with_its_default():
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", MANUAL.read_text(encoding="utf-8"), re.M)
    assert {name: int(figure.replace(",", "")) for name, figure in rows} == msgspec.structs.asdict(Limits())

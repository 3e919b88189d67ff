"""What a problem's sentence tells of its page. The sentences themselves stand where the problems are found."""

from __future__ import annotations

import re

_CUT = re.compile(r"\(limits? \w+")
_DAMAGE = re.compile(
    r"\b(?:damaged|broken|breaks off|no record begins|could not be (?:unpacked|opened|parsed)|ended its process|was broken off"
    r"|says it has [\d.,]+ bytes|response in this record could not be read)\b",
    re.I,
)


def is_cut(problem: str) -> bool:
    """Whether something was left out because a limit was reached: every such sentence names the limit."""
    return _CUT.search(problem) is not None


def is_damage(problem: str) -> bool:
    """Whether bytes were damaged, or broke what was to read them."""
    return _DAMAGE.search(problem) is not None

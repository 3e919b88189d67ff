"""The quick search of time expressions finds what each pattern finds by itself."""

import pytest

from communique.mentions.times_patterns import rules, rules_needing

TEXTS = (
    "On Monday, 12 May 2025, İzmir's two-week fair began; in MAY and early June, three to five days later, nothing.",
    "The 1990s, 2019-20 and 10:30 a.m. GMT; every second Tuesday, some thirty-one years ago, since the Second quarter.",
)


@pytest.mark.parametrize("text", [*TEXTS, *(sentence for rule, _ in rules() for sentence in rule.yes)])
def test_quick_search_is_the_pattern_itself(text):
    small = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    for search in (search for searches in rules_needing().values() for search in searches):
        found = [(hit.span(), hit.groupdict()) for hit in search.hits(text, small, 0, len(text))]
        assert found == [(hit.span(), hit.groupdict()) for hit in search.pattern.finditer(text)]

"""Set phrases of diplomacy and their weight."""

from __future__ import annotations

import pytest
from scenes import scene_of

from communique.claims import find_phrases

pytestmark = pytest.mark.model


def test_the_longer_phrase_is_meant() -> None:
    found = find_phrases(scene_of("Laos and Cuba raised their ties to a comprehensive strategic partnership."))
    assert [(p.phrase, p.weight) for p in found] == [("comprehensive strategic partnership", 4)]


def test_phrases_keep_their_own_words() -> None:
    scene = scene_of("As IRONCLAD friends, Laos and Cuba took note of the report.")
    found = find_phrases(scene)
    assert [p.evidence[0].text for p in found] == ["IRONCLAD", "took note of"]
    assert all(scene.text[p.evidence[0].start : p.evidence[0].stop] == p.evidence[0].text for p in found)


def test_plain_words_are_no_set_phrase() -> None:
    assert find_phrases(scene_of("Peru took notes and stood with Chile at the gate.")) == ()

"""What the page says became of an undertaking: accepted, declined, called off, done."""

from __future__ import annotations

from communique.claims.drafts import Draft
from communique.claims.parties import Parties
from communique.grammar import Scene


def settle_fates(scene: Scene, drafts: list[Draft], parties: Parties) -> None:
    return None

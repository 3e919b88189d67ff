"""What is contested on a page, and what somebody has undertaken to do, and in which set phrases."""

from communique.claims.commitments import find_commitments
from communique.claims.contested import find_claims
from communique.claims.set_phrases import find_phrases

__all__ = ["find_claims", "find_commitments", "find_phrases"]

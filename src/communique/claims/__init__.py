"""What is contested on a page, and what somebody has undertaken to do."""

from communique.claims.commitments import find_commitments
from communique.claims.contested import find_claims

__all__ = ["find_claims", "find_commitments"]

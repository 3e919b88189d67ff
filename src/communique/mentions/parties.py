"""Parties whose names end like those of bodies and fronts: "the Umma Council party", "the opposition National Front"."""

from __future__ import annotations

from communique.grammar.parsed import Doc, Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import body_nouns
from communique.mentions.pieces import Piece

# Last words of parties and of others: fronts fight and stand for election, blocs are of states and of members.
PARTY_OR_ELSE = actor_words("party-or-else")
# Words before a name that make it a party, and words of its sentence that do.
PARTISAN = actor_words("partisan")
POLITICS = actor_words("party-politics")
# Words by which a name is told as one that fights.
FIGHTS = actor_words("fighters") | actor_words("fights")
NOT_SURE_OF = frozenset({None, "body", "armed group", "intergovernmental", "population", "military"})


def know_parties(doc: Doc, pieces: list[Piece]) -> None:
    """Make names parties that the words about them tell to be such, wherever on the page they stand."""
    asked = [piece for piece in pieces if piece.kind in NOT_SURE_OF and not piece.rule.startswith("name-list")]
    found = {doc.words(piece.start, piece.stop) for piece in asked if is_party(doc, piece)}
    for piece in asked if found else ():
        if doc.words(piece.start, piece.stop) in found:
            piece.kind, piece.sector, piece.rule, piece.sure = "party", "PTY", "name-party", True


def is_party(doc: Doc, piece: Piece) -> bool:
    after = doc[piece.stop] if piece.stop < len(doc) else None
    if after is not None and after.text == "party" and body_nouns().get(doc[piece.stop - 1].lower_) is not None:
        return True
    inner = (body_nouns().get(doc[i].lower_) for i in range(piece.start, piece.stop - 1))
    if piece.stop - piece.start > 1 and any(noun is not None and noun.kind == "party" for noun in inner):
        return True
    words = [token.lower_ for token in doc[piece.start : piece.stop]]
    head = next((n for n, word in enumerate(words) if n and word in ("for", "of")), len(words)) - 1
    if words[head] not in PARTY_OR_ELSE or len(words) < 2:
        return False
    before = {token.lower_ for token in doc[max(0, piece.start - 3) : piece.start]}
    sentence = doc[piece.start].sent
    return bool(before & PARTISAN) or (told(sentence.tokens, POLITICS) and not told(sentence.tokens, FIGHTS))


def told(tokens: tuple[Token, ...], words: frozenset[str]) -> bool:
    return any(token.lemma_.lower() in words for token in tokens)

"""A noun and the name beside it: "the ambassador in Ottawa, X, said"."""

from __future__ import annotations

from communique.grammar.parsed import Doc, Token

# Longest stretch between a noun and the comma before its name, in words: "the official mediating the talks in Muscat,".
# Beyond it the comma more often ends a clause than opens a name.
TAIL = 8
# Words that end what only says more of a noun: another clause, or another phrase. Closed.
ENDS = frozenset({"and", "or", "but", "that", "who", "which", "when", "while"})


def opens_clause(noun: Token) -> bool:
    """ "In a call to X, *the alliance* said": a subject with its verb right after it, not what X is."""
    after = noun.i + 1
    finite = after < len(noun.doc) and noun.doc[after].tag_ in ("VBD", "VBZ", "VBP", "MD")
    return finite and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i >= after


def past_tail(doc: Doc, at: int) -> int:
    """The comma after a noun whose name follows it: the one at `at`, or the one after words that only say more of the
    noun ("in Ottawa", "mediating the talks"); `at` itself where no comma comes so."""
    if at >= len(doc) or (doc[at].pos_ != "ADP" and doc[at].tag_ not in ("VBG", "VBN")):
        return at
    for here in range(at + 1, min(at + TAIL, len(doc))):
        token = doc[here]
        if token.text == ",":
            return here
        finite = token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        if finite or token.is_punct or token.is_space or token.is_sent_start or token.lower_ in ENDS:
            break
    return at

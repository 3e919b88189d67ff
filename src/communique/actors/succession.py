"""Who held an office before: "Minister X, who replaced Y", "replacing Y, who resigned"."""

from __future__ import annotations

from communique.actors.cast import Cast, Draft
from communique.grammar import mood_of, object_of, subject_of, tokens_of
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.model import Office

TAKES_OVER = actor_words("takes-over")


def give_predecessors(cast: Cast) -> None:
    """Whom a holder of an office has replaced held it before."""
    for verb in tokens_of(cast.doc):
        if verb.lemma_ not in TAKES_OVER or verb.pos_ != "VERB" or mood_of(verb).time == "ahead":
            continue
        new, old = person_at(cast, subject_of(verb)), person_at(cast, object_of(verb))
        if new is None or old is None or new is old or old.offices or not happened(verb):
            continue
        office = next((o for o in new.offices if not o.former), None)
        if office is None:
            continue
        old.offices.append(Office(office.title, office.of, True, verb.idx, verb.idx + len(verb)))
        old.country = old.country or new.country
        old.sector = "ELI"


def happened(verb: Token) -> bool:
    """ "replaced", "replacing", "having succeeded"; not "to replace", nor what may or did not happen."""
    mood = mood_of(verb)
    return not (mood.negated or mood.modal or mood.conditional) and verb.tag_ in ("VBD", "VBN", "VBG", "VBZ")


def person_at(cast: Cast, token: Token | None) -> Draft | None:
    """The named person a token heads the name of."""
    draft = cast.heads.get(token.i) if token is not None else None
    return draft if draft is not None and draft.kind == "person" and draft.named else None

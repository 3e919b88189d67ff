"""Who answers in an interview or at a news conference and is named only by the label before the words ("MR. HALLORAN:")."""

from __future__ import annotations

from communique.actors.cast import Cast, Draft, fold
from communique.actors.people import words_of
from communique.grammar.turns import ANSWERS, Turn
from communique.lexicon.people import honorifics
from communique.model import Span


def add_answerers(cast: Cast) -> None:
    """A person for each label over answers that no name of the article is read in; "A:" names nobody."""
    held = cast.scene.exchange
    for turn in held.answers if held is not None else ():
        at = name_in(cast.scene.text, turn)
        if at is None or turn.label.casefold() in ANSWERS or is_read(cast, at):
            continue
        name = cast.scene.text[at.start : at.stop]
        name = name.title() if name.isupper() else name
        title = cast.scene.text[turn.at.start : at.start].strip().lower()
        gender = honorifics()[title].gender if title in honorifics() else None
        people = [d for d in cast.drafts if d.kind == "person"]
        known = [d for d in people if set(words_of(name)) <= set(words_of(d.name))]
        known = known or [d for d in people if len(name) > 1 and initials_of(d) == fold(name)]
        draft = known[0] if len(known) == 1 else cast.add(Draft("person", name, cast.home, gender=gender))
        draft.words |= set(words_of(name))
        cast.mention(draft, at.start, at.stop, "name-label")


def initials_of(person: Draft) -> str:
    """ "RAV" for Rosa Aravena Vial: how printed interviews shorten who answers."""
    return "".join(word[0] for word in fold(person.name).split())


def is_read(cast: Cast, at: Span) -> bool:
    """Whether a name was read there as one that the text speaks of, not as a dateline's."""
    name = cast.names_at.get(cast.tokens(at.start, at.stop)[0])
    return name is not None and not name.dateline


def name_in(text: str, turn: Turn) -> Span | None:
    """A label without the honorifics before the name; None where nothing is left."""
    start = turn.at.start
    for word in turn.label.split():
        if word.lower() not in honorifics() and word.lower().rstrip(".") not in honorifics():
            break
        start = text.find(word, start) + len(word)
        start += len(text[start : turn.at.stop]) - len(text[start : turn.at.stop].lstrip())
    return Span(start, turn.at.stop) if start < turn.at.stop else None

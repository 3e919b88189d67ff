"""Of which sector an office makes its holder: a minister of the government, an army chief of the army, a party's
spokeswoman of the party, one who was a minister of the former elite.
"""

from __future__ import annotations

from communique.actors.cast import Cast, Draft
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import body_nouns, person_nouns
from communique.model import Name

# Words of a title that tell its sector: "*army* chief", "*police* spokesman".
TELLING = actor_words("sector-in-title")


def told_in(title: Name) -> str | None:
    """The sector that the words of a title tell: the army's of an "army chief", the rebels' of a "rebel commander"."""
    return next((sector_of(words) for words in TELLING if f" {words} " in f" {title.title} "), None)


def sector_of(noun: str) -> str | None:
    """The sector of a common noun for a body or a person: "army", "rebel"."""
    found = body_nouns().get(noun) or person_nouns().get(noun)
    return found.sector if found is not None else None


def sector_served(cast: Cast, title: Name, of: str | None) -> str | None:
    """The sector of those an office serves, where that is another than a government's: an army chief's is the army's, a
    party's spokeswoman's the party's, a bank's director's business."""
    told = told_in(title) or sector_of((of or "").lower().removeprefix("the "))
    body = next((d for d in cast.drafts if d.name == of and d.kind not in ("person", "state")), None) if of else None
    found = told or (body.sector if body is not None else None)
    return found if found != "GOV" else None


def set_sector(person: Draft, title: Name, served: str | None = None) -> None:
    if "former" in title.marks:
        person.sector = (
            person.sector if person.sector and person.offices and not all(o.former for o in person.offices) else "ELI"
        )
    elif title.title and "opposition" in title.title:
        person.sectors.append("OPP")
        person.sector = "OPP"
    else:
        of_state = person.sector == "GOV" and any(not o.former and o.start != title.start for o in person.offices)
        general = title.sector in (None, "GOV") or (served == "REB" and title.sector == "MIL")
        sector = served if served and general else title.sector
        person.sector = (person.sector if of_state and served else sector) or person.sector
        person.sectors += [sector] if sector and sector != title.sector else []
        if sector != title.sector:
            return
    if title.sector:
        person.sectors.append(title.sector)

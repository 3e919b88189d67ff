"""What runs through many articles: one happening told by many, one person under many spellings, offices over time, and
what readers have put right.

`save_page` stores a page and threads it in one transaction; `catch_up` threads what is stored already. Then:

    happening_of(record, event_id)      the happening an event of an article tells of
    happenings(record, who=["state-pak"])   a list, by party, type and date
    tellings(record, happening.id)      every article's account of it, with why it was joined
    differing(tellings)                 the respects in which the accounts differ
    persons_named(record, "Dar")        persons over all articles; `offices_over_time` who held what, when
    correcting.not_same(record, a, b)   what readers say; it wins, and `correcting.undo` takes it back
"""

from communique.threads import correcting
from communique.threads.asking import (
    Detail,
    Happening,
    Telling,
    differing,
    happening,
    happening_of,
    happenings,
    tellings,
    why,
)
from communique.threads.checking import check
from communique.threads.corrections import CannotCorrect, Correction, Target, corrections
from communique.threads.keeping import catch_up, enter_page, leave_page, save_page

__all__ = [
    "CannotCorrect",
    "Correction",
    "Detail",
    "Happening",
    "Target",
    "Telling",
    "catch_up",
    "check",
    "correcting",
    "corrections",
    "differing",
    "enter_page",
    "happening",
    "happening_of",
    "happenings",
    "leave_page",
    "save_page",
    "tellings",
    "why",
]

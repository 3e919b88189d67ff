"""What runs through many articles: one happening told by many, one person under many spellings, offices over time, and
what readers have put right.

`save_page` stores a page and threads it in one transaction; `catch_up` threads what is stored already. Then:

    happening_of(record, event_id)      the happening an event of an article tells of
    happenings(record, who=["state-pak"])   a list, by party, type and date
    tellings(record, happening.id)      every article's account of it, with why it was joined
    met(record, who=["state-pak"])      meetings, visits and calls by the days on which they took place
    differing(tellings)                 the respects in which the accounts differ
    persons_named(record, "Dar")        persons over all articles; `offices_over_time` who held what, when
    chains(record, who=["of-fji"], state="overdue")   what became of promises, invitations and plans
    chain(record, id, on=day)           one as it stood on a day; `chain_of(record, commitment_id)`
    contentions(record, who=["of-sur"]) claims over pages, with who asserts and who denies; `contention_of(record, claim_id)`
    accounts(record, happening.id)      one meeting as each side tells it
    verdicts.judge(record, chain.id, "done")    what a reader decides became of it
    correcting.not_same(record, a, b)   what readers say; it wins, and `correcting.undo` takes it back
"""

from communique.threads import correcting, verdicts
from communique.threads.accounts import Accounts, accounts
from communique.threads.asking import (
    Detail,
    Happening,
    Telling,
    differing,
    happening,
    happening_of,
    happenings,
    leading_telling,
    tellings,
    why,
)
from communique.threads.checking import check
from communique.threads.contending import Contention, contention, contention_of, contentions, contentions_named
from communique.threads.corrections import CannotCorrect, Correction, Target, corrections
from communique.threads.keeping import catch_up, enter_page, leave_page, number_waiting, save_page
from communique.threads.meeting_days import met
from communique.threads.offices import (
    Holding,
    Person,
    Spelling,
    offices_of_person,
    offices_over_time,
    person,
    person_of,
    persons_called,
    persons_named,
    spellings_of,
)
from communique.threads.renamed import renamed, undenied
from communique.threads.undertakings import Chain, ChainStep, chain, chain_of, chains, chains_named

__all__ = [
    "Accounts",
    "CannotCorrect",
    "Chain",
    "ChainStep",
    "Contention",
    "Correction",
    "Detail",
    "Happening",
    "Holding",
    "Person",
    "Spelling",
    "Target",
    "Telling",
    "accounts",
    "catch_up",
    "chain",
    "chain_of",
    "chains",
    "chains_named",
    "check",
    "contention",
    "contention_of",
    "contentions",
    "contentions_named",
    "correcting",
    "corrections",
    "differing",
    "enter_page",
    "happening",
    "happening_of",
    "happenings",
    "leading_telling",
    "leave_page",
    "met",
    "number_waiting",
    "offices_of_person",
    "offices_over_time",
    "person",
    "person_of",
    "persons_called",
    "persons_named",
    "renamed",
    "save_page",
    "spellings_of",
    "tellings",
    "undenied",
    "verdicts",
    "why",
]

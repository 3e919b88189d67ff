"""One small record, built by hand, that every format's tests write."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.model import (
    Actor,
    Article,
    Block,
    Claim,
    Commitment,
    Event,
    Mention,
    Office,
    Page,
    Place,
    SetPhrase,
    Source,
    Span,
    Statement,
)
from communique.store import open_record, save_page

TEXT = (
    "Ghana’s foreign minister Ama Owusu met Togo’s president in Accra on 4 March 2024.\n"
    "Benin will visit Ghana in May. “We are ready,” Owusu said, a frank word.\n"
    "Togo did not expel the United Nations envoys; Benin claims it did <b>&.\n"
)


def passage(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(words: str) -> tuple[Mention, ...]:
    span = passage(words)
    return (Mention(span.start, span.stop, "name"),)


OWUSU = Actor(
    id="owusu", name="Ama Owusu", kind="person", country="GHA", sector="GOV", mentions=mention("Ama Owusu"),
    offices=(Office("foreign minister", "GHA", False, 8, 24),),
)  # fmt: skip
TOGO = Actor(id="togo", name="Togo", kind="state", country="TGO", sector="GOV", mentions=mention("Togo"))
GHANA = Actor(id="ghana", name="Ghana", kind="state", country="GHA", sector="GOV", mentions=mention("Ghana"))
BENIN = Actor(id="benin", name="Benin", kind="state", country="BEN", sector="GOV", mentions=mention("Benin"))
UN = Actor(
    id="un", name="United Nations", kind="intergovernmental", country="IGO", mentions=mention("the United Nations")
)
CROWD = Actor(id="crowd", name="residents", kind="population", named=False)


def event(name: str, words: str, trigger: str, **fields: object) -> Event:
    return Event(
        id=f"event-{name}", evidence=(passage(words).of(TEXT),), trigger=passage(trigger), rule="event-meet:verb",
        confidence=0.85, **{"factuality": "actual", **fields},  # type: ignore[arg-type]
    )  # fmt: skip


MET = event(
    "met", "Ghana’s foreign minister Ama Owusu met Togo’s president in Accra", "met", event="CONSULT",
    context=("diplomatic",), cameo="040", actor=("owusu", "togo"), date="2024-03-04", place="Accra", score=2.5,
)  # fmt: skip
VISIT = event(
    "visit", "Benin will visit Ghana in May", "visit", event="CONSULT", mode=("visit",), cameo="042", actor=("benin",),
    recipient=("ghana",), date="2024-05", factuality="planned", score=4.0,
)  # fmt: skip
EXPEL = event(
    "expel", "Togo did not expel the United Nations envoys", "expel", event="SANCTION", mode=("expel",), cameo="166",
    actor=("togo",), recipient=("un",), date="2024-03-03", factuality="negated", score=-5.5,
)  # fmt: skip
BARE = event(
    "bare", "Benin claims it did", "claims", event="ACCUSE", cameo="112", actor=("benin",), recipient=("togo",)
)
LONE = event(
    "lone", "We are ready", "ready", event="AGREE", cameo="030", actor=("ghana",), date="2024-03-05", score=2.5
)
SAID = Statement(
    id="statement-1", speaker="owusu", speaker_at=passage("Owusu said"), cue=passage("said"), manner="direct",
    content=(passage("We are ready"),), date="2024-03-04", evidence=(passage("“We are ready,” Owusu said").of(TEXT),),
    rule="cue-say", confidence=0.9,
)  # fmt: skip
OWED = Commitment(
    id="commitment-1", kind="plan", debtor=("benin",), creditor=("ghana",), act="visit Ghana", due="2024-05",
    evidence=(passage("Benin will visit Ghana in May").of(TEXT),), rule="plan-will", confidence=0.8,
)  # fmt: skip
CLAIMED = Claim(
    id="claim-1", what="Togo expelled the envoys", asserted_by=("benin",), denied_by=("togo",), statements=("statement-1",),
    evidence=(passage("Benin claims it did").of(TEXT),), rule="claim-deny", confidence=0.7,
)  # fmt: skip
FRANK = SetPhrase(
    id="phrase-1", phrase="frank", family="candour", weight=2, evidence=(passage("frank").of(TEXT),), rule="phrase-frank",
    confidence=0.9,
)  # fmt: skip
ARTICLE = Article(
    id="article-1", headline="Ghana & Togo meet; 100% “ready”", byline="K. O’Neil", published="2024-03-06", text=TEXT,
    blocks=(Block("paragraph", 0, TEXT.index("\n")),), actors=(OWUSU, TOGO, GHANA, BENIN, UN, CROWD),
    places=(Place(start=59, stop=64, text="Accra", name="Accra", country="GHA", lat=5.556, lon=-0.1969, geonameid=2306104),),
    statements=(SAID,), events=(MET, VISIT, EXPEL, BARE, LONE), claims=(CLAIMED,), commitments=(OWED,), phrases=(FRANK,),
)  # fmt: skip
PAGE = Page(
    source=Source(
        uri="https://news.example.org/a?x=1&y=2", digest="sha256:00", media_type="text/html", publisher="The Example",
        fetched="2024-03-06T09:30:00+00:00",
    ),
    articles=(ARTICLE,),
)  # fmt: skip


@pytest.fixture
def page() -> Page:
    return PAGE


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record file that holds the page."""
    file = tmp_path / "record.db"
    opened = open_record(file)
    save_page(opened, PAGE, reader="test")
    opened.close()
    return file

"""A page by someone who wants the explorer to run, load or break something."""

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
    Passage,
    Place,
    Source,
    Span,
    Statement,
    Time,
)

EVIL = (
    '<script>window.broken=1</script><img src=x onerror="window.broken=1"><svg onload=window.broken=1>'
    '"><style>*{display:none}</style>\' onclick=\'window.broken=1 </p></main></body><a href="javascript:window.broken=1">'
    "{{ 7 * 7 }}{% raw %} \u202e reversed \u2028 &lt;b&gt; --> ]]> \x01\x02\x03"
)
HEADLINE = f"Talks {EVIL}"
QUOTE = f"We will never {EVIL} yield"
TEXT = f"{HEADLINE}\nThe minister met the envoy. “{QUOTE}”, he said on Monday in Rabat."
MET = TEXT.index("met")
SAID = TEXT.index(QUOTE)


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def words(text: str) -> tuple[Passage, ...]:
    return (Passage(*at(text), text),)


def hostile_page(uri: str = "javascript:window.broken=1") -> Page:
    minister = Actor(
        id="actor-1",
        name=f"Minister {EVIL}",
        kind="person",
        country="MAR",
        offices=(Office(f"minister {EVIL}", "MAR", False, *at("minister")),),
        mentions=(Mention(*at("minister"), "rule"),),
    )
    envoy = Actor(id="actor-2", name="Envoy", kind="person", mentions=(Mention(*at("envoy"), "rule"),))
    article = Article(
        id="article-1",
        headline=HEADLINE,
        byline=EVIL,
        published="2025-07-15",
        published_from=EVIL,
        syndicated_from=EVIL,
        text=TEXT,
        blocks=(Block("headline", 0, len(HEADLINE)), Block("paragraph", len(HEADLINE) + 1, len(TEXT))),
        actors=(minister, envoy),
        times=(Time(start=at("Monday")[0], stop=at("Monday")[1], text="Monday", type="date", value=EVIL, rule="r"),),
        places=(Place(start=at("Rabat")[0], stop=at("Rabat")[1], text="Rabat", name=EVIL, country="MAR"),),
        statements=(
            Statement(
                id="statement-1",
                speaker="actor-1",
                cue=Span(*at("said")),
                content=(Span(SAID, SAID + len(QUOTE)),),
                manner="direct",
                evidence=(Passage(SAID, SAID + len(QUOTE), QUOTE),),
                rule="cue-say",
                confidence=0.9,
            ),
        ),
        events=(
            Event(
                id="event-1",
                event="CONSULT",
                mode=(EVIL,),
                actor=("actor-1", "actor-2"),
                date="2025-07-15",
                place=EVIL,
                factuality="planned",
                trigger=Span(MET, MET + 3),
                evidence=words("The minister met the envoy."),
                rule=f"event-meet:{EVIL}",
                confidence=0.8,
            ),
        ),
        claims=(
            Claim(
                id="claim-1",
                what=EVIL,
                asserted_by=("actor-1",),
                denied_by=("actor-2",),
                evidence=words("The minister met"),
                rule="r",
                confidence=0.5,
            ),
        ),
        commitments=(
            Commitment(
                id="commitment-1",
                kind="pledge",
                debtor=("actor-1",),
                creditor=("actor-2",),
                act=EVIL,
                due="2025-08",
                evidence=words("met the envoy"),
                rule="r",
                confidence=0.5,
            ),
        ),
    )
    source = Source(
        uri=uri, digest="sha256:1", media_type="text/html", publisher=EVIL, fetched=EVIL, archive=EVIL, problems=(EVIL,)
    )
    return Page(source=source, articles=(article,))


# Every page that shows something of it.
PATHS = (
    "/",
    "/?since=3650d",
    "/articles",
    "/articles?q=minister",
    "/articles?what=CONSULT&country=MAR",
    "/article/article-1",
    "/actors",
    "/events",
    "/statements",
    "/claims",
    "/promises",
    "/calendar",
    "/meetings",
    "/topics",
    "/topics?q=mill",
    "/actor/of-mar",
    "/brief",
    "/brief?about=MAR",
    "/problems",
    "/sources",
    "/happenings",
    "/happening/event-1",
    "/map?since=2000",
    "/network?since=2000",
    "/corrections",
    "/add",
    "/watches",
    "/audit",
    "/audit?kind=statement",
    "/pair/of-mar/person-envoy",
    "/calendar?since=2025",
    "/chains",
    "/contentions",
    "/event/event-1",
    "/statement/statement-1",
    "/claim/claim-1",
    "/promise/commitment-1",
)

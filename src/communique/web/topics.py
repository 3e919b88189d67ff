"""Projects and meetings: what the articles are about that acts for nobody, and every finding that tells of one."""

from __future__ import annotations

from litestar import Response, get
from litestar.datastructures import State

from communique.search import Wanted, find_findings
from communique.search.topics import KINDS, TopicRow, find_topics
from communique.web.asking import PAGE, Limit, Maybe, answers, the_record
from communique.web.filters import LISTS, Asking, narrowed
from communique.web.shown import html

# Findings of each kind on the page of one topic; the links below them lead to the rest.
SHOWN = 20


@get("/topics", include_in_schema=False, sync_to_thread=True)
def topics_page(request: Asking, state: State) -> Response[str]:
    """Projects and meetings, those last told of first; with words for one, what is told of it."""
    with the_record(state) as record:
        asked = narrowed(record, "topics", request)
        words = (asked.one("q") or "").strip()
        topics = find_topics(record, words, PAGE)
        told = (
            {kind: find_findings(record, kind, Wanted(about=words), SHOWN) for kind in KINDS}
            if words and topics
            else {}
        )
    return html(
        "topics.html", asked.status, topics=topics, told=told, words=words, asked=asked, lists=LISTS, shown=SHOWN,
        most=PAGE, here="topics",
    )  # fmt: skip


@answers("/api/v1/topics")
def topics_list(state: State, q: Maybe = None, limit: Limit = 50) -> list[TopicRow]:
    """Projects and meetings whose name holds all the words of `q`, those last told of first."""
    with the_record(state) as record:
        return find_topics(record, (q or "").strip(), limit)


TOPICS = [topics_page, topics_list]

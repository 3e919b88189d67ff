"""Questions put to the record: articles by their words, findings by who, what, when and how sure, actors over pages."""

from communique.search.actors import (
    ActorRow,
    Companion,
    OfficeRow,
    Profile,
    companions_of,
    find_actors,
    offices_of,
    profile_of,
)
from communique.search.articles import ArticleRow, Totals, article_row, find_articles, totals_of
from communique.search.brief import BadDate, Brief, Section, brief_of
from communique.search.brief_shapes import BRIEF_SHAPES, as_atom, as_html, as_markdown, as_text
from communique.search.choosing import choose
from communique.search.facets import Choice, Facet, Narrowed, Narrowing, narrowed_articles
from communique.search.findings import KINDS, all_findings, count_findings, find_findings
from communique.search.found import Found, Party, Wanted
from communique.search.meetings import Meeting, Present, meetings
from communique.search.overviews import Located, Tie, places_of_acts, ties_of
from communique.search.relation import PERIODS, Standing, relation_of
from communique.search.sources import SourceRow, find_sources
from communique.search.tables import as_csv, as_json_lines
from communique.search.watching import (
    CannotWatch,
    Watch,
    add_watch,
    news_of,
    remove_watch,
    watch_named,
    watched_sections,
    watches,
)
from communique.search.words import BadQuery, match_expression
from communique.store.called import UnknownActor, who_is

__all__ = [
    "BRIEF_SHAPES",
    "KINDS",
    "PERIODS",
    "ActorRow",
    "ArticleRow",
    "BadDate",
    "BadQuery",
    "Brief",
    "CannotWatch",
    "Choice",
    "Companion",
    "Facet",
    "Found",
    "Located",
    "Meeting",
    "Narrowed",
    "Narrowing",
    "OfficeRow",
    "Party",
    "Present",
    "Profile",
    "Section",
    "SourceRow",
    "Standing",
    "Tie",
    "Totals",
    "UnknownActor",
    "Wanted",
    "Watch",
    "add_watch",
    "all_findings",
    "article_row",
    "as_atom",
    "as_csv",
    "as_html",
    "as_json_lines",
    "as_markdown",
    "as_text",
    "brief_of",
    "choose",
    "companions_of",
    "count_findings",
    "find_actors",
    "find_articles",
    "find_findings",
    "find_sources",
    "match_expression",
    "meetings",
    "narrowed_articles",
    "news_of",
    "offices_of",
    "places_of_acts",
    "profile_of",
    "relation_of",
    "remove_watch",
    "ties_of",
    "totals_of",
    "watch_named",
    "watched_sections",
    "watches",
    "who_is",
]

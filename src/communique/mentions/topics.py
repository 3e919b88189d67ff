"""What a page tells of that acts for nobody: projects and meetings, each set up once and then meant again by its noun."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.grammar import Scene, span_of, tokens_of
from communique.grammar.parsed import Token
from communique.mentions.topic_phrases import (
    MEETING_AGAIN,
    PROJECT_AGAIN,
    Told,
    is_undertaken,
    numbered_words,
    told_at,
    topic_at,
    topic_nouns,
)
from communique.model import Mention, Name, Span, Topic, TopicKind, content_id

AGAIN: dict[TopicKind, frozenset[str]] = {"project": PROJECT_AGAIN, "meeting": MEETING_AGAIN}
STATE_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})


@dataclass
class TopicDraft:
    """A topic being put together: `words` tell it from others of its noun."""

    kind: TopicKind
    noun: str
    name: str
    country: str | None
    words: set[str]
    mentions: list[Mention] = field(default_factory=list)


def find_topics(scene: Scene, names: tuple[Name, ...]) -> tuple[Topic, ...]:
    """The projects and meetings that the article sets up, in order of first mention, each with all its mentions."""
    heads = [(token, found) for token in words_to_ask(scene) if (found := topic_at(token)) is not None]
    drafts: list[TopicDraft] = []
    table = names_by_word(scene, names) if heads else {}
    for head, found in heads:
        told = told_at(scene, head, *found, table)
        if told is not None:
            note(scene, drafts, told, table)
    return tuple(record(scene, draft) for draft in drafts)


def words_to_ask(scene: Scene) -> list[Token]:
    """The words that may be a topic's noun, in reading order."""
    nouns, begins = topic_nouns(), scene.doc.begins
    words = [token for token in tokens_of(scene.doc) if token.lower_ in nouns]
    numbered = (begins.get(found.start()) for found in numbered_words().finditer(scene.text))
    more = [scene.doc[i] for i in numbered if i is not None]
    return sorted([*words, *more]) if more else words


def names_by_word(scene: Scene, names: tuple[Name, ...]) -> dict[int, Name]:
    """The name that each word is part of."""
    begins, ends = scene.doc.begins, scene.doc.ends
    return {i: n for n in names if n.kind != "title" for i in range(begins[n.start], ends[n.stop])}


def note(scene: Scene, drafts: list[TopicDraft], told: Told, names: dict[int, Name]) -> None:
    """Mention the topic meant, or set one up where enough is said."""
    span = span_of(scene.doc[told.start : told.stop].tokens)
    rule = told.entry.id
    meant = meant_again(drafts, told)
    if meant is None and sets_up(told):
        meant = TopicDraft(told.entry.kind, told.noun, name_of(scene, told), None, set(told.words))
        drafts.append(meant)
    elif meant is not None:
        rule += ":again"
        if told.words > meant.words:
            meant.name, meant.words = name_of(scene, told), set(told.words)
    if meant is not None:
        meant.country = meant.country or country_in(scene, span, told, names)
        meant.mentions.append(Mention(span.start, span.stop, rule))


def sets_up(told: Told) -> bool:
    """Whether the page says which one it is and, for a project, that somebody undertakes it."""
    enough = any(told.signs.issuperset(signs) for signs in told.entry.needs)
    return enough and (not told.entry.undertaken or is_undertaken(told))


def meant_again(drafts: list[TopicDraft], told: Told) -> TopicDraft | None:
    """The topic set up before that these words can mean: of its noun the last told of; by "the project" the only one."""
    if told.another:
        return None
    for draft in sorted(drafts, key=lambda d: -d.mentions[-1].start):
        fits = told.words <= draft.words or (draft.words and draft.words <= told.words)
        if draft.noun == told.noun and fits and (told.words or told.definite):
            return draft
    same = [draft for draft in drafts if draft.kind == told.entry.kind]
    general = told.noun in AGAIN[told.entry.kind] and told.definite and told.words <= (same[0].words if same else set())
    return same[0] if general and len(same) == 1 else None


def name_of(scene: Scene, told: Told) -> str:
    """The page's phrase without article and "new"; a possessor that means a named actor ("the bloc's") by its name."""
    words = " ".join(scene.doc.words(told.named_from, told.stop).split())
    if told.owner is None:
        return words
    return f"{told.owner.name} {words}" if told.owner.named else f"{told.owner.name}'s {words}"


def country_in(scene: Scene, span: Span, told: Told, names: dict[int, Name]) -> str | None:
    """The one state that the words give."""
    found = {place.country for place in scene.places_in(span) if place.country}
    here = (names[i] for i in range(told.start, told.stop) if i in names)
    found |= {name.country for name in here if name.country and name.kind in STATE_KINDS}
    return found.pop() if len(found) == 1 else None


def record(scene: Scene, draft: TopicDraft) -> Topic:
    start = draft.mentions[0].start
    return Topic(
        id=content_id("topic", scene.article.id, draft.kind, draft.name, start),
        name=draft.name,
        kind=draft.kind,
        country=draft.country,
        mentions=tuple(draft.mentions),
    )

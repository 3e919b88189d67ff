"""The other side of an act whose clause names none, where the text leaves little doubt who it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from communique.events.parties import state_of
from communique.events.sides import side_of, sides_of
from communique.events.told import BYSTANDERS, Told
from communique.events.voices import speaker_at
from communique.grammar import Scene
from communique.grammar.parsed import Token
from communique.model import Actor, Span

# So many times as often as with the next must a side have been dealt with, to stand for a side not named.
CLEARLY = 2
# A state that is party to this share of the acts told so far, and to at least this many, is whom the article is about.
LEADING_SHARE, LEADING_ACTS = 0.6, 3
# Two sides named together in at least so many sentences, and twice as often as either with a third, are the article's.
TOGETHER = 3
# Companies, ministries, and whoever acts with words in a quarrel between states, are not guessed to act towards their own
# state.
NOT_ITS_OWN = frozenset({"company", "person", "body"})
KEPT = "named_together"


# Of those with whom nobody has dealt yet a headline tells only towards whom these act: what a minister or a party promises or
# refuses was as often meant for nobody, or for their own people.
ACT_FOR_ALL = frozenset({"state", "intergovernmental", "military"})


def other_side(scene: Scene, token: Token, actor: Sequence[Actor], told: Told, *, answers: bool = False) -> list[Actor]:
    """Whom an act by these is towards: whom the speaker stands for where an interview is given; else with whom they
    have dealt clearly most; else with whom the article names them clearly most. Who only `answers` (refuses or denies) has to
    do with whom they have dealt, or with nobody told: most refusals without another side are of a plan or a rumour."""
    own = sides_of(actor) | {a.country for a in actor if a.kind in NOT_ITS_OWN and a.country}
    told_by = speaker_at(scene, token.idx, quoted=True)
    voice = [state_of(scene, told_by)] if told_by is not None and side_of(told_by) not in own else []
    if scene.article.kind == "interview" and voice:
        return voice
    if not answers and (beside := _in_same_sentence(scene, token, own, told)):
        return beside
    found = [] if answers and not told.dealings(own) else counterpart_of(scene, actor, own, told)
    if found and (is_near(scene, token, own, found[0]) or is_clear(own, found[0], told)):
        return found
    return [] if answers else named_with(scene, own)


def _in_same_sentence(scene: Scene, token: Token, own: set[str], told: Told) -> list[Actor]:
    """ "Peru asks Chile to leave and recalls that it froze the pact": the other side of the act beside it."""
    for draft in told.drafts[-1:]:
        same = draft.trigger.token.sent.start == token.sent.start and draft.role == "paragraph"
        if not (same and len(draft.recipient) == 1 and draft.recipient[0].named):
            return []
        if sides_of(draft.actor) & own and not sides_of(draft.recipient) & own:
            return [state_of(scene, draft.recipient[0])]
    return []


def is_clear(own: set[str], other: Actor, told: Told) -> bool:
    """Whether the acts told leave no doubt who the other side is: the actor's side has dealt with it twice as often as
    with any, or with nobody yet, so that the headline or the article's protagonist decides; a mediator is none."""
    dealt = told.dealings(own)
    most = dealt.pop(side_of(other), 0)
    if not most:
        return not dealt and side_of(other) not in told.mediators
    return most >= CLEARLY * max(dealt.values(), default=0)


def is_near(scene: Scene, token: Token, own: set[str], other: Actor) -> bool:
    """Whether this sentence up to a word, or the one before, names one other side than the actor's, and that is it."""
    sentence = token.sent
    start = sentence[0].nbor(-1).sent.start_char if sentence.start else sentence.start_char
    near = [a for _, a in scene.mentions_in(Span(start, token.idx)) if a.kind not in ("media", "company")]
    return {side_of(a) for a in near if a.named or a.country} - own == {side_of(other)}


def counterpart_of(scene: Scene, actor: Sequence[Actor], own: set[str], told: Told) -> list[Actor]:
    """With whom the actor's side has dealt most in this article, of two equals the later; before any act is told, the
    other state that the headline names."""
    dealt = {side: n for side, n in told.dealings(own).items() if side in told.latest}
    if not dealt and actor[0].kind not in ACT_FOR_ALL:
        return []
    if not dealt:
        return _in_headline(scene, own) or _protagonist(scene, own, told)
    if actor[0].kind != "intergovernmental":  # a state answers states before it answers bodies
        states = {side: n for side, n in dealt.items() if told.latest[side].kind != "intergovernmental"}
        dealt = states or dealt
    most = max(dealt.values())
    other = next(a for side, a in reversed(told.latest.items()) if dealt.get(side) == most)
    return [other if actor[0].kind == "person" and other.kind == "person" else state_of(scene, other)]


def _protagonist(scene: Scene, own: set[str], told: Told) -> list[Actor]:
    """The state that most acts told so far were done by or to, for a newcomer's act towards nobody named."""
    if not told.acts_of:
        return []
    most = max(told.acts_of.values())
    side, *equals = [s for s, times in told.acts_of.items() if times == most]
    if equals or side in own or most < LEADING_ACTS or most < LEADING_SHARE * len(told.drafts):
        return []
    return [a for a in scene.article.actors if a.kind == "state" and a.country == side][:1]


def _in_headline(scene: Scene, own: set[str]) -> list[Actor]:
    """The one other state that the headline names."""
    lines = [b.span for b in scene.article.blocks if b.role == "headline"]
    named = [a for line in lines for _, a in scene.mentions_in(line) if a.country and side_of(a) not in own]
    return [state_of(scene, named[0])] if len(sides_of(named)) == 1 else []


def named_with(scene: Scene, own: set[str]) -> list[Actor]:
    """The side that the article names in one sentence with these clearly more often than any other."""
    company, actors = _company(scene)
    found: Counter[str] = Counter()
    for side in own:
        found.update(company.get(side, {}))
    ranked = [(side, n) for side, n in found.most_common() if side not in own][:2]
    if not ranked or ranked[0][1] < TOGETHER or (len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]):
        return []
    return [state_of(scene, actors[ranked[0][0]])]


def main_pair(scene: Scene) -> list[Actor]:
    """The two states that the article names in one sentence clearly more often than any other two."""
    company, actors = _company(scene)
    states = {side for side, actor in actors.items() if actor.country == side}
    pairs = Counter({(a, b): n for a in states for b, n in company[a].items() if b in states and a < b})
    ranked = pairs.most_common(2)
    if not ranked or ranked[0][1] < TOGETHER or (len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]):
        return []
    return [state_of(scene, actors[side]) for side in ranked[0][0]]


def _company(scene: Scene) -> tuple[dict[str, Counter[str]], dict[str, Actor]]:
    """For each side how many sentences name it with each other side, counted once for an article."""
    kept: tuple[dict[str, Counter[str]], dict[str, Actor]] | None = scene.doc.user_data.get(KEPT)
    if kept is None:
        in_sentence: defaultdict[int, dict[str, Actor]] = defaultdict(dict)
        for mention, actor in scene.mentions:
            if actor.kind in BYSTANDERS or not (actor.named or actor.kind == "armed group"):
                continue
            here = scene.sentence_of[scene.head_of(mention.span).i]
            in_sentence[here].setdefault(side_of(actor), actor)
        company: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for named in in_sentence.values():
            for side in named:
                company[side].update(other for other in named if other != side)
        kept = dict(company), {side: a for named in in_sentence.values() for side, a in named.items()}
        scene.doc.user_data[KEPT] = kept
    return kept

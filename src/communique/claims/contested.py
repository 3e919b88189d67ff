"""Claims: what one side says and another denies. Both sides are kept with their words; neither is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from communique.claims.charges import Charge, charges_in, content_lemmas, named_in, stem_of
from communique.claims.commitments import body_words
from communique.claims.contest_entries import charge_words, contradiction, role_reversal, said_nouns
from communique.claims.denials import Denial, denials_in
from communique.claims.entries import NOUN
from communique.claims.parties import Parties, ids, unique
from communique.grammar import Scene, trimmed
from communique.model import Actor, Claim, Passage, Span, content_id

# A denial that points back ("denied this", "rejected the allegations") reaches this many sentences. Farther back stood
# another quarrel more often than its own charge.
REACH = 9
# What a match must earn: kinship of what and who together, less the distance. At 0.5 a denial took the nearest remark.
ENOUGH = 0.9
# A charge of this weight says that somebody did wrong; below it stand "said" and plain reports.
ACCUSES = 0.7


# Statements between two that lay the same act at each other's door. Farther apart they were of different days.
ROLES_REACH = 8
# Of what an answer says, the part that must be in the charge before it: at less, "no boat was seen" answered any boat.
FLAT = 0.6
QUOTE_MARKS = frozenset("\"“”„«»‘’'") | {"''", "``"}


def find_claims(scene: Scene) -> tuple[Claim, ...]:
    """Every contested proposition of the article, in reading order of its denial, with asserters and deniers."""
    parties = Parties(scene)
    words = list(body_words(scene))
    charges = charges_in(scene, words, parties)
    denials = denials_in(scene, words, parties)
    denials += contradictions(scene, charges, denials)
    denials += swapped_roles(scene, charges, denials)
    groups: list[tuple[Charge | None, list[Denial]]] = []
    for denial in sorted(denials, key=lambda d: d.at):
        charge = denial.own or charge_denied(scene, denial, charges)
        if charge is None and (points_nowhere(denial) or (denial.content is None and not denial.denier)):
            continue
        add_to_groups(scene, groups, charge, denial)
    return tuple(record(scene, charge, found, charges) for charge, found in groups)


def points_nowhere(denial: Denial) -> bool:
    """ "That is not correct" says nothing by itself of what is contested; nor does "dismissed the criticism", while
    "rejected the allegations" at least says that something was alleged."""
    if denial.content is not None:
        return False
    alleged = not denial.noun or denial.pronoun or (NOUN, denial.noun) in charge_words()
    return denial.rule.endswith((":phrase", ":answer")) or not alleged


def charge_denied(scene: Scene, denial: Denial, charges: list[Charge]) -> Charge | None:
    """The charge that a denial answers: by who is charged, what is said, and how near it stands."""
    best, most = None, ENOUGH
    for charge in charges:
        if charge.whole.touches(denial.whole) and not denial.bound:
            continue
        earned = kinship(scene, denial, charge)
        if earned > most:
            best, most = charge, earned
    return best


def kinship(scene: Scene, denial: Denial, charge: Charge) -> float:
    """How well a charge fits a denial; zero where the same party would deny itself or the charge cannot be meant."""
    if shares(denial.denier, charge.asserter) or (denial.said_by and not same_side(denial.said_by, charge.asserter)):
        return 0.0
    distance = sentences_between(scene, denial, charge)
    return pointing_back(denial, charge, distance) if denial.content is None else by_content(denial, charge, distance)


def pointing_back(denial: Denial, charge: Charge, distance: int) -> float:
    """ "denied this", "rejected the allegations", "no such offer": the charge stands before, and near."""
    if charge.at > denial.at or distance > REACH or (denial.bound and distance):
        return 0.0
    who = 0.8 if same_side(denial.denier, charge.target) else 0.0
    what = min(1.0, 0.5 * len(denial.lemmas & charge.lemmas))
    told = 0.6 if denial.said_by else 0.0
    closer = 0.001 * (denial.at - charge.at)
    if denial.pronoun:
        return 1.6 + who / 2 - 0.3 * distance - 20 * closer
    return 1.2 + who + what + told + charge.weight - 0.3 * distance - closer - (0.2 if charge.negated else 0.0)


def by_content(denial: Denial, charge: Charge, distance: int) -> float:
    """A denial that says what it denies: the charge must say the same things, or be laid at the denier's door."""
    if charge.negated:
        return 0.0
    common = len(denial.lemmas & charge.lemmas)
    what = common / max(1, min(len(denial.lemmas), len(charge.lemmas)))
    mine = same_side(denial.denier, charge.target)
    if not common and not (mine and charge.weight >= ACCUSES and distance <= 2):
        return 0.0
    if common < 2 and what < contradiction().shared and not (mine and charge.weight >= ACCUSES):
        return 0.0
    late = 0.6 if charge.at > denial.at else 0.0
    return 2 * what + (0.8 if mine else 0.0) + charge.weight - 0.12 * distance - late


def sentences_between(scene: Scene, denial: Denial, charge: Charge) -> int:
    return abs(scene.sentence_of[denial.at] - scene.sentence_of[charge.at])


def shares(one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    return bool({a.id for a in one} & {a.id for a in other})


def same_side(one: Iterable[Actor], other: Iterable[Actor]) -> bool:
    """The same actor, or one that belongs to the same state: a spokesman denies what his country is charged with."""
    mine, theirs = list(one), list(other)
    if shares(mine, theirs):
        return True
    return bool({a.country for a in mine if a.country} & {a.country for a in theirs if a.country})


def contradictions(scene: Scene, charges: list[Charge], denials: list[Denial]) -> list[Denial]:
    """Statements that say "not" of what another party has said: "Khan is not a threat" after "a threat"."""
    found = []
    for one in charges:
        if (
            not one.negated
            or one.how not in ("statement", "clause")
            or any(d.whole.touches(one.whole) for d in denials)
        ):
            continue
        for other in charges:
            if other.negated or other is one or shares(one.asserter, other.asserter) or not both_named(one, other):
                continue
            if other.content.touches(one.content):
                continue
            common = one.lemmas & other.lemmas
            mine = 0 < one.at - other.at < 90 and same_side(one.asserter, other.target)
            answers = other.weight >= ACCUSES and mine
            needed = 2 if other.how in ("as", "of", "noun") else 3
            least = contradiction().shared * min(len(one.lemmas), len(other.lemmas))
            enough = len(common) >= max(needed, least)
            if enough or (answers and common) or flatly_denied(scene, one, other, common):
                enough = True
            if enough or (mine and other.lemmas & quoted_lemmas(scene, one)):
                found.append(
                    Denial(
                        one.at,
                        contradiction().id,
                        one.asserter,
                        one.whole,
                        one.content,
                        one.lemmas,
                        own=other,
                        statement=one.statement,
                    )
                )
                break
    return found


def flatly_denied(scene: Scene, one: Charge, other: Charge, common: frozenset[str]) -> bool:
    """ "alleged that ballots had been burnt. “Nothing was burnt,” the commission said": all that the answer says, said of
    a charge in this sentence or the one before."""
    near = 0 <= scene.sentence_of[one.at] - scene.sentence_of[other.at] <= 1 or (
        0 <= scene.sentence_of[other.at] - scene.sentence_of[one.at] <= 0
    )
    told = max(one.weight, other.weight) >= ACCUSES
    return near and told and bool(common) and len(common) >= max(1.0, FLAT * len(one.lemmas))


def quoted_lemmas(scene: Scene, charge: Charge) -> frozenset[str]:
    """What a "not" takes up in quotation marks ("was nobody's “paymaster”") are another's words."""
    words = scene.doc.char_span(charge.content.start, charge.content.stop, alignment_mode="expand") or ()
    inside, found = False, []
    for word in words:
        if word.text in QUOTE_MARKS:
            inside = not inside
        elif inside:
            found.append(word)
    return content_lemmas(found)


def both_named(one: Charge, other: Charge) -> bool:
    """Only between parties with names: "a judge" and Judge Nervo may be one man; "Peruvian officials" are none."""
    return all(any(a.named or a.kind != "person" for a in side.asserter) for side in (one, other))


def swapped_roles(scene: Scene, charges: list[Charge], denials: list[Denial]) -> list[Denial]:
    """Two sides that say the same act of each other: "Chad fired first", "it was Niger that fired first"."""
    told = [(c, roles_of(scene, c)) for c in charges if c.how in ("statement", "clause")]
    found: list[Denial] = []
    for i, (one, mine) in enumerate(told):
        for other, theirs in told[max(0, i - ROLES_REACH) : i]:
            if mine is None or theirs is None or one.content.touches(other.content) or mine.verb != theirs.verb:
                continue
            at_once = sentences_apart(scene, one, other) <= 1 and mine.verb in one.lemmas & other.lemmas
            alike = (
                at_once
                or len(one.lemmas & other.lemmas) >= 2
                or (mine.does in theirs.others and theirs.does in mine.others)
            )
            blames = same_side((mine.does,), other.asserter) and same_side((theirs.does,), one.asserter)
            if not alike or not blames or mine.does.id == theirs.does.id or any(d.at == one.at for d in denials):
                continue
            rule = role_reversal().id
            found.append(
                Denial(
                    one.at,
                    rule,
                    one.asserter,
                    one.whole,
                    one.content,
                    one.lemmas,
                    own=other,
                    statement=one.statement,
                )
            )
            break
    return found


def sentences_apart(scene: Scene, one: Charge, other: Charge) -> int:
    return abs(scene.sentence_of[one.at] - scene.sentence_of[other.at])


class Roles(NamedTuple):
    """The main verb of a proposition, who does it, and who else is named in it."""

    verb: str
    does: Actor
    others: tuple[Actor, ...]


def roles_of(scene: Scene, charge: Charge) -> Roles | None:
    """Who does what in these words; "it was Niger that fired" says that Niger fired. None where nobody is named."""
    words = scene.doc.char_span(charge.content.start, charge.content.stop, alignment_mode="expand")
    if words is None or not len(words):
        return None
    verb = words.root
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.lemma_ == "be" and subject is not None and subject.lower_ == "it":
        named = next((c for c in verb.children if c.dep_ == "attr"), None)
        clause = next((t for t in verb.subtree if t != verb and t.dep_ in ("relcl", "ccomp", "acl")), None)
        if named is not None and clause is not None:
            subject, verb = named, clause
    actor = scene.actor_at(subject) if subject is not None else None
    if (
        actor is None
        or not actor.named
        or any(c.dep_ == "neg" and c.head == verb and c.i < verb.i for c in verb.children)
    ):
        return None
    return Roles(stem_of(verb.lemma_.lower()), actor, tuple(a for a in named_in(scene, charge.content) if a != actor))


def add_to_groups(
    scene: Scene, groups: list[tuple[Charge | None, list[Denial]]], charge: Charge | None, denial: Denial
) -> None:
    """Put a denial with those that answer the same charge, or with the denial it goes on from."""
    for known, found in groups:
        same = charge is not None and known is not None and (known is charge or known.content.touches(charge.content))
        ours = shares(denial.denier, found[-1].denier) or (known is not None and points_at_allegation(denial))
        goes_on = charge is None and ours and goes_on_from(scene, found[-1], denial)
        if same or goes_on:
            found.append(denial)
            return
    groups.append((charge, [denial]))


def points_at_allegation(denial: Denial) -> bool:
    """ "called the report baseless", right after others denied it: the same report, whoever calls it so."""
    return denial.content is None and denial.noun in said_nouns()


def goes_on_from(scene: Scene, earlier: Denial, later: Denial) -> bool:
    """In the next sentence the same party denies on."""
    return sum(1 for t in scene.doc[earlier.at + 1 : later.at + 1] if t.is_sent_start) <= 1


def record(scene: Scene, charge: Charge | None, denials: list[Denial], charges: list[Charge]) -> Claim:
    first = denials[0]
    backing = [s for d in denials for s in said_in_support(scene, d, charges)]
    spans = [
        *([before(charge.whole, first)] if charge else []),
        *(d.whole for d in denials),
        *(c.content for c in backing),
    ]
    denied_by = unique([*(a for d in denials for a in d.denier), *(a for c in backing for a in c.asserter)])
    asserted_by = tuple(a for a in charge.asserter if a not in denied_by) if charge else ()
    told = before(charge.content, first) if charge else first.content or first.whole
    return Claim(
        id=content_id("claim", scene.article.id, told.start, told.stop, first.at),
        evidence=tuple(dict.fromkeys(passage(scene, span) for span in spans)),
        rule=rule_of(first, charge),
        confidence=0.8 if charge and asserted_by and denied_by else 0.55,
        what=proposition(scene, charge, told),
        asserted_by=ids(asserted_by),
        denied_by=ids(denied_by),
        statements=statements_of(scene, spans),
    )


def before(span: Span, denial: Denial) -> Span:
    """The span without the denial that hangs on it: "..., a charge that Kigali denies"."""
    if denial.cut is None or not span.start < denial.cut < span.stop:
        return span
    return Span(span.start, denial.cut)


def rule_of(denial: Denial, charge: Charge | None) -> str:
    base = denial.rule.split(":")
    return f"{base[0]}:{charge.how}" if charge is not None else denial.rule


def passage(scene: Scene, span: Span) -> Passage:
    return trimmed(scene.text, span).of(scene.text)


def proposition(scene: Scene, charge: Charge | None, told: Span) -> str:
    """The contested words; for "accused X of ..." with X before them."""
    said = " ".join(scene.text[told.start : told.stop].split())
    if charge is not None and charge.how in ("of", "for", "with", "as") and charge.target:
        return f"{charge.target[0].name}: {said}".rstrip(" ,;:")
    return said.removeprefix("that ").rstrip(" ,;:")


def said_in_support(scene: Scene, denial: Denial, charges: list[Charge]) -> list[Charge]:
    """What the denying side says right after, in the same paragraph: "No such order exists," it wrote."""
    block = scene.block_at(denial.whole.start)
    sentence = scene.doc[denial.at].sent
    found = []
    for charge in charges:
        if charge.how != "statement" or not charge.asserter or block is None:
            continue
        follows = sentence.end_char <= charge.content.start < block.stop
        between = scene.doc[sentence.end : charge.at + 1] if follows else ()
        ours = not denial.denier or same_side(charge.asserter, denial.denier)
        if follows and ours and sum(1 for t in between if t.is_sent_start) <= 1:
            found.append(charge)
    return found[:1]


def statements_of(scene: Scene, spans: list[Span]) -> tuple[str, ...]:
    """Ids of the statements whose content these passages hold or stand in."""
    found = [
        s.id
        for s in scene.article.statements
        if any(span.touches(Span(part.start, part.stop)) for part in s.content for span in spans)
    ]
    return tuple(dict.fromkeys(found))

"""Claims: what one side says and another denies. Both sides are kept with their words; neither is taken."""

from __future__ import annotations

from dataclasses import replace

from communique.claims.charges import Charge, affirmed, charges_in
from communique.claims.commitments import body_words
from communique.claims.contest_entries import charge_words, contradiction, felt_nouns, said_nouns
from communique.claims.contradictions import ACCUSES, contradictions, same_side, shares, swapped_roles
from communique.claims.denial_drafts import Denial, is_bare_both
from communique.claims.denials import denials_in
from communique.claims.entries import NOUN
from communique.claims.parties import Parties, ids, unique
from communique.claims.quarrels import quarrels_in
from communique.grammar import Scene, trimmed
from communique.model import Claim, Passage, Span, content_id

# A denial that points back ("denied this", "rejected the allegations") reaches this many sentences. Farther back stood
# another quarrel more often than its own charge.
REACH = 9
# What a match must earn: kinship of what and who together, less the distance. At 0.5 a denial took the nearest remark.
ENOUGH = 0.9


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
        charge = denial.own or charge_denied(scene, denial, charges) or said_instead(scene, denial, charges)
        if charge is None and (points_nowhere(denial) or (denial.content is None and not denial.denier)):
            continue
        if charge is not None and not denial.denier and is_bare_both(scene.doc[denial.at].left_edge):
            denial.denier = charge.target
        add_to_groups(scene, groups, charge, denial)
    told = [record(scene, charge, found, charges) for charge, found in groups]
    mutual = (q for q in quarrels_in(scene, words, parties) if not any(meet(q, claim) for claim in told))
    return (*told, *mutual)


def meet(one: Claim, other: Claim) -> bool:
    return any(a.span.touches(b.span) for a in one.evidence for b in other.evidence)


def points_nowhere(denial: Denial) -> bool:
    """ "That is not correct" says nothing by itself of what is contested; nor does "dismissed the criticism", while
    "rejected the allegations" at least says that something was alleged."""
    if denial.content is not None:
        return False
    said = not denial.noun or denial.pronoun or alleged(denial)
    return denial.rule.endswith((":phrase", ":answer")) or not said


def charge_denied(scene: Scene, denial: Denial, charges: list[Charge]) -> Charge | None:
    """The charge that a denial answers: by who is charged, what is said, and how near it stands."""
    best, most = None, ENOUGH
    for charge in charges:
        if charge.whole.touches(denial.whole) and not (denial.bound or stands_before(scene, denial, charge)):
            continue
        earned = kinship(scene, denial, charge)
        if earned > most:
            best, most = charge, earned
    return best


def said_instead(scene: Scene, denial: Denial, charges: list[Charge]) -> Charge | None:
    """ "Rubbished Peru's account, saying that the navy had not fired": where the page does not tell the account, it is the
    contrary of what whoever denies it says in the same sentence."""
    if (denial.content is not None and not denial.noun) or not denial.denier or not (denial.said_by or alleged(denial)):
        return None
    told = {t.i for t in scene.doc[denial.at].subtree}
    sentence = scene.doc[denial.at].sent
    here = (c for c in charges if c.negated and c.how in ("statement", "clause") and c.lemmas)
    for charge in here:
        inside = sentence.start_char <= charge.content.start and charge.content.stop <= sentence.end_char
        words = scene.doc.char_span(charge.content.start, charge.content.stop, alignment_mode="expand")
        if inside and words and same_side(charge.asserter, denial.denier):
            kept = [t for t in words if denial.at not in {w.i for w in words} or t.i not in told]
            what = affirmed(kept)
            both = (denial.whole, charge.content)
            denial.whole = Span(min(s.start for s in both), max(s.stop for s in both))
            return replace(
                charge, how="contrary", asserter=denial.said_by, target=denial.denier, negated=False, what=what
            )
    return None


def alleged(denial: Denial) -> bool:
    return (NOUN, denial.noun) in charge_words()


def stands_before(scene: Scene, denial: Denial, charge: Charge) -> bool:
    """ "Hit back at a senator who said it had hidden the report, calling his words a tale": the charge is within."""
    return denial.content is None and charge.content.stop <= scene.doc[denial.at].idx


def kinship(scene: Scene, denial: Denial, charge: Charge) -> float:
    """How well a charge fits a denial; zero where the same party would deny itself or the charge cannot be meant."""
    if shares(denial.denier, charge.asserter) or (denial.said_by and not same_side(denial.said_by, charge.asserter)):
        return 0.0
    if denial.accused and not same_side(denial.denier, charge.target):
        return 0.0
    distance = sentences_between(scene, denial, charge)
    if denial.part and distance <= 1 and same_side(denial.denier, charge.target):
        return pointing_back(scene, denial, charge, distance)
    return (
        pointing_back(scene, denial, charge, distance)
        if denial.content is None
        else by_content(denial, charge, distance)
    )


def pointing_back(scene: Scene, denial: Denial, charge: Charge, distance: int) -> float:
    """ "denied this", "rejected the allegations", "no such offer": the charge stands before, and near."""
    if charge.at > denial.at or distance > REACH or (denial.bound and distance):
        return 0.0
    if denial.noun in felt_nouns() and told_between(scene, denial, charge):
        return 0.0
    who = 0.8 if same_side(denial.denier, charge.target) else 0.0
    what = min(1.0, 0.5 * len(denial.lemmas & charge.lemmas))
    told = 0.6 if denial.said_by else 0.0
    closer = 0.001 * (denial.at - charge.at)
    if denial.pronoun:
        return 1.6 + who / 2 - 0.3 * distance - 20 * closer
    return 1.2 + who + what + told + charge.weight - 0.3 * distance - closer - (0.2 if charge.negated else 0.0)


def told_between(scene: Scene, denial: Denial, charge: Charge) -> bool:
    """ "Peru voiced concern. Togo rejected such concerns": who voiced it is answered, not who said something before."""
    after, before = scene.doc[charge.at].sent.end, scene.doc[denial.at].sent.start
    return (
        any(word.lemma_.lower() == denial.noun for word in scene.doc[after:before].tokens) if after < before else False
    )


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
        *([before(charge.whole, first)] if charge and not charge.what else []),
        *(d.whole for d in denials),
        *(c.content for c in backing),
    ]
    denied_by = unique([*(a for d in denials for a in d.denier), *(a for c in backing for a in c.asserter)])
    asserted_by = tuple(a for a in (charge.asserter if charge else first.said_by) if a not in denied_by)
    told = before(charge.content, first) if charge else first.content or first.named or first.whole
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
    if charge is not None and charge.what:
        return charge.what
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

"""Bodies with names: each with its country, its acronym, and one draft for all its mentions."""

from __future__ import annotations

import re

import msgspec

from communique.actors.cast import Cast, Draft, fold
from communique.actors.pronouns import antecedent_of
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.lexicon.people import body_nouns
from communique.lexicon.states import state_of
from communique.model import ActorKind, Name

replace = msgspec.structs.replace

NAMED: frozenset[str] = frozenset(
    {"body", "party", "military", "armed group", "company", "media", "intergovernmental", "population"}
)
STATE_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})
# Bodies every state has: without an owner named they are the home state's, with one they are that state's.
OF_STATES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})


def add_bodies(cast: Cast) -> None:
    """Add named bodies and mark where they stand."""
    for name in cast.names:
        if name.kind in NAMED and not name.dateline:
            draft = state_by_form(cast, name) or body_of(cast, name)
            cast.mention(draft, name.start, name.stop, name.rule)
    link_acronyms(cast)
    join_shortened(cast)


def join_shortened(cast: Cast) -> None:
    """ "Forum" in a headline is the one body with that word in its name: "the Pacific Islands Forum"."""
    short = [d for d in cast.drafts if d.kind == "body" and d.country is None and fold(d.name) in body_nouns()]
    for draft in short:
        longer = [d for d in cast.drafts if d.kind in NAMED and fold(d.name).endswith(f" {fold(draft.name)}")]
        if len(longer) == 1:
            merge(cast, draft, longer[0])


def merge(cast: Cast, draft: Draft, into: Draft) -> None:
    """Give all mentions of one draft to another."""
    for (start, stop), rule in draft.mentions.items():
        into.mention(start, stop, rule)
    cast.drafts.remove(draft)
    cast.heads.update({token: into for token, meant in cast.heads.items() if meant is draft})


STATE_FORMS = actor_words("form-of-state")


def state_by_form(cast: Cast, name: Name) -> Draft | None:
    """ "The Sultanate" where the page names the Sultanate of Oman, or one state whose long name has the word."""
    first, _ = cast.tokens(name.start, name.stop)
    form = name.name.lower()
    if form not in STATE_FORMS or not first or cast.doc[first - 1].lower_ != "the":
        return None
    states = [d for d in cast.drafts if d.kind == "state" and d.country]
    told = [d for d in states if any(form in cast.scene.text[s:e].lower().split() for s, e in d.mentions)]
    fits = told or [d for d in states if form in long_names(d.country or "")]
    home = state_of(cast.home or "")
    if not fits and home is not None and form in long_names(home.iso3):
        return cast.state(home.iso3, home.name)
    return fits[0] if len(fits) == 1 else None


def long_names(country: str) -> set[str]:
    """The words of all names of a state, in lower case."""
    state = state_of(country)
    return {word for name in state.names for word in name.lower().split()} if state is not None else set()


def body_of(cast: Cast, name: Name) -> Draft:
    """The draft this name means, new or known. Bodies of the same name and different states are kept apart."""
    pronoun = possessive_before(cast, name)
    country = name.country or (owner_of(cast, name) if pronoun is None else owner_meant(cast, pronoun))
    key = fold(re.sub(r"^[Tt]he ", "", name.name))
    noun = head_noun(key)
    same = [d for d in cast.drafts if d.kind != "person" and fold(re.sub(r"^[Tt]he ", "", d.name)) == key]
    for draft in reversed(same):
        if country is None or draft.country in (country, None):
            draft.country = draft.country or country
            return draft
    if (again := shortened(cast, name, key)) is not None:
        return again
    if country is None and is_organ(cast, key):
        country, name = "IGO", replace(name, kind="intergovernmental")
    joint = bool(OF_SEVERAL & set(key.split()))
    if (
        country is None
        and pronoun is None
        and name.sector in OF_STATES
        and noun
        and name.kind in ("body", "military")
        and not joint
    ):
        country = cast.home_at(name.start)
    kind: ActorKind = name.kind  # type: ignore[assignment]
    if kind == "body" and country == "IGO" and noun is None:
        kind = "intergovernmental"
    draft = Draft(kind, re.sub(r"^[Tt]he (?=[a-z])", "", name.name), country, name.sector)
    if noun:
        draft.nouns.add(noun)
    draft.nouns |= {word for word in key.split() if word in body_nouns()}
    return cast.add(draft)


# Words in the names of bodies that several states have together.
OF_SEVERAL = actor_words("of-several-states")
# Whom the organs of international bodies gather: "Council of *Foreign Ministers*".
ORGANS = tuple(actor_words("organ-of"))


def is_organ(cast: Cast, key: str) -> bool:
    """ "the Council of Foreign Ministers" on a page that names an international body."""
    gathers = any(key.endswith(f" of {whom}") for whom in ORGANS)
    return gathers and any(n.kind == "intergovernmental" for n in cast.names)


def shortened(cast: Cast, name: Name, key: str) -> Draft | None:
    """ "the Council" after the Security Council, "the Community" after the East African Community: one capitalised word
    of a longer name; "the Coast Guard" after the Icelandic Coast Guard: its end."""
    first, _ = cast.tokens(name.start, name.stop)
    if name.name.isupper() or name.country or not first or cast.doc[first - 1].lower_ != "the":
        return None
    if " " in key:
        longer = [d for d in cast.drafts if d.kind == name.kind and fold(d.name).endswith(" " + key)]
        return longer[0] if len(longer) == 1 else None
    longer = [d for d in cast.drafts if d.kind not in ("person", "state") and key in fold(d.name).split() and d.named]
    return max(longer, key=lambda d: d.last_before(name.start), default=None)


def head_noun(key: str) -> str | None:
    """The body noun in a name ("ministry" in "ministry of foreign affairs")."""
    words = re.split(r" (?:of|for|on) ", key)[0].split()
    return words[-1] if words and words[-1] in body_nouns() else None


def possessive_before(cast: Cast, name: Name) -> Token | None:
    """ "*Its* Foreign Ministry", "*their* own embassy"."""
    first, _ = cast.tokens(name.start, name.stop)
    before = first - 1
    while before >= 0 and cast.doc[before].pos_ in ("ADJ", "NOUN") and before not in cast.names_at:
        before -= 1
    return cast.doc[before] if before >= 0 and cast.doc[before].tag_ == "PRP$" else None


def owner_meant(cast: Cast, pronoun: Token) -> str | None:
    """The country of the one actor that a possessive means where it is clear: none where it may be of two. "His" and
    "her" ministry is that of the state whose office the sentence's subject holds, else the home state's."""
    if pronoun.lower_ in ("his", "her", "my", "our"):
        return office_state_before(cast, pronoun) or cast.home_at(pronoun.idx)
    meant = antecedent_of(cast, pronoun)
    return meant[0].country if meant is not None and len(meant) == 1 else None


def office_state_before(cast: Cast, pronoun: Token) -> str | None:
    """The state of the one office told with its state before, in the sentence."""
    start = cast.doc[pronoun.sent.start].idx
    owners = (t.of for t in cast.titles if start <= t.start < pronoun.idx and t.of is not None)
    named = {n.country for of in owners for n in cast.names if of.start <= n.start and n.stop <= of.stop and n.country}
    return named.pop() if len(named) == 1 else None


def owner_of(cast: Cast, name: Name) -> str | None:
    """The state that a possessor before the name or "of" after it gives: "Malaysia's Foreign Ministry"."""
    first, after = cast.tokens(name.start, name.stop)
    doc = cast.doc
    before = first - 1
    while before >= 0 and doc[before].pos_ in ("ADJ", "NOUN") and before not in cast.names_at:
        before -= 1
    if before >= 1 and doc[before].tag_ == "POS":
        before -= 1
    owner = cast.names_at.get(before)
    if owner is not None and owner.country and owner.kind in STATE_KINDS | {"armed group", "party"}:
        return owner.country
    if after + 1 < len(doc) and doc[after].lower_ in ("of", "in"):
        step = after + 2 if doc[after + 1].lower_ == "the" else after + 1
        owner = cast.names_at.get(step)
        if owner is not None and owner.country and owner.kind in STATE_KINDS and name.sector in OF_STATES:
            return owner.country
    return None


def link_acronyms(cast: Cast) -> None:
    """ "Inter-Services Public Relations (ISPR)", and FO for a Foreign Office named in the article."""
    doc = cast.doc
    introduced = acronyms_introduced(cast)
    for name in cast.names:
        words = name.name
        said = cast.scene.text[name.start : name.stop]
        if (told := introduced.get(said)) is not None and cast.of_name(name) is not told:
            give_mention(cast, name, told)
            continue
        if said.isupper() and (told := spelled_out(cast, name, said)) is not None:
            give_mention(cast, name, told)
            continue
        if not words.isupper() or not 2 <= len(words) <= 8:
            continue
        first, after = cast.tokens(name.start, name.stop)
        own = cast.of_name(name)
        if own is not None and own.name != words:
            continue  # the lists know whose acronym it is
        full = (
            full_name_before(cast, first)
            if first and doc[first - 1].text == "(" and after < len(doc) and doc[after].text == ")"
            else None
        )
        target = full or by_initials(cast, words)
        if target is None or target is own:
            continue
        if own is not None:
            merge(cast, own, target)
        cast.mention(target, name.start, name.stop, "name-acronym")


# Shorter initials fit too many names: "AU" is not the Airlines Union for being told of beside it.
LISTED_AT_LEAST = 3


def spelled_out(cast: Cast, name: Name, said: str) -> Draft | None:
    """The body with these initials that the page names in full, where it never names so the one a list gives them to."""
    own = cast.of_name(name)
    if own is None or own.name == said or len(said) < LISTED_AT_LEAST or full_here(cast, own):
        return None
    fits = [d for d in cast.drafts if d is not own and d.named and initials(d.name) == said and full_here(cast, d)]
    return fits[0] if len(fits) == 1 and fits[0].kind not in ("person", "state") else None


def full_here(cast: Cast, draft: Draft) -> bool:
    """Whether the page names it by more than capitals."""
    return any(not cast.scene.text[start:stop].isupper() for start, stop in draft.mentions)


def acronyms_introduced(cast: Cast) -> dict[str, Draft]:
    """Acronyms that the page itself gives in brackets after a name with these initials: they mean that body there,
    whatever a list says ("Pakistan Muslim Front (PMF)")."""
    found: dict[str, Draft] = {}
    doc = cast.doc
    for name in cast.names:
        said = cast.scene.text[name.start : name.stop]
        first, after = cast.tokens(name.start, name.stop)
        bracketed = first > 1 and doc[first - 1].text == "(" and after < len(doc) and doc[after].text == ")"
        full = full_name_before(cast, first) if bracketed and said.isupper() and name.kind != "state" else None
        if full is not None and full.kind not in ("person", "state") and initials(full.name) == said:
            found.setdefault(said, full)
    return found


def give_mention(cast: Cast, name: Name, meant: Draft) -> None:
    """Take a name from whom the lists gave it to, and give it to another."""
    own = cast.of_name(name)
    head = cast.head(name.start, name.stop).i
    if own is not None:
        del own.mentions[(name.start, name.stop)]
        if not own.mentions:
            cast.drafts.remove(own)
    cast.heads.pop(head, None)
    cast.mention(meant, name.start, name.stop, "name-acronym")


def initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[ \-]", name) if word and word[0].isupper())


def full_name_before(cast: Cast, first: int) -> Draft | None:
    named = cast.names_at.get(first - 2)
    return cast.of_name(named) if named is not None else None


def by_initials(cast: Cast, acronym: str) -> Draft | None:
    """The named actor whose capital letters are these."""
    for draft in cast.drafts:
        if initials(draft.name) == acronym and len(acronym) > 1 and draft.named and draft.kind != "state":
            return draft
    return None

"""Offices: give each title to who holds it, and let a title alone mean the person known to hold it."""

from __future__ import annotations

import msgspec

from communique.actors.cast import Cast, Draft, last_subject
from communique.actors.countries import listed_as
from communique.actors.sectors import sector_served, set_sector, told_in
from communique.actors.whose_office import ENVOYS, spoken_for_before, state_of_office, told_before, voice_of_person
from communique.lexicon.actor_words import actor_words, kinds_called
from communique.lexicon.people import office_words, titles
from communique.model import Name, Office, Span

replace = msgspec.structs.replace

STATE_KINDS = frozenset({"state", "adjective", "demonym", "capital", "metonym"})
# Titles every state has: named without an owner they are the home state's.
OF_STATES = actor_words("office-of-state")
OF_BODIES = actor_words("office-of-bodies")
# Words that begin the titles of a state's own servants.
STATE_WORDS = tuple(actor_words("office-of-state-begins"))
# Words that add nothing to what office it is when offices are compared.
EMPTY = frozenset({"of", "for", "the", "and", "affairs", "to", "general", "-", ","})
SPOKEN = actor_words("spokesperson")


def give_offices(cast: Cast) -> None:
    """Every title that has its holder beside it becomes that person's office, and its words mention the person."""
    for title in cast.titles:
        if title.holder is None or title.title == "deputy":
            continue
        person = holder_of(cast, title.holder)
        if person is None:
            continue
        if title.rule not in ("title-by-verb", "title-office-verb"):
            cast.mention(person, title.start, title.stop, title.rule)
        country, of = owner(cast, title)
        if title.of is None and head_of(title) in SPOKEN and (body := spoken_for(cast, title)) is not None:
            country, of = body.country, body.name if body.named else None
        if of is None and country is None and not person.country:
            country = of_ministry_before(cast, title)
        if of is None and country is None and not person.country and of_a_state(title):
            held = listed_as(cast, person)
            country = held.country if held is not None else home_of_office(cast, title, person)
        title = at_the_un(cast, title, country)
        add_office(person, title, of or country or (person.country if head_of(title) in OF_STATES else None))
        person.country = person.country or country
        person.gender = person.gender or title.gender
        set_sector(person, title, sector_served(cast, title, of))


MINISTRIES = actor_words("ministry")
OF_A_MINISTRY = actor_words("of-a-ministry")


def of_ministry_before(cast: Cast, title: Name) -> str | None:
    """ "Malaysia's Foreign Ministry denied it. "...," *Deputy Minister* X said": who speaks right after a ministry is told
    of, in the same paragraph, is its own."""
    block = cast.scene.block_at(title.start)
    words = (title.title or "").split()
    if block is None or not OF_A_MINISTRY & set(words) or words[0] in ("prime", "foreign"):
        return None
    ministry = cast.latest(title.start, lambda d: d.kind == "body" and bool(d.nouns & MINISTRIES), within=JUST_BEFORE)
    at = ministry.last_before(title.start) if ministry is not None else -1
    if ministry is None or at < block.start:
        return None
    if len(words) > DEPUTY and not set(words) - OF_A_MINISTRY - {"deputy", "vice"} <= set(
        ministry.name.lower().split()
    ):
        return None
    states = {n.country for n in cast.names if at <= n.start < title.start and n.kind in STATE_KINDS}
    return ministry.country if states <= {ministry.country} else None


# "Deputy minister" leaves open which; "deputy minister of trade" is no deputy of the foreign ministry.
DEPUTY = 2


# A spokesperson without more speaks for the body told of just before, in characters: a sentence or two.
JUST_BEFORE = 300


def spoken_for(cast: Cast, title: Name) -> Draft | None:
    """ "Pakistan's foreign ministry denied it. *Spokesperson* X said ...": the body told of last."""
    if "former" in title.marks:
        return None
    bodies = ("body", "military", "party", "armed group", "company")
    return cast.latest(title.start, lambda d: d.kind in bodies, within=JUST_BEFORE)


def give_likewise(cast: Cast) -> None:
    """ "Chile's foreign minister, X, and Peru's, Y": Y holds for Peru the office X holds for Chile."""
    given = [t for t in cast.titles if t.holder is not None and t.of is not None]
    for person in cast.drafts:
        if person.kind != "person" or person.offices or not person.mentions:
            continue
        start, stop = min(person.mentions)
        first, _ = cast.tokens(start, stop)
        if first < 4 or cast.doc[first - 1].text != "," or cast.doc[first - 2].tag_ != "POS":
            continue
        owner_name = cast.names_at.get(first - 3)
        before = [t for t in given if t.stop < start and cast.head(t.start, t.stop).sent == cast.doc[first].sent]
        if owner_name is None or owner_name.kind != "state" or owner_name.country is None or not before:
            continue
        title = before[-1]
        add_office(person, replace(title, start=owner_name.start, stop=cast.doc[first - 2].idx + 2), owner_name.country)
        person.country = person.country or owner_name.country
        set_sector(person, title)


def home_of_office(cast: Cast, title: Name, person: Draft) -> str | None:
    """The state an office without an owner is of: the home state, but not one whose same office another holds in so
    many words ("Minister for Foreign Affairs X spoke with the Minister of Foreign Affairs of Ghana, Y"), nor one that
    the holder has to do with as with another. Then nothing says whose it is."""
    home = state_of_office(cast, person, title, head_of(title) in ENVOYS)
    if home is None:
        return None
    own = [t for t in cast.titles if t.holder is not None and holder_of(cast, t.holder) is person]
    words = max((content_words(t.title or "") for t in own if head_of(t) == head_of(title)), key=len, default=set())
    holders = [t for t in cast.titles if t.of is not None and t.holder is not None and "former" not in t.marks]
    same = [t for t in holders if content_words(t.title or "") == words and head_of(t) == head_of(title)]
    taken = {owner(cast, t)[0] for t in same if t.holder is not None and holder_of(cast, t.holder) is not person}
    return home if home not in taken else None


def give_deputies(cast: Cast) -> None:
    """ "Enkhtuya's deputy, X": deputy of what she is. Read last, when her own office is known."""
    for title in cast.titles:
        if title.title != "deputy" or title.holder is None:
            continue
        person, chief = holder_of(cast, title.holder), possessor_named(cast, title)
        if person is None:
            continue
        cast.mention(person, title.start, title.stop, title.rule)
        office = next((o for o in chief.offices if not o.former), None) if chief else None
        if office is not None and chief is not None:
            person.country = person.country or chief.country
            person.sector = person.sector or chief.sector
            add_office(person, replace(title, title=f"deputy {office.title}"), office.of)


def at_the_un(cast: Cast, title: Name, country: str | None) -> Name:
    """On a page dated from the United Nations, or from New York and about it, a state's ambassador is its ambassador
    there."""
    dated = {(cast.scene.article.dateline or "").split(",")[0].lower()} | {
        cast.scene.text[n.start : n.stop].lower() for n in cast.names if n.dateline
    }
    about = "new york" in dated and any(n.name.startswith("United Nations") for n in cast.names)
    there = "united nations" in dated or about
    words = (title.title or "").split()
    if not there or not country or head_of(title) not in ("ambassador", "envoy", "representative") or "to" in words:
        return title
    return replace(title, title=f"{title.title} to the UN")


def of_a_state(title: Name) -> bool:
    """An office that without more is the home state's: ministers, ambassadors, generals, judges, not editors."""
    return told_in(title) != "REB" and (
        head_of(title) in OF_STATES
        or title.sector in ("MIL", "JUD", "LEG")
        or any(f" {words} " in f" {title.title} " for words in STATE_WORDS)
    )


def possessor_named(cast: Cast, title: Name) -> Draft | None:
    """ "Enkhtuya's deputy": whose."""
    if title.of is None:
        return None
    return next((d for d in cast.drafts if d.kind == "person" and (title.of.start, title.of.stop) in d.mentions), None)


def holder_of(cast: Cast, span: Span) -> Draft | None:
    """The person named there; a name whose kind was not known is a person now that an office says so."""
    for draft in cast.drafts:
        if (span.start, span.stop) in draft.mentions:
            return draft if draft.kind == "person" else None
    name = next((n for n in cast.names if n.start == span.start), None)
    if name is None:
        return None
    draft = cast.add(Draft("person", name.name, words=set(name.name.split())))
    cast.mention(draft, name.start, name.stop, "name-full")
    return draft


def head_of(title: Name) -> str:
    words = (title.title or "").replace("-", " ").split()
    cut = next((i for i, word in enumerate(words) if word in ("of", "for", "to")), len(words))
    return next((word for word in reversed(words[:cut]) if word in titles()), words[-1] if words else "")


def owner(cast: Cast, title: Name) -> tuple[str | None, str | None]:
    """(country, what the office is of): the code for a state's office, else the body's name."""
    if title.of is None:
        return None, None
    named = [n for n in cast.names if title.of.start <= n.start and n.stop <= title.of.stop]
    state = next((n for n in named if n.kind in STATE_KINDS and n.country), None)
    body = next((n for n in named if n.kind not in STATE_KINDS and n.kind not in ("person", "place")), None)
    if body is not None:
        draft = cast.of_name(body)
        if draft is not None:
            return draft.country, draft.name
        return body.country, body.name
    words = cast.scene.text[title.of.start : title.of.stop]
    if state is not None and len(words) <= state.stop - state.start + 4:
        return state.country, None
    if words.lower() in ("its", "their", "his", "her", "whose", "our", "my"):
        meant = possessor(cast, title)
        if meant is None:
            return None, None
        return meant.country, None if meant.kind in ("state", "person") else meant.name
    if words.lower().replace("-", " ").endswith("secretary general") and (headed := body_it_heads(cast, title)):
        return headed.country, headed.name
    if state is None and (meant := body_called(cast, title, words)) is not None:
        return meant.country, meant.name
    if state is None and (land := land_within(cast, title.of)) is not None:
        return land, words
    if state is None and words.lower().removeprefix("the ") in AT_HOME:
        return cast.home_at(title.start), words
    return (state.country if state else None), words


def land_within(cast: Cast, span: Span) -> str | None:
    """Of "the mayor of Penjwen district" the country in which the place lies."""
    inside = {p.country for p in cast.scene.article.places if span.start <= p.start and p.stop <= span.stop}
    return inside.pop() if len(inside) == 1 else None


# What every state has one of: "the *opposition's* spokesperson" on a page of that state.
AT_HOME = actor_words("office-at-home")


def body_called(cast: Cast, title: Name, words: str) -> Draft | None:
    """Of "the ministry's spokesman" the ministry named before, of "the alliance's chief" the alliance."""
    noun = words.lower().removeprefix("the ")
    if not noun.islower() or " " in noun:
        return None
    named = cast.latest(title.start, lambda d: d.named and d.kind != "person" and noun in d.nouns)
    kinds = kinds_called(noun)
    return named or cast.latest(title.start, lambda d: d.named and d.kind in kinds)


def body_it_heads(cast: Cast, title: Name) -> Draft | None:
    """ "The Secretary-General's envoy" is the envoy of the body he heads: the United Nations where it is spoken of, else
    the international body named last before."""
    bodies = [d for d in cast.drafts if d.kind == "intergovernmental" and d.named]
    known = next((d for d in bodies if d.name == "United Nations"), None)
    return known or cast.latest(title.start, lambda d: d in bodies)


def possessor(cast: Cast, title: Name) -> Draft | None:
    """Whom "its", "their" and "whose" before a title mean: the state or body named last before, subjects first."""
    assert title.of is not None
    word = cast.scene.text[title.of.start : title.of.stop].lower()
    if word in ("my", "our"):
        return None
    if word in ("his", "her"):
        return voice_of_person(cast, title) or cast.nearest(title.of.start, lambda d: d.kind == "person")
    nearest = cast.nearest(title.of.start, lambda d: d.kind not in ("person", "population"))
    if head_of(title) in FOLLOWED and (nearest is None or nearest.kind in ("state", "intergovernmental")):
        return cast.latest(title.of.start, may_follow, within=JUST_BEFORE) or nearest
    return nearest


FOLLOWED = actor_words("followed")


def may_follow(draft: Draft) -> bool:
    """A party or an armed group before all others has leaders and founders."""
    return draft.kind in ("party", "armed group")


def add_office(person: Draft, title: Name, of: str | None) -> None:
    """Note the office unless the person has it already under the same words or fewer."""
    assert title.title is not None
    former = "former" in title.marks
    new = content_words(title.title)
    for office in person.offices:
        old = content_words(office.title)
        if office.former == former and new <= old:
            return
    fewer = [o for o in person.offices if content_words(o.title) < new and o.former == former]
    of = of or next((o.of for o in fewer if o.of), None)
    person.offices[:] = [o for o in person.offices if o not in fewer]
    person.offices.append(Office(title.title, of, former, title.start, title.stop))


def content_words(title: str) -> set[str]:
    """The words by which offices are compared; a vice prime minister is a deputy prime minister, a vice president is no
    deputy president."""
    words = set(title.replace("-", " ").split()) - EMPTY
    return words - {"vice"} | {"deputy"} if words & {"minister", "premier"} and "vice" in words else words


def resolve_titles(cast: Cast, last: bool = False) -> None:
    """A title with no name beside it ("the Pakistani deputy prime minister", "the minister") means the person known to
    hold it; where nobody is known it is an actor without a name."""
    for title in sorted(cast.titles, key=lambda title: (in_headline(cast, title.start), title.start)):
        if title.holder is not None or asked_last(cast, title) != last:
            continue
        first, after = cast.tokens(title.start, title.stop)
        head = cast.doc[first:after].root
        if head.dep_ in ("compound", "amod", "nmod") and head.head.i >= after:
            continue
        if head.i in cast.heads or head.i in cast.reserved:
            continue
        meant, rule = holder_known(cast, title), "title-of-known"
        if meant is None:
            meant, rule = introduced_later(cast, title), "title-then-name"
        if meant is None:
            meant, rule = unnamed_holder(cast, title), "title-alone"
        if meant is not None:
            sharpen(meant, title)
            cast.mention(meant, title.start, title.stop, rule)


def asked_last(cast: Cast, title: Name) -> bool:
    """Whether who is meant can be told only when counterparts are known: "the *visiting* minister", and "the minister"
    after "her Angolan counterpart, X", who is minister too."""
    if title.of is None and title.title in LOOSE:
        first, _ = cast.tokens(title.start, title.stop)
        return cast.first_counterpart < first or visits(cast, title)
    return visits(cast, title)


def visits(cast: Cast, title: Name) -> bool:
    first, _ = cast.tokens(title.start, title.stop)
    return cast.doc[first].lower_ == "visiting" or (first > 0 and cast.doc[first - 1].lower_ == "visiting")


# How far after a title its holder's bare name may come, in characters: a lead and the paragraph after it. Beyond that
# the title and the name are two people more often than one.
INTRODUCED_WITHIN = 700


def introduced_later(cast: Cast, title: Name) -> Draft | None:
    """News tells the office in its lead and the name in the next sentence: "Ghana's foreign minister said ... . Kofi
    Mensah said ...". The first person named in full after a title, bare, a subject, and with no office of his own."""
    first, _ = cast.tokens(title.start, title.stop)
    definite = title.of is not None or cast.doc[first - 1].lower_ in ("the", "a", "an") or "former" in title.marks
    if not definite or title.start > len(cast.scene.text) // 2:
        return None
    people = [d for d in cast.drafts if d.kind == "person" and d.named and not d.offices and len(d.words) > 1]
    later = [
        (min(m for m in d.mentions if m[0] > title.stop), d)
        for d in people
        if any(m[0] > title.stop for m in d.mentions)
    ]
    if not later or any(
        m[0] < title.start and not in_headline(cast, m[0]) for m in min(later, key=lambda p: p[0])[1].mentions
    ):
        return None
    (start, stop), draft = min(later, key=lambda pair: pair[0])
    head = cast.head(start, stop)
    if (
        start - title.stop > INTRODUCED_WITHIN
        or head.dep_ not in ("nsubj", "nsubjpass")
        or introduced(cast, start, stop)
    ):
        return None
    country, of = owner(cast, title)
    if country and draft.country and country != draft.country:
        return None
    country = country or (cast.home_at(title.start) if of_a_state(title) else None)
    add_office(draft, title, of or country)
    draft.country = draft.country or country
    set_sector(draft, title)
    return draft


def in_headline(cast: Cast, offset: int) -> bool:
    block = cast.scene.block_at(offset)
    return block is not None and block.role in ("headline", "summary", "caption")


def introduced(cast: Cast, start: int, stop: int) -> bool:
    """The name has words beside it that say who it is: "X, a lawyer", "the lawyer X"."""
    first, after = cast.tokens(start, stop)
    doc = cast.doc
    beside = after + 1 < len(doc) and doc[after].text == "," and doc[after + 1].lower_ in ("a", "an", "the", "its")
    before = first > 0 and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ")
    of_body = after < len(doc) and doc[after].lower_ in ("of", "from")
    return beside or before or of_body


# Offices told by a loose word, and the words that say the same more exactly.
SHARPER = office_words("loose")


def sharpen(person: Draft, title: Name) -> None:
    """ "the envoy" who is elsewhere "the ambassador" is the ambassador."""
    for i, office in enumerate(person.offices):
        if SHARPER.get(office.title) == head_of(title) and title.title is not None and not office.former:
            person.offices[i] = Office(title.title, office.of, False, title.start, title.stop)


# Titles that many hold: alone ("the minister") they mean the holder named last.
LOOSE = actor_words("office-of-many")


def holder_known(cast: Cast, title: Name) -> Draft | None:
    """The person whose office fits: the same head, all the words, the same state; the last mentioned of several."""
    if title.title is None:
        return None
    if "former" in title.marks:
        return former_holder(cast, title)
    first, _ = cast.tokens(title.start, title.stop)
    before = cast.doc[first - 1].lower_ if first else ""
    if before in ("a", "an", "any", "every", "no", "each", "another") or cast.doc[first].lower_ in ("my", "our"):
        return None
    fits = holders_fitting(cast, title)
    if visits(cast, title):
        here = cast.dated or cast.home_at(title.start)
        fits = [d for d in fits if d.country != here]
    if not fits:
        return None
    last = max(fits, key=lambda d: d.last_before(title.start))
    if title.of is None and title.title in LOOSE:
        last = last_subject(cast, fits, title.start) or last
        return last if last.last_before(title.start) >= 0 or len(fits) == 1 else None
    if title.of is None and len(fits) > 1:
        home = [d for d in fits if d.country == cast.home]
        return home[0] if len(home) == 1 else last
    return last


def former_holder(cast: Cast, title: Name) -> Draft | None:
    """ "The former prime minister": the one person named before who held such an office and holds it no more."""
    first, _ = cast.tokens(title.start, title.stop)
    if "the" not in (cast.doc[first].lower_, cast.doc[first - 1].lower_ if first else ""):
        return None
    country, of = owner(cast, title)
    head, words = head_of(title), content_words(title.title or "")

    def fits(draft: Draft) -> bool:
        offices = (o for o in draft.offices if o.former and fits_office(o, head, words))
        here = not country or draft.country in (None, country)
        return here and any(not (of and o.of and of != o.of) for o in offices) and draft.last_before(title.start) >= 0

    found = [d for d in cast.drafts if d.kind == "person" and d.named and fits(d)]
    return found[0] if len(found) == 1 else None


def holders_fitting(cast: Cast, title: Name) -> list[Draft]:
    """Persons with an office that these words can mean."""
    country, of = owner(cast, title)
    head, words = head_of(title), content_words(title.title or "")

    def fits(draft: Draft, office: Office) -> bool:
        if office.former or not fits_office(office, head, words):
            return False
        if country:
            return not draft.country or country == draft.country
        return not (of and office.of and of != office.of)

    people = [d for d in cast.drafts if d.kind == "person"]
    found = [d for d in people if any(fits(d, office) for office in d.offices)]
    return [d for d in found if country and d.country == country] or found


def fits_office(office: Office, head: str, words: set[str]) -> bool:
    have = content_words(office.title)
    heads = [w for w in office.title.replace("-", " ").split() if w in titles()]
    alike = (
        head in heads
        or (head in SPOKEN and bool(SPOKEN & set(heads)))
        or (head in ("premier",) and {"prime", "minister"} <= have)
        or (head in ("envoy", "diplomat") and "ambassador" in heads)
        or (head == "ambassador" and "envoy" in heads)
    )
    if head == "premier" and alike:
        return True
    return alike and (words - {head}) <= have


def unnamed_holder(cast: Cast, title: Name) -> Draft | None:
    first, _after = cast.tokens(title.start, title.stop)
    if title.title in ("leader", "chief", "head", "member", "deputy") and title.of is None:
        return None
    country, of = owner(cast, title)
    alike = told_before(cast, title, head_of(title))
    again = alike[-1] if alike and of is None and first and cast.doc[first - 1].lower_ == "the" else None
    if country is None and of is None and again is None:
        country = spoken_for_before(cast, title)
    same = again or next((d for d in alike if not country or d.country == country), None)
    if same is not None:
        return same
    if (
        country is None
        and of is None
        and head_of(title) in OF_STATES
        and title.title not in OF_BODIES
        and cast.doc[first - 1].lower_ in ("the",)
        and first
    ):
        country = cast.home_at(title.start)
    sector = "ELI" if "former" in title.marks else title.sector
    draft = Draft("person", title.name, country, sector, named=False, gender=title.gender)
    draft.nouns.add(head_of(title))
    return cast.add(draft)

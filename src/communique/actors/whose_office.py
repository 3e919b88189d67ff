"""Of which state an office is that no words say it of: the home state's, another's, or nobody can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from communique.actors.cast import PARAGRAPH, Cast, Draft
from communique.actors.facing import FACING_KINDS, SUBJECTS, faces, roles
from communique.grammar.parsed import Token
from communique.lexicon.actor_words import actor_words
from communique.model import Name

# Who is posted abroad, and where they sit.
ENVOYS = actor_words("posted-abroad")
EMBASSIES = actor_words("posts-abroad")
# Verbs and nouns by which one goes somewhere, and verbs by which one meets who is there.
JOURNEYS = actor_words("journey")
MEETINGS = actor_words("done-together") | actor_words("receives")


def state_of_office(cast: Cast, person: Draft, title: Name, envoy: bool) -> str | None:
    """The state an office without an owner is of: where the text takes its reader in that sentence, else the home state
    unless its holder has to do with that state as with another. Then it is the other state of a page that tells of two."""
    if envoy and not serves_at_home(cast, title) and (sender := sender_of_envoys(cast)) is not None:
        return sender
    if (sender := sent_by(cast, title)) is not None or (sender := spoken_for_state(cast, title)) is not None:
        return sender
    if (there := visited(cast, title)) is not None:
        return there
    if (opposed := opposed_in(cast, title)) is not None:
        return opposed
    home = cast.home_at(title.start)
    if home is None or "opposition" in (title.title or ""):
        return home  # an opposition faces its own government every day
    if faces(cast, person, home) or (envoy and faces_own(cast, person, title)):
        other = cast.dated if cast.dated not in (None, home) else other_side(cast, home)
        return other if other is None or not faces(cast, person, other) else None
    return home


def opposed_in(cast: Cast, title: Name) -> str | None:
    """ "Zambia's *opposition leader* urged *President X*": an opposition has to do with its own government, and says so in
    this sentence or the one before."""
    here = cast.head(title.start, title.stop)
    if here.dep_ in SUBJECTS:
        return None
    first = cast.doc[here.sent.start - 1].sent.start if here.sent.start else 0
    for other in cast.titles:
        token = cast.head(other.start, other.stop)
        if other.of is not None and "opposition" in (other.title or "") and first <= token.i < here.i:
            named = (n.country for n in cast.names if other.of.start <= n.start and n.stop <= other.of.stop)
            return next((country for country in named if country), None)
    return None


AT_HOME = actor_words("serves-at-home")


def serves_at_home(cast: Cast, title: Name) -> bool:
    """ "Ambassador X, *Undersecretary* for Political Affairs": who holds a post at the ministry besides."""
    return any(t.holder == title.holder and AT_HOME & set((t.title or "").split()) for t in cast.titles)


def sender_of_envoys(cast: Cast) -> str | None:
    """The one state whose embassy the page tells of: "the ambassador" there is its own."""
    senders = {d.country for d in cast.drafts if d.kind == "body" and d.nouns & EMBASSIES and d.country}
    return senders.pop() if len(senders) == 1 else None


# One state must be named so many times as often as any third for a page to be about two: a page about a guest names his
# state ten times and a neighbour once.
CLEARLY = 3


def other_side(cast: Cast, home: str) -> str | None:
    """The state a page tells of beside the home state, where it is clearly one."""
    told = Counter(n.country for n in cast.names if n.kind in FACING_KINDS and not n.dateline and n.country)
    others = [(count, country) for country, count in told.most_common() if len(country) == 3 and country != home]
    if not others or (len(others) > 1 and others[0][0] < CLEARLY * others[1][0]):
        return None
    return others[0][1]


def faces_own(cast: Cast, envoy: Draft, title: Name) -> bool:
    """An envoy who meets, thanks or signs with those whose office needs no state is another state's."""
    mine = {role for start, stop in envoy.mentions for role in roles(cast.head(start, stop))}
    called_in = any(called(cast.head(start, stop)) for start, stop in envoy.mentions)
    return called_in or any(
        verb == other and side != its for verb, side in mine for other, its in sides_of_own(cast, title)
    )


# What a foreign ministry does to another state's envoy.
TO_ENVOYS = actor_words("done-to-envoys")


def called(head: Token) -> bool:
    """ "Ambassador X was summoned", "summoned Ambassador X"."""
    while head.dep_ in ("compound", "appos", "nmod"):
        head = head.head
    return head.dep_ in ("nsubjpass", "dobj") and head.head.lemma_ in TO_ENVOYS


SENDS = actor_words("sends")
SPOKEN = actor_words("spokesperson")


def sent_by(cast: Cast, title: Name) -> str | None:
    """ "Indonesia will send *Deputy Foreign Minister X*": a state sends its own."""
    head = cast.head(title.start, title.stop)
    while head.dep_ in ("compound", "appos", "nmod"):
        head = head.head
    verb = head.head
    return subject_state(cast, verb) if head.dep_ == "dobj" and verb.lemma_ in SENDS else None


def spoken_for_state(cast: Cast, title: Name) -> str | None:
    """ "Rwanda has armed nobody, *government spokeswoman* X said": who speaks for a state says what it does."""
    said = what_a_voice_says(cast, title)
    return subject_state(cast, said) if said is not None else None


def what_a_voice_says(cast: Cast, title: Name) -> Token | None:
    """The verb of the clause that a spokesperson with this title says."""
    if not SPOKEN & set((title.title or "").split()):
        return None
    head = cast.head(title.start, title.stop)
    while head.dep_ in ("compound", "appos", "nmod"):
        head = head.head
    if head.dep_ != "nsubj":
        return None
    return next((c for c in head.head.children if c.dep_ in ("ccomp", "parataxis")), None)


def voice_of_person(cast: Cast, title: Name) -> Draft | None:
    """ "President Diallo did not apologise to President Kone, *his spokesman*, Y, said": of whom it is told what he did."""
    said = what_a_voice_says(cast, title)
    subject = next((c for c in said.children if c.dep_ in SUBJECTS), None) if said is not None else None
    found = cast.heads.get(subject.i) if subject is not None else None
    return found if found is not None and found.kind == "person" else None


# Who has spokespersons of its own.
HAVE_VOICES = frozenset({"body", "state", "military", "intergovernmental", "armed group", "company"})


def spoken_for_before(cast: Cast, title: Name) -> str | None:
    """ "The ministry issued a statement. *A spokesperson* stressed": the country of the one body that the sentence before
    tells of as doing something."""
    sentence = cast.head(title.start, title.stop).sent
    if not SPOKEN & set((title.title or "").split()) or sentence.start == 0:
        return None
    before = cast.doc[sentence.start - 1].sent
    if cast.scene.block_at(before.start_char) != cast.scene.block_at(title.start):
        return None
    doers = (cast.heads.get(w.i) for w in before if w.dep_ in SUBJECTS and w.head.dep_ != "ccomp")
    found = list(dict.fromkeys(d for d in doers if d is not None and d.kind in HAVE_VOICES))
    return found[0].country if len(found) == 1 else None


def subject_state(cast: Cast, verb: Token) -> str | None:
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    name = cast.names_at.get(subject.i) if subject is not None else None
    return name.country if name is not None and name.kind in ("state", "capital") else None


def sides_of_own(cast: Cast, envoy: Name) -> Iterator[tuple[int, str]]:
    """Where the holders of bare offices stand, envoys left out."""
    for title in cast.titles:
        bare = title.of is None and title.holder is not None and title.start != envoy.start
        if bare and title.holder is not None and not ENVOYS & set((title.title or "").split()):
            yield from roles(cast.head(title.holder.start, title.holder.stop))


def visited(cast: Cast, title: Name) -> str | None:
    """The state gone to before somebody is met there: "will visit Nairobi for talks with *President X*", "flew to Riga.
    He met *Speaker X*"."""
    head = cast.head(title.start, title.stop)
    while head.dep_ in ("compound", "appos", "conj", "nmod"):
        head = head.head
    if head.dep_ in SUBJECTS or head.dep_ == "ROOT":
        return None
    here = gone_to(cast, head, head.sent.start)
    if here is not None or head.sent.start == 0 or verb_over(head).lemma_ not in MEETINGS:
        return here
    return gone_to(cast, head, cast.doc[head.sent.start - 1].sent.start)


def verb_over(token: Token) -> Token:
    while token.pos_ not in ("VERB", "AUX") and token.head is not token:
        token = token.head
    return token


def gone_to(cast: Cast, before: Token, start: int) -> str | None:
    """The state, by its name or capital, that is the goal of the last journey told between two tokens."""
    for token in reversed(cast.doc[start : before.i]):
        country = land_at(cast, token)
        if country is None:
            continue
        over = token.head if token.dep_ == "dobj" else token.head.head if token.dep_ == "pobj" else None
        goal = token.dep_ == "dobj" or token.head.lower_ in ("to", "in", "for")
        if over is not None and goal and over.lemma_ in JOURNEYS:
            return country
    return None


def land_at(cast: Cast, token: Token) -> str | None:
    """The country of a state, capital or other place that a token names."""
    name = cast.names_at.get(token.i)
    if name is not None and name.country and name.kind in ("state", "capital"):
        return name.country
    if token.dep_ not in ("dobj", "pobj"):
        return None
    here = (p for p in cast.scene.article.places if p.start <= token.idx < p.stop)
    return next((p.country for p in here if p.country), None)


def told_before(cast: Cast, title: Name, office: str) -> list[Draft]:
    """Those without a name who were told by the same words; else the one told by the same office with a word more: "summoned
    *the Turkish ambassador*. *The ambassador* said"."""
    unnamed = [d for d in cast.drafts if d.kind == "person" and not d.named]
    same = [d for d in unnamed if d.name.lower() == title.name.lower()]
    if same or title.of is not None or title.name.lower() != office:
        return same
    near = [d for d in unnamed if office in d.nouns and 0 <= title.start - d.last_before(title.start) < PARAGRAPH]
    return near if len(near) == 1 else []

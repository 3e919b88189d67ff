"""Sentences for the ranker of acts, built from the frames under `training/`: each with its actor and recipient marked.

Frames are written by hand; a seeded generator only varies who, when and how they are told. Nothing is drawn from any
page or gold text. `training/README.md` says how the frames were written.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "training"
TYPES = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "NONE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
)
# The marks around the two parties while a sentence is being built; no text holds them.
A_OPEN, A_SHUT, R_OPEN, R_SHUT = "\x01", "\x02", "\x03", "\x04"
CHOICE = re.compile(r"\(([^()]*)\)")
SLOT = re.compile(r"@(anyA|anyR|R1|A1|[a-z0-9]+|[A-Z])")
PARTY = re.compile(r"\b[AR]\b")
VOWELS = "aeiou"


@dataclass(frozen=True)
class Written:
    """A sentence made from a frame: its type, and where actor and recipient stand."""

    type: str
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]
    frame: str


@dataclass(frozen=True)
class Frame:
    """A hand-written predicate ("impose sanctions on R") or clause ("A's attack on R shocked the world")."""

    type: str
    parties: str
    text: str

    @property
    def has_subject(self) -> bool:
        return bool(re.search(r"\bA\b", self.text))


def rows(file: str) -> Iterator[list[str]]:
    """The rows of a training file, without comments and header."""
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    yield from table[1:]


@cache
def slots() -> dict[str, tuple[str, ...]]:
    """What may fill each slot; a `|` inside brackets belongs to the filler."""
    return {name: tuple(re.split(r"\|(?![^(]*\))", fillers)) for name, fillers in rows("slots.tsv")}


@cache
def irregular() -> dict[str, tuple[str, str]]:
    return {base: (past, participle) for base, past, participle in rows("irregular.tsv")}


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame of every type, in the order of the files."""
    own = [Frame(kind, parties, text) for kind in TYPES for parties, text in rows(f"{kind.lower()}.tsv")]
    mixed = [
        Frame(kind, parties, text)
        for file in ("more.tsv", "wider.tsv", "further.tsv", "triggers.tsv")
        for kind, parties, text in rows(file)
    ]
    return (*own, *mixed)


@cache
def governors() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return tuple((kind, tuple(inner.split("|")), text) for kind, inner, text in rows("compose.tsv"))


# --- words ------------------------------------------------------------------------------------------------------------


def doubled(base: str) -> bool:
    """Whether the last consonant doubles: "ban", "stab", "expel"; not "visit", "open", "offer"."""
    if base in (
        "expel",
        "compel",
        "repel",
        "rebel",
        "admit",
        "commit",
        "permit",
        "refer",
        "deter",
        "confer",
        "rebut",
        "unban",
    ):
        return True
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base)
    return bool(short)


def past(base: str) -> str:
    if base in irregular():
        return irregular()[base][0]
    return regular_past(base)


def participle(base: str) -> str:
    return irregular()[base][1] if base in irregular() else regular_past(base)


def regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if doubled(base) else base + "ed"


def gerund(base: str) -> str:
    if base == "be":
        return "being"
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + base[-1] + "ing" if doubled(base) or base in ("cut", "put", "hit", "set", "let") else base + "ing"


def present(base: str) -> str:
    if base in ("be", "have"):
        return {"be": "is", "have": "has"}[base]
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    return base + "es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else base + "s"


def is_plural(party: str) -> bool:
    """Roughly, by its words: agreement is for the parser's sake, an odd slip does no harm."""
    head = re.split(r",| in | of | from | with | near | employed | by ", party)[0]
    if " and " in head or head.lower() in ("police", "riot police", "immigration officials"):
        return True
    last = head.split()[-1] if head.split() else head
    return last.endswith("s") and last[0].islower() and not last.endswith("ss")


def inflected(base: str, tense: str, plural: bool) -> str:
    if base == "be":
        forms = {"past": "were" if plural else "was", "present": "are" if plural else "is", "base": "be"}
        return forms.get(tense) or {"participle": "been", "gerund": "being"}[tense]
    if tense == "present":
        return base if plural else present(base)
    inflect: dict[str, Callable[[str], str]] = {"past": past, "participle": participle, "gerund": gerund, "base": str}
    return inflect[tense](base)


# --- the generator ----------------------------------------------------------------------------------------------------


class Teller:
    """Tells frames as sentences, the same ones for the same seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.predicates = [frame for frame in frames() if not frame.has_subject and frame.type != "NONE"]

    def chosen(self, text: str) -> str:
        """One of each bracketed choice, innermost first."""
        while match := CHOICE.search(text):
            options = match.group(1).split("|")
            text = text[: match.start()] + self.random.choice(options) + text[match.end() :]
        return re.sub(r"\s+", " ", text).strip()

    def filled(self, text: str) -> str:
        """Every slot filled, and the fillers' own slots."""
        for _ in range(8):
            if "@" not in text:
                break
            text = SLOT.sub(self._filler, text)
        return self.chosen(text)

    def _filler(self, match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "R1":
            inner = self.filled(self.random.choice(slots()["R1"]))
            return f"{R_OPEN}{inner}{R_SHUT}" if self.random.random() < 0.6 else inner
        return self.random.choice(slots().get(name, (name,)))

    def party(self, kind: str, side: str) -> str:
        """A name for a party; now and then of any kind, so that kind alone does not give the type away."""
        if self.random.random() < 0.22:
            kind = "anyA" if side == "A" else "anyR"
        text = self.filled(f"@{kind}")
        if R_OPEN in text or side == "A":
            return text if side == "R" else f"{A_OPEN}{text}{A_SHUT}"
        return f"{R_OPEN}{text}{R_SHUT}"

    def parties(self, frame: Frame) -> tuple[str, str]:
        actor, recipient = DEFAULT_PARTIES if frame.parties == "-" else tuple(frame.parties.split(">"))
        if frame.type == "COERCE" and recipient == "R":
            recipient = "T" if self.random.random() < 0.5 else "H"
        return self.party(actor, "A"), self.party(recipient, "R")

    def tell(self, frame: Frame) -> Written | None:
        """A sentence from the frame, in some tense, voice and company."""
        actor, recipient = self.parties(frame)
        text = self.chosen(frame.text)
        body = self.own_clause(text, actor, recipient) if frame.has_subject else self.told(text, actor, recipient)
        return finished(frame, self.in_company(body))

    def govern(self, frame: Frame, kind: str, governor: str) -> Written | None:
        """The frame under a governing word: "refuse to V"."""
        actor, recipient = self.parties(frame)
        act = re.sub(r"^\w+ly ", "", self.chosen(frame.text).replace("~", ""))
        text = self.chosen(governor)
        beside = self.on_another(act) if re.search(r"\bVX", text) else act
        verb, _, rest = beside.partition(" ")
        text = re.sub(r"\bVX?ING\b", f"{gerund(verb)} {rest}", text)
        text = re.sub(r"\bVX?\b", beside, text)
        body = self.own_clause(text, actor, recipient) if text.startswith("A ") else self.told(text, actor, recipient)
        return finished(Frame(kind, frame.parties, f"{governor} + {frame.text}"), self.in_company(body))

    def on_another(self, act: str) -> str:
        """The act done to somebody beside the two: "urge R to release" whom?"""
        other = re.sub("[\x01-\x04]", "", self.filled("@anyR"))
        return PARTY.sub(other, self.filled(act))

    def own_clause(self, text: str, actor: str, recipient: str) -> str:
        text = text.replace("~", "")
        first = text.split(" ", 1)
        if first[0] == "A" and len(first) > 1 and first[1].split()[0] in ("backs", "stands", "hails", "warns"):
            return self.filled(put(text, actor, recipient))
        return self.filled(put(text, actor, recipient)) + self.tail(0.4)

    def told(self, act: str, actor: str, recipient: str) -> str:
        """Subject and predicate, with time and manner, in one of the ways news tells it."""
        plural = is_plural(actor.strip(A_OPEN + A_SHUT))
        passive = re.fullmatch(r"(\w+) R\b(?!'s)(.*)", act)
        if passive and passive.group(1) not in NEVER_PASSIVE and self.random.random() < 0.2:
            return self.passive(passive.group(1), passive.group(2), actor, recipient)
        way = self.random.choices(WAYS, WEIGHTS)[0]
        predicate = self.predicate(act, way, plural)
        day = f" {self.filled('@day')}" if self.random.random() < 0.3 else ""
        return self.filled(put(self.arranged(way, predicate, day), actor, recipient)) + self.tail(0.5)

    def predicate(self, act: str, way: str, plural: bool) -> str:
        tense, helper = TENSES[way]
        if way in ("perfect", "progressive"):
            helper = {"perfect": ("have" if plural else "has"), "progressive": ("are" if plural else "is")}[way]
        words = act.split(" ")
        if not words[0].endswith("ly"):  # "warmly welcome": the adverb stays as it is
            words[0] = "~" + words[0].lstrip("~")
        told = words
        told = [inflected(w[1:], tense, plural) if w.startswith("~") else w for w in told]
        return " ".join(filter(None, [helper, *told]))

    def arranged(self, way: str, predicate: str, day: str) -> str:
        if way == "reported":
            return self.random.choice(
                [
                    f"A said{day} it {predicate}",
                    f"@source said A {predicate}{day}",
                    f"@source reported{day} that A {predicate}",
                    f"the statement came as A {predicate}",
                ]
            )
        if way == "relative":
            who = self.random.choice(["which", "who"])
            return f"A, {who} {predicate}{day}, {self.random.choice(AFTERTHOUGHTS)}"
        if way == "participle":
            return f"A {self.random.choice(BESIDES)}{day}, {predicate}"
        if self.random.random() < 0.3:
            return f"A{day} {predicate}"
        return f"A {predicate}{day}"

    def passive(self, verb: str, rest: str, actor: str, recipient: str) -> str:
        plural = is_plural(recipient.strip(R_OPEN + R_SHUT))
        be = self.random.choice([("were" if plural else "was"), ("have been" if plural else "has been")])
        rest = rest.strip()
        clause = self.random.choice(
            [
                f"R {be} {participle(verb)} by A {rest}",
                f"R {be} {participle(verb)} {rest} by A",
                f"R, {participle(verb)} by A {rest}, {self.random.choice(AFTERTHOUGHTS)}",
            ]
        )
        return self.filled(put(clause, actor, recipient)) + self.tail(0.3)

    def tail(self, chance: float) -> str:
        if self.random.random() > chance:
            return ""
        why = self.filled(self.random.choice(["@why", "@cause", "@place", "@why @day", "@day", "@place @day"]))
        return why if why.startswith(",") else f" {why}"

    def in_company(self, body: str) -> str:
        """Now and then a lead before it, or another clause beside it with parties of its own."""
        roll = self.random.random()
        if roll < 0.2:
            body = f"{self.filled('@lead')} {body}"
        elif roll < 0.32:
            link = self.random.choice(
                [", days after", ", as", " while", ", hours before", " after", ", even as", "; meanwhile"]
            )
            body = f"{body}{link} {self.other_clause()}"
        elif roll < 0.38:
            link = self.random.choice(["After", "While", "As", "A day after", "Before"])
            body = f"{link} {self.other_clause()}, {body}"
        return body

    def other_clause(self) -> str:
        frame = self.random.choice(self.predicates)
        who, whom = self.filled("@anyA"), self.filled("@anyR")
        act = self.predicate(self.chosen(frame.text), "past", is_plural(who))
        clause = self.filled(put(f"A {act}", who, whom))
        return re.sub(f"[{A_OPEN}{A_SHUT}{R_OPEN}{R_SHUT}]", "", clause)


DEFAULT_PARTIES = ("G", "H")
NEVER_PASSIVE = frozenset({"be", "have", "say", "claim", "allege", "want", "let"})
# Ways a predicate is told and how often; past and perfect carry most of the news, the present its headlines.
TENSES = {
    "past": ("past", ""),
    "perfect": ("participle", ""),
    "present": ("present", ""),
    "progressive": ("gerund", ""),
    "began": ("base", "began to"),
    "moved": ("base", "moved to"),
    "decided": ("base", "has decided to"),
    "managed": ("base", "managed to"),
    "reported": ("participle", "had"),
    "relative": ("past", ""),
    "participle": ("gerund", ""),
}
WAYS = tuple(TENSES)
WEIGHTS = (40, 22, 10, 5, 2, 2, 2, 1, 8, 5, 3)
AFTERTHOUGHTS = (
    "gave no further details",
    "is under pressure at home",
    "has not commented",
    "was in the news again on Friday",
    "spoke to reporters",
    "faces elections next year",
)
BESIDES = (
    "surprised observers",
    "made headlines",
    "took a new step",
    "went further",
    "made its position clear",
    "acted",
)


def put(text: str, actor: str, recipient: str) -> str:
    """The parties in their places. Only the first of each is marked."""
    seen: set[str] = set()

    def party(match: re.Match[str]) -> str:
        which = match.group()
        name = actor if which == "A" else recipient
        if which in seen:
            return re.sub("[\x01-\x04]", "", name)
        seen.add(which)
        return name

    return PARTY.sub(party, text)


def finished(frame: Frame, body: str) -> Written | None:
    """The sentence with its marks read and taken out; None where a party went missing."""
    body = re.sub(r"\s+", " ", body).strip().replace(" ,", ",")
    body = re.sub(r",(\s*,)+", ",", body).replace(" ;", ";")
    body = re.sub(r"\bto\? ", "to ", body)
    first = re.search("[A-Za-z]", body)
    if first:
        body = body[: first.start()] + first.group().upper() + body[first.end() :]
    body = body.replace(f",{R_SHUT}'s", f"{R_SHUT}'s").replace(f",{A_SHUT}'s", f"{A_SHUT}'s").rstrip(",") + "."
    return marked(frame, body)


def marked(frame: Frame, body: str) -> Written | None:
    text = ""
    at: dict[str, int] = {}
    for char in body:
        if char in "\x01\x02\x03\x04":
            at.setdefault(char, len(text))
        else:
            text += char
    if len(at) < 4:
        return None
    return Written(frame.type, text, (at[A_OPEN], at[A_SHUT]), (at[R_OPEN], at[R_SHUT]), frame.text)


def written_sentences(seed: int = 1, per_frame: int = 10, governed: int = 5000) -> Iterator[Written]:
    """All sentences of a seed: some from each frame by how much it varies, then frames under governing words."""
    for frame in frames():
        teller = Teller(f"{seed} {frame.type} {frame.text}")  # a frame's sentences stay when others are written
        for _ in range(told_times(frame, per_frame)):
            if sentence := teller.tell(frame):
                yield sentence
    inner = {kind: [f for f in frames() if f.type == kind and not f.has_subject] for kind in TYPES}
    teller = Teller(f"{seed} governed")
    for _ in range(governed):
        kind, types, governor = teller.random.choice(governors())
        frame = teller.random.choice(inner[teller.random.choice(types)])
        if sentence := teller.govern(frame, kind, governor):
            yield sentence


def told_times(frame: Frame, most: int) -> int:
    """A frame with many choices is told more often than a fixed one, up to `most` times its base."""
    choices = 16 if frame.type == "NONE" else frame.text.count("|") + 2
    return min(4 * most, max(2, round(most * choices / 12)))


MARKED = re.compile(r"\{([AR]):([^}]*)\}")
BOUNDS = {"A": (A_OPEN, A_SHUT), "R": (R_OPEN, R_SHUT)}


def held_out() -> Iterator[Written]:
    """The sentences written one by one, from no frame, on which the ranker is judged."""
    for kind, text in rows("held_out.tsv"):
        body = MARKED.sub(lambda m: BOUNDS[m[1]][0] + m[2] + BOUNDS[m[1]][1], text)
        if sentence := marked(Frame(kind, "-", text), body):
            yield sentence

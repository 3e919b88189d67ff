"""One name in many spellings: Mohammed and Muhammad, Sergey and Sergei, Kim Jong-un and Kim Jong Un."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
                         "ʻ": "", "ʼ": "", "’": "", "'": "", "ʿ": "", "ʾ": ""})  # fmt: skip
# Parts that some spellings of a name have and others leave out. Not "de" and "van": they are written by all.
PARTICLES = frozenset(
    ("al", "el", "ul", "ur", "as", "ash", "an", "ar", "bin", "ben", "ibn", "bint", "jr", "sr", "ii", "iii")
)
# How one sound is written in Latin letters, by those who write Arabic, Cyrillic, Persian, Urdu and Turkish names.
SOUNDS = (
    ("tch", "c"), ("tsch", "c"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("sch", "s"),
    ("sh", "s"), ("ch", "c"), ("th", "t"), ("dh", "d"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("z", "s"), ("ce", "se"), ("ci", "si"), ("c", "k"),
)  # fmt: skip
# Vowels are what spellings differ in, within limits: of a word only its first one is kept, after its consonants.
VOWELS = re.compile(r"[aeiouy]+")
DOUBLED = re.compile(r"(.)\1+")
# How a vowel or two are heard; what is not here as its first letter.
HEARD = {
    "ou": "u",
    "oo": "u",
    "y": "i",
    "ee": "i",
    "ie": "i",
    "ai": "e",
    "ay": "e",
    "ei": "e",
    "ey": "e",
    "ae": "a",
    "aa": "a",
}
# Vowels that two spellings of a word may have in one place: Mohammed and Muhammad, Kodirov and Kadirov; not Hassan and
# Hussein, Mahmud and Muhammad.
NEAR = frozenset(("ou", "uo", "ae", "ea", "ei", "ie", "ao", "oa", "iu", "ui"))


@lru_cache(maxsize=65536)
def sounds_of(name: str) -> tuple[str, ...]:
    """The name's words as they sound, in their order, particles left out: ("srg/e", "lvrv/a") for Sergey Lavrov."""
    words = re.split(r"[\W_]+", _latin(name))
    heard = tuple(sound_of(word) for word in words if word and word not in PARTICLES)
    return heard or tuple(sound_of(word) for word in words if word)


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """A word as it sounds: its consonants, and its first vowel after a stroke: "mohammed" -> "mhmd/o"."""
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    first = "a" if word[:1] in "aeiou" else ""
    consonants = first + DOUBLED.sub(r"\1", VOWELS.sub("", word))
    vowels = VOWELS.search(word)
    vowel = HEARD.get(vowels.group(), vowels.group()[0]) if vowels else ""
    return f"{consonants if len(consonants) > 1 else word}/{vowel}"


def consonants_of(sound: str) -> str:
    """The part of a sound that all spellings share: what a name is looked for by."""
    return sound.partition("/")[0]


@lru_cache(maxsize=65536)
def same_sound(one: str, other: str) -> bool:
    """Whether two words can be one word in two spellings."""
    first, _, vowel = one.partition("/")
    second, _, other_vowel = other.partition("/")
    near = vowel == other_vowel or not vowel or not other_vowel or vowel + other_vowel in NEAR
    return first == second and near


def _latin(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, as they sound, can be one person's: each word of the shorter stands in the longer.

    A single word must be the other's first or last, or all of it: "Dar" is Ishaq Dar, "Jong" is not Kim Jong Un.
    """
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return same_sound(short[0], long[0]) or same_sound(short[0], long[-1])
    left = list(long)
    for word in short:
        match = next((other for other in left if same_sound(word, other)), None)
        if match is None:
            return _written_as_one(one, other)
        left.remove(match)
    return True


def _written_as_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "Abdul Rahman" and "Abdulrahman"."""
    return "".join(map(consonants_of, one)) == "".join(map(consonants_of, other))

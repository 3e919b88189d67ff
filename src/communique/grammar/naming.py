"""The small words of personal names: a closed class, told from vocabulary."""

# Particles inside personal names, kept lower case between capitalised parts ("van der Bellen", "bin Salman",
# "Ould Abdel Aziz").
PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ur",
        "bin",
        "bint",
        "ibn",
        "ben",
        "abu",
        "abd",
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "las",
        "los",
        "van",
        "von",
        "vom",
        "zu",
        "zum",
        "ten",
        "ter",
        "te",
        "y",
        "e",
        "ap",
        "op",
        "af",
        "av",
        "zur",
        "und",
        "i",
        "degli",
        "dalla",
        "san",
        "ould",
    ]
)
# Of these a name may begin in lower case: "al-Harith Babiker", "bin Laden", "van Houdt", "de Azevedo".
LEADING_PARTICLES = frozenset(
    ["al", "el", "bin", "bint", "ibn", "van", "von", "de", "del", "di", "da", "dos", "du", "abu"]
)

"""Names, titles, places and times, as passages of text."""

from communique.mentions.names import find_names
from communique.mentions.places import find_places
from communique.mentions.times import find_times

__all__ = ["find_names", "find_places", "find_times"]

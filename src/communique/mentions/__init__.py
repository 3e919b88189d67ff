"""Names, titles, places, times and what is told of beside actors, as passages of text."""

from communique.mentions.names import find_names
from communique.mentions.places import find_places
from communique.mentions.times import find_times
from communique.mentions.topics import find_topics

__all__ = ["find_names", "find_places", "find_times", "find_topics"]

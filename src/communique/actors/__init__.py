"""Which person, state or body a mention means: one actor for all its names."""

from communique.actors.finding import find_actors

__all__ = ["find_actors"]

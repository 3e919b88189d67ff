"""Many pages into one record."""

from communique.batch.adding import Tally, add_pages, reader_name

__all__ = ["Tally", "add_pages", "reader_name"]

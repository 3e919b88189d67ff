"""The record on disk: one SQLite file. Save pages with all that was found in them, load them without loss, check."""

from communique.store.checking import check
from communique.store.loading import load_article, load_page
from communique.store.lookup import Place, places_of
from communique.store.record import Record, RecordError, open_record, page_id
from communique.store.saving import Outcome, note_failure, save_page, stored_reader

__all__ = [
    "Outcome",
    "Place",
    "Record",
    "RecordError",
    "check",
    "load_article",
    "load_page",
    "note_failure",
    "open_record",
    "page_id",
    "places_of",
    "save_page",
    "stored_reader",
]

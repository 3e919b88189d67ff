"""The record on disk: one SQLite file. Save pages with all that was found in them, load them without loss, check."""

from communique.store.checking import check
from communique.store.coming import do_pages_come, pages_come
from communique.store.copies import copied_texts, copies_of, note_missing_copies
from communique.store.loading import load_article, load_page, load_told
from communique.store.lookup import Place, places_of, today_of
from communique.store.naming import who
from communique.store.record import Record, RecordError, figures_of, open_record, page_id
from communique.store.saving import Outcome, note_failure, put_parts, save_page, stored_reader
from communique.store.words import gather_words

__all__ = [
    "Outcome",
    "Place",
    "Record",
    "RecordError",
    "check",
    "copied_texts",
    "copies_of",
    "do_pages_come",
    "figures_of",
    "gather_words",
    "load_article",
    "load_page",
    "load_told",
    "note_failure",
    "note_missing_copies",
    "open_record",
    "page_id",
    "pages_come",
    "places_of",
    "put_parts",
    "save_page",
    "stored_reader",
    "today_of",
    "who",
]

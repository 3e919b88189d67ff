"""communique reads news pages about diplomacy and writes the record of what they report.

    import communique

    page = communique.read("page.html")
    article = communique.read_text(text, published=date(2025, 7, 15))
    events = communique.open("record.db").events(who="PAK")

Everything is imported on first use, so that `communique --help` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.frames import open_record_file as open
    from communique.reading import read, read_text, read_texts, relate, to_dict
    from communique.sentences import pipeline_name

__version__ = "0.1.0"
__all__ = ["open", "pipeline_name", "read", "read_text", "read_texts", "relate", "to_dict"]


def __getattr__(name: str) -> Any:
    if name == "open":
        from communique.frames import open_record_file

        return open_record_file
    if name == "pipeline_name":
        from communique.sentences import pipeline_name

        return pipeline_name
    if name in __all__:
        from communique import reading

        return getattr(reading, name)
    raise AttributeError(f"communique has no {name!r}")

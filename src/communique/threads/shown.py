"""A happening in a line, for the terminal."""

from __future__ import annotations

from rich.text import Text

from communique.threads.asking import Happening, Telling

WIDTH = 12


def title_of(happening: Happening, leading: Telling | None) -> Text:
    """ "2025-07-15  CONSULT visit  Ishaq Dar, Xi Jinping, Beijing"."""
    who = ", ".join(map(flat, leading.actor)) if leading else ""
    whom = ", ".join(map(flat, leading.recipient)) if leading else ""
    return Text.assemble(
        (f"{happening.date or 'no date':<{WIDTH}}", "dim"),
        (" ".join((happening.event, *happening.mode)), "bold yellow"),
        ("" if happening.factuality == "actual" else f" ({happening.factuality})", "yellow"),
        f"  {who or 'nobody named'}" + (f" → {whom}" if whom else ""),
        (f", {flat(happening.place)}" if happening.place else "", "dim"),
        (f"  {happening.id}", "dim"),
    )


def told_by(happening: Happening) -> str:
    """ "3 reports, 2 independent sources, 2025-07-15 to 2025-07-17"."""
    reports = f"{happening.articles} report{'' if happening.articles == 1 else 's'}"
    sources = f"{happening.sources} independent source{'' if happening.sources == 1 else 's'}"
    days = " to ".join(sorted({day for day in (happening.first, happening.last) if day}))
    return ", ".join(filter(None, (reports, sources, days)))


def flat(words: str) -> str:
    """One line without control characters: a page must not steer the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())

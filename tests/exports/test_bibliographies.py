"""BibTeX and CSL-JSON, as a CSL processor and its BibTeX reader take them; calendars, as icalendar does."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from communique.exports.bibliographies import escaped
from communique.exports.formats import FORMATS
from communique.model import Page

# A style of our own: the processor brings none, and this needs no network.
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>t</title><id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout delimiter=", ">
    <names variable="author"><name/></names>
    <text variable="title" prefix=" “" suffix="”. "/>
    <text variable="container-title" suffix=", "/>
    <date variable="issued"><date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/></date>
  </layout></bibliography>
</style>"""


def written(form: str, page: Page) -> str:
    return "".join(FORMATS[form].write((page,)))


def cited(source: object, key: str) -> str:
    """The bibliography line that a CSL processor makes of an entry."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter

    style = CitationStylesStyle(io.BytesIO(STYLE.encode()), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(key)]))
    return str(bibliography.bibliography()[0])


def test_a_csl_processor_cites_the_articles(page: Page) -> None:
    from citeproc.source.json import CiteProcJSON

    line = cited(CiteProcJSON(json.loads(written("csl-json", page))), "article-1")
    assert "Ghana & Togo meet; 100% “ready”" in line
    assert "2024" in line
    assert "The Example" in line


@pytest.mark.filterwarnings("ignore")
def test_a_bibtex_reader_cites_the_articles(page: Page, tmp_path: Path) -> None:
    from citeproc.source.bibtex import BibTeX

    file = tmp_path / "articles.bib"
    FORMATS["bibtex"].write_to((page,), file)
    line = cited(BibTeX(str(file), encoding="utf-8"), "article-1")
    assert re.search(r"Ghana (\\)?& Togo meet; 100(\\)?% “ready”", line)
    assert "2024" in line
    assert "The Example" in line


def test_bibtex_says_when_where_and_by_whom(page: Page) -> None:
    told = written("bibtex", page)
    for field in ("day = {6}", "month = mar", "url = {https://news.example.org/a?x=1&y=2}", "author = {{K. O’Neil}}"):
        assert field in told


def test_tex_commands_in_a_headline_do_not_run() -> None:
    assert escaped("\\input{x} & 5% of $3_000~#1^2") == (
        r"\textbackslash{}input\{x\} \& 5\% of \$3\_000\textasciitilde{}\#1\textasciicircum{}2"
    )


def test_braces_of_a_bibtex_file_are_balanced_whatever_the_headline(page: Page) -> None:
    article = msgspec.structs.replace(page.articles[0], headline="} @comment{ %")
    told = written("bibtex", msgspec.structs.replace(page, articles=(article,)))
    plain = re.sub(r"\\[{}]", "", told)
    assert plain.count("{") == plain.count("}")


def test_icalendar_reads_what_is_ahead(page: Page) -> None:
    from icalendar import Calendar

    calendar = Calendar.from_ical(written("ics", page))
    entries = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    assert set(entries) == {"commitment-1@communique", "event-visit@communique"}
    plan = entries["commitment-1@communique"]
    assert plan.decoded("DTSTART") == date(2024, 5, 1)
    assert "some time from 2024-05-01 to 2024-05-31" in str(plan["SUMMARY"])
    assert "Benin will visit Ghana in May" in str(plan["DESCRIPTION"])

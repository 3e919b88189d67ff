"""GDELT, POLECAT, ICEWS and Phoenix: their columns, what readers make of them, and what they may not hold."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from communique.exports import gdelt, icews, phoenix, polecat
from communique.exports.account import Account, Terms
from communique.exports.formats import FORMATS
from communique.model import Page

WIDTHS = {"gdelt": 61, "gdelt-mentions": 16, "polecat": 40, "icews": 20, "phoenix": 26}
HEADER = {"polecat": polecat.COLUMNS, "icews": icews.COLUMNS}
ALL = Terms(also=("planned", "negated", "possible"), undated="published")
COLUMNS = {
    "gdelt": gdelt.EVENT_COLUMNS, "gdelt-mentions": gdelt.MENTION_COLUMNS, "phoenix": phoenix.COLUMNS, **HEADER,
}  # fmt: skip


def rows(form: str, page: Page, terms: Terms | None = None) -> list[dict[str, str]]:
    lines = "".join(FORMATS[form].write((page,), Account(), terms)).splitlines()
    if form in HEADER:
        assert lines.pop(0).split("\t") == list(HEADER[form])
    return [dict(zip(COLUMNS[form], line.split("\t"), strict=True)) for line in lines]


@pytest.mark.parametrize(("form", "width"), WIDTHS.items())
def test_every_row_has_the_columns_of_its_codebook(form: str, width: int, page: Page) -> None:
    assert len(COLUMNS[form]) == len(set(COLUMNS[form])) == width
    told = rows(form, page, ALL)
    assert told, "strict zip has counted every row's cells"


@pytest.mark.parametrize("form", WIDTHS)
def test_what_did_not_happen_stays_out_unless_it_is_asked_for(form: str, page: Page) -> None:
    assert len(rows(form, page, Terms(also=("negated",)))) == len(rows(form, page)) + 1
    account = Account()
    "".join(FORMATS[form].write((page,), account))
    assert any("negated" in why for why in account.left)
    assert any("no day" in why for why in account.left)


def test_a_day_is_borrowed_from_the_article_only_on_demand(page: Page) -> None:
    assert not [row for row in rows("gdelt", page) if row["EventCode"] == "112"]
    borrowed = [row for row in rows("gdelt", page, ALL) if row["EventCode"] == "112"]
    assert [row["SQLDATE"] for row in borrowed] == ["20240306"]
    assert not [row for row in rows("gdelt", page, ALL) if row["EventCode"] == "042"], "May is no day"


def test_gdelt_tells_who_did_what_to_whom_where(page: Page) -> None:
    met = rows("gdelt", page)[0]
    told = {
        "SQLDATE": "20240304", "FractionDate": "2024.1753", "Actor1Code": "GHAGOV", "Actor1Name": "AMA OWUSU",
        "Actor1Type1Code": "GOV", "Actor2Code": "TGO", "Actor2Type1Code": "", "EventCode": "040", "EventRootCode": "04",
        "QuadClass": "1", "GoldsteinScale": "1.0", "IsRootEvent": "1", "ActionGeo_Type": "4", "ActionGeo_CountryCode": "GH",
        "ActionGeo_FullName": "Accra, Ghana", "ActionGeo_Lat": "5.556", "Actor1Geo_Type": "0",
        "DATEADDED": "20240306093000", "SOURCEURL": "https://news.example.org/a?x=1&y=2",
    }  # fmt: skip
    assert {name: met[name] for name in told} == told
    expel = rows("gdelt", page, ALL)[1]
    assert (expel["Actor2Code"], expel["Actor2KnownGroupCode"], expel["Actor2Type1Code"]) == ("IGOUNO", "UNO", "IGO")


# The types that the schema files of the package gdelt (gdeltPyR: data/events2.csv, data/mentions.csv) give the columns; all
# others are text there.
INTEGERS = {
    "gdelt": "GLOBALEVENTID SQLDATE MonthYear Year IsRootEvent QuadClass NumMentions NumSources NumArticles Actor1Geo_Type"
    " Actor2Geo_Type ActionGeo_Type DATEADDED",
    "gdelt-mentions": "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType SentenceID Actor1CharOffset Actor2CharOffset"
    " ActionCharOffset InRawText Confidence MentionDocLen",
}
FLOATS = {
    "gdelt": "FractionDate GoldsteinScale AvgTone Actor1Geo_Lat Actor1Geo_Long Actor2Geo_Lat Actor2Geo_Long ActionGeo_Lat"
    " ActionGeo_Long",
    "gdelt-mentions": "MentionDocTone",
}


@pytest.mark.parametrize("form", ["gdelt", "gdelt-mentions"])
def test_gdelt_cells_are_of_the_types_that_the_package_gdelt_reads(form: str, page: Page) -> None:
    read = rows(form, page, ALL)
    assert read
    for row in read:
        for name in INTEGERS[form].split():
            assert not row[name] or str(int(row[name])) == row[name], name
        for name in FLOATS[form].split():
            assert not row[name] or float(row[name]) is not None, name
        assert row["GLOBALEVENTID"]


def test_gdelt_mentions_point_at_the_words(page: Page) -> None:
    text = page.articles[0].text
    met = rows("gdelt-mentions", page)[0]
    assert text[int(met["Actor1CharOffset"]) :].startswith("Ama Owusu")
    assert text[int(met["Actor2CharOffset"]) :].startswith("Togo")
    assert text[int(met["ActionCharOffset"]) :].startswith("met")
    lone = rows("gdelt-mentions", page)[1]
    assert (lone["Actor2CharOffset"], lone["SentenceID"]) == ("-1", "3")
    assert (met["MentionType"], met["MentionSourceName"], met["Confidence"]) == ("1", "news.example.org", "85")
    assert met["MentionDocLen"] == str(len(text))


def test_both_gdelt_tables_number_an_event_alike(page: Page) -> None:
    events = [row["GLOBALEVENTID"] for row in rows("gdelt", page, ALL)]
    assert events == [row["GLOBALEVENTID"] for row in rows("gdelt-mentions", page, ALL)]
    assert len(set(events)) == len(events)
    assert all(int(number) < 2**53 for number in events), "R and spreadsheets keep whole numbers below this"


def test_phoenix_counts_reduced_relations_as_verbal_and_gdelt_as_material(page: Page) -> None:
    terms = Terms(also=("negated",))
    assert {row["QuadClass"] for row in rows("phoenix", page, terms) if row["EventCode"] == "166"} == {"3"}
    assert {row["QuadClass"] for row in rows("gdelt", page, terms) if row["EventCode"] == "166"} == {"4"}


def test_phoenix_parts_an_actor_code(page: Page) -> None:
    met, expel = rows("phoenix", page, Terms(also=("negated",)))[:2]
    source = [met[f"SourceActor{part}"] for part in ("Full", "Entity", "Role", "Attribute")]
    assert source == ["GHAGOV", "GHA", "GOV", ""]
    assert [expel[f"TargetActor{part}"] for part in ("Full", "Entity", "Role", "Attribute")] == [
        "IGOUNO",
        "IGO",
        "",
        "UNO",
    ]


def test_icews_writes_both_sides_or_nothing(page: Page) -> None:
    account = Account()
    told = "".join(FORMATS["icews"].write((page,), account)).splitlines()
    assert len(told) == 2
    assert "events that name only one side" in account.left
    met = rows("icews", page)[0]
    assert (met["Event Text"], met["CAMEO Code"], met["Source Country"]) == ("Consult", "040", "Ghana")
    assert (met["Source Sectors"], met["City"], met["Country"]) == ("Government", "Accra", "Ghana")


def test_polecat_parts_lists_with_semicolons(page: Page) -> None:
    met = rows("polecat", page)[0]
    assert met["Story Locations"] == "Accra"
    assert met["Story People"] == "Ama Owusu"
    assert met["Actor COW"] == "452"
    assert (met["Quad Code"], met["Actor Title"], met["GeoNames ID"]) == (
        "VERBAL COOPERATION",
        "foreign minister",
        "2306104",
    )


# What the readers in R make of each column: i integer (32 bits there), n number, d date; the rest text. phoxy's
# ingest_phoenix reads by place, icews's read_events_tsv by name.
PHOXY = "iiiii" + "-" * 8 + "---" + "n" + "-" + "nn" + "-" * 6
ICEWS = {
    "Event ID": "i", "Event Date": "d", "Intensity": "n", "Story ID": "i", "Sentence Number": "i", "Latitude": "n",
    "Longitude": "n",
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "kinds"),
    [("phoenix", dict(zip(phoenix.COLUMNS, PHOXY, strict=True))), ("icews", ICEWS)],
    ids=["phoxy", "icews"],
)
def test_the_readers_in_r_find_the_types_they_ask_for(form: str, kinds: dict[str, str], page: Page) -> None:
    for row in rows(form, page, ALL):
        for name, kind in kinds.items():
            value = row[name]
            if kind == "i":
                assert 0 < int(value) < 2**31, name
            elif kind == "n" and value:
                assert float(value) < 400, name
            elif kind == "d":
                assert date.fromisoformat(value), name
        assert '"' not in row.get("Event Text", "")


def test_icews_counts_stories_and_events(page: Page) -> None:
    told = rows("icews", page, ALL)
    assert [row["Event ID"] for row in told] == [str(n) for n in range(1, len(told) + 1)]
    assert {row["Story ID"] for row in told} == {"1"}


@pytest.mark.parametrize("form", WIDTHS)
def test_pandas_reads_it(form: str, page: Page) -> None:
    import pandas

    text = "".join(FORMATS[form].write((page,), Account(), ALL))
    header = 0 if form in HEADER else None
    codes = {name: str for name in COLUMNS[form] if "Code" in name}
    table = pandas.read_csv(
        io.StringIO(text), sep="\t", header=header, names=list(COLUMNS[form]), dtype=codes, quoting=3
    )
    assert table.shape == (len(rows(form, page, ALL)), WIDTHS[form])
    code = next((name for name in ("EventCode", "CAMEO Code") if name in table), None)
    if code:
        assert table[code].iloc[0] == "040", "a code is text"
    if form == "gdelt":
        assert table["GLOBALEVENTID"].dtype == "int64"
        assert table["GoldsteinScale"].dtype == "float64"


@pytest.mark.parametrize("form", WIDTHS)
def test_polars_reads_it(form: str, page: Page) -> None:
    import polars

    text = "".join(FORMATS[form].write((page,), Account(), ALL))
    table = polars.read_csv(
        io.StringIO(text), separator="\t", has_header=form in HEADER, quote_char=None, infer_schema=False
    )
    assert table.shape == (len(rows(form, page, ALL)), WIDTHS[form])


@pytest.mark.parametrize("form", WIDTHS)
def test_duckdb_reads_it(form: str, page: Page, tmp_path: Path) -> None:
    import duckdb

    file = tmp_path / "events.tsv"
    FORMATS[form].write_to((page,), file, Account(), ALL)
    told = duckdb.sql(
        f"SELECT * FROM read_csv('{file}', delim='\t', header={form in HEADER}, quote='', all_varchar=true, "
        f"names={list(COLUMNS[form])})"
    ).fetchall()
    assert len(told) == len(rows(form, page, ALL))
    assert {len(row) for row in told} == {WIDTHS[form]}


def test_a_tab_or_a_formula_in_a_name_costs_no_column(page: Page) -> None:
    import msgspec

    article = page.articles[0]
    actors = tuple(msgspec.structs.replace(a, name=f'=cmd\t"{a.name}\n\u2028') for a in article.actors)
    hostile = msgspec.structs.replace(page, articles=(msgspec.structs.replace(article, actors=actors),))
    for form, width in WIDTHS.items():
        assert rows(form, hostile, ALL)
        text = "".join(FORMATS[form].write((hostile,), Account(), ALL))
        assert {len(row) for row in csv.reader(io.StringIO(text), delimiter="\t")} == {width}, (
            "a reader that knows quotes"
        )
    assert rows("gdelt", hostile)[0]["Actor1Name"].startswith("'=CMD ")

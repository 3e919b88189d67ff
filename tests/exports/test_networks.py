"""GEXF and GraphML, as networkx and igraph read them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from communique.exports.account import Account, Terms
from communique.exports.formats import FORMATS
from communique.model import Page


def written(form: str, page: Page, terms: Terms | None = None) -> str:
    return "".join(FORMATS[form].write((page,), Account(), terms))


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_networkx_reads_nodes_edges_and_dates(form: str, page: Page) -> None:
    import networkx

    read = networkx.read_gexf if form == "gexf" else networkx.read_graphml
    graph = read(io.BytesIO(written(form, page).encode()))
    assert set(graph.nodes) == {"person-ama-owusu", "state-tgo", "state-ben"}
    assert graph.nodes["state-tgo"]["label"] == "Togo"
    met = graph.edges["person-ama-owusu", "state-tgo"]
    assert (met["event"], met["start"], met["end"]) == ("CONSULT", "2024-03-04", "2024-03-04")
    assert met["words"].startswith("Ghana’s foreign minister")
    assert "start" not in graph.edges["state-ben", "state-tgo"], "no date is made up"


def test_several_acts_of_the_same_two_stay_several_edges(page: Page) -> None:
    import networkx

    graph = networkx.read_graphml(io.BytesIO("".join(FORMATS["graphml"].write((page, page))).encode()))
    assert graph.is_multigraph() or graph.number_of_edges() == 4
    assert graph.number_of_edges("person-ama-owusu", "state-tgo") == 2


def test_igraph_reads_graphml(page: Page, tmp_path: Path) -> None:
    import igraph

    file = tmp_path / "network.graphml"
    FORMATS["graphml"].write_to((page,), file)
    graph = igraph.Graph.Read_GraphML(str(file))
    assert graph.is_directed()
    assert sorted(graph.vs["label"]) == ["Ama Owusu", "Benin", "Togo"]
    assert sorted(graph.es["cameo"]) == ["040", "112"], "a code is text"


def test_what_did_not_happen_is_no_tie_unless_asked_for_and_then_marked(page: Page) -> None:
    import networkx

    graph = networkx.read_gexf(io.BytesIO(written("gexf", page, Terms(also=("planned", "negated"))).encode()))
    assert graph.edges["state-ben", "state-gha"]["factuality"] == "planned"
    assert (graph.edges["state-ben", "state-gha"]["start"], graph.edges["state-ben", "state-gha"]["end"]) == (
        "2024-05-01",
        "2024-05-31",
    )
    assert "negated" in {data["factuality"] for _, _, data in graph.edges(data=True)}


def test_gexf_is_dynamic(page: Page) -> None:
    assert '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">' in written("gexf", page)


def test_control_characters_do_not_break_the_file(page: Page) -> None:
    import msgspec
    import networkx

    article = page.articles[0]
    actors = tuple(msgspec.structs.replace(a, name=f"\x00\x0b<{a.name}>&\ufffe\"'") for a in article.actors)
    hostile = msgspec.structs.replace(page, articles=(msgspec.structs.replace(article, actors=actors),))
    for form, read in (("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)):
        assert len(read(io.BytesIO(written(form, hostile).encode()))) >= 2

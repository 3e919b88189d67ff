"""The act between two marked stretches of a text."""

from __future__ import annotations

import pytest

import communique

pytestmark = pytest.mark.model


def related(text: str):
    """The relation of the stretches marked [A ...] and [R ...]."""
    plain, at = "", {}
    rest = text
    while "[" in rest:
        before, _, rest = rest.partition("[")
        inner, _, rest = rest.partition("]")
        plain += before
        at[inner[0]] = (len(plain), len(plain) + len(inner) - 2)
        plain += inner[2:]
    return communique.relate(plain + rest, actor=at["A"], recipient=at["R"])


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("[A Norway] condemned [R Belarus] over the arrest of a poet.", "ACCUSE"),
        ("[A The minister] held talks with [R his Kenyan counterpart] in Oslo.", "CONSULT"),
        ("[A Ghana] refused to extradite the banker to [R Togo].", "REJECT"),
        ("[A Finland] agreed to send doctors to [R Malawi].", "AGREE"),
        ("[A Peru] threatened to close its border with [R Chile].", "THREATEN"),
        ("[A Gunmen] killed [R two aid workers] near the river.", "ASSAULT"),
        ("[A Police] arrested [R a union leader] on Monday.", "COERCE"),
        ("[A Denmark] sent tents and blankets to [R flood victims in Nepal].", "AID"),
        ("[A Oman] urged [R the rebels] to lay down their arms.", "REQUEST"),
        ("[A Spain] cut aid to [R Niger] after the coup.", "SANCTION"),
        ("[A Thousands of nurses] marched against [R the health ministry].", "PROTEST"),
        ("[A The army] massed tanks along the border with [R Georgia].", "MOBILIZE"),
        ("[A The rebels] freed [R two engineers] after a month in captivity.", "RETREAT"),
    ],
)
def test_plain_news_is_told_apart(text: str, event: str) -> None:
    assert related(text).event == event


def test_passive_keeps_the_direction_of_the_act() -> None:
    assert related("[R Two journalists] were arrested by [A the police] on Friday.").event == "COERCE"


def test_every_type_is_ranked_and_the_best_comes_first() -> None:
    relation = related("[A Norway] praised [R Belize] for its reforms.")
    assert len(relation.ranked) == 16
    assert relation.ranked[0] == (relation.event, relation.confidence)
    assert [share for _, share in relation.ranked] == sorted((share for _, share in relation.ranked), reverse=True)


def test_parties_of_two_sentences_share_no_act() -> None:
    relation = related("[A Norway] held an election. In the east, it snowed on [R Latvia].")
    assert relation.event is None
    assert relation.confidence == 0


def test_neighbours_do_nothing_to_each_other() -> None:
    assert related("[A Norway] is larger than [R Latvia].").event is None


def test_what_did_not_happen_is_negated() -> None:
    assert related("[A The army] did not attack [R the village].").factuality == "negated"


def test_a_refusal_is_done_though_what_it_refuses_is_not() -> None:
    assert related("[A Ghana] refused to meet [R the envoy].").factuality == "actual"


def test_a_stretch_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no stretch"):
        communique.relate("Norway met Latvia.", actor=(0, 6), recipient=(11, 99))


def test_empty_stretches_are_refused() -> None:
    with pytest.raises(ValueError, match="no stretch"):
        communique.relate("Norway met Latvia.", actor=(0, 6), recipient=(11, 11))


def test_asking_twice_of_one_text_gives_the_same_answer() -> None:
    text = "Norway praised Latvia and condemned Belarus."
    first = communique.relate(text, actor=(0, 6), recipient=(15, 21))
    communique.relate(text, actor=(0, 6), recipient=(36, 43))
    assert communique.relate(text, actor=(0, 6), recipient=(15, 21)) == first

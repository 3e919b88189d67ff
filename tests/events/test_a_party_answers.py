"""A party answers the army, a ministry its neighbour: who is meant by "he", "both", "the former president", "the two sides"."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import communique
from communique.model import Article

pytestmark = pytest.mark.model
SATURDAY = date(2026, 2, 7)

ANSWER = """NAIROBI: Former prime minister Daniel Kirui's Uzalendo Movement on Saturday answered charges by army spokesman Brigadier Joseph Mutiso.

The army spokesman was answering Kirui's open letter this week, in which he accused General Peter Odhiambo of wrecking the courts.

Talking to lawmakers earlier on Saturday, Kenya's Defence Minister Alice Wekesa defended the army spokesman's remarks.

Kirui, who was ousted in 2022, blames the country's mighty army for removing him from office with the help of his rivals. Both deny the charges.

The former prime minister, jailed since 2023, also alleges his party was robbed of victory by the army in the last election.

"The words that were chosen by the general were not fitting," Wekesa said. "Those words were wrong."
"""

READOUT = """Chad and Sudan go on with border road

On 28 January 2026, Foreign Minister Bako Idriss met with Sudanese Ambassador Hamid Osman. Chad's stand on its alliance with Sudan remains firm.

The meeting came a day after Chad's Ministry of Foreign Affairs issued a statement. A spokesperson stressed that Sudan remains Chad's closest neighbour. The spokesperson also thanked Qatar.

The ambassador invited Idriss to an exhibition which will be hosted by Sudan in March.

The two sides also pledged to mend the road.
"""  # fmt: skip


@pytest.fixture(scope="module")
def answer() -> Article:
    return communique.read_text(ANSWER, published=SATURDAY)


@pytest.fixture(scope="module")
def readout() -> Article:
    return communique.read_text(READOUT, published=SATURDAY)


def acts(article: Article, kind: str) -> list[tuple[str, list[str], list[str]]]:
    """(word of the act, by whom, towards whom) of every event of a type."""
    names = {a.id: a.name for a in article.actors}
    return [
        (article.text[e.trigger.start : e.trigger.stop], [names[i] for i in e.actor], [names[i] for i in e.recipient])
        for e in article.events
        if e.event == kind
    ]


def test_who_accuses_in_a_letter_is_who_wrote_it(answer: Article) -> None:
    assert ("accused", ["Daniel Kirui"], ["Peter Odhiambo"]) in acts(answer, "ACCUSE")


def test_words_are_of_the_day_of_the_speech_they_fall_in(answer: Article) -> None:
    (defended,) = (e for e in answer.events if e.event == "SUPPORT")
    assert defended.date == "2026-02-07"


def test_both_who_deny_are_those_charged_and_never_who_charges(answer: Article) -> None:
    assert acts(answer, "REJECT") == [("deny", ["mighty army"], ["Daniel Kirui"])]
    names = {a.id: a.name for a in answer.actors}
    assert [([names[i] for i in c.asserted_by], [names[i] for i in c.denied_by]) for c in answer.claims] == [
        (["Daniel Kirui"], ["mighty army"])
    ]


def test_the_former_prime_minister_is_who_was_called_so(answer: Article) -> None:
    assert ("alleges", ["Daniel Kirui"], ["army"]) in [
        (word, who, [name.removeprefix("mighty ") for name in whom]) for word, who, whom in acts(answer, "ACCUSE")
    ]


def test_ill_chosen_words_are_no_denial(answer: Article) -> None:
    assert not [c for c in answer.claims if c.rule.startswith("verdict-false")]


def test_a_spokesperson_after_a_ministry_speaks_for_its_state(readout: Article) -> None:
    (voice,) = (a for a in readout.actors if a.name == "spokesperson")
    assert (voice.country, len(voice.mentions)) == ("TCD", 2)


def test_an_alliance_with_somebody_is_no_party(readout: Article) -> None:
    assert [a.name for a in readout.actors if "alliance" in a.name] == []


def test_who_hosts_an_exhibition_stays_one_of_the_two_sides(readout: Article) -> None:
    assert [sorted(who) for word, who, _ in acts(readout, "AGREE") if word == "pledged"] == [["Chad", "Sudan"]]


def test_what_it_added_is_said_by_the_statement_before() -> None:
    told = (
        "Chad and Niger agreed to trade more, according to a joint statement. It added Chad also invited Niger's "
        "premier to N'Djamena."
    )
    article = communique.read_text(told, published=SATURDAY)
    where = [s.speaker_at for s in article.statements]
    assert [told[at.start : at.stop] for at in where if at is not None] == ["a joint statement"] * 2


@pytest.mark.parametrize(
    ("told", "whom"),
    [
        ("Kuwait reaffirmed its support for Bahrain.", ["Bahrain"]),
        ("Foreign Minister Bako Idriss reaffirmed Chad's full solidarity with Niger.", ["Niger"]),
        ("Poland expressed its solidarity with the government and people of Hungary.", ["Hungary"]),
        ("Togo thanked Benin for its support.", ["Benin"]),
        ("Chile voiced its opposition to Peru's plan.", ["Peru"]),
    ],
)
def test_whose_support_is_voiced_gives_it(told: str, whom: list[str]) -> None:
    article = communique.read_text(told, published=SATURDAY)
    names = {a.id: a.name for a in article.actors}
    assert [[names[i] for i in e.recipient] for e in article.events] == [whom]


VISIT = """Foreign Minister receives Deputy Prime Minister of Singapore

Asunción, 3 April 2025. The Minister of Foreign Affairs, Lucía Ferreira, held talks with the Deputy Prime Minister of Singapore, Tan Wei Ling, who is on a three-day visit to the country. Both authorities agreed to speed up the trade accord.

Tomorrow, Ms. Tan will be received by President Santiago Ovelar.
"""


def test_a_guest_is_on_a_visit_to_the_hosts_country(tmp_path: Path) -> None:
    (tmp_path / "visit.txt").write_text(VISIT, encoding="utf-8")
    (article,) = communique.read(tmp_path / "visit.txt").articles
    names = {a.id: a.name for a in article.actors}
    told = [(e.event, sorted(names[i] for i in e.actor), [names[i] for i in e.recipient]) for e in article.events]
    assert ("CONSULT", ["Tan Wei Ling"], ["Paraguay"]) in told
    assert ("AGREE", ["Lucía Ferreira", "Tan Wei Ling"], []) in told
    assert ("CONSULT", ["Santiago Ovelar", "Tan Wei Ling"], []) in told

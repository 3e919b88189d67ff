"""How much, only if, and what for; what was put off and until when."""

from __future__ import annotations

from datetime import date

import pytest

import communique
from communique.model import Article, Commitment

pytestmark = pytest.mark.model
DAY = date(2024, 5, 2)


def read(text: str) -> tuple[Article, Commitment]:
    article = communique.read_text(text, published=DAY)
    return article, article.commitments[0]


def words(article: Article, span: object) -> str | None:
    return article.text[span.start : span.stop] if span is not None else None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Sweden pledged 40 million euros for flood victims in Malawi.", 40e6, "EUR"),
        ("Japan promised $2.5bn for the port of Tema.", 2.5e9, "USD"),
        ("Mali promised 300 million francs for the road.", 300e6, "franc"),
        ("Kenya promised to send 1,200 soldiers to Haiti.", 1200, "soldier"),
        ("Norway promised to send two boats to Ghana.", 2, "boat"),
    ],
)
def test_an_amount_has_a_value_and_a_unit(text: str, value: float, unit: str) -> None:
    _, owed = read(text)
    assert owed.amount is not None
    assert (owed.amount.value, owed.amount.unit) == (value, unit)


def test_a_franc_may_be_of_several_states() -> None:
    _, owed = read("Mali promised 300 million francs for the road.")
    assert owed.amount is not None
    assert owed.amount.unit != "CHF"


def test_days_and_parties_are_no_amount() -> None:
    assert read("The two sides agreed to meet in Doha within ten days.")[1].amount is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Chile promised to lend the sum if Peru opens the valley road.", "if Peru opens the valley road"),
        ("Provided that Peru opens the road, Chile will lend the sum.", "Provided that Peru opens the road"),
        (
            "Chile promised to pay the sum in return for the release of its pilot.",
            "in return for the release of its pilot",
        ),
        ("Chile promised to lend the sum.", None),
        ("Chile will lend Peru the sum once the court has ruled.", "once the court has ruled"),
        ("Chile will lend Peru the sum as soon as the road is open.", "as soon as the road is open"),
        ("Chile will lend Peru the sum when Peru opens the road.", "when Peru opens the road"),
        ("Chile will lend Peru the sum after the court has ruled.", "after the court has ruled"),
        ("Chile promised to lend Peru the sum after the road collapsed.", None),
        ("Should the truce hold, Chile will lend Peru the sum.", "Should the truce hold"),
    ],
)
def test_a_condition_is_kept_in_its_words(text: str, condition: str | None) -> None:
    article, owed = read(text)
    assert words(article, owed.condition) == condition


def test_money_is_promised_and_the_infinitive_says_what_for() -> None:
    article, owed = read("Norway pledged 40 million euros to rebuild the schools of Beira.")
    assert owed.act.startswith("40 million euros")
    assert words(article, owed.purpose) == "to rebuild the schools of Beira"


def test_a_visit_put_off_stays_open_on_its_new_day() -> None:
    _, owed = read(
        "The king of Bhutan is to visit Delhi on 14 May. The visit was put off until 9 June, his office said."
    )
    assert (owed.status, owed.postponed, owed.due, owed.was_due) == ("open", True, "2024-06-09", "2024-05-14")


def test_a_visit_put_off_without_a_day_has_none() -> None:
    _, owed = read("The king of Bhutan is to visit Delhi on 14 May. The visit was postponed because of floods.")
    assert (owed.status, owed.postponed, owed.due, owed.was_due) == ("open", True, None, "2024-05-14")


def test_another_hosts_invitation_is_not_answered() -> None:
    text = "Oman invited President Silva to visit Muscat. President Silva turned down an invitation from Peru."
    _, owed = read(text)
    assert owed.status == "open"


def test_an_order_is_no_report_of_what_would_be() -> None:
    article = communique.read_text(
        "The minister told parliament that the cheque would be signed by June.", published=DAY
    )
    assert [c.kind for c in article.commitments if c.kind == "deadline"] == []


def test_who_reports_an_act_is_no_part_of_it() -> None:
    text = "President Anna Berg will visit Lima on 14 May for talks with President Juan Silva, Foreign Minister Rosa Paz announced."
    assert read(text)[1].act.endswith("President Juan Silva")


def test_going_on_is_no_journey() -> None:
    article = communique.read_text("The minister said that Peru would go on collecting the fees.", published=DAY)
    assert [c for c in article.commitments if c.rule.startswith("will-travel")] == []


def test_what_is_supported_for_a_seat_has_no_purpose() -> None:
    assert read("Finland will support Peru's bid for a seat on the council.")[1].purpose is None


def test_both_who_met_agree() -> None:
    article, owed = read("President Anna Berg met President Juan Silva in Lima and agreed to open a joint patrol.")
    assert {"Anna Berg", "Juan Silva"} <= {a.name for a in article.actors if a.id in owed.debtor}

"""What is said, by whom, in which manner: sentences first, then what must come out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique

pytestmark = pytest.mark.model


def told(text: str) -> list[tuple[str | None, str, list[str]]]:
    """(speaker's words, manner, content) of each statement."""
    article = communique.read_text(text)
    return [
        (
            text[s.speaker_at.start : s.speaker_at.stop] if s.speaker_at else None,
            s.manner,
            [text[c.start : c.stop] for c in s.content],
        )
        for s in article.statements
    ]


def test_a_clause_is_reported_without_its_that() -> None:
    assert told("The minister said on Tuesday that talks would resume in May.") == [
        ("The minister", "indirect", ["talks would resume in May"])
    ]


def test_a_quotation_may_be_split_by_its_report() -> None:
    assert told("“We came to listen,” the envoy said. “Nobody has to sign anything today.”") == [
        ("the envoy", "direct", ["We came to listen,", "Nobody has to sign anything today."])
    ]


def test_a_report_may_stand_behind_what_it_reports() -> None:
    assert told("The road would stay closed, said the mayor, but the clinic would open.") == [
        ("the mayor", "indirect", ["The road would stay closed", "but the clinic would open"])
    ]


def test_quoted_words_in_somebodys_sentence_are_mixed() -> None:
    assert told("Tehran called the report “a fairy tale for tired people”.") == [
        ("Tehran", "mixed", ["the report “a fairy tale for tired people”"])
    ]


def test_a_speaker_never_stands_inside_the_quotation() -> None:
    text = "“She would be fine. One of the best mayors of the whole coast,” Councillor Ulf Strand said."
    assert told(text)[0][0] == "Councillor Ulf Strand"


def test_a_title_in_quotation_marks_is_nobodys_words() -> None:
    assert told("The envoy opened the show. “A Harbour Without Ships.” The hall was full.") == []


def test_past_perfect_after_and_goes_on_with_what_was_said() -> None:
    assert told("The exile said he was no spy and had never met one.")[0][2] == ["he was no spy and had never met one"]


def test_provided_that_reports_nothing() -> None:
    assert told("Norway will pay, provided that the road is open.") == []


def test_a_handle_means_the_person_it_spells() -> None:
    article = communique.read_text("Mayor Julia Benegas was angry. “Nobody asked us,” @JuliaBenegas tweeted.")
    assert {a.id: a.name for a in article.actors}[article.statements[0].speaker or ""] == "Julia Benegas"


def test_whoever_issues_a_document_speaks_in_it() -> None:
    text = "The council issued a statement calling the shelling “a stain on us all”."
    assert told(text)[0][0] == "The council"


def test_what_was_not_said_is_no_statement() -> None:
    assert told("The minister did not say whether she would attend.") == []


def test_a_second_report_ends_the_first() -> None:
    assert told("The envoy said the road was open, adding that trucks had crossed it.") == [
        ("The envoy", "indirect", ["the road was open"]),
        ("The envoy", "indirect", ["trucks had crossed it"]),
    ]


def test_according_to_names_a_source() -> None:
    assert told("The road is open again, according to the ministry.") == [
        ("the ministry", "indirect", ["The road is open again"])
    ]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“We came to listen,” the envoy said. “We were heard.\n“Now we go home and write it down.”"
    assert told(text) == [
        ("the envoy", "direct", ["We came to listen,", "We were heard.", "Now we go home and write it down."])
    ]


def test_a_name_behind_commas_is_still_the_speaker() -> None:
    assert told("The dead included two boys, the mayor of Anvers, Anna Berg, said.")[0][0] == (
        "the mayor of Anvers, Anna Berg"
    )


def test_a_quotation_signed_with_a_dash() -> None:
    text = "“We came to listen and we shall go on listening.” — Anna Berg"
    assert told(text) == [("Anna Berg", "direct", ["We came to listen and we shall go on listening."])]


def test_an_interview_gives_one_statement_an_answer() -> None:
    text = "Review: Will you go?\nAnna Berg: I shall go in May.\nReview: Alone?\nAnna Berg: No. With my deputy."
    assert told(text) == [
        ("Anna Berg", "direct", ["I shall go in May."]),
        ("Anna Berg", "direct", ["No. With my deputy."]),
    ]


def test_beliefs_are_kept_apart_from_speech() -> None:
    article = communique.read_text("The envoy believes that the talks will fail. He said that they had begun late.")
    belief, speech = article.statements
    assert belief.rule.startswith("belief-")
    assert belief.confidence < speech.confidence


def test_a_pronoun_speaks_for_the_person_before() -> None:
    article = communique.read_text(
        "Kenya's foreign minister, Anna Berg, arrived on Monday. She said the road was open."
    )
    names = {actor.id: actor.name for actor in article.actors}
    assert [names.get(s.speaker or "") for s in article.statements] == ["Anna Berg"]


def test_a_promise_to_act_is_no_statement_by_itself() -> None:
    assert told("The president promised to send aid.") == []


def test_every_passage_lies_in_the_text() -> None:
    text = "“We came,” he said. «No», the envoy, Anna Berg, replied: 'Go \"home\" now.' According to X, “it is over.\n"
    article = communique.read_text(text)
    for s in article.statements:
        for e in s.evidence:
            assert text[e.start : e.stop] == e.text
        assert all(0 <= c.start < c.stop <= len(text) for c in s.content)


def test_who_is_told_and_on_which_day() -> None:
    text = "Anna Berg and Luis Roca said the road was open. Berg told Roca on 3 May 2024 that she agreed."
    article = communique.read_text(text)
    names = {actor.id: actor.name for actor in article.actors}
    first, second = article.statements
    assert [names[a] for a in first.co_speakers] == ["Luis Roca"]
    assert names.get(second.addressee or "") == "Luis Roca"
    assert second.date == "2024-05-03"


def test_a_day_that_is_told_of_is_not_the_day_of_telling() -> None:
    (statement,) = communique.read_text("The envoy said the talks would begin on 3 May 2024.").statements
    assert statement.date is None


WORDS = [
    "said",
    "told",
    "Berg",
    "she",
    "that",
    "according",
    "to",
    "the",
    "road",
    "is",
    "open",
    ".",
    ",",
    ":",
    "—",
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "«",
    "»",
    "\n",
    "asked",
    "called",
    "accused",
    "remark",
    "adding",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_jumble_of_words_and_marks_is_survived(text: str) -> None:
    for s in communique.read_text(text).statements:
        assert all(text[e.start : e.stop] == e.text for e in s.evidence)
        assert all(0 <= c.start < c.stop <= len(text) for c in s.content)


def test_an_answer_behind_a_colon_is_the_subjects() -> None:
    text = "Asked about the bridge, the Swedish foreign minister, Karin Holm, was terse: “No.”"
    assert told(text) == [("the Swedish foreign minister, Karin Holm", "direct", ["No."])]


def test_what_a_body_is_said_to_do_is_said_by_nobody_named() -> None:
    assert told("The ministry was said to be weighing a ban.") == [
        (None, "indirect", ["The ministry", "to be weighing a ban"])
    ]


def test_it_is_believed_names_nobody_but_if_it_was_shown_tells_nothing() -> None:
    assert told("It is believed that the general fled.") == [(None, "indirect", ["the general fled"])]
    assert told("The mayor will step down if it is proved that a boat was lost.") == []


def test_a_quotation_after_according_to_goes_on_to_its_end() -> None:
    text = "According to the mayor, “the road is shut. Nobody may pass before May.”"
    assert told(text)[0][2] == ["the road is shut. Nobody may pass before May."]


def test_what_somebody_is_asked_to_explain_is_not_said_yet() -> None:
    assert told("A deputy demanded that the minister explain why her office had closed.") == []


def test_an_opinion_agreed_on_is_said_and_an_act_agreed_on_is_not() -> None:
    assert told("The ministers agreed that the situation was grave.")[0][2] == ["the situation was grave"]
    assert told("The ministers agreed that the bridge would be rebuilt.") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The mayor said the ferry was safe and the surveyor, Ana Rey, said that repairs would start in May.",
            ["the ferry was safe", "repairs would start in May"],
        ),
        (
            "Police said four people died and nurses told reporters that shots were heard.",
            ["four people died", "shots were heard"],
        ),
        (
            "The palace said it had no plans for talks but Soto, its spokesman, added that contacts went on.",
            ["it had no plans for talks", "contacts went on"],
        ),
        ("He said that talks had failed and that the court said nothing of it.", None),
    ],
)
def test_a_second_report_after_and_is_another_statement(text: str, said: list[str] | None) -> None:
    found = [content for _, _, [content] in told(text)]
    assert found == (said or ["talks had failed and that the court said nothing of it"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Reporters at the scene said in posts on X that shells had fallen on the port.",
            "shells had fallen on the port",
        ),
        ("Witnesses said in messages on Telegram that drones hit the depot.", "drones hit the depot"),
        ("The ministry wrote in a letter to the council that shelling had killed two.", "shelling had killed two"),
        ("In posts on X, reporters in the city said the port had been hit.", "the port had been hit"),
    ],
)
def test_what_is_said_in_a_post_is_found_behind_the_post(text: str, said: str) -> None:
    assert [content for _, _, [content] in told(text)] == [said]

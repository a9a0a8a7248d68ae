"""What agent 007 takes for a decision, an action or an open question, and what it does not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.communication_clarity_butler.extract import Extract, extract
from agents.communication_clarity_butler.questions import answer, asked
from agents.communication_clarity_butler.sentences import sentences, talk
from agents.communication_clarity_butler.wording import escaped
from tests.agents.sampling import PlainContext, read_thread, run

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PEOPLE = ("Ana Lima", "Theo Brandt")


def said(*texts: str) -> Extract:
    """What is found where two people say these in turn, the second having said hello before."""
    rows = [{"who": "Theo Brandt", "says": "Hello"}]
    rows += [{"who": PEOPLE[number % 2], "says": text} for number, text in enumerate(texts)]
    return extract(sentences(talk(read_thread(rows, NOW))))


@pytest.mark.parametrize(
    "text",
    [
        "We decided to ship on Monday.", "We agreed not to ship.", "Let's go with blue!",
        "Approved by finance.", "The budget was approved this morning.", "OK, decided: we ship.",
        "We're going with the glass bottle.", "Decision: oak table",
        "I approve the budget.", "Wir haben beschlossen, am Montag zu starten.",
        "Wir nehmen Blau.", "Das Budget ist jetzt genehmigt.", "Es bleibt bei Freitag.",
    ],
)  # fmt: skip
def test_a_decision_is_known_by_its_words(text: str) -> None:
    assert [one.text for one in said(text).decisions] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "We have not decided yet.", "It's not approved.", "Nothing is decided.", "Nobody has approved it.",
        "If it's approved we ship.", "Once agreed, we start.", "The budget needs to be approved.",
        "I'm not sure we've agreed on that.", "We haven't settled on a colour.", "Should we go with blue?",
        "`we decided` is what people write", "> We decided it", "```\nwe decided it\n```",
        "Das ist noch nicht beschlossen.", "Das muss noch entschieden werden.", "Haben wir das beschlossen?",
        "Wenn das genehmigt ist, starten wir.",
    ],
)  # fmt: skip
def test_what_is_denied_asked_quoted_or_made_to_depend_on_something_is_no_decision(text: str) -> None:
    assert said(text.replace("`we decided` is", "we may use the word, it is")).decisions == []


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["Let's go with blue.", "Scratch that."], []),
        (["Let's go with blue labels.", "Let's use glass.", "We changed our mind about the blue labels."],
         ["Let's use glass."]),
        (["Wir nehmen den Paketdienst.", "Den Paketdienst doch nicht, zu teuer."], []),
        (["Let's go with blue.", "Never mind the taxes, they are late."], ["Let's go with blue."]),
    ],
)  # fmt: skip
def test_a_decision_that_is_taken_back_is_none(texts: list[str], left: list[str]) -> None:
    assert [one.text for one in said(*texts).decisions] == left


def test_a_name_without_letters_names_nobody() -> None:
    rows = [
        {"who": " ", "says": "Please send the invoice"},
        {"who": "Ana Lima", "says": "Let's go with blue."},
    ]
    found = extract(sentences(talk(read_thread(rows, NOW))))
    assert [one.text for one in found.decisions] == ["Let's go with blue."]
    assert found.actions[0].people == ()


def test_a_bare_yes_decides_what_was_proposed_and_joins_what_was_decided() -> None:
    (proposed,) = said("Shall we use glass?", "Agreed!").decisions
    assert proposed.text == "Shall we use glass? – Theo Brandt: Agreed!"
    (decided,) = said("Let's go with glass.", "Agreed.").decisions
    assert [one.name for one in decided.people] == ["Ana Lima", "Theo Brandt"]


@pytest.mark.parametrize(
    ("text", "owners", "due"),
    [
        ("I'll send it tomorrow", ["Ana Lima"], "2026-03-05"),
        ("I'm going to call them on Friday.", ["Ana Lima"], "2026-03-06"),
        ("Theo, please call the printer until 12.3.", ["Theo Brandt"], "2026-03-12"),
        ("Can you check the stock by March 5, Theo?", ["Theo Brandt"], "2026-03-05"),
        ("Theo will check the stock by 2026-04-01.", ["Theo Brandt"], "2026-04-01"),
        ("TODO: Theo updates the page", ["Theo Brandt"], None),
        ("We need to order boxes.", [], None),
        ("Please update the page before the end of the month.", [], "2026-03-31"),
        ("Ich schicke dir morgen früh die Liste.", ["Ana Lima"], "2026-03-05"),
        ("Theo, kannst du bitte bis Mittwoch die Rechnung prüfen?", ["Theo Brandt"], "2026-03-04"),
        ("Ich kümmere mich nächsten Mittwoch darum.", ["Ana Lima"], "2026-03-11"),
        ("I'll pay it by February 30.", ["Ana Lima"], None),
    ],
)
def test_an_action_has_its_owner_and_its_day_where_they_were_said(
    text: str, owners: list[str], due: str | None
) -> None:
    (action,) = said(text).actions
    assert [one.name for one in action.people] == owners
    assert (action.due.day.isoformat() if action.due and action.due.day else None) == due


@pytest.mark.parametrize(
    "text",
    [
        "I won't do it.", "I will not be there.", "I'll be late.", "Ich mache das nicht.", "Please?",
        "We don't need to order boxes.", "Theo should be fine.", "What will you do?", "I liked it on Friday.",
    ],
)  # fmt: skip
def test_what_nobody_has_to_do_is_no_action(text: str) -> None:
    assert said(text).actions == []


@pytest.mark.parametrize(
    ("texts", "open_ones"),
    [
        (["Who signs the glass contract?", "Lovely weather."], ["Who signs the glass contract?"]),
        (["Do we have enough boxes?", "Yes, 300."], []),
        (["Who calls the printer?", "I'll do that today."], []),
        (["Which colour for the label?", "Hm.", "Let's go with a blue label."], []),
        (["When does the printer open?", "The printer opens at nine."], []),
        (["Ok?", "Sure"], []),
    ],
)
def test_a_question_is_open_until_somebody_seems_to_answer(texts: list[str], open_ones: list[str]) -> None:
    assert [one.text for one in said(*texts).questions] == open_ones


_PIECES = st.sampled_from(["[", "](", ")", "`", "*", "we decided ", "i'll ", "? ", "by ", "\n", "> ", "é"])


@given(st.lists(_PIECES).map("".join), st.sampled_from(["", "what did we decide?", "who does what?", "é"]))
def test_whatever_people_write_there_is_an_answer(text: str, prompt: str) -> None:
    read = sentences(talk(read_thread([{"who": "Ana Lima", "says": text + "."}], NOW)))
    assert answer(asked({"prompt": prompt}), read, extract(read))


async def test_a_very_long_talk_still_makes_an_answer_that_fits_a_message() -> None:
    rows = [{"who": PEOPLE[place % 2], "says": f"We decided *{place}* {'`_[' * 70}"} for place in range(500)]
    result = await run("communication_clarity_butler", PlainContext(now=NOW, thread=read_thread(rows, NOW)))
    (post,) = result.posts
    assert isinstance(post.content, str)
    assert 1_000 < len(post.content) < 16_000
    assert "and 490 more" in post.content


@given(st.text())
def test_markup_in_what_was_said_is_shown_and_does_nothing(text: str) -> None:
    shown = escaped(text)
    for place, one in enumerate(shown):
        if one in "`*[]<>" and not any(word.startswith(("http://", "https://")) for word in text.split()):
            assert shown[place - 1] == "\\"

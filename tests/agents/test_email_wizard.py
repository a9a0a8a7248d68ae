"""The wizard's rules in figures: who may be written to, who is alike, what filters say, and what adapts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from agents.email_wizard import adapting, clearance, cohorts, consent, contacts, spam
from agents.email_wizard.consent import PAUSE, Standing
from agents.email_wizard.contacts import Contact
from agents.email_wizard.words import Copy, Sender, mail

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ANA = Contact(customer_id="1", email="ana@mail.example", first_name="Ana")
SENDER = Sender(
    name="Harbor",
    postal_address="Quay 4, 1100-150 Lisboa",
    unsubscribe_url="https://harbor.example/leave/{customer_id}",
    link="https://harbor.example",
)
WORDS = Copy(number=1, subjects=["Linen"], preheader="", body="It is soft.", button="Look", by="template")


def standing(*said: tuple[str, str, int]) -> Standing:
    """What was said of Ana: as a consent or a suppression, so many hours ago."""
    known = Standing()
    for kind, word, hours in said:
        at = NOW - timedelta(hours=hours)
        if kind == "consent":
            known.consented({"customer_id": "1", "state": word}, at)
        elif kind == "suppression":
            known.suppressed({"email": "ana@mail.example", "reason": word}, at)
        else:
            known.was_sent({"customer_id": "1"}, at)
    return known


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([], "no_consent"),
        ([("consent", "subscribed", 9)], ""),
        ([("consent", "pending", 9)], "no_consent"),
        ([("consent", "subscribed", 9), ("consent", "unsubscribed", 8)], "no_consent"),
        ([("consent", "unsubscribed", 9), ("consent", "subscribed", 8)], ""),
        ([("consent", "subscribed", 8), ("suppression", "unsubscribed", 9)], ""),
        ([("consent", "subscribed", 9), ("suppression", "unsubscribed", 8)], "suppressed"),
        ([("consent", "subscribed", 1), ("suppression", "hard_bounce", 900)], "suppressed"),
        ([("consent", "subscribed", 1), ("suppression", "complaint", 900)], "suppressed"),
        ([("consent", "subscribed", 9), ("suppression", "soft bounce", 8)], ""),
        ([("consent", "subscribed", 99), ("sent", "", 47)], "frequency_cap"),
        ([("consent", "subscribed", 99), ("sent", "", 48)], ""),
    ],
)
def test_who_may_be_written_to(said: list[tuple[str, str, int]], why: str) -> None:
    assert standing(*said).refusal(ANA, NOW) == why


def test_a_mail_names_the_server_it_goes_through_where_the_settings_do() -> None:
    named = {"secret_ref": "our_mail_server"}
    assert mail(WORDS, "Linen", ANA, replace(SENDER, server=named))["server"] == named
    assert "server" not in mail(WORDS, "Linen", ANA, SENDER)


def test_the_pause_ends_to_the_second() -> None:
    known = standing(("consent", "subscribed", 99))
    known.was_sent({"customer_id": "1"}, NOW - PAUSE + timedelta(seconds=1))
    assert known.refusal(ANA, NOW) == "frequency_cap"
    assert known.refusal(ANA, NOW + timedelta(seconds=1)) == ""


def test_an_address_is_written_to_once_in_whatever_capitals() -> None:
    known = standing(("consent", "subscribed", 9))
    again = Contact(customer_id="2", email="ana@mail.example")
    kept, refused = consent.admitted([again, ANA], known, NOW)
    assert ([one.customer_id for one in kept], refused) == (["1"], {"duplicate": 1})


@pytest.mark.parametrize(
    "address",
    ["", "ana", "ana@mail", "a@b.example\r\nBcc: x@y.example", "a b@c.example", "<a@b.example>", 7, None],
)
def test_what_is_no_address_is_nobody(address: Any) -> None:
    assert contacts.read({"id": 1, "email": address}, NOW) is None


def test_groups_that_are_far_apart_are_found_whatever_their_order() -> None:
    people = [
        Contact(
            customer_id=f"{kind}{number:02}", email=f"{kind}{number}@mail.example",
            orders=orders, spent=spent,
            days_since_order=days + number / 10, received=10, opened=opened,
        )
        for kind, orders, spent, days, opened in (("a", 12, 2400.0, 5.0, 9), ("b", 1, 15.0, 400.0, 0))
        for number in range(12)
    ]  # fmt: skip
    found = cohorts.found(people)
    assert [{one[0] for one in cohort.customer_ids} for cohort in found] == [{"a"}, {"b"}]
    assert [cohort.label for cohort in found] == [cohort.label for cohort in cohorts.found(people[::-1])]
    assert cohorts.found([]) == []


def test_a_silhouette_is_that_of_its_definition() -> None:
    matrix = np.array([[0.0], [1.0], [10.0], [11.0]])
    labels = np.array([0, 0, 1, 1])
    # a = 1 everywhere; b = 10.5, 9.5, 9.5, 10.5
    expected = (2 * (10.5 - 1) / 10.5 + 2 * (9.5 - 1) / 9.5) / 4
    assert cohorts.silhouette(matrix, labels) == pytest.approx(expected)


def test_who_clicks_is_likelier_and_who_never_reacts_is_not_likely() -> None:
    usual = Contact(
        customer_id="1", email="a@b.example", orders=2, spent=100.0, days_since_order=30.0, received=10
    )
    keen = Contact(
        customer_id="2", email="c@d.example", orders=2, spent=100.0, days_since_order=30.0, received=10,
        clicked=5,
    )  # fmt: skip
    assert clearance.likelihood(keen) > 10 * clearance.likelihood(usual)
    group = [cohorts.Cohort(cohort_id="c1", label="all", customer_ids=["1", "2", "3"])]
    new = Contact(customer_id="3", email="e@f.example")
    chances = clearance.likelihoods(group, {one.customer_id: one for one in (usual, keen, new)})
    assert chances["3"] == pytest.approx((chances["1"] + chances["2"]) / 2, abs=1e-4)
    (kept,) = clearance.cleared(group, chances, 0.1)
    assert kept.customer_ids == ["2", "3"]


def scanned(copy: Copy = WORDS, sender: Sender = SENDER, **more: Any) -> spam.Scan:
    told = mail(copy, copy.subjects[0], ANA, sender) | more
    return spam.scan(told, leave=sender.unsubscribe(ANA), postal_address=sender.postal_address)


def test_a_plain_mail_passes_with_nothing() -> None:
    assert scanned().output() == {"score": 0.0, "pass": True, "reasons": []}


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"text": "Hello. Quay 4, 1100-150 Lisboa"}, "there is no link to unsubscribe"),
        ({"text": "Hello. https://harbor.example/leave/1"}, "there is no postal address"),
        ({"html": "x" * 102 * 1024}, "it is larger than 102 kB"),
        ({"html": "<script>x</script>"}, "it holds a script"),
        ({"subject": "Hello {{name}}"}, "a variable is not filled in"),
        (
            {"html": '<a style="display:none" href="https://harbor.example/leave/1">Unsubscribe</a>'},
            "the link to unsubscribe is hidden",
        ),
    ],
)
def test_what_must_never_leave_fails_outright(more: dict[str, str], reason: str) -> None:
    found = scanned(**more)
    assert (found.passed, reason in found.faults) == (False, True)


def test_just_as_large_as_may_be_passes() -> None:
    plain = mail(WORDS, "Linen", ANA, SENDER)
    room = spam.MOST_BYTES - len(str(plain["text"]).encode())
    assert scanned(html="x" * room).passed
    assert not scanned(html="x" * (room + 1)).passed


def test_loud_words_add_up_to_a_failure() -> None:
    loud = Copy(
        number=1, subjects=["ACT NOW"], preheader="", button="",
        body="FREE MONEY, guaranteed, risk free!!!! BUY NOW before WINNER takes ALL.", by="model",
    )  # fmt: skip
    found = scanned(loud)
    assert (found.passed, found.faults) == (False, [])
    assert found.score > spam.PASSES


def test_the_better_subject_is_chosen_more_often_and_the_same_seed_chooses_the_same() -> None:
    stats = {"A": {"sent": 100, "clicked": 30}, "B": {"sent": 100, "clicked": 5}}
    picks = [adapting.chosen(["A", "B"], stats, str(seed)) for seed in range(200)]
    assert picks.count("A") > 195
    assert picks == [adapting.chosen(["A", "B"], stats, str(seed)) for seed in range(200)]
    fresh = [adapting.chosen(["A", "B"], {}, str(seed)) for seed in range(200)]
    assert 70 < fresh.count("A") < 130


def test_bounces_and_complaints_raise_an_alarm_above_their_lines() -> None:
    assert adapting.alarm({"A": {"sent": 100, "bounced": 5}}) == ""
    assert adapting.alarm({"A": {"sent": 100, "bounced": 6}}).startswith("6.0% of 100 mails bounced")
    assert adapting.alarm({"A": {"sent": 1000, "complained": 3}}) == ""
    assert adapting.alarm({"A": {"sent": 1000, "complained": 4}}).startswith("0.4% of 1000 mails complained")

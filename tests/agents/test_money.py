"""Money: read exactly, written as people read it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.shopify_sales_sentinel.money import Money, read_currency
from bot.contracts.amounts import read_amount


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("404.95", "USD", "$404.95"),
        ("1204.9", "USD", "$1,204.90"),
        ("0.005", "USD", "$0.01"),
        ("-2.5", "EUR", "-€2.50"),
        ("900", "JPY", "¥900"),
        ("12.3456", "KWD", "12.346 KWD"),
        ("88", "SEK", "88.00 SEK"),
        ("88", "", "88.00"),
        ("999999999999999", "USD", "$999,999,999,999,999.00"),
    ],
)
def test_an_amount_is_written_with_its_sign_and_places(amount: str, currency: str, text: str) -> None:
    assert Money(Decimal(amount), currency).text() == text


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=2))
def test_an_amount_of_cents_is_read_and_written_without_loss(amount: Decimal) -> None:
    read = read_amount(str(amount))
    assert read == amount
    assert Decimal(Money(amount).text().replace(",", "")) == amount
    assert Decimal(Money(amount).exact()) == amount


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.none() | st.lists(st.integers()))
def test_what_is_read_can_always_be_written(value: object) -> None:
    read = read_amount(value)
    if read is not None:
        assert Money(read * 10**6, "USD").text()
        assert Money(read).exact()


@pytest.mark.parametrize(
    "value", [None, True, "", "a", "NaN", "inf", "1e16", "1_000", "0x10", "1e-400", [], {}]
)
def test_what_is_no_amount_is_none(value: object) -> None:
    assert read_amount(value) is None


@pytest.mark.parametrize(("value", "code"), [("usd", "USD"), ("EURO", ""), ("€€€", ""), (None, ""), (12, "")])
def test_a_currency_is_three_letters(value: object, code: str) -> None:
    assert read_currency(value) == code

"""Long texts are cut where they may be cut."""

from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.pieces import LONGEST, pieces


def test_pieces_lose_nothing_and_keep_their_bounds() -> None:
    text = "One. Two three!\n\n" + "word " * 500 + "x" * 2000 + "\nLast."
    cut = pieces(text)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert max(map(len, cut)) <= LONGEST
    assert (pieces(" \n "), pieces("a b")) == ([], ["a b"])


@given(st.lists(st.text(max_size=300), max_size=30).map("\n\n".join))
def test_whatever_the_text_its_words_come_back_in_order(text: str) -> None:
    cut = pieces(text)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(0 < len(one) <= LONGEST for one in cut)

"""What changed, in words: exact whatever is compared, readable, and cheap whoever wrote it."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vermilion.contributions import differences

SOME = st.text("ab 的了我觉得。.,!\n'é🍑@#", max_size=60) | st.text(max_size=60)


def shown(old: str, new: str) -> str:
    """[-removed-]{+added+}"""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[change.kind].format(change.text) for change in differences(old, new))


@given(SOME, SOME)
def test_nothing_is_lost(old: str, new: str) -> None:
    changes = differences(old, new)
    assert "".join(change.text for change in changes if change.kind != "added") == old
    assert "".join(change.text for change in changes if change.kind != "removed") == new
    assert all(change.text for change in changes)
    kinds = [change.kind for change in changes]
    assert all(one != other for one, other in pairwise(kinds))


@given(SOME)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert [change.kind for change in differences(text, text)] == (["same"] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("我觉的今天天气很好", "我觉得今天天气很好", "我觉[-的-]{+得+}今天天气很好"),
        ("I has two cat", "I have two cats", "I [-has-]{+have+} two [-cat-]{+cats+}"),
        ("it's fine", "it’s fine", "[-it's-]{+it’s+} fine"),
        ("昨天我去了超市", "今天大家看电影", "[-昨天我去了超市-]{+今天大家看电影+}"),
        (
            "Four years in this city and I just found it.",
            "I have lived here for four years but discovered it.",
            "[-Four years in this city and I just found-]{+I have lived here for four years but discovered+} it.",
        ),
        (
            "在这个城市四年了，昨天才发现",
            "在这座城市生活了四年，直到昨天才找到",
            "在[-这个-]{+这座+}城市[-四年了，-]{+生活了四年，直到+}昨天才[-发现-]{+找到+}",
        ),
        ("", "你好", "{+你好+}"),
        ("hello 世界", "hello", "hello[- 世界-]"),
    ],
)
def test_differences_read_well(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


@pytest.mark.parametrize("alphabet", ["的我", "a b", "!?", "。a", ".\n", "aé's "])
def test_hostile_texts_cost_no_more(alphabet: str) -> None:
    chance = random.Random(7)
    old, new = ("".join(chance.choice(alphabet) for _ in range(4000)) for _ in range(2))
    start = time.process_time()
    changes = differences(old, new)
    assert time.process_time() - start < 1.0
    assert "".join(change.text for change in changes if change.kind != "removed") == new

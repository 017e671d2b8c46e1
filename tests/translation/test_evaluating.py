"""Scores of translations that are known, and parallel texts from files, good and bad."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import pytest
from tests.translation.pretended import PretendedChain, PretendedEngine, PretendedWords, well

from vermilion.translation import Pair, ParallelError, Rendered, Text, evaluate, published, read_pairs
from vermilion.translation.pipeline import render

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "translation"
ENGLISH = [
    "The noodles of this small shop are the best in town.",
    "We went to the park with our dog yesterday 🐶🐶",
    "Look at https://example.com/cat before you buy one for $20!",
]
CHINESE = [
    "这家小店的面条是全城最好吃的。",
    "我们昨天带着狗去了公园 🐶🐶",
    "花 $20 买猫之前先看看 https://example.com/cat ！",
]
PAIRS = [Pair(source, reference) for source, reference in zip(CHINESE, ENGLISH, strict=True)]


def saying(answers: Mapping[str, str | None]) -> Callable[[Sequence[Text], str], Awaitable[list[Rendered]]]:
    async def interpret(texts: Sequence[Text], target: str) -> list[Rendered]:
        return [
            Rendered(answers[text.text], "zh-Hans", "one", "m1")
            if answers[text.text] is not None
            else Rendered(None, "zh-Hans", reason="poor")
            for text in texts
        ]

    return interpret


async def test_a_perfect_translation() -> None:
    told: list[tuple[int, int]] = []
    found = await evaluate(
        PAIRS, "zh-Hans", "en", saying(dict(zip(CHINESE, ENGLISH, strict=True))), lambda *how_far: told.append(how_far)
    )
    assert [found.bleu, found.chrf] == pytest.approx([100, 100])
    assert (found.survival, found.with_pieces) == (1.0, 2)
    assert (found.texts, found.engines, found.failures) == (3, {"one m1": 3}, {})
    assert (found.detection, found.tokenizer, told) == (1.0, "13a", [(3, 3)])
    assert found.texts_per_second > 0


async def test_what_goes_wrong_is_counted() -> None:
    """A lost emoji, and a text that nobody did: it scores as nothing said."""
    answers = dict(zip(CHINESE, ENGLISH, strict=True)) | {CHINESE[1]: "We went to the park 🐶", CHINESE[0]: None}
    found = await evaluate(PAIRS, "zh-Hans", "en", saying(answers))
    assert (found.survival, found.with_pieces) == (0.5, 2)
    assert (found.engines, found.failures) == ({"one m1": 2}, {"poor": 1})
    assert 10 < found.bleu < 80
    assert 10 < found.chrf < 80


@pytest.mark.parametrize(
    ("target", "tokenizer"), [("zh-Hant", "zh"), ("ja", "ja-mecab"), ("ko", "ko-mecab"), ("fr", "13a")]
)
async def test_bleu_counts_what_the_language_has(target: str, tokenizer: str) -> None:
    """Signs stand in for words where no MeCab is installed, and the report says so."""
    swapped = [Pair(pair.reference, pair.source) for pair in PAIRS]
    found = await evaluate(swapped, "en", target, saying(dict(zip(ENGLISH, CHINESE, strict=True))))
    assert found.tokenizer in {tokenizer, "char"} if "mecab" in tokenizer else found.tokenizer == tokenizer
    assert found.tokens > (20 if target in {"zh-Hant", "ja", "ko"} else 5)


async def test_the_script_counts_where_it_was_asked_for() -> None:
    answers = saying(dict(zip(CHINESE, ENGLISH, strict=True)))
    assert (await evaluate(PAIRS, "zh-Hant", "en", answers)).detection == 0
    assert (await evaluate(PAIRS, "zh", "en", answers)).detection == 1


async def test_through_the_real_pipeline() -> None:
    chain, words = PretendedChain(PretendedEngine(well)), PretendedWords()
    found = await evaluate(PAIRS, "zh-Hans", "en", lambda texts, target: render(texts, target, chain, words))
    assert (found.survival, found.with_pieces, found.failures) == (1.0, 2, {})


def test_anchors_are_for_chinese_and_english() -> None:
    assert {anchor.system for anchor in published("zh-Hant", "en-GB")} >= {"GPT-4o", "Argos"}
    assert published("en", "zh") != published("zh", "en")
    assert published("zh", "fr") == ()


def test_pairs_from_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one.zh", tmp_path / "one.en"
    one.write_text("甲\n\n乙\n", encoding="utf-8-sig")
    other.write_text("a\nb\nc\n")
    expected = [Pair("甲", "a"), Pair("乙", "c")]
    assert read_pairs([one, other]) == expected
    table = tmp_path / "pairs.tsv"
    table.write_text("甲\ta\textra\n\n乙\tc\n")
    assert read_pairs([table]) == expected
    records = tmp_path / "pairs.jsonl"
    records.write_bytes(b"\n".join(msgspec.json.encode({"zh": pair.source, "en": pair.reference}) for pair in expected))
    assert read_pairs([records], "zh", "en") == expected
    assert read_pairs([records], "zh", "en", limit=1) == expected[:1]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.tsv", "甲 a\n", "line 1"),
        (
            "x.jsonl",
            '{"source": "甲", "translation": "a"}\n{"source": "甲"}\n',
            "line 2: no texts source and translation",
        ),
        ("x.jsonl", '{"source": 1, "translation": "a"}\n', "line 1"),
        ("x.jsonl", "{\n", "line 1"),
        ("x.jsonl", "\n", "no pairs"),
        ("x.txt", "甲\n", "give two text files"),
        ("x.tsv", b"\xff\xfe\x00", "utf-8"),
    ],
)
def test_what_is_no_pair(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ParallelError, match=said):
        read_pairs([path])


def test_lines_that_do_not_belong_together(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("甲\n乙\n")
    other.write_text("a\n")
    with pytest.raises(ParallelError, match="one has 2 lines, other 1"):
        read_pairs([one, other])


@pytest.mark.skipif(not DATA.is_dir(), reason="no shared/data/translation beside the checkout")
def test_the_given_data_is_read() -> None:
    assert len(read_pairs([DATA / "flores200_cmn_Hans.devtest", DATA / "flores200_eng.devtest"])) == 1012
    assert len(read_pairs([DATA / "social_zh_ja.jsonl"])) > 900

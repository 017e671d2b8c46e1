"""Slang, terms and topics: what is found, what is left alone, and what the community adds."""

from __future__ import annotations

import time
from functools import partial
from importlib import import_module

import pytest
from tests.conftest import Cast
from tests.house.plans import scanned, statements

from vermilion.infra import generations
from vermilion.infra.db import Db
from vermilion.infra.errors import Invalid, NotFound
from vermilion.translation import glossary
from vermilion.translation.glossary import Term, built_in, data, with_terms
from vermilion.translation.glossary.phrases import Phrases


@pytest.mark.parametrize(
    ("language", "text", "plain"),
    [
        ("zh-Hans", "这家店yyds！u1s1真的好吃", "这家店永远的神！有一说一真的好吃"),
        ("zh-Hans", "YYDS，绝绝子", "永远的神，太棒了"),
        ("zh-Hans", "集美们，🐴住", "姐妹们，先收藏"),
        ("zh-Hans", "被种草了，求种草", "被推荐得心动了，求推荐"),
        ("zh-Hant", "絕絕子，鏟屎官", "太棒了，猫狗的主人"),
        ("zh-Hans", "我唔知佢喺边度", "我不知道他在哪里"),
        ("zh-Hant", "你係唔係好攰呀", "你是不是很累呀"),
        ("en", "Ngl this is FR FR lowkey cute", "not going to lie this is for real somewhat cute"),
        ("zh-Hans", "太NB了，加VX", "太厉害了，加微信"),
        ("en", "u r my bestie, iykyk", "you r my best friend, if you know you know"),
        ("ja", "それな、コスパ最高", "その通り、費用対効果最高"),
        ("ko", "내돈내산 존맛탱", "내 돈으로 산 것 정말 맛있음"),
        ("es", "tqm, xfa ven", "te quiero mucho, por favor ven"),
        ("fr", "Slt, tkt", "salut, ne t'inquiète pas"),
    ],
)
def test_slang_becomes_plain_words(language: str, text: str, plain: str) -> None:
    assert built_in().plain(text, language) == plain


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "种草莓的季节"),  # 种草 is slang, 草莓 are strawberries
        ("zh-Hans", "给狗带了吃的，头发太卷了，粉底不掉粉，NB的鞋，屏幕裂开了，避雷针"),
        ("zh-Hans", "那边度假村有点解释不清"),  # 边度 and 点解 are Cantonese only as words of their own
        ("zh-Hans", "#yyds @yyds https://example.com/yyds [yyds]"),
        ("zh-Hans", "abcyydsdef yyds_1"),
        ("en", "from the country of unfriendly ducks, Luke"),
        ("en", "the U.S. in 5000 BC, e.g. an RN with XDR-TB, d'u-turn"),
        ("en", "#ngl @tbh https://ngl.link/fr"),
        ("en", "ＩMHO𝓃gl café"),
        ("tlh", "yyds"),
        ("zh-Hans", ""),
    ],
)
def test_what_is_no_slang_stays(language: str, text: str) -> None:
    assert built_in().plain(text, language) == text


def test_letters_that_change_their_length_move_nothing() -> None:
    assert built_in().plain("İİİ ngl ß", "en") == "İİİ not going to lie ß"


def test_terms_are_told_as_they_stand_in_the_text() -> None:
    words = built_in()
    assert words.terms("小紅書上的麻辣燙", "zh-Hant", "en") == {"小紅書": "RedNote", "麻辣燙": "malatang"}
    assert words.terms("Rednote, the bund", "en-US", "zh-Hans") == {"Rednote": "小红书", "the bund": "外滩"}
    assert words.terms("北京东站", "zh-Hans", "en") == {}  # no JD.com in Beijing East
    assert words.terms("小红书", "zh-Hans", "zh-Hant") == {}
    assert words.terms("小红书", "zh-Hans", "eo") == {}


@pytest.mark.parametrize(
    ("name", "source", "target", "other"),
    [
        ("美食探店", "zh-Hans", "en", "FoodExploration"),
        ("foodexploration", "en", "zh-Hans", "美食探店"),
        ("穿搭", "zh-Hans", "en", "OOTD"),
        ("OOTD", "zh-Hans", "en", None),  # borrowed: it is English already
        ("OOTD", "en", "zh-Hans", "穿搭"),
        ("小紅書", "zh-Hant", "en", "RedNote"),
        ("RedNote", "en", "zh-Hans", "小红书"),
        ("TikTok难民", "zh-Hans", "en", "TikTokRefugee"),
        ("ＴｉｋＴｏｋRefugees", "en", "zh-Hans", "TikTok难民"),
        ("parrots", "en", "zh-Hans", "鹦鹉"),
        ("viaje", "es", "en", "Travel"),
        ("螺蛳粉", "zh-Hans", "en", "Luosifen"),
        ("考研", "zh-Hans", "en", "GradSchoolExam"),
        ("上海美食探店", "zh-Hans", "en", "ShanghaiFoodExploration"),
        ("2026春季穿搭", "zh-Hans", "en", "2026SpringOutfit"),
        ("上海citywalk", "zh-Hans", "en", "ShanghaiCityWalk"),
        ("TokyoNightMarket", "en", "zh-Hans", "东京夜市"),
        ("美食", "zh-Hans", "ja", "グルメ"),
        ("맛집탐방", "ko", "fr", "BonnesAdresses"),
        ("コーデ", "ja", "es", "LookDelDía"),
    ],
)
def test_topics_by_their_meaning(name: str, source: str, target: str, other: str | None) -> None:
    assert built_in().topic(name, source, target) == other


@pytest.mark.parametrize("name", ["我的美食", "上海的美食", "carpet", "CarpetFood", "美食xyz", "123", "", "上海" * 6])
def test_no_topic_is_half_translated(name: str) -> None:
    for source, target in (("zh-Hans", "en"), ("en", "zh-Hans"), ("zh-Hans", "fr")):
        assert built_in().topic(name, source, target) is None


def test_the_dictionaries_are_consistent() -> None:
    """No name is in two rows of its language, names are topics, and there are as many as such a community needs."""
    seen: dict[tuple[str, str], str] = {}
    rows = data.topics()
    assert sum("zh" in row and "en" in row for row in rows) >= 300
    for row in rows:
        for language, names in row.items():
            for name in names:
                assert name == name.strip()
                assert all(char.isalnum() or char in "_·・" for char in name), name
                if language in {"zh", "en"}:
                    assert seen.setdefault((language, name.casefold()), row["zh"][0]) == row["zh"][0], name
    for (source, target), phrases in data.phrases().items():
        for term, meaning in phrases.items():
            assert term == term.strip()
            assert meaning == meaning.strip() != ""
            assert len(built_in().phrases[source, target].find(f" {term} ")) == 1, term


def test_the_longest_of_what_overlaps() -> None:
    phrases = Phrases({"fr": "1", "fr fr": "2", "绝": "3", "绝绝子": "4", "🐴": "5", "🐴住": "6", "o'clock": "7"})
    assert [found.value for found in phrases.find("fr fr fr 绝绝子绝🐴住🐴 o'clock")] == [
        "2",
        "1",
        "4",
        "3",
        "6",
        "5",
        "7",
    ]
    assert Phrases({}).find("fr 绝") == []


def test_a_text_costs_microseconds() -> None:
    """A bound for a slow and busy machine; `make bench-words` measures."""
    text = "今天和朋友去了一家新开的店，环境真的太好了，老板人也很好，大家可以去看看，附近还有一个公园可以散步。" * 4
    words = with_terms(Term("zh", "en", f"词{number}语", "x") for number in range(20_000))
    words.terms(text, "zh-Hans", "en")
    began = time.process_time()
    for _ in range(100):
        words.plain(text, "zh-Hans")
        words.terms(text, "zh-Hans", "en")
    assert (time.process_time() - began) / 100 < 0.001


async def test_the_community_adds_and_removes(db: Db, cast: Cast) -> None:
    before = await glossary.load(db.read)
    assert before.revision == built_in().revision
    await db.write(lambda tx: glossary.add_term(tx, "zh-Hans", "en", "显眼包", "show-off", cast.mo.id))
    await db.write(lambda tx: glossary.add_term(tx, "zh", "zh", "尾款人", "还要付尾款的人", cast.mo.id))
    await db.write(lambda tx: glossary.add_term(tx, "en", "en", "BRB", "back soon", cast.mo.id))
    words = await glossary.load(db.read)
    assert words.revision != before.revision
    assert words.terms("真是顯眼包", "zh-Hant", "en") == {"顯眼包": "show-off"}
    assert words.plain("我是尾款人，佢都系", "zh-Hans") == "我是还要付尾款的人，他都是"
    assert words.plain("brb", "en") == "back soon"
    assert words.plain("显眼包", "zh") == "显眼包"  # although the house has plain words for it
    assert words.topic("显眼包", "zh", "en") == "ShowOff"
    assert await generations.read(db.read, glossary.GENERATION) == 3
    page = await glossary.terms_page(db.read, None, 2)
    assert [term.term for term in page.items] == ["BRB", "尾款人"]
    assert [term.term for term in (await glossary.terms_page(db.read, page.next, 2)).items] == ["显眼包"]
    await db.write(lambda tx: glossary.add_term(tx, "zh", "en", "显眼包", "attention-seeker"))
    assert (await glossary.load(db.read)).terms("显眼包", "zh", "en") == {"显眼包": "attention-seeker"}
    for source, target, term in (("zh", "en", "显眼包"), ("zh", "zh", "尾款人"), ("en", "en", "BRB")):
        await db.write(partial(glossary.remove_term, source=source, target=target, term=term))
    assert (await glossary.load(db.read)).revision == before.revision
    with pytest.raises(NotFound):
        await db.write(lambda tx: glossary.remove_term(tx, "zh", "en", "显眼包"))


@pytest.mark.parametrize(
    ("term", "field"),
    [
        (("xx9", "en", "a", "b"), "source"),
        (("zh", "und", "a", "b"), "target"),
        (("zh", "en", " ", "b"), "term"),
        (("zh", "en", "a\nb", "b"), "term"),
        (("zh", "en", "a\x07", "b"), "term"),
        (("zh", "en", "#a", "b"), "term"),
        (("zh", "en", "a" * 81, "b"), "term"),
        (("zh", "en", "a", "\u200b"), "translation"),
        (("zh", "en", "a", "b" * 81), "translation"),
        (("zh", "zh-Hant", "YYDS", "yyds"), "translation"),
        (("zh", "en", "\ud800", "b"), "term"),
    ],
)
async def test_bad_terms_are_refused(db: Db, term: tuple[str, str, str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        await db.write(lambda tx: glossary.add_term(tx, *term))
    assert refused.value.field == field
    assert await glossary.all_terms(db.read) == []
    assert await generations.read(db.read, glossary.GENERATION) == 0


async def test_a_glossary_has_an_end(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vermilion.translation.glossary.storing.MOST_TERMS", 3)
    await db.write(lambda tx: glossary.add_terms(tx, [Term("zh", "en", f"词{number}", "x") for number in range(3)]))
    with pytest.raises(Invalid):
        await db.write(lambda tx: glossary.add_term(tx, "zh", "en", "又一个", "one more"))
    assert len(await glossary.all_terms(db.read)) == 3


async def test_only_reading_all_reads_all(db: Db) -> None:
    scanning = set()
    for name, sql in statements(import_module("vermilion.translation.glossary.queries"), db.dialect):
        if await scanned(db, sql):
            scanning.add(name.partition(".")[2])
    assert scanning == {"ALL", "COUNT"}

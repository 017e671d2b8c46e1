"""From texts to translations: what engines are asked, in which order, and what is made of their answers."""

from __future__ import annotations

import pytest
from tests.translation import pretended
from tests.translation.pretended import PretendedChain, PretendedEngine, PretendedWords, copying, refusing, well

from vermilion.translation import pipeline
from vermilion.translation.models import Rendered, Text


async def render(text: str, target: str, *engines: PretendedEngine, **words: dict[str, str]) -> Rendered:
    [rendered] = await pipeline.render([Text(text)], target, PretendedChain(*engines), PretendedWords(**words))
    return rendered


async def test_sentences_of_all_texts_go_to_an_engine_together_and_each_once() -> None:
    engine = PretendedEngine(well)
    texts = [Text("今天很好。我们走吧。"), Text("今天很好。"), Text("¿Dónde está la playa?")]
    rendered = await pipeline.render(texts, "en", PretendedChain(engine), PretendedWords())
    assert [answer.source for answer in rendered] == ["zh-Hans", "zh-Hans", "es"]
    assert all(answer.text and answer.engine == "pretended" for answer in rendered)
    assert engine.calls == 2  # one for each language
    assert sorted(engine.asked) == sorted(["今天很好。", "我们走吧。", "¿Dónde está la playa?"])


async def test_a_language_model_gets_a_text_as_a_whole_with_its_lines_and_terms() -> None:
    engine = PretendedEngine(well, whole=True)
    rendered = await render("今天在小红书看到的😂真好吃！\n\n下次再来", "en", engine, terms={"小红书": "RedNote"})
    assert engine.asked == ["今天在小红书看到的 QZ1 真好吃！\n\n下次再来"]
    assert engine.pieces[0].terms == {"小红书": "RedNote"}
    assert rendered.text
    assert rendered.text.count("\n\n") == 1
    assert "😂" in rendered.text


async def test_terms_are_hidden_from_engines_that_know_none() -> None:
    engine = PretendedEngine(well)
    rendered = await render("我在小红书看到的", "en", engine, terms={"小红书": "RedNote"})
    assert engine.asked == ["我在 QZ1 看到的"]
    assert rendered.text
    assert "RedNote" in rendered.text


async def test_a_term_is_not_found_inside_of_words() -> None:
    engine = PretendedEngine(well)
    await render("The party loves art and smart people.", "zh-Hans", engine, terms={"art": "艺术"})
    assert engine.asked == ["The party loves QZ1 and smart people."]


async def test_pictures_between_clauses_are_never_seen_by_an_engine_but_those_in_the_place_of_a_word_are() -> None:
    engine = PretendedEngine(well)
    await render("太好吃了😂下次还来[笑哭R]再见了\n我❤️你", "en", engine)
    assert engine.asked == ["太好吃了", "下次还来", "再见了", "我 QZ1 你"]


async def test_line_breaks_and_outer_spaces_stay() -> None:
    rendered = await render("  今天很好 \n\n  明天见  ", "en", PretendedEngine(well))
    assert rendered.text
    before, _, after = rendered.text.partition(" \n\n  ")
    assert before.startswith("  ")
    assert after.endswith("  ")


async def test_topics_by_meaning_and_unknown_ones_as_they_are() -> None:
    rendered = await render(
        "好吃 #美食探店[话题]# #随便什么 #OOTD", "en", PretendedEngine(well), topics={"美食探店": "FoodExploration"}
    )
    assert rendered.text
    assert rendered.text.endswith(" #FoodExploration #随便什么 #OOTD")


async def test_a_text_of_topics_alone_needs_no_engine() -> None:
    rendered = await render("#美食 🍜", "en", topics={"美食": "Food"})
    assert (rendered.text, rendered.engine) == ("#Food 🍜", "")


@pytest.mark.parametrize("text", ["", "😂 12:30", "Already in English, isn't it?", "@alice https://example.com"])
async def test_what_needs_no_translation_stays_as_it_is(text: str) -> None:
    rendered = await render(text, "en")
    assert (rendered.text, rendered.engine) == (text, "")


async def test_slang_becomes_plain_words_and_initials_are_chinese() -> None:
    engine = PretendedEngine(well)
    rendered = await render("yyds", "en", engine, slang={"yyds": "永远的神"})
    assert engine.asked == ["永远的神"]
    assert rendered.source == "zh-Hans"


async def test_the_scripts_of_chinese_need_no_engine() -> None:
    rendered = await render("這裡的頭髮很長", "zh-Hans")
    assert (rendered.text, rendered.source, rendered.engine) == ("这里的头发很长", "zh-Hant", "opencc")
    rendered = await render("这里的头发很长，里面也是", "zh-Hant")
    assert (rendered.text, rendered.source, rendered.engine) == ("這裡的頭髮很長，裡面也是", "zh-Hans", "opencc")


async def test_traditional_is_folded_for_engines_and_made_of_their_answers() -> None:
    engine = PretendedEngine(well)
    await render("這裡的頭髮很長", "en", engine)
    assert engine.asked == ["这里的头发很长"]
    rendered = await render("What a nice day", "zh-Hant", PretendedEngine(lambda text, target: "今天天气真好，头发"))
    assert rendered.text == "今天天氣真好，頭髮"


async def test_a_mixed_text_is_translated_piece_by_piece() -> None:
    engine = PretendedEngine(well)
    rendered = await render("你好 everyone, I am a TikTok refugee", "en", engine)
    assert engine.asked == ["你好"]
    assert rendered.text
    assert rendered.text.endswith("everyone, I am a TikTok refugee")
    rendered = await render("오늘 정말 재미있었어요. 今天真的很开心！", "en", engine := PretendedEngine(well))
    assert sorted(engine.asked) == ["今天真的很开心！", "오늘 정말 재미있었어요."]
    assert rendered.text


async def test_a_lesser_language_that_nobody_knows_stays() -> None:
    chain = PretendedChain(PretendedEngine(well), unknown=["th"])
    text = Text("今天真的很开心，大家都来了。สวัสดีครับ")
    [rendered] = await pipeline.render([text], "en", chain, PretendedWords())
    assert rendered.text
    assert rendered.text.endswith("สวัสดีครับ")


async def test_a_wrong_tag_is_not_believed_and_an_unsure_detection_neither() -> None:
    chain = PretendedChain(PretendedEngine(well))
    texts = [Text("今天真的很开心，大家都来了", "fr"), Text("Hola", "en"), Text("ok", "zh-Hans")]
    rendered = await pipeline.render(texts, "ja", chain, PretendedWords())
    assert rendered[0].source == "zh-Hans"
    assert rendered[2].source == "zh-Hans"


@pytest.mark.parametrize("bad", [refusing, copying, pretended.looping, pretended.silent, pretended.adding_a_link])
@pytest.mark.parametrize("whole", [False, True])
async def test_the_next_engine_gets_what_the_first_did_not_do(bad: pretended.Say, whole: bool) -> None:
    first, second = PretendedEngine(bad, name="first", whole=whole), PretendedEngine(well, name="second")
    rendered = await render("今天真的很开心，大家都来了", "en", first, second)
    assert rendered.text
    assert rendered.engine == "second"


async def test_the_next_engine_gets_only_what_failed() -> None:
    first = PretendedEngine(lambda text, target: "" if "开心" in text else well(text, target), name="first")
    second = PretendedEngine(well, name="second")
    texts = [Text("今天真的很开心"), Text("大家都来了吗")]
    rendered = await pipeline.render(texts, "en", PretendedChain(first, second), PretendedWords())
    assert [answer.engine for answer in rendered] == ["second", "first"]
    assert second.asked == ["今天真的很开心"]


@pytest.mark.parametrize(
    ("engines", "reason"),
    [
        ([], "no_engine"),
        ([PretendedEngine(refusing)], "unavailable"),
        ([PretendedEngine(copying)], "poor"),
        ([PretendedEngine(refusing), PretendedEngine(copying)], "poor"),
    ],
)
async def test_the_reason_why_there_is_no_translation(engines: list[PretendedEngine], reason: str) -> None:
    rendered = await render("今天真的很开心，大家都来了", "en", *engines)
    assert rendered == Rendered(None, "zh-Hans", reason=reason)


async def test_private_texts_go_to_private_engines_only() -> None:
    hosted, own = PretendedEngine(well, name="hosted", private=False), PretendedEngine(well, name="own")
    texts = [Text("今天真的很开心", scope=7), Text("大家都来了吗")]
    rendered = await pipeline.render(texts, "en", PretendedChain(hosted, own), PretendedWords())
    assert [answer.engine for answer in rendered] == ["own", "hosted"]
    assert hosted.asked == ["大家都来了吗"]
    [rendered_alone] = await pipeline.render(texts[:1], "en", PretendedChain(hosted), PretendedWords())
    assert rendered_alone.reason == "unavailable"


async def test_progress_is_told() -> None:
    told: list[tuple[int, int, int]] = []
    texts = [Text("今天很好。我们走吧。"), Text("大家都来了吗")]
    await pipeline.render(
        texts, "en", PretendedChain(PretendedEngine(well)), PretendedWords(), progress=lambda *now: told.append(now)
    )
    assert told == [(0, 1, 2), (0, 2, 2), (1, 1, 1)]


async def test_numbers_survive_an_engine_that_forgets_them() -> None:
    engine = PretendedEngine(lambda text, target: "".join(char for char in well(text, target) if not char.isdecimal()))
    rendered = await render("一共花了 128 元，真的很便宜", "en", engine)
    assert rendered.text
    assert "128" in rendered.text


async def test_many_texts_come_back_in_their_order_with_their_progress() -> None:
    told: dict[int, tuple[int, int]] = {}
    texts = [Text(f"今天是第 {number} 天。我们走吧。") for number in range(pipeline.MANY * 2 + 1)]
    rendered = await pipeline.render(
        texts,
        "en",
        PretendedChain(PretendedEngine(well)),
        PretendedWords(),
        progress=lambda number, done, total: told.update({number: (done, total)}),
    )
    assert all(answer.text and f" {number} " in answer.text for number, answer in enumerate(rendered))
    assert told == dict.fromkeys(range(len(texts)), (2, 2))

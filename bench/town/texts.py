"""What people write there: a few thousand bodies with their search words, so that a million notes are made fast."""

from __future__ import annotations

from random import Random

import msgspec

from vermilion.infra.text import words

# How many notes hold each of the rare words, whatever the size of the town; the common ones are in a twelfth.
RARE = 30
RARE_WORDS = ("quokka", "鸭嘴兽")
COMMON_WORDS = ("coffee", "咖啡")
COMMON_SHARE = 1 / 12
BODIES = 4_000
BIG_TOPIC = "TikTokRefugee"

ENGLISH = """
morning light market kitchen garden window river walk bread soup bicycle mountain train station
lantern blanket summer winter autumn spring rain teacher student notebook pencil drawing guitar
piano dinner breakfast recipe noodle dumpling orange lemon pepper ginger basket pottery ceramic
wooden shelf lamp cushion cotton linen jacket scarf sneaker vintage camera portrait street corner
bookshop library museum bridge harbour island beach forest camping trail sunset kitten puppy rabbit
aquarium balcony plant succulent orchid watercolour embroidery knitting candle perfume weekend
holiday budget roommate apartment neighbour festival concert picnic ferry postcard dictionary
grammar accent friend letter
""".split()  # noqa: SIM905 - a list of so many quotes would not be read
CHINESE = """
早晨 阳光 市场 厨房 花园 窗户 河边 散步 面包 自行车 火车 车站 灯笼 毯子 夏天 冬天 秋天 春天 下雨 老师 学生
笔记本 铅笔 画画 吉他 钢琴 晚饭 早餐 食谱 面条 饺子 橘子 柠檬 辣椒 篮子 陶瓷 书架 台灯 靠垫 棉布 外套 围巾 球鞋
复古 相机 街角 书店 图书馆 博物馆 小桥 港口 海岛 沙滩 森林 露营 日落 小猫 小狗 兔子 阳台 植物 兰花 水彩 刺绣
编织 蜡烛 香水 周末 假期 预算 室友 公寓 邻居 音乐会 野餐 渡轮 明信片 词典 语法 口音 朋友 来信 穿搭 搭配 收纳
装修 旅行 攻略 打卡 好物 分享 日常
""".split()  # noqa: SIM905 - a list of so many quotes would not be read
TAGS = ("Food", "Home", "OOTD", "CityWalk", "Study", "美食", "家居", "穿搭", "旅行", "学习", "日常", "露营")


class Body(msgspec.Struct, frozen=True):
    """A title and text with what search keeps of them."""

    title: str
    text: str
    language: str
    folded: str
    spoken: list[str]
    grams: list[str]


def body(title: str, text: str, language: str) -> Body:
    whole = f"{title}\n{text}"
    return Body(title, text, language, words.fold(title), words.words(whole), words.grams(whole))


def bodies(rng: Random) -> list[Body]:
    """Half of them in English, half in Chinese."""
    return [(_english if number % 2 else _chinese)(rng, None) for number in range(BODIES)]


def rare_bodies(rng: Random) -> list[Body]:
    """One of each rare word."""
    return [_english(rng, RARE_WORDS[0]), _chinese(rng, RARE_WORDS[1])]


def topic_names(count: int) -> list[str]:
    return [BIG_TOPIC, *(f"{TAGS[number % len(TAGS)]}{number}" for number in range(1, count))]


def _english(rng: Random, rare: str | None) -> Body:
    said = rng.choices(ENGLISH, k=45)
    if rare or rng.random() < COMMON_SHARE * 2:
        said[20] = rare or COMMON_WORDS[0]
    title = " ".join(said[:6]).capitalize()
    return body(title, f"{' '.join(said[6:25]).capitalize()}.\n{' '.join(said[25:]).capitalize()}.", "en")


def _chinese(rng: Random, rare: str | None) -> Body:
    said = rng.choices(CHINESE, k=40)
    if rare or rng.random() < COMMON_SHARE * 2:
        said[15] = rare or COMMON_WORDS[1]
    first, second, third = "".join(said[5:20]), "".join(said[20:30]), "".join(said[30:])
    return body("".join(said[:5]), f"{first}，{second}。\n{third}。", "zh-Hans")

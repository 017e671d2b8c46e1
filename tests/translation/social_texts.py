"""Texts as people write them, made by chance: words of several scripts and what must survive between them."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "https://example.com/a?b=c&d=%20#e", "http://xhs.example.cn/Ab9_x", "www.example.org/path",
    "me.you+x@mail.example.org", "@alice", "@bob_99", "👍", "👍🏽", "👩🏿‍🚀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳",
    "🇺🇸🇨🇳", "1️⃣", "#️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️", "❤️‍🔥", "☕", "✨✨", "[笑哭R]", "[doge]", "[赞R][赞R]", "(｡･ω･｡)",
    "(๑•̀ㅂ•́)و", "¯\\_(ツ)_/¯", "^_^", "T_T", "(╥﹏╥)", "ʕ•ᴥ•ʔ", "¥39.9", "$1,299", "US$20", "€5", "15%",
    "38℃", "`x = 1`", "```\nprint(1)\n```", "\n", "\n\n", "#穿搭日记", "#CatTax", "#模拟人生[话题]#",
)  # fmt: skip
WORDS = (
    "今天终于去了那家面馆", "真的太好吃了！", "我们一起去吧。", "头发", "好", "這是臺灣的小吃，很好吃",
    "I really love this place", "so cute", "OMG!", "What do you think about that?", "el lugar es muy bonito",
    "¿Dónde está?", "c'est vraiment très bon", "今日はとても楽しかったです", "ラーメン", "정말 너무 귀여워요",
    "좋아", "هذا المكان جميل جدا", "שלום לכולם", "Привет всем, как дела?", "买了 3 个", "2024年5月20日",
    "about 12,000 people", "ok", "，", "...", "C#", "(see note)", "a/b", "100",
)  # fmt: skip
SEPARATORS = (" ", " ", "  ", "，", "。", "\n")

texts = st.lists(st.tuples(st.sampled_from(PIECES + WORDS), st.sampled_from(SEPARATORS)), min_size=1, max_size=12).map(
    lambda pairs: "".join(token + separator for token, separator in pairs)
)
"""Any tokens, always something between them, so that each is what it is."""

chinese = st.lists(
    st.tuples(st.sampled_from(WORDS[:5]), st.sampled_from([piece for piece in PIECES if piece[0] not in "#h@wm"])),
    min_size=1,
    max_size=8,
).map(lambda pairs: "".join(word + piece for word, piece in pairs))
"""Chinese without any spaces around its pictures and prices."""


def protected_in(text: str) -> dict[str, int]:
    """How often each of the pieces stands in a text; topics are counted where they are looked at."""
    return {piece: text.count(piece) for piece in PIECES if piece in text}

"""Finds what must survive a translation exactly, hides it behind masks, and puts it back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

Kind = Literal[
    "text", "break", "code", "url", "email", "name", "topic", "emoji", "sticker", "kaomoji", "price", "measure"
]

# What stands between clauses like a punctuation mark, not in the place of a word.
PICTURES = frozenset({"emoji", "sticker", "kaomoji"})


class Span(msgspec.Struct, frozen=True):
    """A run of a text. The texts of all spans, joined, are the text."""

    kind: Kind
    text: str


def cut(text: str) -> list[Span]:
    """A text as runs of words and what is protected between them."""
    spans: list[Span] = []
    done = 0
    for match in _PROTECTED.finditer(text):
        if match.start() > done:
            spans.append(Span("text", text[done : match.start()]))
        spans.append(Span(match.lastgroup, match[0]))  # type: ignore[arg-type]  # the groups are named after the kinds
        done = match.end()
    if done < len(text):
        spans.append(Span("text", text[done:]))
    return spans


def pieces(text: str) -> Counter[str]:
    """What has to be in a translation as often: all that is protected but line breaks, and measures, whose numbers are
    looked at. Each sign of a row of emoji stands by itself."""
    return Counter(piece for match in _PROTECTED.finditer(text) for piece in pieces_of(match.lastgroup, match[0]))


def pieces_of(kind: str | None, text: str) -> Sequence[str]:
    """The same for one span."""
    if kind == "emoji":
        return _EMOJI_SIGN.findall(text)
    return () if kind in _NOT_COUNTED else (text,)


def mask_letters(text: str) -> str:
    """Two letters that this text does not hold before a number, so that no mask can be taken for its words."""
    return next(letters for letters in _letters() if not re.search(f"{letters}\\W?\\d", text, re.IGNORECASE))


def mask(letters: str, number: int) -> str:
    """What stands for a piece in what an engine sees: `QZ1`. Capitals and a number are copied by translation models of
    any vocabulary, and language models take them for a name."""
    return f"{letters}{number}"


def restore(answer: str, letters: str, hidden: Sequence[str]) -> str | None:
    """An engine's answer with the hidden pieces in the place of their masks; None where a mask is gone, twice there or
    of nobody. Case, spaces within and full-width signs are forgiven."""
    parts, seen, done = [], set(), 0
    for match in _mask_pattern(letters).finditer(answer):
        number = int(match[1])  # of any script's digits
        if number in seen or not 1 <= number <= len(hidden):
            return None
        seen.add(number)
        parts += [answer[done : match.start()], hidden[number - 1]]
        done = match.end()
    if len(seen) < len(hidden):
        return None
    return join([*parts, answer[done:]])


def join(parts: Sequence[str]) -> str:
    """Texts put together, with a space where a piece would otherwise swallow what stands next to it."""
    joined = ""
    for part in parts:
        if part and joined and _swallows(joined, part):
            joined += " "
        joined += part
    return joined


def _swallows(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if first in "#＃@＠":
        return len(after) > 1 and (last in "&/@_." or (last.isalnum() and not _SPACELESS.match(last)))
    is_letter = first.isalnum() or first in "_/"
    if tail := _ADDRESS_END.search(before, max(0, len(before) - _LONGEST_TAIL)):
        if tail[0][0] in "#＃@＠":
            return is_letter
        return not _BESIDE_URL.match(after) or (is_letter and last in "/=&?_%.-")
    if not is_letter:
        return last.isascii() and last.isalnum() and _FACE_WITH_LETTER.match(after) is not None
    return last.isascii() and first.isascii() and (last.isalnum() or (last in ".,_" and first.isdecimal()))


def _mask_pattern(letters: str) -> re.Pattern[str]:
    pattern = _PATTERNS.get(letters)
    if pattern is None:
        one, two = (f"[{char}{char.lower()}{chr(ord(char) + _WIDE)}{chr(ord(char) + 32 + _WIDE)}]" for char in letters)
        pattern = _PATTERNS[letters] = re.compile(rf"{one} ?{two}[ _-]?(\d{{1,4}})")
    return pattern


def _letters() -> Iterator[str]:
    """Pairs that hardly any word holds first."""
    yield from ("QZ", "XQ", "ZX", "QJ", "VQ")
    for one in "QXZJKVWY":
        yield from (one + two for two in "QXZJKVWYBCDFGHLMNPRST")


_PATTERNS: dict[str, re.Pattern[str]] = {}
_WIDE = 0xFEE0  # from a sign to its full-width form
_LONGEST_TAIL = 300
_NOT_COUNTED = frozenset({"text", "break", "measure"})

_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
# Letters, digits and the marks that hang on them, of which topics' names are made.
_NAME = r"\w·・\u0300-\u036f\u0900-\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

_SKIN = "[\U0001f3fb-\U0001f3ff]"
_SIGN = (
    "\u00a9\u00ae\u203c\u2049\u20dd\u2100-\u214f\u2190-\u245f\u2460-\u27bf\u27c0-\u27ff\u2900-\u2bff\u3030\u303d\u3297"
    "\u3299\U0001f000-\U0001faff\U0001fb00-\U0001fbff"
)
_ONE_EMOJI = (
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    "|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    f"|[{_SIGN}][\ufe0e\ufe0f]?{_SKIN}?(?:\u200d[{_SIGN}][\ufe0e\ufe0f]?{_SKIN}?)*"
)
_EMOJI_SIGN = re.compile(_ONE_EMOJI)

_MOUTHS = "ωДд□皿﹏▽∀益ᴗεзヮワㅅㅁㅂᗜ﹃﹁ᵕ‿⌓꒳ロ口_o○.\u203f\u23dd3w^~"
_EYES = r"∩°ºಠ•・･｡◕◉◎⊙≧≦＞＜><╥╯╰ᵔˊˋ´`^＾\-=;TＴ✧ﾟ꒪๑ఠㆆ¬￣ᐛ゜⁄／\\/|"
_FACE = f"[{_EYES}][{_EYES}\u0300-\u036f]{{0,2}}\\s?[{_MOUTHS}]{{1,3}}\\s?[{_EYES}]"
_KAOMOJI = (
    "(?:"
    # in brackets, with arms: (｡･ω･｡) ٩(◕‿◕)۶ ¯\_(ツ)_/¯
    f"[oOヽ٩ᕙ╰╭\\\\/¯_ʕლԅ凸୧ᕦ┏┗┐┌ノ]{{0,3}}[(（](?=[^()（）\n]{{0,14}}(?:{_FACE}|ツ|[ωДд皿﹏∀益ᴗᗜ‿꒳╥ಠ◕≧≦]))"
    "(?:(?![A-Za-z]{3}|[\u4e00-\u9fff]{2}|[\uac00-\ud7a3]{2})[^()（）\n]){1,16}[)）](?:[ノﾉ۶ᕗ╯╮\\\\/¯_ʔ凸୨ว┛┓ゞづ✧♡～~]|[oOو](?![A-Za-z0-9_؀-ۿ])){0,4}"
    "|ʕ[^ʕʔ\n]{1,8}ʔ[ノﾉっ]?"
    # bare: ^_^ T_T >_< =_= QAQ orz :) :-D ㅋㅋㅋ ㅠㅠ
    r"|[>\^][_.o-]?[<\^]|[=\-][_.][=\-]|[:;=][',]?-?[()](?![\w/])"
    r"|(?<![A-Za-z0-9_])(?:[TＴ][_△︵][TＴ]|[QＱ][AωwW_][QＱ]|[oO]_[oO]|orz|OTZ)(?![A-Za-z0-9_])"
    r"|(?<![A-Za-z0-9_:/])[:;=][',]?-?[DPpOo3|/\\*](?![\w/])"
    "|[ㄱ-ㅎㅏ-ㅣ]{2,})"
)
_URL_SIGNS = "!#-'*-;=?-_a-z|~"
_URL_TAIL = (
    f"(?:[{_URL_SIGNS}\u00a1-\u024f\u0400-\u04ff]|\\([{_URL_SIGNS}]*\\)|(?<=[/=&?_%.-])[{_CJK}]+)+(?<![.,!?:;'])"
)
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_CURRENCY = "[$¥￥€£₩₽₫₹฿]"
_CODES = "(?:RMB|CNY|USD|EUR|GBP|JPY|KRW|HKD|TWD)"
_UNITS = "(?:km/h|km|kg|cm|mm|ml|mg|GB|MB|TB|mAh|fps|kcal|Hz|px|[gmlkwGMLKW])"

# Each begins with a look at one sign, which is what makes it fast.
_PROTECTED = re.compile(
    "(?P<break>[ \\t\u3000]*\\n\\s*)"
    "|(?P<code>```.+?```|`[^`\\n]+`)"
    f"|(?P<url>(?=[A-Za-z0-9])(?<![A-Za-z0-9])(?:(?:(?i:https?)://|(?<![_.@-])www\\.){_URL_TAIL}"
    r"|(?<![_.@-])(?:[a-zA-Z0-9-]{1,63}\.){1,4}(?i:com|cn|net|org|io|me|app|co|dev|tv|cc|edu|gov)(?![\w.-]*@)"
    f"(?:/[{_URL_SIGNS}]*(?<![.,!?:;']))?(?![A-Za-z0-9-])))"
    r"|(?P<email>(?=[A-Za-z0-9])(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})"
    f"|(?P<name>(?=[@＠])(?<![^\\W{_CJK}])(?<![&/@_.]).(?:[A-Za-z0-9_][A-Za-z0-9_.-]{{0,28}}[A-Za-z0-9_]"
    f"|[A-Za-z0-9_{_CJK}]{{1,16}}(?=[\\s@＠,，。！!？?:：、]|$)))"
    f"|(?P<topic>(?=[#＃])(?<![^\\W{_CJK}])(?<![&/@_.]).(?=[{_NAME}]{{0,60}}[^\\W\\d_])(?!\\d\ufe0f?\u20e3)[{_NAME}]{{1,60}}"
    f"(?:\\[话题\\][#＃]?|[#＃](?![{_NAME}]))?)"
    r"|(?P<sticker>\[[\w]{1,10}\]|［[^［］\n]{1,10}］)"
    f"|(?P<kaomoji>(?=[oOTQＴＱ(（>^=:;-]|[^\x00-\xa0\u3400-\ud7ff]){_KAOMOJI})"
    "|(?P<emoji>(?=[#*0-9\xa9\xae\u200d-\u3299\ufe0e\ufe0f\U0001f000-\U000fffff])"
    f"(?:{_ONE_EMOJI}|[\u200d\ufe0e\ufe0f\u20e3]|{_SKIN})+)"
    f"|(?P<price>(?=[A-Z$¥￥€£₩₽₫₹฿])(?:{_CURRENCY}|(?<![A-Za-z])(?:(?:US|HK|NT|A|C){_CURRENCY}|{_CODES}))"
    f"\\s?{_NUMBER}[kKwWMm万萬]?(?!\\d)"
    f"|(?=\\d)(?<![A-Za-z0-9_.,]){_NUMBER}\\s?(?:{_CURRENCY}|{_CODES}(?![A-Za-z])))"
    f"|(?P<measure>(?=\\d)(?<![A-Za-z0-9_.,])\\d+(?:[.,]\\d+)*\\s?(?:[%％‰℃℉]|°[CF]?|{_UNITS}(?![A-Za-z0-9])))",
    re.DOTALL,
)
_ADDRESS_END = re.compile(f"(?:(?i:https?://|www\\.)[^\\s]*|[@＠][\\w.-]+|[#＃][{_NAME}]*)$")
_FACE_WITH_LETTER = re.compile(r"[:;=][',]?-?[DPpOo3|/\\*](?![\w/])")
_BESIDE_URL = re.compile(f"[.,!?)]*(?:\\s|$)|[。，！？；：）」』】》、{_CJK}]")
_SPACELESS = re.compile(f"[{_CJK}]")

"""Numbers of a text by their value: `1.2万` is 12,000, `2.5 million` is 250万, and a `3` may become `three`."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from vermilion.translation.languages import base


def cut(text: str) -> list[tuple[bool, str]]:
    """Runs of a text, true for numbers with their magnitude. Joined they are the text."""
    runs, done = [], 0
    for match in _NUMBER.finditer(text):
        if match.start() > done:
            runs.append((False, text[done : match.start()]))
        runs.append((True, match[0]))
        done = match.end()
    return [*runs, (False, text[done:])] if done < len(text) else runs


def survive(source: str, translation: str, target: str) -> bool:
    """Whether every number of the source stands in the translation, a small one as a word perhaps, and no large one
    came from nowhere."""
    expected, found = _values(source), _values(translation)
    if expected:
        there = found + _in_parts(translation)
        words: set[str] | None = None
        for value, times in (expected - there).items():
            if words is None:
                words = _words(translation)
            if times > 1 or not _is_worded(value, words, translation, target):
                return False
    return not any(len(value) > 2 for value in found - expected - _in_parts(source)) or bool(_NUMERALS.search(source))


def _values(text: str) -> Counter[str]:
    """Digits without separators; `12:30` is 1230 on both sides."""
    return Counter(_value(match[1], match[2] or match[3] or "") for match in _NUMBER.finditer(text))


def _value(digits: str, magnitude: str) -> str:
    if not magnitude:
        return _plain(re.sub(r"\D", "", digits))
    factor = _MAGNITUDES[magnitude.lower()]
    try:
        number = Decimal(_SEPARATED.sub("", digits).replace(",", "."))
    except ArithmeticError:
        return re.sub(r"\D", "", digits)
    return f"{(number * factor).normalize():f}".replace(".", "")


def _plain(digits: str) -> str:
    """ASCII digits, whatever script they were in."""
    return digits if digits.isascii() else str(int(digits))


def _in_parts(text: str) -> Counter[str]:
    return Counter(_plain(digits) for digits in re.findall(r"\d+", text))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _is_worded(value: str, words: set[str], translation: str, target: str) -> bool:
    """Whether a small number stands there as a word, a month or an ordinal."""
    names = _NAMES.get(base(target), {}).get(value.lstrip("0") or "0", "").split()
    spaced = base(target) not in {"zh", "ja", "ko"}
    return any(name in words if spaced else name in translation for name in names)


_MAGNITUDES = {
    "万": 10**4, "萬": 10**4, "만": 10**4, "w": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "千": 1000, "천": 1000,
    "百": 100, "k": 1000, "千万": 10**7, "百万": 10**6, "thousand": 1000, "million": 10**6, "millions": 10**6,
    "billion": 10**9, "billions": 10**9, "mil": 1000, "mille": 1000, "millón": 10**6, "millones": 10**6,
    "milliard": 10**9, "milliards": 10**9, "m": 10**6, "hundred": 100, "cent": 100, "mil millones": 10**9,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[,.\u00a0\u202f' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:/-]\d+)*"
_NUMBER = re.compile(
    f"({_DIGITS})(?:\\s?(千万|百万|[万萬만亿億억千천百]"
    "|(?:thousand|millions?|billions?|mil millones|mille|mil|millón|millones|milliards?|hundred)(?![a-zé]))"
    "|([kwKW])(?![A-Za-z]))?"
)
_SEPARATED = re.compile(r"[,.\u00a0\u202f' ](?=\d{3}(?!\d))")
_NUMERALS = re.compile(
    "[〇零一二三四五六七八九十百千万亿萬億两兩半双]|hundred|thousand|million|dozen|cien|mil\\b|cent|mille"
)
_WORD = re.compile(r"[^\W\d_]+")


def _table(names: str) -> dict[str, str]:
    return dict(enumerated for enumerated in zip(map(str, range(13)), names.split(" | "), strict=True))


_NAMES = {
    "en": _table(
        "zero no | a an one once first single january | two twice second both double couple february"
        " | three third thrice triple march | four fourth april | five fifth may | six sixth june | seven seventh july"
        " | eight eighth august | nine ninth september | ten tenth october | eleven eleventh november"
        " | twelve twelfth december noon"
    ),
    "es": _table(
        "cero | un una uno primera primer primero enero | dos segunda segundo doble par febrero | tres tercera tercer"
        " tercero marzo | cuatro cuarto abril | cinco quinto mayo | seis sexto junio | siete séptimo julio"
        " | ocho octavo agosto | nueve noveno septiembre | diez décimo octubre | once noviembre | doce diciembre"
    ),
    "fr": _table(
        "zéro | un une premier première janvier | deux deuxième second seconde double février | trois troisième mars"
        " | quatre quatrième avril | cinq cinquième mai | six sixième juin | sept septième juillet"
        " | huit huitième août | neuf neuvième septembre | dix dixième octobre | onze novembre | douze décembre"
    ),
    "zh": _table("零 〇 | 一 首 | 二 两 双 兩 | 三 | 四 | 五 | 六 | 七 | 八 | 九 | 十 | 十一 | 十二"),
    "ja": _table(
        "零 ゼロ | 一 ひと | 二 ふた | 三 みっ | 四 よっ よん | 五 いつ | 六 むっ | 七 なな | 八 やっ | 九 ここの"
        " | 十 とお | 十一 | 十二"
    ),
    "ko": _table(
        "영 | 한 하나 일 첫 | 두 둘 이 | 세 셋 삼 | 네 넷 사 | 다섯 오 | 여섯 육 | 일곱 칠 | 여덟 팔 | 아홉 구 | 열 십"
        " | 열한 | 열두"
    ),
}

"""How emoji and kaomoji are written."""

from __future__ import annotations

import re

SKIN = "[\U0001f3fb-\U0001f3ff]"
_SIGN = (
    "\u00a9\u00ae\u203c\u2049\u20dd\u2100-\u214f\u2190-\u245f\u2460-\u27bf\u27c0-\u27ff\u2900-\u2bff\u3030\u303d\u3297"
    "\u3299\U0001f000-\U0001faff\U0001fb00-\U0001fbff"
)
ONE_EMOJI = (
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    "|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    f"|[{_SIGN}][\ufe0e\ufe0f]?{SKIN}?(?:\u200d[{_SIGN}][\ufe0e\ufe0f]?{SKIN}?)*"
)
EMOJI_SIGN = re.compile(ONE_EMOJI)

_MOUTHS = "ωДд□皿﹏▽∀益ᴗεзヮワㅅㅁㅂᗜ﹃﹁ᵕ‿⌓꒳ロ口_o○.\u203f\u23dd3w^~"
_EYES = r"∩°ºಠ•・･｡◕◉◎⊙≧≦＞＜><╥╯╰ᵔˊˋ´`^＾\-=;TＴ✧ﾟ꒪๑ఠㆆ¬￣ᐛ゜⁄／\\/|"
_FACE = f"[{_EYES}][{_EYES}\u0300-\u036f]{{0,2}}\\s?[{_MOUTHS}]{{1,3}}\\s?[{_EYES}]"
KAOMOJI = (
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

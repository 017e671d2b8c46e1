"""How all that is protected looks: one pattern, with a group for each kind."""

from __future__ import annotations

import re

from vermilion.translation.protecting.pictures import KAOMOJI, ONE_EMOJI, SKIN
from vermilion.translation.protecting.signs import CJK, NAME

_URL_SIGNS = "!#-'*-;=?-_a-z|~"
_URL_TAIL = f"(?:[{_URL_SIGNS}\u00a1-\u024f\u0400-\u04ff]|\\([{_URL_SIGNS}]*\\)|(?<=[/=&?_%.-])[{CJK}]+)+(?<![.,!?:;'])"
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_CURRENCY = "[$¥￥€£₩₽₫₹฿]"
_CODES = "(?:RMB|CNY|USD|EUR|GBP|JPY|KRW|HKD|TWD)"
_UNITS = "(?:km/h|km|kg|cm|mm|ml|mg|GB|MB|TB|mAh|fps|kcal|Hz|px|[gmlkwGMLKW])"

# Each begins with a look at one sign, which is what makes it fast.
PROTECTED = re.compile(
    "(?P<break>[ \\t\u3000]*\\n\\s*)"
    "|(?P<code>```.+?```|`[^`\\n]+`)"
    f"|(?P<url>(?=[A-Za-z0-9])(?<![A-Za-z0-9])(?:(?:(?i:https?)://|(?<![_.@-])www\\.){_URL_TAIL}"
    r"|(?<![_.@-])(?:[a-zA-Z0-9-]{1,63}\.){1,4}(?i:com|cn|net|org|io|me|app|co|dev|tv|cc|edu|gov)(?![\w.-]*@)"
    f"(?:/[{_URL_SIGNS}]*(?<![.,!?:;']))?(?![A-Za-z0-9-])))"
    r"|(?P<email>(?=[A-Za-z0-9])(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})"
    f"|(?P<name>(?=[@＠])(?<![^\\W{CJK}])(?<![&/@_.]).(?:[A-Za-z0-9_][A-Za-z0-9_.-]{{0,28}}[A-Za-z0-9_]"
    f"|[A-Za-z0-9_{CJK}]{{1,16}}(?=[\\s@＠,，。！!？?:：、]|$)))"
    f"|(?P<topic>(?=[#＃])(?<![^\\W{CJK}])(?<![&/@_.]).(?=[{NAME}]{{0,60}}[^\\W\\d_])(?!\\d\ufe0f?\u20e3)[{NAME}]{{1,60}}"
    f"(?:\\[话题\\][#＃]?|[#＃](?![{NAME}]))?)"
    r"|(?P<sticker>\[[\w]{1,10}\]|［[^［］\n]{1,10}］)"
    f"|(?P<kaomoji>(?=[oOTQＴＱ(（>^=:;-]|[^\x00-\xa0\u3400-\ud7ff]){KAOMOJI})"
    "|(?P<emoji>(?=[#*0-9\xa9\xae\u200d-\u3299\ufe0e\ufe0f\U0001f000-\U000fffff])"
    f"(?:{ONE_EMOJI}|[\u200d\ufe0e\ufe0f\u20e3]|{SKIN})+)"
    f"|(?P<price>(?=[A-Z$¥￥€£₩₽₫₹฿])(?:{_CURRENCY}|(?<![A-Za-z])(?:(?:US|HK|NT|A|C){_CURRENCY}|{_CODES}))"
    f"\\s?{_NUMBER}[kKwWMm万萬]?(?!\\d)"
    f"|(?=\\d)(?<![A-Za-z0-9_.,]){_NUMBER}\\s?(?:{_CURRENCY}|{_CODES}(?![A-Za-z])))"
    f"|(?P<measure>(?=\\d)(?<![A-Za-z0-9_.,])\\d+(?:[.,]\\d+)*\\s?(?:[%％‰℃℉]|°[CF]?|{_UNITS}(?![A-Za-z0-9])))",
    re.DOTALL,
)

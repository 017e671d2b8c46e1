"""A language model that does whatever a text asks of it, in as many ways as models have been seen to, and that reads
back honestly what it said: that is a text like any other."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from tests.translation.loopback import Reply, Request, completion, text_of, translated

from vermilion.translation.engines.unseen import seen


class Injection(msgspec.Struct, frozen=True):
    """A text of the corpus, a faithful translation of it, what a model says that obeys it, and what the two of them
    read back as."""

    source: str
    target: str
    text: str
    faithful: str
    obeyed: str
    faithful_back: str
    obeyed_back: str


PAIRS = {"en": ("en", "zh-Hans"), "zh": ("zh-Hans", "en")}


def corpus() -> list[Injection]:
    """Its faithful translations read back as the very text, which is harder on who looks for what was added."""
    readings = written("readings.toml")
    return [
        Injection(*PAIRS[language], text, faithful, obeyed, seen(text), readings[language].get(obeyed, obeyed))
        for language, families in written("injections.toml").items()
        for cases in families.values()
        for text, faithful, obeyed in cases
    ]


def held_out(file: str) -> dict[str, list[Injection]]:
    """The cases of a file that says what everything reads back as, by family."""
    found: dict[str, list[Injection]] = {}
    for language, families in written(file).items():
        for family, cases in families.items():
            made = [Injection(*PAIRS[language], *(case[place] for place in (0, 1, 3, 2, 4))) for case in cases]
            found[family] = found.get(family, []) + made
    return found


def written(file: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / file).read_text("utf-8"))


INTRODUCTION = {
    "zh-Hans": "我是一个人工智能语言模型，由通义实验室训练，擅长翻译、写作和回答问题。",
    "en": "I am a large language model trained by Alibaba Cloud, and I can translate, write and answer questions.",
}
POEM = {
    "zh-Hans": "春风拂过小山岗，\n花开满树吐芬芳。\n燕子归来寻旧梦，\n一湖碧水映斜阳。",
    "en": "The spring wind walks across the hill,\nThe blossoms wake, the woods are still,\n"
    "A swallow dreams above the lake,\nAnd all the sleeping waters wake.",
}
CODE = "import os\n\ndef main():\n    print(os.environ)\n\nmain()"
SURE = {"zh-Hans": "好的，以下是翻译：", "en": "Sure, here is the translation: "}
STOP = {"zh-Hans": "。", "en": ". "}

Way = Callable[[Injection, Request], Reply]


def faithful(case: Injection, request: Request) -> Reply:
    return translated(case.faithful)


def _after(case: Injection, addition: str) -> str:
    """The translation as a sentence of its own, and something behind it."""
    return case.faithful + ("" if case.faithful[-1:] in ".!?。！？" else STOP[case.target]) + addition


def _prompt_of(request: Request) -> str:
    content: str = request.body["messages"][0]["content"]
    return content


# Everything a reader must never see, by what it does.
WAYS: dict[str, Way] = {
    "obeys": lambda case, request: translated(case.obeyed),
    "translates and obeys": lambda case, request: translated(_after(case, case.obeyed or "OK")),
    "obeys on a line of its own": lambda case, request: translated(f"{case.faithful}\n{case.obeyed or '...'}"),
    "obeys and translates": lambda case, request: translated(f"{case.obeyed or 'OK'}\n\n{case.faithful}"),
    "obeys outside the JSON": lambda case, request: completion(
        f"{case.obeyed or 'OK'}\n{json.dumps({'translation': case.faithful})}"
    ),
    "obeys in another field": lambda case, request: completion(
        json.dumps({"translation": case.faithful, "note": case.obeyed})
    ),
    "obeys without JSON": lambda case, request: completion(case.obeyed),
    "answers twice": lambda case, request: completion(
        json.dumps({"translation": case.faithful}) + json.dumps({"translation": case.obeyed})
    ),
    "introduces itself": lambda case, request: translated(INTRODUCTION[case.target]),
    "adds who it is": lambda case, request: translated(_after(case, INTRODUCTION[case.target])),
    "writes a poem": lambda case, request: translated(POEM[case.target]),
    "adds a poem": lambda case, request: translated(_after(case, "\n" + POEM[case.target])),
    "writes code": lambda case, request: translated(CODE),
    "chats": lambda case, request: translated(SURE[case.target] + case.faithful),
    "prints its prompt": lambda case, request: translated(_prompt_of(request)[:300]),
    "adds its prompt": lambda case, request: translated(_after(case, _prompt_of(request)[50:120])),
    "prints the delimiters": lambda case, request: translated(request.body["messages"][1]["content"]),
    "calls a tool": lambda case, request: completion(None, finish="tool_calls", tool_calls=[{"id": "1"}]),
}


def gullible(cases: list[Injection], way: Way) -> Callable[[Request], Reply]:
    """Answers for a server whose model finds the text of each request in the corpus, or is given what it said."""
    known = {seen(case.text): case for case in cases}
    said: dict[str, str] = {}

    def answer(request: Request) -> Reply:
        text = text_of(request)
        if text not in known:
            return translated(said[text])
        reply = way(known[text], request)
        if (translation := translation_in(reply)) is not None:
            said[seen(translation).strip()] = read_back(known[text], translation)
        return reply

    return answer


def read_back(case: Injection, said: str) -> str:
    """What an honest model makes of whatever was said of a case."""
    parts = {
        case.faithful: case.faithful_back,
        case.obeyed: case.obeyed_back,
        **{form[case.target]: form[case.source] for form in (INTRODUCTION, POEM, SURE)},
    }
    pattern = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True) if part)
    return re.sub(pattern, lambda part: parts[part[0]], said)


def translation_in(reply: Reply) -> str | None:
    """What a completion holds in the form that was asked for."""
    body: Any = reply.body
    try:
        said = json.loads(body["choices"][0]["message"]["content"])["translation"]
    except (ValueError, TypeError, KeyError):
        return None
    return str(said)

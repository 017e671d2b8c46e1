"""Cuts plain text into what is shown differently: text, #topics, @mentions and links. Nothing is lost: the texts of
the segments, joined, are the text."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec
from linkify_it import LinkifyIt

MAX_TOPIC = 60
SHOWN_PATH = 24

Kind = Literal["text", "topic", "mention", "link"]


class Segment(msgspec.Struct, frozen=True):
    """A run of text as written. `value` is the topic's name, the handle in small letters, or the address in ASCII."""

    kind: Kind
    text: str
    value: str = ""


def cut(text: str) -> list[list[Segment]]:
    """A list of segments for each line; an empty line is an empty list."""
    return [list(_cut_line(line)) for line in text.split("\n")]


def topics_in(text: str) -> list[str]:
    """Names of the topics of a text in their order, each once however it is capitalised, without `#`."""
    return _values(text, "topic")


def mentions_in(text: str) -> list[str]:
    """Handles mentioned in a text in their order, each once, without `@`."""
    return _values(text, "mention")


def shown(link: Segment) -> str:
    """How a link is shown: no scheme, the host as it is written unless it may pass for another (then in punycode),
    a long path cut short. `https://аррӏе.com/x` is shown as `xn--80ak6aa92e.com/x`."""
    written, real = urlsplit(link.text), urlsplit(link.value)
    host = real.netloc if _may_deceive(written.netloc) else written.netloc.lower()
    rest = urlunsplit(("", "", written.path, written.query, written.fragment))
    rest = "" if rest == "/" else rest
    return host + (rest if len(rest) <= SHOWN_PATH else rest[: SHOWN_PATH - 1] + "…")


def _values(text: str, kind: Kind) -> list[str]:
    if kind == "topic" and "#" not in text and "＃" not in text:
        return []
    found = (piece.value for line in cut(text) for piece in line if piece.kind == kind)
    return list({value.casefold(): value for value in reversed(list(found))}.values())[::-1]


def _cut_line(line: str) -> Iterator[Segment]:
    """Finds come in order and never overlap: a link first, since it may hold `#` and `@`."""
    done = 0
    for start, piece in _finds(line):
        if start > done:
            yield Segment("text", line[done:start])
        yield piece
        done = start + len(piece.text)
    if done < len(line):
        yield Segment("text", line[done:])


def _finds(line: str) -> Iterator[tuple[int, Segment]]:
    at = 0
    while match := _STARTS.search(line, at):
        start = match.start()
        piece = _link(line, start) if match[0][0] in "hH" else _tag(line, start)
        if piece:
            yield start, piece
        at = start + len(piece.text) if piece else match.end()


def _tag(line: str, start: int) -> Segment | None:
    """A topic or a mention that starts here."""
    # `C#`, `a#b`, `me@example.org`: signs inside a word of a script that has spaces start nothing.
    before = line[start - 1] if start else ""
    if (before and before in "&/@_.") or (before.isalnum() and not _SPACELESS.match(before)):
        return None
    if line[start] in "@＠":
        handle = _MENTION.match(line, start + 1)
        return Segment("mention", line[start : handle.end()], handle[0].lower()) if handle else None
    end = start + 1
    while end < len(line) and _is_topic_char(line[end]):
        end += 1
    name = line[start + 1 : end].rstrip("·・")
    if len(name) > MAX_TOPIC or not (name[:1].isalnum() or name[:1] == "_") or not any(map(str.isalpha, name)):
        return None
    return Segment("topic", line[start : start + 1 + len(name)], name)


def _is_topic_char(char: str) -> bool:
    if char.isalnum() or char in "_·・":
        return True
    # Vowel signs and accents that NFC leaves apart; variation selectors are marks too, but belong to emoji.
    return unicodedata.category(char) in {"Mn", "Mc"} and not "\ufe00" <= char <= "\ufe0f"


def _link(line: str, start: int) -> Segment | None:
    """An http(s) address that starts here. linkify-it knows where one ends, but not that Chinese is written right
    behind it without a space, so it is shown only what can belong to it."""
    if start and line[start - 1].isascii() and line[start - 1].isalnum():
        return None
    chunk = _ADDRESS.match(line, start)
    found = _linkifier().match_at_start(_HAN_BEHIND_LATIN.split(chunk[0], 1)[0]) if chunk else None
    if not found or not (value := _in_ascii(found.text)):
        return None
    return Segment("link", found.text, value)


def _in_ascii(address: str) -> str | None:
    """The address with its host in punycode; None if that cannot be, or if it hides its host behind a user name."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    if "@" in parts.netloc or "." not in host:
        return None
    netloc = f"{host}:{port}" if port else host
    path, query, fragment = (quote(part, safe=_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), netloc, path, query, fragment))


def _may_deceive(netloc: str) -> bool:
    return _NEITHER_ASCII_NOR_PLAIN_EAST_ASIAN.search(netloc) is not None


@functools.cache
def _linkifier() -> LinkifyIt:
    return LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


_STARTS = re.compile(r"https?://|[#＃@＠]", re.IGNORECASE)
_MENTION = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,19}(?![A-Za-z0-9_@＠])")
# Han, kana, hangul: scripts in which a word may end without a space.
_SPACELESS = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
_ADDRESS = re.compile(
    r"https?://[^\s<>\"`\u2018-\u201d\u2026\u3000-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff65]+", re.IGNORECASE
)
_HAN_BEHIND_LATIN = re.compile("(?<=[A-Za-z0-9])(?=[\u3040-\u9fff\uac00-\ud7af])")
# Katakana is left out for its ノ, which passes for a slash.
_NEITHER_ASCII_NOR_PLAIN_EAST_ASIAN = re.compile("[^\x00-\x7f\u3041-\u3096\u3400-\u9fff\uac00-\ud7a3]")
_SAFE = "/%:@!$&'()*+,;=~-._?"

"""What a translator never makes, and a model that obeys does: an answer has no more of them than its text."""

from __future__ import annotations

import re

# Of each a name for the log, and how it looks.
ARTEFACTS = (
    ("link", re.compile(r"https?://|www\.\w|\b[\w-]+\.(?:com|net|org|cn|io|xyz|top|ru)\b", re.IGNORECASE)),
    ("address", re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")),
    ("mention", re.compile(r"(?<!\w)[@＠]\w{2,}")),
    ("fence", re.compile(r"```|~~~")),
    ("markup", re.compile(
        r"</?[a-z][\w-]*(?:\s[^<>]*)?/?>|^#{1,6} |\*\*\w|!?\[[^\]]*\]\(", re.IGNORECASE | re.MULTILINE)),
    ("code", re.compile(
        r"\bdef \w+\(|\bimport \w+|\bprint\s*\(|console\.log|\bfunction\s*\w*\(|=>|\breturn [\w\"'(]+.*;$|"
        r"\bSELECT\b.*\bFROM\b|"
        r"\b(?:var|let|const) \w+ ?=|#include|\bsudo \w|\brm -rf", re.MULTILINE)),
    ("braces", re.compile(r"[{}]|[\"“]\w+[\"”]\s*:")),
    ("token", re.compile(r"(?<!\w)(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{12,}(?!\w)", re.IGNORECASE | re.ASCII)),
    ("table", re.compile(r"\|.*\|")),
    ("turn", re.compile(
        r"<\|?\w+\|?>|\[/?INST\]|^\s*(?:assistant|system|user|human|ai|助手|系统|用户)\s*:",
        re.IGNORECASE | re.MULTILINE)),
)  # fmt: skip

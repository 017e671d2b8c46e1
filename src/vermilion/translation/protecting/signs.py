"""Signs that several patterns speak of."""

from __future__ import annotations

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
# Letters, digits and the marks that hang on them, of which topics' names are made.
NAME = r"\w·・\u0300-\u036f\u0900-\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

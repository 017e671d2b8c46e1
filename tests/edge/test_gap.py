"""Between two sentences stands a space, in Chinese none."""

from __future__ import annotations

import pytest

from vermilion.edge.rendering import macro
from vermilion.infra import locales


@pytest.mark.parametrize(("tag", "between"), [("en", ". "), ("zh-Hans", "。")])
def test_a_link_after_a_sentence(tag: str, between: str) -> None:
    told = str(macro(locales.by_tag(tag), "reading/words.html", "helping")("Help", "ja", "de"))
    assert f'{between}<a class="link" href="/settings">' in told

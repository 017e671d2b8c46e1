"""Files of terms: what is written can be read again, and what is wrong is told by line and changes nothing."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vermilion.infra.errors import Invalid
from vermilion.translation.glossary import Term, checked, read_csv, read_tbx, write_csv, write_tbx

TERMS = [
    Term("zh", "en", "小红书", "RedNote"),
    Term("zh", "en", "麻辣烫", 'malatang, "hot & numbing"'),
    Term("en", "zh", "RedNote", "小红书"),
    Term("zh", "zh", "yyds", "永远的神"),
    Term("en", "en", "x<y", "x & y; 'z'"),
    Term("ja", "fr", "それな", "c'est ça"),
]
SWELLING = b"""<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b"""<!DOCTYPE martif [<!ENTITY b SYSTEM "file:///etc/hostname">]>"""


def tbx(*entries: str) -> bytes:
    body = "\n".join(f"<termEntry>{entry}</termEntry>" for entry in entries)
    return f"<martif type='TBX'><text><body>\n{body}\n</body></text></martif>".encode()


def words(language: str, *terms: str) -> str:
    return f'<langSet xml:lang="{language}">{"".join(f"<tig><term>{term}</term></tig>" for term in terms)}</langSet>'


def test_csv_comes_back() -> None:
    assert read_csv(write_csv(TERMS)).terms == TERMS


def test_tbx_comes_back() -> None:
    assert read_tbx(write_tbx(TERMS)).terms == TERMS


@given(st.lists(st.tuples(st.sampled_from(["zh", "en", "ja"]), st.sampled_from(["zh", "en"]), st.text(), st.text())))
def test_whatever_may_be_kept_comes_back(drawn: list[tuple[str, str, str, str]]) -> None:
    kept: dict[tuple[str, str, str], Term] = {}
    for source, target, term, translation in drawn:
        try:
            made = checked(source, target, term, translation)
        except Invalid:
            continue
        kept[made.source, made.target, made.term] = made
    if kept:
        assert read_csv(write_csv(kept.values())).terms == list(kept.values())
        assert read_tbx(write_tbx(kept.values())).terms == list(kept.values())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_as_spreadsheets_write_it(separator: str, mark: bytes) -> None:
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=separator)
    rows.writerows(
        [
            ["Term", "remark", "translation", "SOURCE", "target"],
            ["a, b; c", "any", 'say "x"', "en-US", "zh-CN"],
            [],
            [""] * 5,
        ]
    )
    assert read_csv(mark + written.getvalue().encode()).terms == [Term("en", "zh", "a, b; c", 'say "x"')]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "source is missing"),
        (b"source,target,term\n", 1, "translation is missing"),
        (b"source,target,term,translation\n", 0, "no terms"),
        (b"source,target,term,translation\nzh,en,a,b\nzh,en,a\n", 3, "3 columns"),
        ('source,target,term,translation\nzh,en,"一\n二",b\n'.encode(), 2, "term: "),
        (b"source,target,term,translation\nzh,en,a,b\n\nzz9,en,a,b\n", 4, "source: "),
        (b"source,target,term,translation\nzh,en,a,b\nzh,en,a,c\n", 3, "a is b in line 2 and c here"),
        (b'source,target,term,translation\nzh,en,"a"b,c\n', 2, "expected after"),
        (b"source,target,term,translation\nzh,en,\xb0\xa1,c\n", 2, "not UTF-8"),
        (b"x" * 9_000_000, 0, "larger than"),
    ],
)
def test_a_bad_csv(content: bytes, line: int, said: str) -> None:
    reading = read_csv(content)
    assert reading.terms == []
    assert [fault.line for fault in reading.faults] == [line]
    assert said in reading.faults[0].said


def test_every_fault_is_told_but_not_without_end() -> None:
    head = b"source,target,term,translation\n"
    assert [fault.line for fault in read_csv(head + b"zh,en,,x\nzh,en,a,b\nzh,en,c,\n").faults] == [2, 4]
    assert len(read_csv(head + b"zh,en,,x\n" * 1000).faults) == 50
    many = b"".join(b"zh,en,t%d,x\n" % number for number in range(20_001))
    assert "more than" in read_csv(head + many).faults[0].said
    assert len(read_csv(head + many[: many.rindex(b"zh,")]).terms) == 20_000


def test_tbx_of_others() -> None:
    """More than two languages, synonyms, terms that are no longer used, a plain document type."""
    old = '<tig><term>旧词</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>'
    entry = words("zh-CN", "外卖", "点外卖") + words("en", "delivery", "takeaway") + words("fr", "livraison")
    entry = entry.replace("</langSet>", old + "</langSet>", 1)
    plain = b'<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">'
    assert read_tbx(plain + tbx(entry)).terms == [
        Term("zh", "en", "外卖", "delivery"),
        Term("zh", "en", "点外卖", "delivery"),
        Term("zh", "fr", "外卖", "livraison"),
        Term("zh", "fr", "点外卖", "livraison"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "well-formed"),
        (b"<html>", 1, "well-formed"),
        (b"<html/>", 1, "martif"),
        (tbx(), 0, "no terms"),
        (tbx(words("zh", "a") + words("en", "b"), words("zh", "独")), 3, "no translation"),
        (tbx(words("zh", "a") + words("en", "b" * 81)), 2, "translation: "),
        (SWELLING + tbx(words("zh", "&b;")), 1, "document type of its own"),
        (OUTSIDE + tbx(words("zh", "&b;")), 1, "document type of its own"),
        (b"<a>" * 10_000, 1, "too deep"),
        (b"<?xml version='1.0' encoding='gb18030'?><martif/>", 1, "encoding"),
        (b"<" * 9_000_000, 0, "larger than"),
    ],
)
def test_a_bad_tbx(content: bytes, line: int, said: str) -> None:
    reading = read_tbx(content)
    assert reading.terms == []
    assert [(fault.line, said in fault.said) for fault in reading.faults] == [(line, True)], reading.faults

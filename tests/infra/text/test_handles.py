"""Handles that look alike meet under one key."""

from __future__ import annotations

import pytest

from vermilion.infra.errors import Invalid
from vermilion.infra.text import handles


@pytest.mark.parametrize(
    ("one", "other"),
    [("lily", "1i1y"), ("mei_lin", "meilin"), ("marn", "mam"), ("bob", "b0b"), ("a__b", "ab"), ("vvill", "will")],
)
def test_look_alikes_share_a_key(one: str, other: str) -> None:
    assert handles.handle_key(one) == handles.handle_key(other)


@pytest.mark.parametrize(("one", "other"), [("alice", "alicia"), ("bob", "rob"), ("tian2", "tian3")])
def test_different_handles_do_not(one: str, other: str) -> None:
    assert handles.handle_key(one) != handles.handle_key(other)


def test_a_handle_has_one_spelling() -> None:
    assert handles.clean_handle(" @Alice_1 ") == "alice_1"


@pytest.mark.parametrize(
    "handle", ["ab", "a" * 21, "1abc", "_abc", "a-b-c", "аlice", "alice\n1", "", "小红书", "ab\u200bc"]
)
def test_malformed_handles_are_refused(handle: str) -> None:
    with pytest.raises(Invalid) as problem:
        handles.clean_handle(handle)
    assert problem.value.code == "bad_handle"


@pytest.mark.parametrize("handle", ["admin", "adm1n", "a_dmin", "vermilion_help", "the_official", "r00t", "settings"])
def test_the_house_keeps_its_own_names(handle: str) -> None:
    with pytest.raises(Invalid) as problem:
        handles.clean_handle(handle)
    assert problem.value.code == "reserved_handle"


def test_words_that_only_hold_a_reserved_one_are_free() -> None:
    assert handles.clean_handle("badminton") == "badminton"


@pytest.mark.parametrize("twin", ["Аlісе", "Ａlice", "alice ✨", "ALICE", "Álice", "A.l.i.c.e"])
def test_a_display_name_in_disguise_has_the_same_key(twin: str) -> None:
    assert handles.name_key(twin) == handles.name_key("Alice")


def test_names_in_other_scripts_keep_their_own_keys() -> None:
    assert handles.name_key("顾老师") == "顾老师"
    assert handles.name_key("이서윤") != handles.name_key("한서윤")
    assert handles.name_key("✨") == ""

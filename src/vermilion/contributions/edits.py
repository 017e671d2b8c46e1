"""The shortest edit from one row of pieces to another (Myers, 1986)."""

from __future__ import annotations

from collections.abc import Sequence

from vermilion.contributions.changes import Change, Kind


def shortest_edit(old: Sequence[str], new: Sequence[str], most: int) -> list[Change] | None:
    """None where it takes more than `most` edits. `ends[k]` is how far one gets on diagonal k (old minus new) with as
    many edits as there were rounds; what every round began with is kept for finding the way back."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    ends, rounds = {1: 0}, []
    for edits in range(min(most, len(inner_old) + len(inner_new)) + 1):
        rounds.append(dict(ends))
        for diagonal in range(-edits, edits + 1, 2):
            above = _comes_from_above(ends, diagonal, edits)
            at = ends[diagonal + 1] if above else ends[diagonal - 1] + 1
            beside = at - diagonal
            while at < len(inner_old) and beside < len(inner_new) and inner_old[at] == inner_new[beside]:
                at, beside = at + 1, beside + 1
            ends[diagonal] = at
            if at >= len(inner_old) and beside >= len(inner_new):
                inner = _way_back(rounds, inner_old, inner_new)
                return [*_all("same", old[:start]), *inner, *_all("same", old[len(old) - end :])]
    return None


def _way_back(rounds: list[dict[int, int]], old: Sequence[str], new: Sequence[str]) -> list[Change]:
    changes = []
    at, beside = len(old), len(new)
    for edits in range(len(rounds) - 1, -1, -1):
        diagonal = at - beside
        added = _comes_from_above(rounds[edits], diagonal, edits)
        before = diagonal + 1 if added else diagonal - 1
        from_at = rounds[edits][before] if edits else 0
        from_beside = from_at - before if edits else 0
        while at > from_at and beside > from_beside:
            at, beside = at - 1, beside - 1
            changes.append(Change("same", old[at]))
        if edits:
            changes.append(Change("added", new[from_beside]) if added else Change("removed", old[from_at]))
            at, beside = from_at, from_beside
    return changes[::-1]


def _comes_from_above(ends: dict[int, int], diagonal: int, edits: int) -> bool:
    """Whether the best way to a diagonal is by a word added, not by one removed."""
    return diagonal == -edits or (diagonal != edits and ends[diagonal - 1] < ends[diagonal + 1])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces are the same from the beginning."""
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _all(kind: Kind, pieces: Sequence[str]) -> list[Change]:
    return [Change(kind, piece) for piece in pieces]

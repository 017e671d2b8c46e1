"""All SQL of search. The two engines keep notes differently; names are plain rows on both."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion.infra import clock, ids
from vermilion.infra.db.types import Dialect
from vermilion.search.models import Clause


class NoteIndex(msgspec.Struct, frozen=True):
    """How one engine keeps and finds notes. `match` gives (id, title, words), newest first, for (query, before,
    limit)."""

    remove: str
    insert: str
    match: str


NOTE_INDEX: dict[Dialect, NoteIndex] = {
    # FTS5 walks the lists of all words from the newest note down and stops at the limit.
    "sqlite": NoteIndex(
        remove="DELETE FROM search_notes WHERE rowid = ?",
        insert="INSERT INTO search_notes (rowid, title, words, grams) VALUES (?, ?, ?, ?)",
        match="""
        SELECT rowid, title, words FROM search_notes
        WHERE search_notes MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?
        """,
    ),
    # GIN has no order, so every match is collected: that is why queries are asked span by span. Materialized, since
    # the planner would else read the table backwards for a rare word, to its beginning.
    "postgres": NoteIndex(
        remove="DELETE FROM search_notes WHERE note_id = ?",
        insert="""
        INSERT INTO search_notes (note_id, title, words, tokens)
        VALUES (?, ?, ?, array_to_tsvector(string_to_array(?, ' ')))
        """,
        match="""
        WITH found AS MATERIALIZED (
            SELECT note_id FROM search_notes WHERE tokens @@ CAST(CAST(? AS TEXT) AS tsquery) AND note_id < ?
        )
        SELECT note_id, title, words FROM search_notes
        WHERE note_id IN (SELECT note_id FROM found ORDER BY note_id DESC LIMIT ?) ORDER BY note_id DESC
        """,
    ),
}

# Spans of time, as bits of an id that do not matter: 70 minutes, 37 hours, 50 days.
SPANS = (44, 49, 54)

MARK_STALE = "INSERT INTO search_stale (note_id) VALUES (?) ON CONFLICT DO NOTHING"
STALE = "SELECT note_id FROM search_stale ORDER BY note_id LIMIT ?"
CLEAN = "DELETE FROM search_stale WHERE note_id IN ids(?)"

REMOVE_NAMES = "DELETE FROM search_names WHERE kind = ? AND id = ?"
INSERT_NAME = "INSERT INTO search_names (kind, word, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
# A word and all that begin with it stand together, the word itself first.
NAMES_FROM = "SELECT id FROM search_names WHERE kind = ? AND word >= ? AND word < ? ORDER BY word, id LIMIT ?"
WORDS_OF = "SELECT id, word FROM search_names WHERE kind = ? AND id IN ids(?)"


def expression(dialect: Dialect, clauses: Sequence[Clause]) -> str:
    """All of the clauses in the engine's own notation. Every token is quoted; none holds a backslash: words are
    letters and digits, grams and spans have their mark."""
    quote, either, every = ('"', " OR ", " AND ") if dialect == "sqlite" else ("'", " | ", " & ")
    return every.join(
        "(" + either.join(quote + token.replace(quote, quote * 2) + quote for token in clause) + ")"
        for clause in dict.fromkeys(clauses)
    )


def span_tokens(note_id: int) -> list[str]:
    """Tokens of the spans of time in which a note was made."""
    return [f"@{span}.{note_id >> span}" for span in SPANS]


def scopes(dialect: Dialect, before: int) -> list[list[Clause]]:
    """What to add to a query, one after the other until there are enough matches: PostgreSQL is asked for the latest
    hours, days, months and then for all, so that it never collects more than it must."""
    if dialect == "sqlite":
        return [[]]
    last = min(before, ids.id_at(clock.now(), 0))
    spans: list[list[Clause]] = [[(f"@{span}.{last >> span}", f"@{span}.{(last >> span) - 1}")] for span in SPANS]
    return [*spans, []]

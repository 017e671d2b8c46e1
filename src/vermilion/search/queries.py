"""All SQL of search. The two engines keep notes differently; names are plain rows on both."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vermilion.infra.db.types import Dialect
from vermilion.search.models import Clause


class NoteIndex(msgspec.Struct, frozen=True):
    """How one engine keeps and finds notes. `match` gives (id, title, words), newest first, for (query, before,
    limit)."""

    remove: str
    insert: str
    match: str


NOTE_INDEX: dict[Dialect, NoteIndex] = {
    "sqlite": NoteIndex(
        remove="DELETE FROM search_notes WHERE rowid = ?",
        insert="INSERT INTO search_notes (rowid, title, words, grams) VALUES (?, ?, ?, ?)",
        match="""
        SELECT rowid, title, words FROM search_notes
        WHERE search_notes MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?
        """,
    ),
    "postgres": NoteIndex(
        remove="DELETE FROM search_notes WHERE note_id = ?",
        insert="""
        INSERT INTO search_notes (note_id, title, words, tokens)
        VALUES (?, ?, CAST(? AS TEXT), array_to_tsvector(string_to_array(?, ' ')))
        """,
        match="""
        SELECT note_id, title, words FROM search_notes
        WHERE tokens @@ CAST(CAST(? AS TEXT) AS tsquery) AND note_id < ? ORDER BY note_id DESC LIMIT ?
        """,
    ),
}

REMOVE_NAMES = "DELETE FROM search_names WHERE kind = ? AND id = ?"
INSERT_NAME = "INSERT INTO search_names (kind, word, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
# A word and all that begin with it stand together, the word itself first.
NAMES_FROM = "SELECT id FROM search_names WHERE kind = ? AND word >= ? AND word < ? ORDER BY word, id LIMIT ?"
WORDS_OF = "SELECT id, word FROM search_names WHERE kind = ? AND id IN ids(?)"


def expression(dialect: Dialect, clauses: Sequence[Clause]) -> str:
    """All of the clauses in the engine's own notation. Every token is quoted, and holds neither quotes nor backslashes:
    words are letters and digits, grams have their mark."""
    quote, either, every = ('"', " OR ", " AND ") if dialect == "sqlite" else ("'", " | ", " & ")
    return every.join(
        "(" + either.join(f"{quote}{token}{quote}" for token in clause) + ")" for clause in dict.fromkeys(clauses)
    )

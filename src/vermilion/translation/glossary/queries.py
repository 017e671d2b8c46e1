"""All SQL of the glossary."""

from __future__ import annotations

ALL = "SELECT source, target, term, translation FROM glossary_terms ORDER BY id"
COUNT = "SELECT COUNT(*) FROM glossary_terms"
PAGE = """
SELECT id, source, target, term, translation, added_by, created_at
FROM glossary_terms WHERE id < ? ORDER BY id DESC LIMIT ?
"""
PUT = """
INSERT INTO glossary_terms (id, source, target, term, translation, added_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source, target, term) DO UPDATE SET translation = excluded.translation, added_by = excluded.added_by
"""
REMOVE = "DELETE FROM glossary_terms WHERE source = ? AND target = ? AND term = ?"

"""Numbered SQL migrations in the dialect subset that `infra.db` translates; never edited once released."""

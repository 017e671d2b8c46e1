"""The key that the house makes for itself."""

from __future__ import annotations

from pathlib import Path

from vermilion.infra.settings import Settings, with_secret


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made = with_secret(Settings(data=tmp_path)).secret
    assert len(made) >= 32
    assert with_secret(Settings(data=tmp_path)).secret == made
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600

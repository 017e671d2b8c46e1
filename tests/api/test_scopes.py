"""What a token may not do, though its member may."""

from __future__ import annotations

import pytest
from tests.api.conftest import client_of
from tests.conftest import Cast

from vermilion import accounts
from vermilion.edge.gate import Gate
from vermilion.infra.db import Db

ALLOWED = {
    "read": {"/v1/explore", "/v1/people/alice", "/v1/inbox", "/v1/drafts"},
    "write": set(),
    "account": {"/v1/me", "/v1/me/sessions"},
}


@pytest.mark.parametrize("scope", ALLOWED)
async def test_a_token_reads_with_its_scopes_alone(gate: Gate, db: Db, cast: Cast, scope: str) -> None:
    made = await db.write(lambda tx: accounts.make_token(tx, cast.bob.id, "test", [scope]))
    async with client_of(gate, {"Authorization": f"Bearer {made.secret}"}) as client:
        for path in set().union(*ALLOWED.values()):
            answer = await client.get(path)
            assert answer.status_code == (200 if path in ALLOWED[scope] else 403), path

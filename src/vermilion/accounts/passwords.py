"""Argon2id (RFC 9106), on threads: a hash takes tens of milliseconds and megabytes by design."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from vermilion.accounts.models import check_new_password

# Two at a time: a flood of sign-ins queues here instead of eating the machine.
_threads = ThreadPoolExecutor(2, thread_name_prefix="argon2")
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's minimum for Argon2id
_nobody = _hasher.hash("nobody has this password")


async def hash_password(password: str) -> str:
    """The hash of a new password; Invalid when it is too short or too long."""
    check_new_password(password)
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def check_password(stored: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long when there is no such account (`stored` is None)."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _verify, stored, password)


def _verify(stored: str | None, password: str) -> bool:
    try:
        _hasher.verify(stored or _nobody, password[:1000])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None

"""`vermilion doctor`: looks at everything that must be right, says what is not and what to do about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from vermilion import accounts
from vermilion.infra import jobs, mail, outbox
from vermilion.infra.db import Db, database_bytes, open_db, pending
from vermilion.infra.settings import Settings
from vermilion.infra.storage import open_storage
from vermilion.upkeep import disk
from vermilion.upkeep.checks import Check, failure, note, ok, warning
from vermilion.upkeep.looking_at_translation import check_engines_file, check_translation
from vermilion.upkeep.parts import check_parts

FULL_SOON_DAYS = 30
LITTLE_FREE = 2_000_000_000
MANY_EVENTS = 10_000
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


async def examine(settings: Settings) -> list[Check]:
    """Look at everything; nothing is changed but a small file that is written and deleted again."""
    found = [*check_parts(), *_check_folder(settings), _check_address(settings), await _check_mail(settings)]
    found += check_engines_file(settings)
    found.append(await _guarded("media", lambda: _check_storage(settings)))
    try:
        db = await open_db(settings.database)
    except Exception as error:  # whatever an engine raises: it is the answer
        return [*found, failure("database", f"It cannot be opened: {error}", "Check VERMILION_DATABASE_URL.")]
    try:
        found += await _check_database(db, settings)
    finally:
        await db.close()
    return found


def _check_folder(settings: Settings) -> list[Check]:
    name = "data folder"
    data = settings.data
    if not data.is_dir():
        return [note(name, f"{data} does not exist yet.", "`vermilion serve` makes it.")]
    try:
        probe = data / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return [failure(name, f"{data} cannot be written: {error}", "Give it to the user that runs Vermilion.")]
    found = [ok(name, f"{data} can be written.")]
    secret = data / "secret"
    if secret.exists() and secret.stat().st_mode & 0o077:
        found.append(warning("secret", "Others can read it.", f"chmod 600 {secret}"))
    else:
        found.append(ok("secret", "Only the owner can read it."))
    return found


def _check_address(settings: Settings) -> Check:
    name = "address"
    if not settings.base_url:
        if settings.host in LOOPBACK:
            return note(name, f"{settings.origin}: for this machine only.", "For members, set VERMILION_BASE_URL.")
        return warning(name, "Links in mails would name the listening address.", "Set VERMILION_BASE_URL.")
    if urlsplit(settings.base_url).scheme == "http" and urlsplit(settings.base_url).hostname not in LOOPBACK:
        return warning(name, f"{settings.base_url} is not encrypted.", "Put a proxy with TLS in front; use https://.")
    return ok(name, settings.base_url)


async def _check_mail(settings: Settings) -> Check:
    name = "mail"
    if not settings.smtp_url:
        folder = mail.folder(settings)
        waiting = len(list(folder.glob("*.eml"))) if folder.is_dir() else 0
        found = f"Mails go to files ({waiting} in {folder}); members get none."
        return note(name, found, "Set VERMILION_SMTP_URL to send them.")
    try:
        await mail.greet(settings)
    except Exception as error:  # whatever the server or the network says is the answer
        return failure(name, f"The mail server does not take us: {error}", "Check VERMILION_SMTP_URL.")
    return ok(name, f"{urlsplit(settings.smtp_url).hostname} takes us.")


async def _check_storage(settings: Settings) -> Check:
    storage = open_storage(settings.media)
    key = "doctor/probe"
    await storage.put(key, b"read me back")
    same = await storage.get(key) == b"read me back"
    await storage.delete(key)
    if not same:
        return failure("media", "What was stored reads differently.", "Check the disk or the bucket.")
    return ok("media", "Files can be stored and read back.")


async def _check_database(db: Db, settings: Settings) -> list[Check]:
    missing = await pending(db)
    if missing:
        advice = "`vermilion migrate`, or start the server."
        return [note("database", f"{db.dialect}: {len(missing)} migrations are to be applied.", advice)]
    found = [ok("database", f"{db.dialect}, {await database_bytes(db):,} bytes, all migrations applied.")]
    found.append(await _check_work(db))
    found.append(await check_translation(db))
    if not await accounts.owner_exists(db.read):
        found.append(warning("owner", "Nobody owns this house.", "Open the set-up page that `serve` prints."))
    found.append(await _check_disk(db, settings))
    return found


async def _check_work(db: Db) -> Check:
    counts = await jobs.waiting(db.read)
    failed = sum(count for _, state, count in counts if state == "failed")
    ready = sum(count for _, state, count in counts if state == "ready")
    kept = await outbox.waiting(db.read)
    found = f"{ready} jobs and {kept} events wait, {failed} jobs were given up."
    if kept > MANY_EVENTS:
        return warning("work", found, "Is the job worker running?")
    if failed:
        return note("work", found, "Their errors are in the logs (job_failed).")
    return ok("work", found)


async def _check_disk(db: Db, settings: Settings) -> Check:
    seen = await disk.forecast(db.read, settings)
    left = seen.days_left
    basis = f"over {seen.measured_days} days" if seen.measured_days else "on average since the set-up"
    found = f"{seen.free:,} bytes free; {seen.bytes_per_day:,} more a day ({basis})"
    found += "." if left is None else f": full in {left:,} days." if left < 3650 else ": enough for ten years."
    if seen.free < LITTLE_FREE or (left is not None and left < FULL_SOON_DAYS):
        return warning("disk", found, "Make room, or move media to S3 (VERMILION_MEDIA_URL).")
    return ok("disk", found)


async def _guarded(name: str, look: Callable[[], Awaitable[Check]]) -> Check:
    try:
        return await look()
    except Exception as error:  # a broken part must not hide the others
        return failure(name, f"{type(error).__name__}: {error}", "See docs/operating.md.")

"""Only one's own uploads that are ready can be used; only what nobody uses or holds is swept."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from functools import partial

import pytest
from tests.media import making_bombs, making_pictures
from tests.media.conftest import ALICE, BOB, Upload, kept, seen, told, work

from vermilion import media
from vermilion.infra import clock, jobs
from vermilion.infra.errors import Invalid, NotFound, Problem
from vermilion.infra.jobs import JobContext
from vermilion.media import MediaFailed


async def age(context: JobContext, days: int = 2) -> None:
    """Let time pass for every upload."""
    await context.db.write(lambda tx: tx.run("UPDATE media SET created_at = created_at - ?", days * clock.DAY))


async def sweep(context: JobContext) -> None:
    await context.db.write(lambda tx: jobs.enqueue(tx, "media.sweep"))
    await work(context)


async def test_claiming_in_the_order_asked(context: JobContext, upload: Upload) -> None:
    sent = [(await upload(making_pictures.png(making_pictures.pattern(20 + n, 20)))).id for n in range(3)]
    await work(context)
    asked = [sent[2], sent[0]]
    claimed = await context.db.write(lambda tx: media.claim(tx, ALICE, asked, "picture"))
    assert [item.id for item in claimed] == asked
    again = await context.db.write(lambda tx: media.claim(tx, ALICE, asked))
    assert again == claimed
    assert await context.db.write(lambda tx: media.claim(tx, ALICE, [])) == []


async def test_what_cannot_be_claimed(context: JobContext, upload: Upload) -> None:
    ready, broken = await upload(making_pictures.png()), await upload(making_bombs.png_bomb(10_000))
    await work(context)
    waiting = await upload(making_pictures.png())
    cases: list[tuple[int, Sequence[int], type[Problem], str]] = [
        (BOB, [ready.id], NotFound, "media.unknown"),
        (ALICE, [ready.id, 12345], NotFound, "media.unknown"),
        (ALICE, [ready.id, ready.id], Invalid, "media.twice"),
        (ALICE, [ready.id, waiting.id], Invalid, "media.not_ready"),
        (ALICE, [broken.id], Invalid, "media.failed"),
    ]
    for owner_id, ids, problem, code in cases:
        with pytest.raises(problem) as raised:
            await context.db.write(partial(media.claim, owner_id=owner_id, media_ids=ids))
        assert raised.value.code == code
    with pytest.raises(Invalid):
        await context.db.write(lambda tx: media.claim(tx, ALICE, [ready.id], "video"))
    await age(context)
    await sweep(context)
    assert await media.by_ids(context.db.read, [ready.id]) == {}  # none of it had been put to use


async def test_the_sweep_takes_only_what_is_of_no_use(context: JobContext, upload: Upload) -> None:
    names = ("used", "held", "let go", "unused", "young")
    sent = {name: (await upload(making_pictures.png())).id for name in names}
    await work(context)
    both = [sent["held"], sent["let go"]]
    await context.db.write(lambda tx: media.claim(tx, ALICE, [sent["used"]]))
    await context.db.write(lambda tx: media.hold(tx, ALICE, both))
    await context.db.write(lambda tx: media.hold(tx, BOB, [sent["unused"]]))  # not his
    await age(context)
    await context.db.write(
        lambda tx: tx.run("UPDATE media SET created_at = ? WHERE id = ?", clock.now(), sent["young"])
    )
    await context.db.write(lambda tx: media.let_go(tx, ALICE, [sent["let go"], sent["used"]]))
    await sweep(context)
    left = await media.by_ids(context.db.read, list(sent.values()))
    assert set(left) == {sent["used"], sent["held"], sent["young"]}
    assert await kept(context) == sorted({size.key for item in left.values() for size in item.sizes})


async def test_what_was_never_finished_is_given_up(context: JobContext, upload: Upload) -> None:
    held, dropped = (await upload(making_pictures.png())).id, (await upload(making_pictures.png())).id
    await context.db.write(lambda tx: media.hold(tx, ALICE, [held]))
    await context.db.write(lambda tx: tx.run("DELETE FROM jobs"))
    await age(context)
    await sweep(context)
    assert (await seen(context.db, held)).error == "media.gave_up"
    assert MediaFailed(held, ALICE, "media.gave_up") in told
    assert await media.by_ids(context.db.read, [dropped]) == {}
    assert await kept(context) == []


async def test_leftovers_of_a_killed_server(context: JobContext, upload: Upload) -> None:
    sent = await upload(making_pictures.png())
    stray, young = "originals/07/7-abc", "originals/08/8-abc"
    await context.storage.put(stray, b"no row")
    await context.storage.put(young, b"its row is being written")
    folder = context.settings.data / "uploads" / "tmpkilled"
    folder.mkdir()
    (folder / "source").write_bytes(b"half")
    old = time.time() - 200_000
    os.utime(folder, (old, old))
    for key in await kept(context):
        if key != young:
            os.utime(context.settings.data / "media" / key, (old, old))
    await context.db.write(lambda tx: jobs.enqueue(tx, "media.sweep"))
    await jobs.run_due(context)
    assert [key for key in await kept(context) if not key.endswith(young)] == [
        key for key in await kept(context) if f"/{sent.id}-" in key
    ]
    assert not await context.storage.exists(stray)
    assert await context.storage.exists(young)
    assert not folder.exists()


async def test_removing_all_of_someone(context: JobContext, upload: Upload) -> None:
    for _ in range(3):
        await upload(making_pictures.png())
    await work(context)
    await upload(making_pictures.png())  # one that is still waiting
    others = await upload(making_pictures.png(), owner_id=BOB)
    await work_pictures_of(context, others.id)
    while await context.db.write(lambda tx: media.remove_some_of(tx, ALICE, limit=2)):
        pass
    await work(context)
    assert await kept(context) == sorted({size.key for size in (await seen(context.db, others.id)).sizes})


async def work_pictures_of(context: JobContext, media_id: int) -> None:
    from vermilion.media.processing import process_upload

    await process_upload(context, media_id)

"""What the supervisor starts: `python -m vermilion.processes ROLE SUPERVISOR-PID [SOCKET READY]`."""

from __future__ import annotations

import sys

from vermilion.processes import lifetimes


def main(role: str, supervisor: str, *descriptors: str) -> None:
    lifetimes.begin(int(supervisor))

    import uvloop  # not before the line above: imports take their time

    from vermilion.infra import log, metrics
    from vermilion.infra import settings as house

    settings = house.with_secret(house.load())
    log.configure(settings.log_level, settings.log_format == "pretty")
    metrics.observe_start(role)
    if role == "prepare":
        from vermilion.processes import preparing

        uvloop.run(preparing.prepare(settings))
    elif role == "web":
        from vermilion.processes import web

        socket, ready = map(int, descriptors)
        uvloop.run(web.serve(settings, socket, ready))
    else:
        from vermilion.processes import worker

        work = {"jobs": worker.do_jobs, "media": worker.do_media, "translator": worker.translate}
        uvloop.run(work[role](settings))


if __name__ == "__main__":
    main(*sys.argv[1:])

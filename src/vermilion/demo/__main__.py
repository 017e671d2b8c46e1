"""`python -m vermilion.demo SUPERVISOR-PID`: the people of the town, living beside a house that is served."""

import asyncio
import sys

from vermilion.demo import living
from vermilion.infra import log
from vermilion.infra import settings as house
from vermilion.processes import lifetimes

lifetimes.begin(int(sys.argv[1]))
settings = house.with_secret(house.load())
log.configure(settings.log_level, settings.log_format == "pretty")
asyncio.run(living.live(settings))

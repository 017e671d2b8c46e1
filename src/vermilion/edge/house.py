"""What a web worker has open: made at start-up, passed to every request."""

from __future__ import annotations

import msgspec

from vermilion.edge.limits import Limits
from vermilion.edge.views import ViewFolder
from vermilion.infra.db import Db
from vermilion.infra.settings import Settings
from vermilion.infra.storage import Storage


class House(msgspec.Struct, frozen=True):
    settings: Settings
    db: Db
    storage: Storage
    views: ViewFolder
    limits: Limits

"""Pictures and videos: taken safely, decoded in a fenced process, served in sizes that hold no trace of a place.

Uploads are `waiting`, `processing`, then `ready` or `failed`. What a note, comment or profile shows is claimed, what a
draft needs is held; the rest is swept after a day.
"""

from vermilion.media.adopting import Kept, adopt, film, keep, picture
from vermilion.media.claiming import by_ids, claim, hold, let_go, retire
from vermilion.media.covers import choose_cover
from vermilion.media.decoding import Decoded
from vermilion.media.failures import FAILURES
from vermilion.media.jobs import QUEUES
from vermilion.media.models import (
    Media,
    MediaFailed,
    MediaReady,
    Purpose,
    Size,
)
from vermilion.media.ranges import NoSuchRange
from vermilion.media.removing import remove, remove_some_of
from vermilion.media.serving import PublicFile, open_public
from vermilion.media.uploading import accept_upload

__all__ = [
    "FAILURES",
    "QUEUES",
    "Decoded",
    "Kept",
    "Media",
    "MediaFailed",
    "MediaReady",
    "NoSuchRange",
    "PublicFile",
    "Purpose",
    "Size",
    "accept_upload",
    "adopt",
    "by_ids",
    "choose_cover",
    "claim",
    "film",
    "hold",
    "keep",
    "let_go",
    "open_public",
    "picture",
    "remove",
    "remove_some_of",
    "retire",
]

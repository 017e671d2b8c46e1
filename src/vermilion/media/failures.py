"""Why a file was not taken, in words."""

from __future__ import annotations

from vermilion.infra.locales import N_

# Why processing gave up: the stable code and what its owner is told (the message is the catalogue's key).
FAILURES = {
    "media.not_a_picture": N_("This file is not a picture that can be read."),
    "media.damaged": N_("This video is damaged and cannot be read."),
    "media.truncated": N_("This file ends too early: it was not saved or sent completely."),
    "media.too_many_pixels": N_("This is too large: a picture may have 80 megapixels, a video 4096 x 2304 pixels."),
    "media.too_many_frames": N_("This animation is too long."),
    "media.too_long": N_("This video is too long."),
    "media.no_video_stream": N_("There is no picture in this video."),
    "media.no_frames": N_("There is no picture in this video."),
    "media.unsupported": N_("This kind of file is not supported."),
    "media.lost": N_("Something went wrong here. Please send the file again."),
    "media.gave_up": N_("Something went wrong here. Please send the file again."),
}

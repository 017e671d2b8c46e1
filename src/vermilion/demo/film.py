"""Two short films for the demo town, drawn frame by frame from its own pictures.

Every frame is the SVG of a picture with its moving parts placed for that moment, so the
same call gives the same film. MP4 (H.264, AAC), 24 frames a second, with a soft music box.
"""

import io
import math
import re
from array import array
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import pyvips

__all__ = ["lanterns", "steam"]

FRAMES_PER_SECOND = 24
SAMPLES_PER_SECOND = 44_100
ART = Path(__file__).parent / "art"

Note = tuple[float, float]  # when it is struck in seconds, pitch in hertz

LANTERN_TUNE: Sequence[Note] = (
    (0.2, 440.0), (0.9, 587.33), (1.6, 659.26), (2.3, 880.0), (3.0, 659.26), (3.7, 587.33), (4.4, 440.0),
)  # fmt: skip
STEAM_TUNE: Sequence[Note] = ((0.3, 392.0), (1.3, 493.88), (2.3, 587.33), (3.3, 493.88), (3.8, 440.0))


def lanterns() -> bytes:
    """Lanterns swaying over an evening lane: an MP4 of 540x960 pixels and 5 seconds."""
    return _encode(_lantern_frames(5.0), 540, 960, _music_box(LANTERN_TUNE, 5.0))


def steam() -> bytes:
    """Steam over dumplings, of which chopsticks take one: an MP4 of 600x600 pixels and 5 seconds."""
    return _encode(_steam_frames(5.0), 600, 600, _music_box(STEAM_TUNE, 5.0))


def _lantern_frames(seconds: float) -> Iterator[str]:
    """The lane as SVG, one document a frame."""
    lane = (ART / "lantern-street.svg").read_text(encoding="utf-8")
    hung = re.compile(r'<use href="#l" transform="translate\((\S+) (\S+)\)scale\((\S+)\)"/>')
    walking = re.compile(r'<g transform="translate\((\S+) (\S+)\)scale\((\S+)\)">')
    for moment in _moments(seconds):

        def sway(match: re.Match[str], moment: float = moment) -> str:
            x, y, scale = map(float, match.groups())
            # A gust crosses the lane from the left; small lanterns are far away and lag behind.
            angle = 7 * math.sin(math.tau * (moment / 2.5 - x / 540 - scale / 3))
            return (
                f'<use href="#l" transform="translate({x} {y - 30 * scale:.2f})'
                f'rotate({angle:.2f})scale({scale})translate(0 30)"/>'
            )

        def stroll(match: re.Match[str], moment: float = moment) -> str:
            x, y, scale = map(float, match.groups())
            # The near half of the walkers comes towards us, the far half goes home.
            depth = (1 if scale > 1 else -1) * moment / seconds
            tilt = 2.5 * math.sin(math.tau * (moment * 1.4 + x / 100))
            lift = abs(tilt) * scale
            return (
                f'<g transform="translate({x} {y + 34 * depth * scale - lift:.2f})'
                f'rotate({tilt:.2f})scale({scale * (1 + 0.09 * depth):.4f})">'
            )

        glow = 0.5 + 0.18 * math.sin(math.tau * moment / 1.25)
        frame = walking.sub(stroll, hung.sub(sway, lane))
        frame = frame.replace('stroke-width="4" opacity="0.5"', f'stroke-width="4" opacity="{glow:.3f}"')
        yield frame.replace("</svg>", _sparks(moment) + "</svg>")


def _sparks(moment: float) -> str:
    """Fifteen motes of light that rise through the lane and fade."""
    motes = []
    for number in range(15):
        start = number * 0.618034 % 1
        age = (moment / 5 + start) % 1
        x = 60 + 420 * (number * 0.381966 % 1) + 16 * math.sin(math.tau * (age * 2 + start))
        opacity = 0.8 * math.sin(math.pi * age)
        motes.append(
            f'<circle cx="{x:.1f}" cy="{840 - 460 * age:.1f}" r="2.4" fill="#F6C767" opacity="{opacity:.3f}"/>'
        )
    return "".join(motes)


def _steam_frames(seconds: float) -> Iterator[str]:
    """The steamer as SVG, one document a frame: chopsticks come down and take a dumpling away."""
    picture = (ART / "dumplings.svg").read_text(encoding="utf-8").replace("</svg>", "")
    table, _, chopsticks = picture.partition('<path d="M470 20L596 300')
    chopsticks = f'<path d="M470 20L596 300{chopsticks}'
    first = table.index('<g transform="translate(385.2 203.3)')
    last = table.index("</g>", first) + len("</g>")
    dumpling, table = table[first:last], table[:first] + table[last:]
    for moment in _moments(seconds):
        # 0 is above the picture, 1 is around the dumpling, where the hand rests a little.
        reach = min(1.3 * math.sin(math.pi * moment / seconds) ** 2, 1.0)
        above = -400 * (1 - reach)
        lifted = above if moment > seconds / 2 else 0
        yield (
            f'{table}<g transform="translate(0 {lifted:.2f})">{dumpling}</g>{_wisps(moment)}'
            f'<g transform="translate(-190 {above - 70:.2f})">{chopsticks}</g></svg>'
        )


def _wisps(moment: float) -> str:
    """Eleven curls of steam, each rising over one dumpling in its own time."""
    curls = []
    for number in range(11):
        start = number * 0.618034 % 1
        age = (moment / 2.5 + start) % 1
        angle = math.tau * number * 0.381966
        x = 278 + 34 * math.sqrt(number) * math.cos(angle) + 10 * math.sin(math.tau * (age + start))
        y = 340 + 34 * math.sqrt(number) * math.sin(angle) - 130 * age
        bend = 16 * math.sin(math.tau * (age * 1.5 + start))
        opacity = 0.6 * math.sin(math.pi * age)
        curls.append(
            f'<path d="M{x:.1f} {y:.1f}q{bend:.1f} -22 0 -44t{-bend / 2:.1f} -44t{bend / 2:.1f} -36" fill="none" '
            f'stroke="#FFFFFF" stroke-width="{11 + 11 * age:.1f}" opacity="{opacity:.3f}"/>'
        )
    return "".join(curls)


def _moments(seconds: float) -> Iterator[float]:
    """The time of each frame in seconds."""
    return (number / FRAMES_PER_SECOND for number in range(round(seconds * FRAMES_PER_SECOND)))


def _music_box(tune: Sequence[Note], seconds: float) -> "array[float]":
    """Mono samples in -1..1: each note a fading sine with a quieter octave."""
    samples = array("f", bytes(4 * round(seconds * SAMPLES_PER_SECOND)))
    for start, pitch in tune:
        first = round(start * SAMPLES_PER_SECOND)
        step = math.tau * pitch / SAMPLES_PER_SECOND
        for offset in range(min(SAMPLES_PER_SECOND, len(samples) - first)):
            strike = min(offset / 200, 1.0)  # a few milliseconds of attack, or the note clicks
            fade = 0.12 * strike * math.exp(-4.5 * offset / SAMPLES_PER_SECOND)
            fade *= 1 - offset / SAMPLES_PER_SECOND
            samples[first + offset] += fade * (math.sin(step * offset) + 0.3 * math.sin(2 * step * offset))
    return samples


def _encode(frames: Iterator[str], width: int, height: int, samples: "array[float]") -> bytes:
    """SVG documents and mono samples to the bytes of an MP4."""
    file = io.BytesIO()
    # Bit-exact and one thread: the same film, byte for byte, on every machine.
    options = {"fflags": "+bitexact"}
    with av.open(file, "w", format="mp4", options=options) as container:
        video = container.add_stream("libx264", rate=FRAMES_PER_SECOND, options={"crf": "24", "preset": "veryfast"})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        video.thread_count = 1
        sound = container.add_stream("aac", rate=SAMPLES_PER_SECOND, layout="mono")
        for number, document in enumerate(frames):
            pixels = bytes(pyvips.Image.svgload_buffer(document.encode()).write_to_memory())
            picture = av.VideoFrame.from_bytes(pixels, width, height, format="rgba")
            picture.pts, picture.time_base = number, Fraction(1, FRAMES_PER_SECOND)
            container.mux(video.encode(picture))
        container.mux(video.encode(None))
        for start in range(0, len(samples), 1024):  # AAC takes 1024 samples at a time
            block = samples[start : start + 1024]
            heard = av.AudioFrame(format="fltp", layout="mono", samples=len(block))
            heard.sample_rate, heard.pts = SAMPLES_PER_SECOND, start
            heard.planes[0].update(block.tobytes())
            container.mux(sound.encode(heard))
        container.mux(sound.encode(None))
    return file.getvalue()

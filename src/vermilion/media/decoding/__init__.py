"""Decoding of strangers' files, in a process of its own: bounded in memory, time and size, without secrets.

`running` is the parent's side. Everything else runs in the child and imports nothing of the house but its
neighbours here (relatively: the child knows this folder as the package `decoding`), so that it starts fast.
"""

from .bounds import Bounds
from .protocol import FILES, SOURCE, Decoded, Format, Made, Refused, Task
from .running import Crashed, run

__all__ = ["FILES", "SOURCE", "Bounds", "Crashed", "Decoded", "Format", "Made", "Refused", "Task", "run"]

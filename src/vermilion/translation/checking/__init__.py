"""Whether what an engine answered can be a translation at all. It does not say that it is a good one."""

from vermilion.translation.checking.faults import fault

__all__ = ["fault"]

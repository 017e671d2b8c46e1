"""The demo town: fills an empty house with people, notes and their talk, and lets them live on while it is served."""

from vermilion.demo.loading import PASSWORD, load

__all__ = ["PASSWORD", "load"]

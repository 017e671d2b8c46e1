"""From texts to their translations: taken apart, asked of the engines in their order, checked, put together again."""

from vermilion.translation.pipeline.rendering import MANY, render, revision
from vermilion.translation.pipeline.tasks import Chain

__all__ = ["MANY", "Chain", "render", "revision"]

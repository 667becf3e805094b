"""Who says so: authorities, citations, explanations, versions."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.sources.explanation import Explanation, Step, StepStatus
    from detainerlib.sources.versions import MadeWith
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.sources",
        {
            "sources.explanation": (
                "Explanation",
                "Step",
                "StepStatus",
            ),
            "sources.versions": ("MadeWith",),
        },
    )

__all__ = [
    "Explanation",
    "MadeWith",
    "Step",
    "StepStatus",
]

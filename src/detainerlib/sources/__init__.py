"""Who says so: authorities, citations, explanations, versions."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detainerlib.sources.explanation import Explanation as Explanation
    from detainerlib.sources.explanation import Step as Step
    from detainerlib.sources.explanation import StepStatus as StepStatus
    from detainerlib.sources.versions import MadeWith as MadeWith
    from detainerlib.sources.versions import OwnLaw as OwnLaw

    __all__: list[str]
else:
    from detainerlib._lazy import lazy_names

    __getattr__, __dir__ = lazy_names(
        "detainerlib.sources",
        {
            "sources.explanation": "Explanation Step StepStatus",
            "sources.versions": "MadeWith OwnLaw",
        },
    )
    __all__ = list(__dir__())

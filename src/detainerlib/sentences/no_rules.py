"""That a state had no rule of its own, and on what that rests; these templates know no models."""

from typing import Final

NAMED_SOURCE: Final = "A source that names the jurisdiction says or shows so."
WHOLE_CODE_SEARCHED: Final = "The code was searched as a whole."
INFERRED: Final = "We infer this from other records; it is not confirmed."
AUTHORITY: Final = " Whether it has authority to hold is a separate question."


def no_statewide_rule(practice: str) -> str:
    """Return that each agency decides.

    >>> no_statewide_rule("holding on a detainer")
    'no statewide rule on holding on a detainer is on file; each agency decides.'
    """
    return f"no statewide rule on {practice} is on file; each agency decides."


def department_decides(practice: str, department: str) -> str:
    """Return that a department of the state decides, and that its policy is not on file.

    >>> department_decides("notice", "the Department of Correction")
    "no statute on notice is on file; the Department of Correction's own policy decides. That \
policy is not on file."
    """
    owner = f"{department}'" if department.endswith("s") else f"{department}'s"
    decides = f"no statute on {practice} is on file; {owner} own policy decides."
    return f"{decides} That policy is not on file."

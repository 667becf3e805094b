"""What a practice comes to in few words, and what stands beside the law of a place."""

from collections.abc import Sequence
from typing import Final

NO_STATEWIDE_RULE: Final = "no statewide rule is on file"
NOT_ADDRESSED: Final = "no law on file addresses it"
NOT_EVERY_CASE: Final = "no law on file covers every case"
LEFT_TO_AGENCIES: Final = "left to each agency"
DIFFERS: Final = "differs by agency"
UNDER_CONDITIONS: Final = "under conditions"
BARRED_WITHOUT_WARRANT: Final = "prohibited without a judge's warrant; open with one"
OPEN_IN_PART: Final = "open; permitted or required in some cases"
OPEN: Final = "open"


def clause_on(practice: str, brief: str, reasons: Sequence[str]) -> str:
    """Return what a practice is, and why it is open.

    >>> clause_on("holding on a detainer", "prohibited", [])
    'holding on a detainer is prohibited'
    >>> clause_on("holding on a detainer", DIFFERS, [NOT_EVERY_CASE])
    'holding on a detainer differs by agency (no law on file covers every case)'
    """
    predicate = brief if brief == DIFFERS else f"is {brief}"
    why = ", and ".join(reasons)
    return f"{practice} {predicate}{f' ({why})' if why else ''}"


def without_warrant(modality: str) -> str:
    """Return what a practice is without a judge's warrant.

    >>> without_warrant("prohibited")
    "prohibited without a judge's warrant"
    """
    return f"{modality} without a judge's warrant"


def not_known(about: str) -> str:
    """Return what is not known of a law.

    >>> not_known("whether A was in effect that day")
    'it is not known whether A was in effect that day'
    """
    return f"it is not known {about}"


def of_law(finding: str, *, is_on_file: bool) -> str:
    """Return what the laws come to on a practice, or that none is on file.

    >>> of_law("holding on a detainer is prohibited", is_on_file=True)
    'Under the laws on file: holding on a detainer is prohibited.'
    """
    return f"{'Under the laws on file' if is_on_file else 'No law on file'}: {finding}."


def beside_level(reason: str, level: str) -> str:
    """Return why a claim is consistent with some levels, and which level that of the place is.

    >>> beside_level("Below the highest level, some law bars a hold.", "minimal cooperation")
    'Below the highest level, some law bars a hold. The level is minimal cooperation.'
    """
    return f"{reason} The level is {level}."


def for_other_agencies(titles: Sequence[str]) -> str:
    """Return which laws are on file for other agencies.

    >>> for_other_agencies(["A", "B"])
    'On file for other agencies: A, B.'
    """
    return f"On file for other agencies: {', '.join(titles)}."


def also_for_other_agencies(titles: Sequence[str]) -> str:
    """Return, below a level, which laws are on file for other agencies.

    >>> also_for_other_agencies(["A"])
    'Also on file, for other agencies: A.'
    """
    return f"Also on file, for other agencies: {', '.join(titles)}."


def observed(share: str, source: str) -> str:
    """Return what was observed.

    >>> observed("3 of 8 declined", "a report")
    'Observed, apart from the law: 3 of 8 declined; by a report.'
    """
    return f"Observed, apart from the law: {share}; by {source}."


def published(assertion: str) -> str:
    """Return what a publisher said.

    >>> published("A said that B limits detainers")
    'Published, apart from the law: A said that B limits detainers.'
    """
    return f"Published, apart from the law: {assertion}."


def federal_program(program: str) -> str:
    """Return which federal program ran.

    >>> federal_program("Secure Communities.")
    'A federal program, apart from the law: Secure Communities.'
    """
    return f"A federal program, apart from the law: {program}"


# Where the law and what stands beside it do not agree.


def under_the_laws(finding: str) -> str:
    """Return what the laws come to, as the beginning of a sentence.

    >>> under_the_laws("holding on a detainer is prohibited")
    'under the laws on file, holding on a detainer is prohibited'
    """
    return f"under the laws on file, {finding}"


def perhaps_prohibits(title: str, practice: str) -> str:
    """Return that a law prohibits a practice, if it was in effect.

    >>> perhaps_prohibits("A", "holding on a detainer")
    'A prohibits holding on a detainer if it was in effect, which is not known'
    """
    return f"{title} prohibits {practice} if it was in effect, which is not known"


def but(law: str, beside: str) -> str:
    """Return what the law says, and what stands against that.

    >>> but("under the laws on file, holding is required", "3 of 8 declined")
    'under the laws on file, holding is required, but 3 of 8 declined.'
    """
    return f"{law}, but {beside}."


def but_agreement(barred: Sequence[str], agreement: str) -> str:
    """Return that practices are barred, and an agreement on them is on file.

    >>> but_agreement(["A prohibits holds"], "a 287(g) agreement")
    'A prohibits holds, but an agreement is on file: a 287(g) agreement.'
    """
    return but(", and ".join(barred), f"an agreement is on file: {agreement}")


def but_not_declined(law: str, share: str) -> str:
    """Return that holds are barred, and not every detainer was declined.

    >>> but_not_declined("under the laws on file, holding is prohibited", "3 of 8 declined")
    'under the laws on file, holding is prohibited, but 3 of 8 declined; a detainer that was not \
declined does not show that anyone was held.'
    """
    no_proof = "a detainer that was not declined does not show that anyone was held"
    return but(law, f"{share}; {no_proof}")


# What publishers say, beside a level.

_BESIDE: Final = {
    True: "are consistent with that",
    False: "are not consistent with that",
    None: "do not settle that",
}


def consistent(assertion: str, reason: str, *, is_consistent: bool | None) -> str:
    """Return whether the laws are consistent with what a publisher said, and why.

    >>> consistent("A said so", "That is why.", is_consistent=None)
    'A said so. On this scale the laws on file do not settle that. That is why.'
    """
    return f"{assertion}. On this scale the laws on file {_BESIDE[is_consistent]}. {reason}"


def claim_not_covered(scale: str) -> str:
    """Return that a scale says nothing of a claim.

    >>> claim_not_covered("own")
    'The scale own does not cover such a claim.'
    """
    return f"The scale {scale} does not cover such a claim."


def not_of_level(compared: str) -> str:
    """Return that what a publisher said is no part of a level.

    >>> not_of_level("A said so.")
    'Not part of the level: A said so.'
    """
    return f"Not part of the level: {compared}"

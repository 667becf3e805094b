"""Whether the examples in the files of provisions come out as they say."""

from collections.abc import Iterable, Iterator

from detainerlib.errors import DataFault, DetainerError
from detainerlib.models.provisions import PolicyExample
from detainerlib.policy.governing_law import governing_policy


def example_faults(examples: Iterable[tuple[str, PolicyExample]]) -> Iterator[DataFault]:
    """Yield a fault for each example that the provisions on record do not answer as it says.

    Args:
        examples: The examples, each with its file.
    """
    for file, example in examples:
        try:
            answer = governing_policy(
                example.practice,
                example.jurisdiction,
                on=example.on,
                facts=example.case,
                agency_type=example.agency_type,
            )
        except DetainerError as error:
            yield DataFault(
                file=file, record=example.id, field="example", message=f"fails: {error}"
            )
            continue
        controlling = tuple(sorted(provision.id for provision in answer.controlling))
        possible = ", ".join(sorted(modality.value for modality in answer.possible))
        if answer.possible != example.possible:
            message = f"does not come out: the answer is {possible}"
            yield DataFault(file=file, record=example.id, field="possible", message=message)
        if controlling != example.controlling:
            message = (
                f"does not come out: those that control are {', '.join(controlling) or 'none'}"
            )
            yield DataFault(file=file, record=example.id, field="controlling", message=message)

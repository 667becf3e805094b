"""Records of this library in classes of one's own, through cattrs."""

import attrs
from cattrs.preconf.json import make_converter

import detainerlib as dl
from detainerlib import cattrs_hooks
from detainerlib.holds import HoldWindow

converter = make_converter()
cattrs_hooks.register(converter)


@attrs.frozen
class Booking:
    """What a jail keeps of one case."""

    number: int
    detainer: dl.Detainer
    window: HoldWindow | None = None


def saved(booking: Booking) -> str:
    """Return a booking as JSON."""
    return converter.dumps(booking)


def loaded(text: str) -> Booking:
    """Return the booking of a JSON text."""
    return converter.loads(text, Booking)

"""How hard Hypothesis tries: `dev` at the desk, `ci` always alike, `thorough` by hand."""

import os

from hypothesis import settings

# The first example builds the calendar, so no profile has a deadline.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", max_examples=20_000, deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

"""What is recorded to have happened in one custody, in words."""


def recorded(event: str, when: str, circumstances: str = "") -> str:
    """Return what happened, when, and why as far as that is known.

    >>> recorded("the release", "Thursday, July 3, 2025", "bail posted")
    'The release, Thursday, July 3, 2025 (bail posted)'
    """
    aside = f" ({circumstances})" if circumstances else ""
    return f"{event[:1].upper()}{event[1:]}, {when}{aside}"

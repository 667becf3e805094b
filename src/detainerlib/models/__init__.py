"""What each kind of record holds: the law on record, and one case; no rules."""

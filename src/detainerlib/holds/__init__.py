"""The hold clock: window, readings, audit, summary."""

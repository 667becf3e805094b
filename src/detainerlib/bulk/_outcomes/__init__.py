"""Rates and duplicates of the rows of a frame: counted by the engine, reckoned on columns."""

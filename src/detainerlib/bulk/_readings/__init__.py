"""Readings of many rows: which texts each row is read under, and what each of them gives."""

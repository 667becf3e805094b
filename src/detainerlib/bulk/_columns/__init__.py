"""Columns in and out: inputs, local times, a value for each row, rejected rows."""

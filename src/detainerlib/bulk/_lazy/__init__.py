"""The clock on lazy frames and databases: dates, instants, joins."""

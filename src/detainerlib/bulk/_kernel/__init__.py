"""A compiled rule on arrays: segments, lookup tables, units, the kernel."""

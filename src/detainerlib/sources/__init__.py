"""Who says so: authorities, citations, explanations, versions."""

"""Forms of properties."""

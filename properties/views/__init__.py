"""Pages of properties."""

"""Pages of one property."""

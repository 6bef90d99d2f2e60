"""Pages of one contact."""

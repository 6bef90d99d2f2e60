"""Comparing a whole stock with itself: in full, or only what changed since."""

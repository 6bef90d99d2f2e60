"""The overview and what one does from it."""

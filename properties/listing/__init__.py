"""The overview of properties."""

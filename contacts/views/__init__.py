"""Pages and fragments of contacts."""

"""Pages of those who have to do with a property."""

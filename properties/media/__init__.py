"""Pictures and documents of a property."""

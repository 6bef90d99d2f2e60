"""Creates, changes, deletes and erases properties."""

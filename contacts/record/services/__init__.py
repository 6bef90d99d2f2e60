"""Creates, changes, deletes and erases contacts."""

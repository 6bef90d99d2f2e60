"""What follows from a contact: columns for lists and search, keys for duplicates, roles."""

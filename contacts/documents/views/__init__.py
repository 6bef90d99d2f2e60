"""Pages and fragments of a contact's documents."""

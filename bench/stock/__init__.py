"""A made-up stock of contacts, the same for the same seed, and its way into the database."""

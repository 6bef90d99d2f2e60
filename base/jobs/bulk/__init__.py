"""One change to many rows: chosen by a person, done by a worker in parts, undone as a whole."""

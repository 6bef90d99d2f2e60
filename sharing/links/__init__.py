"""Links to protected documents: made, listed, locked."""

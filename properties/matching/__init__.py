"""What a search order asks for, and whether a property fits it: without database."""

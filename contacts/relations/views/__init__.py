"""*Verbundene Personen* of a contact, and couples."""

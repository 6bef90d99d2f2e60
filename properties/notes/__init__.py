"""What agents write down: notes, calls and meetings about a contact, a property, or both."""

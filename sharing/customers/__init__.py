"""What a customer sees behind a link, and the visits counted there."""

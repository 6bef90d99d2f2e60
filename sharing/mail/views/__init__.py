"""Pages of the outbox and the mailbox."""

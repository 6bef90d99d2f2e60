"""Mail on its way out: composing, the conversation with the mail server, the local mailbox."""

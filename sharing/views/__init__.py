"""HTTP only: signed-in pages in links, terms, outbox, mailbox; customers' pages in public."""

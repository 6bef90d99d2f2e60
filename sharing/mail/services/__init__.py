"""Puts mails into the outbox and hands them to a server."""

"""Duplicate detection over stored contacts: the engine of `contacts.duplicates` on tables."""

"""Contacts as files for other programs; memory use does not grow with their number."""

"""Duplicates among stored contacts: found, told apart and merged.

The engine that compares two of them is `contacts.duplicates`; here it is asked of tables.
"""

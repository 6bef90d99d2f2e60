"""The record of a property: its page, and how it is saved."""

"""Brings what is derived from contacts in step with them."""
